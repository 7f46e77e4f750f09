import { Button, Group, Select, Text } from "@mantine/core";
import { IconFolderPlus } from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { AddFilterMenu } from "./AddFilterMenu.tsx";
import { useBuilder, useErrorsOf } from "./builder-context.ts";
import { type DraftGroup, type DraftNode, type Match, newKey } from "./draft-types.ts";
import { dropdown } from "./dropdown.ts";
import { replaceNode } from "./edit.ts";
import { FieldMessages } from "./FieldMessages.tsx";
import { FilterRow } from "./FilterRow.tsx";
import { NodeMenu } from "./NodeMenu.tsx";
import classes from "./segment-builder.module.css";

const matches: readonly Match[] = ["all", "any", "none"];

type Props = {
  group: DraftGroup;
  /** Its number as people count ("2", "2.1"); left out for the outermost group. */
  path?: string;
  first?: boolean;
  last?: boolean;
};

/** A group of filters: how they count together, the filters, and what can be added. */
export const GroupEditor = memo(function GroupEditor({ group, path = "", first = true, last = true }: Props) {
  const { t } = useTranslation("segments");
  const { readOnly } = useBuilder();
  const errors = useErrorsOf(group.key);
  const nested = path !== "";
  const name = nested ? t("builder.group", { number: path }) : t("builder.rootGroup");
  return (
    <fieldset
      className={classes.group}
      data-nested={nested || undefined}
      data-match={group.match}
      data-node={group.key}
      data-group
      data-invalid={errors.length > 0 || undefined}
    >
      <legend className={classes.legend}>{name}</legend>
      <Group justify="space-between" wrap="nowrap" gap="xs" mb="xs">
        <MatchSelect group={group} nested={nested} />
        {nested && !readOnly && <NodeMenu node={group} path={path} first={first} last={last} />}
      </Group>
      {group.children.length === 0 ? (
        <Text size="sm" c="dimmed" className={classes.nothing}>
          {nested ? t("builder.emptyGroup") : t("builder.emptyRoot")}
        </Text>
      ) : (
        <ol className={classes.nodes}>
          {group.children.map((child, at) => (
            <NodeItem
              key={child.key}
              node={child}
              path={nested ? `${path}.${at + 1}` : String(at + 1)}
              join={group.match}
              first={at === 0}
              last={at === group.children.length - 1}
            />
          ))}
        </ol>
      )}
      <FieldMessages errors={errors} />
      {!readOnly && <GroupActions groupKey={group.key} match={group.match} path={path} />}
    </fieldset>
  );
});

type ItemProps = { node: DraftNode; path: string; join: Match; first: boolean; last: boolean };

const NodeItem = memo(function NodeItem({ node, path, join, first, last }: ItemProps) {
  const { t } = useTranslation("segments");
  return (
    <li className={classes.node}>
      {!first && <span className={classes.join}>{t(`builder.join.${join}`)}</span>}
      {node.kind === "group" ? (
        <GroupEditor group={node} path={path} first={first} last={last} />
      ) : (
        <FilterRow leaf={node} path={path} first={first} last={last} />
      )}
    </li>
  );
});

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

type ActionProps = { groupKey: string; match: Match; path: string };

const GroupActions = memo(function GroupActions({ groupKey, match, path }: ActionProps) {
  const { t } = useTranslation("segments");
  const { add } = useBuilder();
  const addGroup = () =>
    add(groupKey, {
      key: newKey(),
      kind: "group",
      match: match === "all" ? "any" : "all",
      children: [],
    });
  return (
    <Group gap="xs" mt="sm">
      <AddFilterMenu path={path} onAdd={(leaf) => add(groupKey, leaf)} />
      <Button
        variant="subtle"
        color="gray"
        size="xs"
        leftSection={<IconFolderPlus size={15} aria-hidden />}
        aria-label={path ? t("builder.addGroupTo", { number: path }) : undefined}
        onClick={addGroup}
      >
        {t("builder.addGroup")}
      </Button>
    </Group>
  );
});
