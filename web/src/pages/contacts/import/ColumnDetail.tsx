import { Autocomplete, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Attribute } from "../../../api/types.ts";
import { type ColumnMapping, customTypes, separators } from "./mapping.ts";

type Props = {
  header: string;
  column: ColumnMapping;
  attributes: Attribute[];
  numbers: { value: string; label: string }[];
  onChange: (column: ColumnMapping) => void;
};

/** What a target needs besides its name: which attribute and type, which label, which number. */
export function ColumnDetail(props: Props) {
  switch (props.column.target) {
    case "attribute":
      return <AttributeDetail {...props} />;
    case "alias":
      return <AliasDetail {...props} />;
    case "subscription":
      return <NumberDetail {...props} />;
    default:
      return null;
  }
}

function AttributeDetail({ header, column, attributes, onChange }: Props) {
  const { t } = useTranslation("contacts");
  const custom = attributes.filter((attribute) => !attribute.standard);
  const typeOf = (name: string | undefined) =>
    customTypes.find((type) => type === custom.find((attribute) => attribute.name === name)?.type);
  const known = typeOf(column.attribute);
  const type = known ?? column.type ?? "string";
  return (
    <>
      <Autocomplete
        aria-label={t("import.columns.attributeName", { header })}
        placeholder={t("profile.attributeName")}
        size="xs"
        w={170}
        value={column.attribute ?? ""}
        data={custom.map((attribute) => attribute.name)}
        onChange={(attribute) => onChange({ ...column, attribute, type: typeOf(attribute) ?? type })}
      />
      <Select
        aria-label={t("import.columns.type", { header })}
        size="xs"
        w={136}
        allowDeselect={false}
        disabled={known !== undefined}
        value={type}
        data={customTypes.map((value) => ({ value, label: t(`import.type.${value}`) }))}
        onChange={(value) => value && onChange({ ...column, type: value })}
      />
      {type === "array" && (
        <Autocomplete
          aria-label={t("import.columns.separator", { header })}
          placeholder={t("import.columns.separatorHint")}
          size="xs"
          w={90}
          maxLength={5}
          value={column.separator ?? ","}
          data={[...separators]}
          // All of them are always offered: what is written is no search.
          filter={({ options }) => options}
          onChange={(separator) => onChange({ ...column, separator: separator || "," })}
        />
      )}
    </>
  );
}

function AliasDetail({ header, column, onChange }: Props) {
  const { t } = useTranslation("contacts");
  return (
    <TextInput
      aria-label={t("import.columns.aliasLabel", { header })}
      placeholder={t("import.columns.aliasPlaceholder")}
      size="xs"
      w={170}
      maxLength={255}
      value={column.label ?? ""}
      onChange={(event) => onChange({ ...column, label: event.currentTarget.value })}
    />
  );
}

function NumberDetail({ header, column, numbers, onChange }: Props) {
  const { t } = useTranslation("contacts");
  return (
    <Select
      aria-label={t("import.columns.subscriptionOf", { header })}
      placeholder={t("import.columns.numberPlaceholder")}
      title={t("import.columns.subscriptionHint")}
      size="xs"
      w={250}
      allowDeselect={false}
      value={column.subscriptionGroupId || null}
      data={numbers}
      onChange={(id) => id && onChange({ ...column, subscriptionGroupId: id })}
    />
  );
}
