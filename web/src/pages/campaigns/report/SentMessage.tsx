import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { subscriptionGroupsQuery } from "../../../api/queries/integrations.ts";
import { templatesQuery } from "../../../api/queries/templates.ts";
import type { Campaign } from "../../../api/types.ts";
import { PreviewPane } from "../../../components/composer/PreviewPane.tsx";
import { useMessagePreview } from "../../../components/composer/use-message-preview.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { formatPhone } from "../../../ui/format.ts";
import { CardSkeleton } from "../../../ui/Skeletons.tsx";

/** The message of a launched campaign, for one contact or another. */
export function SentMessage({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation("campaigns");
  const workspace = useWorkspace();
  const groups = useQuery(subscriptionGroupsQuery(workspace.slug));
  const templates = useQuery(templatesQuery(workspace.slug));
  const group = groups.data?.find((g) => g.id === campaign.subscriptionGroupId);
  const template = templates.data?.find((x) => x.id === campaign.templateId) ?? null;
  const state = useMessagePreview(template, campaign.variables);
  if (templates.isPending) return <CardSkeleton height={440} />;
  if (!template) {
    return (
      <Text size="sm" c="dimmed">
        {t("report.templateGone")}
      </Text>
    );
  }
  return (
    <PreviewPane
      state={state}
      senderName={group?.displayName || (group && formatPhone(group.phone)) || workspace.name}
      empty={t("preview.empty")}
      sent
    />
  );
}
