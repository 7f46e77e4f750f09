import { Code, Group, Stack, Text } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { meQuery } from "../../../api/queries/common.ts";
import type { Campaign } from "../../../api/types.ts";
import { triggerProperties } from "../../../components/composer/message-fields.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { CopyButton } from "../../../ui/CopyButton.tsx";
import { TextLink } from "../../../ui/links.tsx";
import { Section } from "../../../ui/Section.tsx";
import { paths } from "../../../util/paths.ts";
import { triggerExample } from "../trigger-example.ts";

/** An API-triggered campaign has no segment: whoever a call names gets it. Shows the call. */
export function ApiSection({
  campaign,
  variables,
}: {
  campaign: Campaign;
  variables: Record<string, string>;
}) {
  const { t } = useTranslation("campaigns");
  const workspace = useWorkspace();
  const { data: me } = useSuspenseQuery(meQuery);
  const example = triggerExample(me.server.publicUrl, campaign.id, triggerProperties(variables));
  return (
    <Section title={t("api.title")} description={t("api.description")}>
      <Stack gap="md">
        <div>
          <Text size="sm" fw={550}>
            {t("api.campaignId")}
          </Text>
          <Group gap={4}>
            <Code>{campaign.id}</Code>
            <CopyButton value={campaign.id} label={t("api.campaignId")} />
          </Group>
        </div>
        <div>
          <Group justify="space-between" mb={4}>
            <Text size="sm" fw={550}>
              {t("api.example")}
            </Text>
            <CopyButton value={example} label={t("api.example")} />
          </Group>
          <Code block fz="xs" tabIndex={0} style={{ overflowX: "auto" }}>
            {example}
          </Code>
        </div>
        <Text size="sm" c="dimmed">
          {t("api.keyHint")}{" "}
          {workspace.can("manage") && <TextLink to={paths.apiKeys(workspace.slug)}>{t("api.keys")}</TextLink>}
        </Text>
      </Stack>
    </Section>
  );
}
