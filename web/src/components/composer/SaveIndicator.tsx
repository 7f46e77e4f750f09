import { Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconCloudUp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useErrorText } from "../../api/use-error-text.ts";
import type { SaveStatus } from "./autosaver.ts";

type Props = {
  status: SaveStatus;
  /** Why the last try failed. */
  error: unknown;
  onRetry: () => void;
};

/** Says whether what is on the screen is also on the server. */
export function SaveIndicator({ status, error, onRetry }: Props) {
  const { t } = useTranslation("campaigns");
  const errorText = useErrorText();
  if (status === "failed") {
    return (
      <Group gap={6} role="alert" c="red">
        <IconAlertTriangle size={15} aria-hidden />
        <Text size="sm" maw={420}>
          {t("save.failed")} {errorText(error).message}
        </Text>
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
