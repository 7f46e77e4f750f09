import { useQuery } from "@tanstack/react-query";
import { Navigate, useParams } from "@tanstack/react-router";
import { campaignQuery } from "../../../api/queries/campaigns.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { PageSkeleton } from "../../../ui/Skeletons.tsx";
import { paths } from "../../../util/paths.ts";
import { isDraft } from "../campaign-state.ts";
import { CampaignEditor } from "./CampaignEditor.tsx";

export function CampaignEditorPage() {
  const { campaignId = "" } = useParams({ strict: false }) as { campaignId?: string };
  const { slug } = useWorkspace();
  const campaign = useQuery(campaignQuery(slug, campaignId));
  if (campaign.isPending) return <PageSkeleton />;
  if (!campaign.data) return <LoadError error={campaign.error} onRetry={campaign.refetch} />;
  // What has been launched can no longer be changed: its figures are what there is to see.
  if (!isDraft(campaign.data.state)) return <Navigate to={paths.campaign(slug, campaignId)} replace />;
  return <CampaignEditor key={campaignId} campaign={campaign.data} />;
}
