import { Button } from "@mantine/core";
import { IconSpeakerphone } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { campaignKey, campaignsKey, createCampaign, updateCampaign } from "../../../api/queries/campaigns.ts";
import { useErrorText } from "../../../api/use-error-text.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { notifyFailed } from "../../../ui/notify.ts";
import { paths } from "../../../util/paths.ts";

const longestName = 120;

/** A new draft that goes to this segment, opened at once. */
export function CreateCampaignButton({ segment }: { segment: { id: string; name: string } }) {
  const { t } = useTranslation("segments");
  const { slug } = useWorkspace();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const errorText = useErrorText();
  const creation = useMutation({
    mutationFn: async () => {
      const name = t("page.campaignName", { name: segment.name }).slice(0, longestName);
      const { id } = await createCampaign(slug, { name, kind: "scheduled" });
      return updateCampaign(slug, id, { segmentId: segment.id });
    },
    onSuccess: (campaign) => {
      queryClient.setQueryData(campaignKey(slug, campaign.id), campaign);
      void queryClient.invalidateQueries({ queryKey: campaignsKey(slug) });
      void navigate({ to: paths.editCampaign(slug, campaign.id) });
    },
    onError: (error) => notifyFailed(errorText(error).title, errorText(error).message),
  });
  return (
    <Button
      variant="default"
      leftSection={<IconSpeakerphone size={16} aria-hidden />}
      loading={creation.isPending}
      onClick={() => creation.mutate()}
    >
      {t("page.createCampaign")}
    </Button>
  );
}
