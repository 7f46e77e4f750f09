import { Modal, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Connection } from "../../../../api/types.ts";
import { notifyDone } from "../../../../ui/notify.ts";
import { CredentialsForm } from "../wizard/CredentialsForm.tsx";

type Props = { connection: Connection; opened: boolean; onClose: () => void };

/** A new key of the same account takes the old one's place; numbers, templates and history stay. */
export function ReplaceKeyModal({ connection, opened, onClose }: Props) {
  const { t } = useTranslation("integrations");
  const done = (saved: Connection) => {
    onClose();
    notifyDone(t("replaceKey.done", { name: saved.keyName ?? saved.accountName }));
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("connected.replaceKey")}
      size="lg"
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <Text size="sm" c="dimmed" mb="md">
        {t("replaceKey.about")}
      </Text>
      <CredentialsForm replaces={connection} onConnected={done} submitLabel={t("connected.replaceKey")} />
    </Modal>
  );
}
