import { useQuery } from "@tanstack/react-query";
import { Navigate, useParams } from "@tanstack/react-router";
import { campaignQuery, campaignReportQuery } from "../../../api/queries/campaigns.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { PageSkeleton } from "../../../ui/Skeletons.tsx";
import { paths } from "../../../util/paths.ts";
import { canStop, isDraft } from "../campaign-state.ts";
import { CampaignReportView } from "./CampaignReportView.tsx";

export function CampaignPage() {
  const { campaignId = "" } = useParams({ strict: false }) as { campaignId?: string };
  const { slug } = useWorkspace();
  const campaign = useQuery(campaignQuery(slug, campaignId));
  const launched = campaign.data !== undefined && !isDraft(campaign.data.state);
  const open = campaign.data !== undefined && canStop(campaign.data.state);
  const report = useQuery({ ...campaignReportQuery(slug, campaignId, open), enabled: launched });
  if (campaign.isPending) return <PageSkeleton />;
  if (!campaign.data) return <LoadError error={campaign.error} onRetry={campaign.refetch} />;
  if (!launched) return <Navigate to={paths.editCampaign(slug, campaignId)} replace />;
  if (report.isPending) return <PageSkeleton />;
  if (!report.data) return <LoadError error={report.error} onRetry={report.refetch} />;
  return <CampaignReportView campaign={campaign.data} report={report.data} lost={report.isError} />;
}
