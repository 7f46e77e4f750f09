import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

/** Copies `value`; `label` names what is copied ("API key"). With `withText`, a full button. */
export function CopyButton({ value, label, withText }: { value: string; label: string; withText?: boolean }) {
  const { t } = useTranslation();
  const clipboard = useClipboard({ timeout: 1500 });
  const Icon = clipboard.copied ? IconCheck : IconCopy;
  const name = clipboard.copied ? t("copied") : t("copyWhat", { what: label });
  if (withText) {
    return (
      <Button
        variant="default"
        leftSection={<Icon size={16} aria-hidden />}
        onClick={() => clipboard.copy(value)}
      >
        {name}
      </Button>
    );
  }
  return (
    <Tooltip label={name}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={name}
        onClick={() => clipboard.copy(value)}
      >
        <Icon size={15} />
      </ActionIcon>
    </Tooltip>
  );
}
