import { Alert, Button, Code, Group, Stack, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../../../ui/CopyButton.tsx";
import type { ConnectedReceiver } from "./receiver.ts";

/** The secret and the report address, shown this once. */
export function ReceiverSecrets({ receiver, onDone }: { receiver: ConnectedReceiver; onDone: () => void }) {
  const { t } = useTranslation("receiver");
  return (
    <Alert role="status" color="teal" title={t("secrets.title")} icon={<IconKey aria-hidden />}>
      <Stack gap="sm">
        <Text size="sm">{t("secrets.message")}</Text>
        <Shown label={t("secrets.secret")} value={receiver.secret} />
        <Shown label={t("secrets.reportUrl")} value={receiver.reportUrl} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t("secrets.done")}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

function Shown({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <Text size="sm" fw={550} mb={4}>
        {label}
      </Text>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Code block style={{ flex: 1, minWidth: 0, overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
          {value}
        </Code>
        <CopyButton value={value} label={label} />
      </Group>
    </div>
  );
}
