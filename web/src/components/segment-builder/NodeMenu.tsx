import { ActionIcon, Menu } from "@mantine/core";
import {
  IconArrowDown,
  IconArrowUp,
  IconBan,
  IconCopy,
  IconDots,
  IconFolder,
  IconFolderOpen,
  IconFolderSymlink,
  IconTrash,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useBuilder } from "./builder-context.ts";
import { type DraftGroup, type DraftNode, newKey } from "./draft-types.ts";
import {
  contains,
  duplicateNode,
  excludeNode,
  groupsOf,
  moveNode,
  moveToGroup,
  parentOf,
  ungroupNode,
  wrapNode,
} from "./edit.ts";

type Props = {
  node: DraftNode;
  /** Its number as people count ("2", "2.1"). */
  path: string;
  first: boolean;
  last: boolean;
};

/** What can be done to a filter or group as a whole, by mouse and by keyboard. */
export function NodeMenu(props: Props) {
  const { t } = useTranslation("segments");
  const { node, path } = props;
  const name = t(node.kind === "group" ? "builder.groupActions" : "builder.actions", { number: path });
  return (
    <Menu position="bottom-end" width={230} shadow="md" returnFocus={false} keepMounted={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={name} title={name} data-node-menu>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <NodeActions {...props} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** Drawn only while the menu is open. */
function NodeActions({ node, first, last }: Props) {
  const { t } = useTranslation("segments");
  const { edit, remove, root } = useBuilder();
  const isGroup = node.kind === "group";
  const act = (change: (root: DraftGroup) => DraftGroup, key = node.key) =>
    edit(change, { focus: { key, part: "menu" } });
  const duplicate = () => {
    const copyKey = newKey();
    act((tree) => duplicateNode(tree, node.key, copyKey), copyKey);
  };
  return (
    <>
      <Menu.Item
        leftSection={<IconArrowUp size={15} />}
        rightSection={<kbd>Alt ↑</kbd>}
        disabled={first}
        onClick={() => act((tree) => moveNode(tree, node.key, -1))}
      >
        {t("builder.moveUp")}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowDown size={15} />}
        rightSection={<kbd>Alt ↓</kbd>}
        disabled={last}
        onClick={() => act((tree) => moveNode(tree, node.key, 1))}
      >
        {t("builder.moveDown")}
      </Menu.Item>
      <MoveToGroup
        node={node}
        tree={root()}
        onMove={(key) => act((tree) => moveToGroup(tree, node.key, key))}
      />
      <Menu.Divider />
      <Menu.Item leftSection={<IconCopy size={15} />} onClick={duplicate}>
        {t("builder.duplicate")}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconFolder size={15} />}
        onClick={() => act((tree) => wrapNode(tree, node.key))}
      >
        {t("builder.wrap")}
      </Menu.Item>
      {isGroup && (
        <Menu.Item
          leftSection={<IconFolderOpen size={15} />}
          onClick={() =>
            edit((tree) => ungroupNode(tree, node.key), {
              focus: { key: node.children[0]?.key ?? "", part: "menu" },
            })
          }
        >
          {t("builder.ungroup")}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconBan size={15} />}
        onClick={() => act((tree) => excludeNode(tree, node.key))}
      >
        {isGroup && (node.match === "none" || node.match === "not_all")
          ? t("builder.include")
          : t("builder.exclude")}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => remove(node.key)}>
        {t("builder.remove")}
      </Menu.Item>
    </>
  );
}

type MoveProps = { node: DraftNode; tree: DraftGroup; onMove: (groupKey: string) => void };

/** Every other group that can hold the node. */
function MoveToGroup({ node, tree, onMove }: MoveProps) {
  const { t } = useTranslation("segments");
  const here = parentOf(tree, node.key)?.key;
  const groups = groupsOf(tree).filter(({ group }) => group.key !== here && !contains(node, group.key));
  if (groups.length === 0) return null;
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<IconFolderSymlink size={15} />}>{t("builder.moveTo")}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {groups.map(({ group, path }) => (
          <Menu.Item key={group.key} onClick={() => onMove(group.key)}>
            {path === ""
              ? t("builder.topLevel")
              : t("builder.groupChoice", { number: path, match: t(`builder.matchOption.${group.match}`) })}
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}
