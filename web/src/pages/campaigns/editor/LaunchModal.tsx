import { List, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { Trans, useTranslation } from "react-i18next";
import { ApiError } from "../../../api/client.ts";
import { actOnCampaign, campaignKey, campaignsKey } from "../../../api/queries/campaigns.ts";
import type { Campaign, CampaignCheck } from "../../../api/types.ts";
import { useErrorText } from "../../../api/use-error-text.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { ConfirmModal } from "../../../ui/ConfirmModal.tsx";
import { useFormat } from "../../../ui/format.ts";
import { paths } from "../../../util/paths.ts";
import { isApiTriggered } from "../campaign-state.ts";

type Props = {
  campaign: Campaign;
  /** The check that allowed the launch; null keeps the question closed. */
  check: CampaignCheck | null;
  senderName: string;
  onClose: () => void;
};

/** The last question: how many people get it, from whom, and that it cannot be taken back. */
export function LaunchModal({ campaign, check, senderName, onClose }: Props) {
  const { t } = useTranslation("campaigns");
  const { slug } = useWorkspace();
  const navigate = useNavigate();
  const format = useFormat();
  const queryClient = useQueryClient();
  const launch = useMutation({
    mutationFn: () => actOnCampaign(slug, campaign.id, "launch"),
    onSuccess: (launched) => {
      queryClient.setQueryData(campaignKey(slug, campaign.id), launched);
      void queryClient.invalidateQueries({ queryKey: campaignsKey(slug) });
      void navigate({ to: paths.campaign(slug, campaign.id) });
    },
  });
  const router = useRouter();
  const asked = check !== null;
  useEffect(() => {
    // The page that follows is fetched while one reads the question.
    if (asked) void router.preloadRoute({ to: paths.campaign(slug, campaign.id) });
  }, [asked, router, slug, campaign.id]);
  const apiTriggered = isApiTriggered(campaign.kind);
  const count = check?.audience.reachable ?? 0;
  const people = format.number(count);
  return (
    <ConfirmModal
      opened={asked}
      onClose={onClose}
      onConfirm={() => launch.mutate()}
      title={apiTriggered ? t("launch.titleApi") : t("launch.title", { count, people })}
      confirmLabel={t("launch.confirm")}
      loading={launch.isPending}
      error={launch.error && <LaunchError error={launch.error} />}
    >
      {apiTriggered ? (
        t("launch.messageApi")
      ) : (
        <>
          <Text size="sm">
            <Trans
              t={t}
              i18nKey="launch.message"
              count={count}
              values={{ people, sender: senderName, name: campaign.name }}
              components={{ b: <strong /> }}
            />
          </Text>
          <Text size="sm" c="dimmed" mt="xs">
            {t("launch.consequence")}
          </Text>
        </>
      )}
    </ConfirmModal>
  );
}

function LaunchError({ error }: { error: unknown }) {
  const errorText = useErrorText();
  const details = error instanceof ApiError ? error.details : [];
  return (
    <>
      {errorText(error).message}
      {details.length > 0 && (
        <List size="sm" mt={4}>
          {details.map((detail) => (
            <List.Item key={`${detail.path} ${detail.message}`}>{detail.message}</List.Item>
          ))}
        </List>
      )}
    </>
  );
}
