import { Button, Group, Modal, Text } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ActionButton } from "./ActionButton.tsx";

type Props = {
  opened: boolean;
  onClose: () => void;
  onConfirm: () => void;
  title: string;
  /** What will happen, and what will not. */
  children: ReactNode;
  /** The act itself: "Delete contact", never "OK". */
  confirmLabel: string;
  danger?: boolean;
  loading?: boolean;
  /** Why it cannot be done now; the act is then disabled and says so. */
  blockedReason?: string | false;
  /** Why the last try failed. */
  error?: ReactNode;
};

export function ConfirmModal(props: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <Text size="sm" component="div">
        {props.children}
      </Text>
      {props.error && (
        <Group role="alert" c="red" gap={6} mt="sm" wrap="nowrap" align="flex-start">
          <IconAlertCircle size={16} style={{ flex: "none", marginTop: 2 }} aria-hidden />
          <Text size="sm" component="div">
            {props.error}
          </Text>
        </Group>
      )}
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={props.onClose} data-autofocus>
          {t("cancel")}
        </Button>
        <ActionButton
          color={props.danger ? "red" : undefined}
          onClick={props.onConfirm}
          loading={props.loading}
          disabledReason={props.blockedReason}
        >
          {props.confirmLabel}
        </ActionButton>
      </Group>
    </Modal>
  );
}
