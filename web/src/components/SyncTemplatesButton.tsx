import { IconRefresh } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../api/client.ts";
import { whatsappKey } from "../api/queries/integrations.ts";
import { useErrorText } from "../api/use-error-text.ts";
import { useWorkspace } from "../shell/use-workspace.ts";
import { ActionButton } from "../ui/ActionButton.tsx";
import { notifyDone, notifyFailed } from "../ui/notify.ts";

/** Reads the templates of all connected groups again; what was approved or refused at Meta meanwhile shows up. */
export function SyncTemplatesButton() {
  const { t } = useTranslation("integrations");
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const sync = useMutation({
    mutationFn: () => api.post<{ synced: number }>(inWorkspace(workspace.slug, "/templates/sync")),
    onSuccess: async ({ synced }) => {
      notifyDone(t("connected.synced", { count: synced }));
      await queries.invalidateQueries({ queryKey: ["templates", workspace.slug] });
      await queries.invalidateQueries({ queryKey: whatsappKey(workspace.slug) });
    },
    onError: (error) => {
      const { title, message } = errorText(error);
      notifyFailed(title, message);
    },
  });
  return (
    <ActionButton
      variant="default"
      leftSection={<IconRefresh size={16} aria-hidden />}
      loading={sync.isPending}
      disabledReason={!workspace.can("write") && t("common:readOnly")}
      onClick={() => sync.mutate()}
    >
      {t("connected.syncTemplates")}
    </ActionButton>
  );
}
