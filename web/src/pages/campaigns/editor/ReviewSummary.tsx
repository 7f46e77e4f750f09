import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Trans, useTranslation } from "react-i18next";
import { segmentsQuery } from "../../../api/queries/segments.ts";
import type { Campaign, CampaignCheck, SubscriptionGroupListItem, Template } from "../../../api/types.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { useFormat } from "../../../ui/format.ts";
import { isApiTriggered } from "../campaign-state.ts";
import { numberLabel } from "./NumberPicker.tsx";
import type { Draft } from "./use-campaign-draft.ts";

type Props = {
  campaign: Campaign;
  draft: Draft;
  group: SubscriptionGroupListItem | null;
  template: Template | null;
  check: CampaignCheck | undefined;
};

/** The whole campaign in one sentence, with a gap for what is not chosen yet. */
export function ReviewSummary({ campaign, draft, group, template, check }: Props) {
  const { t } = useTranslation("campaigns");
  const { slug } = useWorkspace();
  const format = useFormat();
  const segments = useQuery(segmentsQuery(slug));
  const segment = segments.data?.find((s) => s.id === draft.segmentId);
  const reachable = check?.audience.reachable ?? 0;
  const values = {
    template: template ? `${template.name} · ${format.language(template.language)}` : t("review.noTemplate"),
    number: group ? numberLabel(group) : t("review.noNumber"),
    segment: segment?.name ?? t("review.noSegment"),
    people: format.number(reachable),
    count: reachable,
  };
  const counted = segment && group;
  const key = isApiTriggered(campaign.kind) ? "summaryApi" : counted ? "summary" : "summaryOpen";
  return (
    <Text size="sm" maw={640}>
      <Trans
        t={t}
        i18nKey={`review.${key}`}
        values={values}
        count={reachable}
        components={{ b: <strong /> }}
      />
    </Text>
  );
}
