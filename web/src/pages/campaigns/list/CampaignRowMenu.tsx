import { ActionIcon, Menu } from "@mantine/core";
import { IconCopy, IconDots, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CampaignListItem } from "../../../api/types.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { isDraft } from "../campaign-state.ts";
import { DeleteCampaignModal } from "../DeleteCampaignModal.tsx";
import { useDuplicateCampaign } from "../use-duplicate-campaign.ts";

/** What can be done to a campaign without opening it. */
export function CampaignRowMenu({ campaign }: { campaign: CampaignListItem }) {
  const { t } = useTranslation("campaigns");
  const workspace = useWorkspace();
  const [deleting, setDeleting] = useState(false);
  const duplicate = useDuplicateCampaign();
  if (!workspace.can("write")) return null;
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("list.actionsFor", { name: campaign.name })}
            loading={duplicate.isPending}
          >
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => duplicate.mutate(campaign.id)}>
            {t("actions.duplicate")}
          </Menu.Item>
          {isDraft(campaign.state) && (
            <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setDeleting(true)}>
              {t("actions.delete")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <DeleteCampaignModal campaign={campaign} opened={deleting} onClose={() => setDeleting(false)} />
    </>
  );
}
