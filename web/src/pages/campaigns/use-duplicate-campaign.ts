import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { campaignKey, campaignsKey, duplicateCampaign } from "../../api/queries/campaigns.ts";
import { useErrorText } from "../../api/use-error-text.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { notifyDone, notifyFailed } from "../../ui/notify.ts";
import { paths } from "../../util/paths.ts";

/** Copies a campaign into a new draft and opens it. */
export function useDuplicateCampaign() {
  const { t } = useTranslation("campaigns");
  const { slug } = useWorkspace();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const errorText = useErrorText();
  return useMutation({
    mutationFn: (id: string) => duplicateCampaign(slug, id),
    onSuccess: (copy) => {
      queryClient.setQueryData(campaignKey(slug, copy.id), copy);
      void queryClient.invalidateQueries({ queryKey: campaignsKey(slug) });
      notifyDone(t("actions.duplicated", { name: copy.name }));
      void navigate({ to: paths.editCampaign(slug, copy.id) });
    },
    onError: (error) => notifyFailed(errorText(error).title, errorText(error).message),
  });
}
