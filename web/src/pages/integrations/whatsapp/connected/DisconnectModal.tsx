import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../../../api/client.ts";
import type { Connection } from "../../../../api/types.ts";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { ConfirmModal } from "../../../../ui/ConfirmModal.tsx";
import { notifyDone, notifyFailed } from "../../../../ui/notify.ts";
import { Consequences } from "./Consequences.tsx";
import { isTyped, TypedConfirm } from "./TypedConfirm.tsx";
import { useAct } from "./use-act.ts";

type Props = { connection: Connection; onClose: () => void };
type Disconnected = { webhooksRemoved: boolean; error: string | null };

/** All numbers of the connection leave at once; connecting the same account again brings them back. */
export function DisconnectModal({ connection, onClose }: Props) {
  const { t } = useTranslation("integrations");
  const { slug } = useWorkspace();
  const [typed, setTyped] = useState("");
  const name = connection.accountName ?? connection.baseUrl ?? connection.provider;
  const disconnect = useAct(
    () => api.delete<Disconnected>(inWorkspace(slug, `/integrations/whatsapp/connections/${connection.id}`)),
    (result) => {
      onClose();
      notifyDone(t("disconnect.done", { name }));
      if (!result.webhooksRemoved) notifyFailed(t("disconnect.webhooksTitle"), t("disconnect.webhooks"));
    },
  );
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      onConfirm={disconnect.run}
      title={t("disconnect.title", { name })}
      confirmLabel={t("connected.disconnect")}
      danger
      loading={disconnect.isPending}
      blockedReason={!isTyped(name, typed) && t("leaving.typeFirst", { expected: name })}
      error={disconnect.error}
    >
      {t("disconnect.message")}
      <Consequences kind="disconnect" id={connection.id} />
      <TypedConfirm expected={name} value={typed} onChange={setTyped} />
    </ConfirmModal>
  );
}
