import { Modal, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../api/client.ts";
import type { ApiKey, NewApiKey } from "../../api/types.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { notifyDone } from "../../ui/notify.ts";
import { ApiKeyForm } from "./ApiKeyForm.tsx";

/** What a key in use may do, and from where; the key itself stays. */
export function EditApiKeyModal({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { t } = useTranslation("settings");
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (values: NewApiKey) => api.patch<ApiKey>(inWorkspace(slug, `/api-keys/${apiKey.id}`), values),
    onSuccess: async (key) => {
      onClose();
      notifyDone(t("apiKeys.saved", { name: key.name }));
      await queries.invalidateQueries({ queryKey: ["api-keys", slug] });
    },
  });
  const { name, permissions, allowedIps } = apiKey;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("apiKeys.editTitle", { name })}
      size="lg"
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <Text size="sm" c="dimmed" mb="md">
        {t("apiKeys.editAbout")}
      </Text>
      <ApiKeyForm
        initial={{ name, permissions, allowedIps }}
        submitLabel={t("common:save")}
        error={change.error}
        loading={change.isPending}
        onSubmit={(values) => change.mutate(values)}
        onCancel={onClose}
      />
    </Modal>
  );
}
