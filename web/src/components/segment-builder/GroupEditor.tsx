import { Button, Group, Select, Text } from "@mantine/core";
import { IconFolderPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { AddFilterMenu } from "./AddFilterMenu.tsx";
import { useBuilder } from "./builder-context.ts";
import { type DraftGroup, type DraftNode, type Match, newKey, newLeaf } from "./draft.ts";
import { dropdown } from "./dropdown.ts";
import { replaceNode } from "./edit.ts";
import { FieldMessages } from "./FieldMessages.tsx";
import { FilterRow } from "./FilterRow.tsx";
import { NodeMenu, type Place } from "./NodeMenu.tsx";
import classes from "./segment-builder.module.css";

const matches: readonly Match[] = ["all", "any", "none"];

type Props = {
  group: DraftGroup /** Where it stands in its parent; null is the outermost group. */;
  place: Place | null;
};

/** A group of filters: how they count together, the filters, and what can be added. */
export function GroupEditor({ group, place }: Props) {
  const { t } = useTranslation("segments");
  const { readOnly, errorsOf } = useBuilder();
  return (
    <fieldset className={classes.group} data-nested={place ? true : undefined} data-match={group.match}>
      <legend className={classes.legend}>{place ? t("builder.group") : t("builder.rootGroup")}</legend>
      <Group justify="space-between" wrap="nowrap" gap="xs" mb="xs">
        <MatchSelect group={group} nested={place !== null} />
        {place && !readOnly && <NodeMenu node={group} place={place} />}
      </Group>
      {group.children.length === 0 ? (
        <Text size="sm" c="dimmed" className={classes.nothing}>
          {place ? t("builder.emptyGroup") : t("builder.emptyRoot")}
        </Text>
      ) : (
        <ol className={classes.nodes}>
          {group.children.map((child, at) => (
            <NodeItem key={child.key} node={child} at={at} parent={group} path={place?.path ?? ""} />
          ))}
        </ol>
      )}
      <FieldMessages errors={errorsOf(group.key)} />
      {!readOnly && <GroupActions group={group} nested={place !== null} />}
    </fieldset>
  );
}

type ItemProps = { node: DraftNode; at: number; parent: DraftGroup; path: string };

function NodeItem({ node, at, parent, path }: ItemProps) {
  const { t } = useTranslation("segments");
  const place: Place = {
    at,
    count: parent.children.length,
    path: path ? `${path}.${at + 1}` : String(at + 1),
  };
  return (
    <li className={classes.node}>
      {at > 0 && <span className={classes.join}>{t(`builder.join.${parent.match}`)}</span>}
      {node.kind === "group" ? (
        <GroupEditor group={node} place={place} />
      ) : (
        <FilterRow leaf={node} place={place} />
      )}
    </li>
  );
}

function MatchSelect({ group, nested }: { group: DraftGroup; nested: boolean }) {
  const { t } = useTranslation("segments");
  const { edit, readOnly } = useBuilder();
  const options = group.match === "not_all" ? [...matches, group.match] : matches;
  return (
    <Group gap={8} wrap="nowrap">
      <Text size="sm" fw={nested ? 400 : 550} aria-hidden>
        {nested ? t("builder.match") : t("builder.rootGroup")}
      </Text>
      <Select
        aria-label={t("builder.match")}
        size="xs"
        w={160}
        allowDeselect={false}
        comboboxProps={dropdown}
        readOnly={readOnly}
        value={group.match}
        data={options.map((match) => ({ value: match, label: t(`builder.matchOption.${match}`) }))}
        onChange={(match) => match && edit((root) => replaceNode(root, { ...group, match }))}
      />
    </Group>
  );
}

function GroupActions({ group, nested }: { group: DraftGroup; nested: boolean }) {
  const { t } = useTranslation("segments");
  const { add } = useBuilder();
  const addGroup = () => {
    const match = group.match === "all" ? "any" : "all";
    add(group.key, { key: newKey(), kind: "group", match, children: [newLeaf("attribute")] });
  };
  return (
    <Group gap="xs" mt="sm">
      <AddFilterMenu nested={nested} onAdd={(kind) => add(group.key, newLeaf(kind))} />
      <Button
        variant="subtle"
        color="gray"
        size="xs"
        leftSection={<IconFolderPlus size={15} aria-hidden />}
        onClick={addGroup}
      >
        {t("builder.addGroup")}
      </Button>
    </Group>
  );
}
