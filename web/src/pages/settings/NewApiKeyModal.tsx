import { Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../api/client.ts";
import type { CreatedApiKey, NewApiKey } from "../../api/types.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ApiKeyForm } from "./ApiKeyForm.tsx";
import { CreatedKey } from "./CreatedKey.tsx";

/** A new key: what it may do first, then the key itself, this once. */
export function NewApiKeyModal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("settings");
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: (values: NewApiKey) => api.post<CreatedApiKey>(inWorkspace(slug, "/api-keys"), values),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["api-keys", slug] });
      await queries.invalidateQueries({ queryKey: ["home", slug] });
    },
  });
  const created = create.data;
  return (
    <Modal
      opened
      onClose={onClose}
      title={created ? t("apiKeys.created.title") : t("apiKeys.create")}
      size="lg"
      // A click beside the window would lose a key that is shown only once.
      closeOnClickOutside={!created}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      {created ? (
        <CreatedKey created={created} onClose={onClose} />
      ) : (
        <ApiKeyForm
          initial={{ name: "", permissions: [], allowedIps: [] }}
          submitLabel={t("apiKeys.create")}
          error={create.error}
          loading={create.isPending}
          onSubmit={(values) => create.mutate(values)}
          onCancel={onClose}
        />
      )}
    </Modal>
  );
}
