import { Alert, Stack } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Campaign, CampaignReport } from "../../../api/types.ts";
import { isApiTriggered } from "../campaign-state.ts";
import { ApiSection } from "../editor/ApiSection.tsx";
import classes from "./CampaignReportView.module.css";
import { DispatchesSection } from "./DispatchesSection.tsx";
import { FactsCard } from "./FactsCard.tsx";
import { FunnelSection } from "./FunnelSection.tsx";
import { ProgressCard } from "./ProgressCard.tsx";
import { ReasonsSection } from "./ReasonsSection.tsx";
import { RecipientsSection } from "./RecipientsSection.tsx";
import { ReportHeader } from "./ReportHeader.tsx";
import { SentMessage } from "./SentMessage.tsx";
import { StatTiles } from "./StatTiles.tsx";
import { TimelineSection } from "./TimelineSection.tsx";
import { WaitingAlert } from "./WaitingAlert.tsx";

type Props = {
  campaign: Campaign;
  report: CampaignReport /** The last update failed; what is shown is older. */;
  lost: boolean;
};

/** What became of a campaign, while it happens and afterwards. */
export function CampaignReportView({ campaign, report, lost }: Props) {
  const { t } = useTranslation("campaigns");
  return (
    <>
      <ReportHeader campaign={campaign} report={report} />
      {lost && (
        <Alert role="status" color="yellow" icon={<IconPlugConnectedX aria-hidden />} mb="md">
          {t("report.lost")}
        </Alert>
      )}
      <Stack gap="md">
        <WaitingAlert campaign={campaign} stats={report.stats} />
        <ProgressCard campaign={campaign} stats={report.stats} />
        <StatTiles stats={report.stats} rates={report.rates} />
        <div className={classes.columns}>
          <div className={classes.main}>
            <TimelineSection campaign={campaign} report={report} />
            <FunnelSection stats={report.stats} />
            <ReasonsSection reasons={report.reasons} />
            <RecipientsSection campaignId={campaign.id} live={report.live} />
            {isApiTriggered(campaign.kind) && (
              <ApiSection campaign={campaign} variables={campaign.variables} />
            )}
            <DispatchesSection dispatches={report.dispatches} />
          </div>
          <aside className={classes.side}>
            <SentMessage campaign={campaign} />
            <FactsCard campaign={campaign} stats={report.stats} />
          </aside>
        </div>
      </Stack>
    </>
  );
}
