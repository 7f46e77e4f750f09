import { Alert, Button, Code, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { meQuery } from "../../api/queries/common.ts";
import type { CreatedApiKey } from "../../api/types.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";

/** The one time a key is seen, with the header that carries it. */
export function CreatedKey({ created, onClose }: { created: CreatedApiKey; onClose: () => void }) {
  const { t } = useTranslation("settings");
  const { data: me } = useSuspenseQuery(meQuery);
  return (
    <Stack gap="md">
      <Alert role="note" color="yellow" icon={<IconAlertTriangle aria-hidden />}>
        {t("apiKeys.created.once")}
      </Alert>
      <Code
        block
        aria-label={t("apiKeys.created.key")}
        style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}
      >
        {created.key}
      </Code>
      <Text size="sm" c="dimmed">
        {t("apiKeys.created.use", { url: me.server.publicUrl })}
      </Text>
      <Code block style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
        Authorization: Bearer {created.prefix}…
      </Code>
      <Group justify="flex-end" gap="xs">
        <CopyButton value={created.key} label={t("apiKeys.created.key")} withText />
        <Button onClick={onClose}>{t("apiKeys.created.done")}</Button>
      </Group>
    </Stack>
  );
}
