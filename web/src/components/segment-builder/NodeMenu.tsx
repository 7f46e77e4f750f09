import { ActionIcon, Menu } from "@mantine/core";
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconDots,
  IconFolder,
  IconFolderOpen,
  IconTrash,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useBuilder } from "./builder-context.ts";
import type { DraftNode } from "./draft.ts";
import { duplicateNode, moveNode, removeNode, ungroupNode, wrapNode } from "./edit.ts";

/** Where a node stands: its index, how many siblings there are, and its number as people count ("2", "2.1"). */
export type Place = { at: number; count: number; path: string };

/** What can be done to a filter or group as a whole, by mouse and by keyboard. */
export function NodeMenu({ node, place }: { node: DraftNode; place: Place }) {
  const { t } = useTranslation("segments");
  const { edit } = useBuilder();
  const isGroup = node.kind === "group";
  const name = isGroup ? t("builder.groupActions") : t("builder.actions", { number: place.path });
  return (
    <Menu position="bottom-end" width={200} shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={name}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArrowUp size={15} />}
          disabled={place.at === 0}
          onClick={() => edit((root) => moveNode(root, node.key, -1))}
        >
          {t("builder.moveUp")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown size={15} />}
          disabled={place.at === place.count - 1}
          onClick={() => edit((root) => moveNode(root, node.key, 1))}
        >
          {t("builder.moveDown")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopy size={15} />}
          onClick={() => edit((root) => duplicateNode(root, node.key))}
        >
          {t("builder.duplicate")}
        </Menu.Item>
        {isGroup ? (
          <Menu.Item
            leftSection={<IconFolderOpen size={15} />}
            onClick={() => edit((root) => ungroupNode(root, node.key))}
          >
            {t("builder.ungroup")}
          </Menu.Item>
        ) : (
          <Menu.Item
            leftSection={<IconFolder size={15} />}
            onClick={() => edit((root) => wrapNode(root, node.key))}
          >
            {t("builder.wrap")}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={15} />}
          onClick={() => edit((root) => removeNode(root, node.key))}
        >
          {t("builder.remove")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
