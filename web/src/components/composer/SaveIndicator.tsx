import { Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconCloudUp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { SaveStatus } from "./autosaver.ts";

/** Says whether what is on the screen is also on the server. */
export function SaveIndicator({ status, onRetry }: { status: SaveStatus; onRetry: () => void }) {
  const { t } = useTranslation("campaigns");
  if (status === "failed") {
    return (
      <Group gap={6} role="alert" c="red">
        <IconAlertTriangle size={15} aria-hidden />
        <Text size="sm">{t("save.failed")}</Text>
        <Button size="compact-xs" variant="light" color="red" onClick={onRetry}>
          {t("common:tryAgain")}
        </Button>
      </Group>
    );
  }
  const saved = status === "saved";
  const Icon = saved ? IconCheck : IconCloudUp;
  return (
    <Group gap={5} c="dimmed" role="status" aria-live="polite">
      <Icon size={15} aria-hidden />
      <Text size="sm">{saved ? t("save.saved") : t("save.saving")}</Text>
    </Group>
  );
}
