import { Button, CloseButton, Group, Menu, Text } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../ui/format.ts";
import { BulkModal } from "./BulkModal.tsx";
import { type BulkAction, bulkActions, mostAtOnce } from "./bulk.ts";
import classes from "./list.module.css";

type Props = {
  workspace: string;
  ids: string[];
  onSelectAll: () => void;
  onClear: () => void;
  /** Further acts on the selection, such as exporting it. */
  children?: ReactNode;
};

/** What can be done to the contacts that are selected. */
export function BulkBar({ workspace, ids, onSelectAll, onClear, children }: Props) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const [action, setAction] = useState<BulkAction | null>(null);
  const tooMany = ids.length > mostAtOnce;
  return (
    <Group role="toolbar" aria-label={t("bulk.toolbar")} className={classes.bulk} gap="xs">
      <CloseButton size="sm" aria-label={t("bulk.clear")} onClick={onClear} />
      <Text size="sm" fw={550} role="status">
        {t("bulk.selected", { count: ids.length, formatted: format.number(ids.length) })}
      </Text>
      <Button size="compact-sm" variant="subtle" onClick={onSelectAll}>
        {t("bulk.selectAll")}
      </Button>
      {tooMany && (
        <Text size="xs" c="red">
          {t("bulk.limit")}
        </Text>
      )}
      <Group gap="xs" ml="auto">
        {children}
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <Button
              size="compact-sm"
              rightSection={<IconChevronDown size={14} aria-hidden />}
              disabled={tooMany}
            >
              {t("bulk.actions")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {bulkActions.map((name) => (
              <Menu.Item
                key={name}
                color={name === "delete" ? "red" : undefined}
                onClick={() => setAction(name)}
              >
                {t(`bulk.action.${name}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </Group>
      {action && (
        <BulkModal
          workspace={workspace}
          ids={ids}
          action={action}
          onClose={() => setAction(null)}
          onDone={onClear}
        />
      )}
    </Group>
  );
}
