import { ActionIcon, Menu } from "@mantine/core";
import { IconCopy, IconDots, IconPlayerPause, IconPlayerPlay, IconPlayerStop } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Campaign, CampaignReport } from "../../../api/types.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { ActionButton } from "../../../ui/ActionButton.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { paths } from "../../../util/paths.ts";
import { CampaignStateBadge } from "../CampaignStateBadge.tsx";
import { canPause, canResume, canStop } from "../campaign-state.ts";
import { useDuplicateCampaign } from "../use-duplicate-campaign.ts";
import { ActModal, type StateAct } from "./ActModal.tsx";
import { LiveDot } from "./LiveDot.tsx";

export function ReportHeader({ campaign, report }: { campaign: Campaign; report: CampaignReport }) {
  const { t } = useTranslation("campaigns");
  const workspace = useWorkspace();
  const [asking, setAsking] = useState<StateAct | null>(null);
  const duplicate = useDuplicateCampaign();
  const locked = !workspace.can("write") && t("common:readOnly");
  const { state } = campaign;
  return (
    <>
      <PageHeader
        title={campaign.name}
        badge={
          <>
            <CampaignStateBadge state={state} />
            {report.live && <LiveDot />}
          </>
        }
        description={campaign.description || undefined}
        back={{ to: paths.campaigns(workspace.slug), label: t("list.title") }}
        actions={
          <>
            {canPause(state) && (
              <ActionButton
                variant="default"
                leftSection={<IconPlayerPause size={16} aria-hidden />}
                disabledReason={locked}
                onClick={() => setAsking("pause")}
              >
                {t("actions.pause")}
              </ActionButton>
            )}
            {canResume(state) && (
              <ActionButton
                leftSection={<IconPlayerPlay size={16} aria-hidden />}
                disabledReason={locked}
                onClick={() => setAsking("resume")}
              >
                {t("actions.resume")}
              </ActionButton>
            )}
            {canStop(state) && (
              <ActionButton
                variant="default"
                c="red"
                leftSection={<IconPlayerStop size={16} aria-hidden />}
                disabledReason={locked}
                onClick={() => setAsking("stop")}
              >
                {t("actions.stop")}
              </ActionButton>
            )}
            {workspace.can("write") && (
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon
                    variant="default"
                    size={36}
                    aria-label={t("actions.more")}
                    loading={duplicate.isPending}
                  >
                    <IconDots size={16} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item
                    leftSection={<IconCopy size={15} />}
                    onClick={() => duplicate.mutate(campaign.id)}
                  >
                    {t("actions.duplicate")}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            )}
          </>
        }
      />
      <ActModal
        campaign={campaign}
        waiting={report.stats.waiting}
        act={asking}
        onClose={() => setAsking(null)}
      />
    </>
  );
}
