import { Autocomplete, Group, Select, Text } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Attribute } from "../../../api/types.ts";
import { useAttributeWords } from "../../../components/attribute-label.ts";
import classes from "./import.module.css";
import {
  type ColumnMapping,
  completeColumn,
  customTypes,
  type MappingTarget,
  standardTargets,
} from "./mapping.ts";

type Props = {
  header: string;
  samples: string[];
  column: ColumnMapping;
  /** The workspace's attributes, to offer the custom ones by name and fix their type. */
  attributes: Attribute[];
  invalid: boolean;
  onChange: (column: ColumnMapping) => void;
};

const shownSamples = 3;

/** One column of the file: its name, what is in it, and where it goes. */
export function ColumnRow({ header, samples, column, attributes, invalid, onChange }: Props) {
  const { t } = useTranslation("contacts");
  const { attributeLabel } = useAttributeWords();
  const filled = [...new Set(samples.filter((sample) => sample.trim() !== ""))];
  const targets: { value: MappingTarget; label: string }[] = [
    { value: "ignore", label: t("import.columns.ignore") },
    { value: "attribute", label: t("import.columns.custom") },
  ];
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
          data={[
            ...targets,
            {
              group: t("import.columns.standard"),
              items: standardTargets.map((value) => ({
                value: value as MappingTarget,
                label: attributeLabel(value, false),
              })),
            },
          ]}
          onChange={(target) => target && onChange(completeColumn({ target }, header, samples))}
        />
        {column.target === "attribute" && (
          <CustomTarget header={header} column={column} attributes={attributes} onChange={onChange} />
        )}
      </Group>
    </li>
  );
}

function CustomTarget({
  header,
  column,
  attributes,
  onChange,
}: Pick<Props, "header" | "column" | "attributes" | "onChange">) {
  const { t } = useTranslation("contacts");
  const custom = attributes.filter((attribute) => !attribute.standard);
  const known = custom.find((attribute) => attribute.name === column.attribute);
  const knownType = customTypes.find((type) => type === known?.type);
  return (
    <>
      <Autocomplete
        aria-label={t("import.columns.attributeName", { header })}
        placeholder={t("profile.attributeName")}
        size="xs"
        w={170}
        value={column.attribute ?? ""}
        data={custom.map((attribute) => attribute.name)}
        onChange={(attribute) => {
          const type = customTypes.find((one) => one === custom.find((c) => c.name === attribute)?.type);
          onChange({ ...column, attribute, type: type ?? column.type });
        }}
      />
      <Select
        aria-label={t("import.columns.type", { header })}
        size="xs"
        w={120}
        allowDeselect={false}
        disabled={knownType !== undefined}
        value={knownType ?? column.type ?? "string"}
        data={customTypes.map((type) => ({ value: type, label: t(`import.type.${type}`) }))}
        onChange={(type) => type && onChange({ ...column, type })}
      />
    </>
  );
}
