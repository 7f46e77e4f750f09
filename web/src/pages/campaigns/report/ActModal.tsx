import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { actOnCampaign, campaignKey, campaignsKey } from "../../../api/queries/campaigns.ts";
import type { Campaign } from "../../../api/types.ts";
import { useErrorText } from "../../../api/use-error-text.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { ConfirmModal } from "../../../ui/ConfirmModal.tsx";
import { useFormat } from "../../../ui/format.ts";
import { notifyDone } from "../../../ui/notify.ts";
import { isApiTriggered } from "../campaign-state.ts";

export type StateAct = "pause" | "resume" | "stop";

type Props = {
  campaign: Campaign;
  /** Messages that have not left yet. */
  waiting: number;
  act: StateAct | null;
  onClose: () => void;
};

/** Asks before a campaign's state changes, naming what happens to the messages that wait and to those that have left. */
export function ActModal({ campaign, waiting, act, onClose }: Props) {
  const { t } = useTranslation("campaigns");
  const { slug } = useWorkspace();
  const format = useFormat();
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  // While the dialog fades out it goes on saying what it said.
  const [shown, setShown] = useState<StateAct>("pause");
  useEffect(() => {
    if (act) setShown(act);
  }, [act]);
  const asked = act ?? shown;
  const change = useMutation({
    mutationFn: (wanted: StateAct) => actOnCampaign(slug, campaign.id, wanted),
    onSuccess: (changed, wanted) => {
      queryClient.setQueryData(campaignKey(slug, campaign.id), changed);
      void queryClient.invalidateQueries({ queryKey: campaignKey(slug, campaign.id) });
      void queryClient.invalidateQueries({ queryKey: campaignsKey(slug) });
      notifyDone(t(`act.${wanted}.done`));
      onClose();
    },
  });
  const kind = isApiTriggered(campaign.kind) ? "api" : "message";
  return (
    <ConfirmModal
      opened={act !== null}
      onClose={() => {
        change.reset();
        onClose();
      }}
      onConfirm={() => change.mutate(asked)}
      title={t(`act.${asked}.title`, { name: campaign.name })}
      confirmLabel={t(`act.${asked}.confirm`)}
      danger={asked === "stop"}
      loading={change.isPending}
      error={change.error && errorText(change.error).message}
    >
      {t(`act.${asked}.${kind}`, { count: waiting, waiting: format.number(waiting) })}
    </ConfirmModal>
  );
}
