import { ActionIcon, Button, Menu, Text } from "@mantine/core";
import { IconAdjustmentsPlus, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useBuilder } from "./builder-context.ts";
import classes from "./segment-builder.module.css";

type PartProps = {
  /** A key of builder.part: the words before the field. */
  name: string;
  onRemove: () => void;
  children: ReactNode;
};

/** An optional part of a filter's sentence, with a way to leave it out again. */
export function Part({ name, onRemove, children }: PartProps) {
  const { t } = useTranslation("segments");
  const { readOnly } = useBuilder();
  return (
    <span className={classes.part}>
      <Text size="sm" c="dimmed" component="span">
        {t(`builder.part.${name}`)}
      </Text>
      {children}
      {!readOnly && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={t("builder.removePart", { part: t(`builder.partName.${name}`) })}
          onClick={onRemove}
        >
          <IconX size={13} />
        </ActionIcon>
      )}
    </span>
  );
}

export type Refinement = { name: string; add: () => void };

/** What a filter can say more precisely; nothing when everything is there already. */
export function RefineMenu({ parts }: { parts: (Refinement | false)[] }) {
  const { t } = useTranslation("segments");
  const { readOnly } = useBuilder();
  const open = parts.filter((part) => part !== false);
  if (readOnly || open.length === 0) return null;
  return (
    <Menu position="bottom-start" shadow="md" returnFocus={false} keepMounted={false}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={<IconAdjustmentsPlus size={14} aria-hidden />}
        >
          {t("builder.refine")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {open.map(({ name, add }) => (
          <Menu.Item key={name} onClick={add}>
            {t(`builder.partName.${name}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
