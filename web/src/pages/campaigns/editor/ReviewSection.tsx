import { Button, Divider, Group, Stack } from "@mantine/core";
import { IconSend2 } from "@tabler/icons-react";
import { type UseQueryResult, useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { checkCampaign } from "../../../api/queries/campaigns.ts";
import type { Campaign, CampaignCheck, SubscriptionGroupListItem, Template } from "../../../api/types.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { ActionButton } from "../../../ui/ActionButton.tsx";
import { Section } from "../../../ui/Section.tsx";
import { LaunchModal } from "./LaunchModal.tsx";
import { ProblemList } from "./ProblemList.tsx";
import { ReviewSummary } from "./ReviewSummary.tsx";
import { TestSend } from "./TestSend.tsx";
import type { CampaignDraft } from "./use-campaign-draft.ts";

type Props = {
  campaign: Campaign;
  editing: CampaignDraft;
  group: SubscriptionGroupListItem | null;
  template: Template | null;
  check: UseQueryResult<CampaignCheck>;
  readOnly: boolean;
  /** Someone tried to launch: from now on what is missing is said beside its field too. */
  onAttempt: () => void;
};

/** The campaign in words, what still stands in its way, a test, and the launch. */
export function ReviewSection({ campaign, editing, group, template, check, readOnly, onAttempt }: Props) {
  const { t } = useTranslation("campaigns");
  const { slug } = useWorkspace();
  const [confirming, setConfirming] = useState<CampaignCheck | null>(null);
  const problems = useRef<HTMLDivElement>(null);
  const prepare = useMutation({
    mutationFn: async () => {
      await editing.flush();
      return checkCampaign(slug, campaign.id);
    },
    onSuccess: (result) => {
      onAttempt();
      if (result.ok) setConfirming(result);
      else problems.current?.focus();
    },
  });
  const current = prepare.data && !prepare.data.ok && editing.status !== "saved" ? prepare.data : check.data;
  return (
    <Section title={t("review.title")}>
      <Stack gap="md">
        <ReviewSummary
          campaign={campaign}
          draft={editing.draft}
          group={group}
          template={template}
          check={check.data}
        />
        <ProblemList ref={problems} problems={current?.problems ?? []} template={template} />
        <ErrorAlert error={prepare.error ?? (check.data ? null : check.error)} />
        <Divider />
        <TestSend
          campaignId={campaign.id}
          flush={editing.flush}
          blocked={readOnly ? t("common:readOnly") : !template || !group ? t("test.needsMessage") : null}
        />
        <Divider />
        <Group justify="flex-end">
          {readOnly ? (
            <ActionButton disabledReason={t("common:readOnly")}>{t("review.launch")}</ActionButton>
          ) : (
            <Button
              size="md"
              leftSection={<IconSend2 size={18} aria-hidden />}
              loading={prepare.isPending}
              onClick={() => prepare.mutate()}
            >
              {t("review.launch")}
            </Button>
          )}
        </Group>
      </Stack>
      <LaunchModal
        campaign={campaign}
        check={confirming}
        senderName={group?.displayName ?? group?.phone ?? ""}
        onClose={() => setConfirming(null)}
      />
    </Section>
  );
}
