import { Title } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { CampaignListItem } from "../../api/types.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { useFormat } from "../../ui/format.ts";
import { ButtonLink } from "../../ui/links.tsx";
import { RelativeTime } from "../../ui/RelativeTime.tsx";
import { paths } from "../../util/paths.ts";
import { CampaignStateBadge } from "../campaigns/CampaignStateBadge.tsx";

export function RecentCampaigns({ campaigns }: { campaigns: CampaignListItem[] }) {
  const { t } = useTranslation("home");
  const { slug } = useWorkspace();
  const format = useFormat();
  const share = (part: number, whole: number) => (whole > 0 ? format.percent(part / whole) : "–");
  const columns: Column<CampaignListItem>[] = [
    { key: "name", header: t("recent.name"), cell: (c) => c.name },
    {
      key: "state",
      header: t("recent.state"),
      cell: (c) => <CampaignStateBadge state={c.state} />,
    },
    {
      key: "sent",
      header: t("recent.sent"),
      align: "right",
      hideBelow: "xs",
      cell: (c) => format.number(c.stats.accepted),
    },
    {
      key: "read",
      header: t("recent.read"),
      align: "right",
      hideBelow: "sm",
      cell: (c) => share(c.stats.read, c.stats.delivered),
    },
    {
      key: "replied",
      header: t("recent.replied"),
      align: "right",
      hideBelow: "sm",
      cell: (c) => share(c.stats.replied, c.stats.delivered),
    },
    {
      key: "when",
      header: t("recent.when"),
      align: "right",
      hideBelow: "sm",
      cell: (c) => <RelativeTime at={c.launchedAt ?? c.createdAt} />,
    },
  ];
  return (
    <section aria-labelledby="recent-title">
      <Title order={2} id="recent-title" mb="xs">
        {t("recent.title")}
      </Title>
      <DataTable
        label={t("recent.title")}
        columns={columns}
        rows={campaigns}
        rowKey={(c) => c.id}
        rowLink={(c) => paths.campaign(slug, c.id)}
        empty={
          <EmptyState
            compact
            icon={IconSend}
            title={t("recent.empty.title")}
            action={
              <ButtonLink to={paths.newCampaign(slug)} variant="default">
                {t("recent.empty.action")}
              </ButtonLink>
            }
          >
            {t("recent.empty.message")}
          </EmptyState>
        }
      />
    </section>
  );
}
