import { Text } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { CampaignListItem } from "../../../api/types.ts";
import { TagList } from "../../../components/tags/TagList.tsx";
import type { Column } from "../../../ui/DataTable.tsx";
import { formatPhone } from "../../../ui/format.ts";
import { RelativeTime } from "../../../ui/RelativeTime.tsx";
import { CampaignStateBadge } from "../CampaignStateBadge.tsx";
import { isApiTriggered } from "../campaign-state.ts";
import { CampaignRowMenu } from "./CampaignRowMenu.tsx";
import { StatBars } from "./StatBars.tsx";

export function useCampaignColumns(): Column<CampaignListItem>[] {
  const { t } = useTranslation("campaigns");
  return useMemo(
    () => [
      { key: "name", header: t("list.columns.name"), cell: (campaign) => <NameCell campaign={campaign} /> },
      {
        key: "state",
        header: t("list.columns.state"),
        cell: (campaign) => <CampaignStateBadge state={campaign.state} />,
      },
      {
        key: "number",
        header: t("list.columns.number"),
        hideBelow: "md",
        cell: ({ subscriptionGroup: group }) => (
          <TwoLines first={group?.displayName} second={group && formatPhone(group.phone)} />
        ),
      },
      {
        key: "template",
        header: t("list.columns.template"),
        hideBelow: "lg",
        cell: ({ template }) => <TwoLines first={template?.name} second={template?.language} />,
      },
      {
        key: "segment",
        header: t("list.columns.segment"),
        hideBelow: "lg",
        cell: (campaign) => (
          <TwoLines
            first={campaign.segment?.name ?? (isApiTriggered(campaign.kind) ? t("list.fromApi") : null)}
          />
        ),
      },
      {
        key: "stats",
        header: t("list.columns.stats"),
        width: 190,
        hideBelow: "sm",
        cell: (campaign) => <StatBars stats={campaign.stats} />,
      },
      {
        key: "launched",
        header: t("list.columns.launched"),
        hideBelow: "md",
        cell: (campaign) => (
          <Text size="sm" c="dimmed" style={{ whiteSpace: "nowrap" }} component="div">
            <RelativeTime at={campaign.launchedAt} />
          </Text>
        ),
      },
      {
        key: "menu",
        header: "",
        align: "right",
        width: 48,
        cell: (campaign) => <CampaignRowMenu campaign={campaign} />,
      },
    ],
    [t],
  );
}

function NameCell({ campaign }: { campaign: CampaignListItem }) {
  const { t } = useTranslation("campaigns");
  return (
    <span style={{ display: "block", minWidth: 120, overflowWrap: "anywhere" }}>
      {campaign.name}
      {isApiTriggered(campaign.kind) && (
        <Text span size="xs" c="dimmed" fw={400} display="block">
          {t("kind.api_triggered")}
        </Text>
      )}
      <TagList tags={campaign.tags} />
    </span>
  );
}

function TwoLines({
  first,
  second,
}: {
  first: string | null | undefined;
  second?: string | null | undefined;
}) {
  if (!first && !second) return <span>–</span>;
  return (
    <>
      <Text size="sm" lineClamp={2} miw={96} style={{ overflowWrap: "anywhere" }}>
        {first ?? second}
      </Text>
      {first && second && (
        <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }}>
          {second}
        </Text>
      )}
    </>
  );
}
