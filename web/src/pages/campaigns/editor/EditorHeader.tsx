import { ActionIcon, Menu } from "@mantine/core";
import { IconCopy, IconDots, IconTrash } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Campaign } from "../../../api/types.ts";
import { SaveIndicator } from "../../../components/composer/SaveIndicator.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { paths } from "../../../util/paths.ts";
import { CampaignStateBadge } from "../CampaignStateBadge.tsx";
import { DeleteCampaignModal } from "../DeleteCampaignModal.tsx";
import { useDuplicateCampaign } from "../use-duplicate-campaign.ts";
import type { CampaignDraft } from "./use-campaign-draft.ts";

export function EditorHeader({ campaign, editing }: { campaign: Campaign; editing: CampaignDraft }) {
  const { t } = useTranslation("campaigns");
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const duplicate = useDuplicateCampaign();
  const [deleting, setDeleting] = useState(false);
  const duplicateSaved = () => void editing.flush().then(() => duplicate.mutate(campaign.id));
  return (
    <>
      <PageHeader
        title={editing.draft.name.trim() || campaign.name}
        badge={<CampaignStateBadge state={campaign.state} />}
        description={t(`kindHint.${campaign.kind}`, { defaultValue: "" })}
        back={{ to: paths.campaigns(workspace.slug), label: t("list.title") }}
        actions={
          workspace.can("write") && (
            <>
              <SaveIndicator
                status={editing.status}
                error={editing.saveError}
                onRetry={() => void editing.flush().catch(() => undefined)}
              />
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon variant="default" size={36} aria-label={t("actions.more")}>
                    <IconDots size={16} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item leftSection={<IconCopy size={15} />} onClick={duplicateSaved}>
                    {t("actions.duplicate")}
                  </Menu.Item>
                  <Menu.Item
                    color="red"
                    leftSection={<IconTrash size={15} />}
                    onClick={() => setDeleting(true)}
                  >
                    {t("actions.delete")}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            </>
          )
        }
      />
      <DeleteCampaignModal
        campaign={campaign}
        opened={deleting}
        onClose={() => setDeleting(false)}
        onDeleted={() => void navigate({ to: paths.campaigns(workspace.slug) })}
      />
    </>
  );
}
