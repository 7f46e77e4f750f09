import { Group, Select, Text } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Attribute } from "../../../api/types.ts";
import { useAttributeWords } from "../../../components/attribute-label.ts";
import { ColumnDetail } from "./ColumnDetail.tsx";
import classes from "./import.module.css";
import { type ColumnMapping, completeColumn, standardTargets } from "./mapping.ts";

type Props = {
  header: string;
  samples: string[];
  column: ColumnMapping;
  /** The workspace's attributes, to offer the custom ones by name and fix their type. */
  attributes: Attribute[];
  /** Sending numbers that a subscription column may speak of. */
  numbers: { value: string; label: string }[];
  invalid: boolean;
  onChange: (column: ColumnMapping) => void;
};

const shownSamples = 3;

/** One column of the file: its name, what is in it, and where it goes. */
export function ColumnRow({ header, samples, column, attributes, numbers, invalid, onChange }: Props) {
  const { t } = useTranslation("contacts");
  const filled = [...new Set(samples.filter((sample) => sample.trim() !== ""))];
  const change = (target: string) =>
    onChange(
      completeColumn(
        { target, ...(numbers.length === 1 ? { subscriptionGroupId: numbers[0]?.value ?? "" } : {}) },
        header,
        samples,
      ),
    );
  return (
    <li className={classes.column} data-ignored={column.target === "ignore" || undefined}>
      <div className={classes.columnSource}>
        <Text size="sm" fw={550} style={{ overflowWrap: "anywhere" }}>
          {header || t("import.columns.unnamed")}
        </Text>
        <Text size="xs" c="dimmed" lineClamp={1}>
          {filled.length > 0 ? filled.slice(0, shownSamples).join(" · ") : t("import.columns.empty")}
        </Text>
      </div>
      <IconArrowRight size={16} className={classes.arrow} aria-hidden />
      <Group gap={8} className={classes.columnTarget}>
        <Select
          aria-label={t("import.columns.target", { header })}
          size="xs"
          w={210}
          searchable
          allowDeselect={false}
          error={invalid}
          value={column.target}
          data={useTargets(numbers.length > 0)}
          onChange={(target) => target && change(String(target))}
        />
        <ColumnDetail
          header={header}
          column={column}
          attributes={attributes}
          numbers={numbers}
          onChange={onChange}
        />
      </Group>
    </li>
  );
}

function useTargets(withNumbers: boolean) {
  const { t } = useTranslation("contacts");
  const { attributeLabel } = useAttributeWords();
  return [
    { value: "ignore", label: t("import.columns.ignore") },
    { value: "attribute", label: t("import.columns.custom") },
    {
      group: t("import.columns.standard"),
      items: standardTargets.map((value) => ({
        value: value as string,
        label: attributeLabel(value, false),
      })),
    },
    {
      group: t("import.columns.other"),
      items: [
        { value: "alias", label: t("import.columns.alias") },
        ...(withNumbers ? [{ value: "subscription", label: t("import.columns.subscription") }] : []),
      ],
    },
  ];
}
