import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { campaignsKey, deleteCampaign } from "../../api/queries/campaigns.ts";
import { useErrorText } from "../../api/use-error-text.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ConfirmModal } from "../../ui/ConfirmModal.tsx";
import { notifyDone } from "../../ui/notify.ts";

type Props = {
  campaign: { id: string; name: string };
  opened: boolean;
  onClose: () => void;
  onDeleted?: () => void;
};

export function DeleteCampaignModal({ campaign, opened, onClose, onDeleted }: Props) {
  const { t } = useTranslation("campaigns");
  const { slug } = useWorkspace();
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteCampaign(slug, campaign.id),
    onSuccess: () => {
      notifyDone(t("delete.done", { name: campaign.name }));
      void queryClient.invalidateQueries({ queryKey: campaignsKey(slug) });
      onClose();
      onDeleted?.();
    },
  });
  return (
    <ConfirmModal
      opened={opened}
      onClose={onClose}
      onConfirm={() => remove.mutate()}
      title={t("delete.title", { name: campaign.name })}
      confirmLabel={t("delete.confirm")}
      danger
      loading={remove.isPending}
      error={remove.error && errorText(remove.error).message}
    >
      {t("delete.message")}
    </ConfirmModal>
  );
}
