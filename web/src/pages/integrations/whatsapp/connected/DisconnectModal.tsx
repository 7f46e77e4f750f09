import { Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../../../api/client.ts";
import { whatsappKey } from "../../../../api/queries/integrations.ts";
import type { Connection } from "../../../../api/types.ts";
import { useErrorText } from "../../../../api/use-error-text.ts";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { ConfirmModal } from "../../../../ui/ConfirmModal.tsx";
import { notifyDone } from "../../../../ui/notify.ts";

type Props = { connection: Connection; numbers: number; opened: boolean; onClose: () => void };

export function DisconnectModal({ connection, numbers, opened, onClose }: Props) {
  const { t } = useTranslation("integrations");
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const name = connection.accountName ?? connection.baseUrl;
  const disconnect = useMutation({
    mutationFn: () => api.delete(inWorkspace(slug, `/integrations/whatsapp/connections/${connection.id}`)),
    onSuccess: async () => {
      onClose();
      notifyDone(t("disconnect.done", { name }));
      await queries.invalidateQueries({ queryKey: whatsappKey(slug) });
    },
  });
  return (
    <ConfirmModal
      opened={opened}
      onClose={onClose}
      onConfirm={() => disconnect.mutate()}
      title={t("disconnect.title", { name })}
      confirmLabel={t("connected.disconnect")}
      danger
      loading={disconnect.isPending}
      blockedReason={numbers > 0 && t("disconnect.numbers", { count: numbers })}
      error={disconnect.error && errorText(disconnect.error).message}
    >
      {t("disconnect.message")}
      {numbers > 0 && (
        <Text size="sm" mt="sm" fw={550}>
          {t("disconnect.numbers", { count: numbers })}
        </Text>
      )}
    </ConfirmModal>
  );
}
