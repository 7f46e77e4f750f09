import { Button, Group, Modal, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

type Props = { when: () => boolean /** Somebody has decided to lose the work. */; onLeave?: () => void };

/** Asks before unsaved work is left behind, by a link, the back button or by closing the tab. */
export function LeaveGuard({ when, onLeave }: Props) {
  const { t } = useTranslation("segments");
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && when(),
    enableBeforeUnload: when,
    withResolver: true,
  });
  return (
    <Modal opened={status === "blocked"} onClose={() => reset?.()} title={t("leave.title")} zIndex={400}>
      <Text size="sm">{t("leave.text")}</Text>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={() => reset?.()} data-autofocus>
          {t("leave.stay")}
        </Button>
        <Button
          color="red"
          onClick={() => {
            onLeave?.();
            proceed?.();
          }}
        >
          {t("leave.go")}
        </Button>
      </Group>
    </Modal>
  );
}
