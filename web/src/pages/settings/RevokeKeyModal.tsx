import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../api/client.ts";
import type { ApiKey } from "../../api/types.ts";
import { useErrorText } from "../../api/use-error-text.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ConfirmModal } from "../../ui/ConfirmModal.tsx";
import { notifyDone } from "../../ui/notify.ts";

export function RevokeKeyModal({ apiKey, onClose }: { apiKey: ApiKey | null; onClose: () => void }) {
  const { t } = useTranslation("settings");
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const errorText = useErrorText();
  // The name stays readable while the window fades out.
  const last = useRef(apiKey);
  if (apiKey) last.current = apiKey;
  const name = last.current?.name ?? "";
  const revoke = useMutation({
    mutationFn: (id: string) => api.delete(inWorkspace(slug, `/api-keys/${id}`)),
    onSuccess: async () => {
      onClose();
      notifyDone(t("apiKeys.revoked", { name }));
      await queries.invalidateQueries({ queryKey: ["api-keys", slug] });
    },
  });
  return (
    <ConfirmModal
      opened={apiKey !== null}
      onClose={onClose}
      onConfirm={() => apiKey && revoke.mutate(apiKey.id)}
      title={t("apiKeys.revokeTitle", { name })}
      confirmLabel={t("apiKeys.revoke")}
      danger
      loading={revoke.isPending}
      error={revoke.error && errorText(revoke.error).message}
    >
      {t("apiKeys.revokeMessage")}
    </ConfirmModal>
  );
}
