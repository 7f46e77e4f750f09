import { Modal, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Connection } from "../../../../api/types.ts";
import { notifyDone } from "../../../../ui/notify.ts";
import { TokenForm } from "./TokenForm.tsx";

type Props = { connection: Connection; opened: boolean; onClose: () => void };

/** A new token of the same portfolio takes the old one's place; numbers, templates and history stay. */
export function ReplaceTokenModal({ connection, opened, onClose }: Props) {
  const { t } = useTranslation("native");
  const saved = () => {
    onClose();
    notifyDone(t("connected.tokenReplaced"));
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("connected.replaceToken")}
      size="lg"
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <Text size="sm" c="dimmed" mb="md">
        {t("connected.replaceAbout")}
      </Text>
      <TokenForm replacing={connection} onSaved={saved} />
    </Modal>
  );
}
