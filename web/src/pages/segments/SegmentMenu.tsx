import { ActionIcon, Menu } from "@mantine/core";
import { IconCopy, IconDots, IconTrash, IconUsers } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { splitTo } from "../../ui/links.tsx";
import { paths } from "../../util/paths.ts";
import { DeleteSegmentModal } from "./DeleteSegmentModal.tsx";

type Props = {
  segment: { id: string; name: string } /** Called after it was deleted. */;
  onDeleted?: () => void;
};

/** What can be done with a stored segment besides editing it. */
export function SegmentMenu({ segment, onDeleted }: Props) {
  const { t } = useTranslation("segments");
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  const go = (address: string) => void navigate(splitTo(address) as never);
  return (
    <>
      <Menu position="bottom-end" width={200} shadow="md">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t("actionsFor", { name: segment.name })}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconUsers size={15} />}
            onClick={() => go(`${paths.contacts(workspace.slug)}?segmentId=${segment.id}`)}
          >
            {t("viewContacts")}
          </Menu.Item>
          {workspace.can("write") && (
            <>
              <Menu.Item
                leftSection={<IconCopy size={15} />}
                onClick={() => go(`${paths.newSegment(workspace.slug)}?from=${segment.id}`)}
              >
                {t("duplicate")}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setDeleting(true)}>
                {t("delete.action")}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <DeleteSegmentModal
        segment={segment}
        opened={deleting}
        onClose={() => setDeleting(false)}
        onDeleted={onDeleted}
      />
    </>
  );
}
