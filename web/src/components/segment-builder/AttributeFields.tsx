import { Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { attributesQuery } from "../../api/queries/contacts.ts";
import { attributeKeysQuery } from "../../api/queries/suggestions.ts";
import { useAttributeWords } from "../attribute-label.ts";
import { useCountryOptions } from "../country-options.ts";
import { useBuilder, useLeaf } from "./builder-context.ts";
import { ConditionRows } from "./ConditionRows.tsx";
import { type AttributeChoice, chooseAttribute, chooseOperator, choosePath } from "./draft.ts";
import type { DraftAttribute } from "./draft-types.ts";
import { KeyPicker } from "./KeyPicker.tsx";
import { filterTypes, operatorsOf, valueShape } from "./operators.ts";
import { PickField } from "./PickField.tsx";
import type { Option, TextHints } from "./TextField.tsx";
import { typeIcons } from "./type-icons.ts";
import { ValueField } from "./ValueField.tsx";

const genders = ["F", "M", "O", "N", "P"] as const;
/** Their operators are longer words. */
const wideTypes: ReadonlySet<string> = new Set(["date", "array"]);
const insideTypes = filterTypes.filter((type) => type !== "object_array");

/** "country is Brazil": which attribute, where inside it, how it is compared, with what. */
export function AttributeFields({ leaf }: { leaf: DraftAttribute }) {
  const { t } = useTranslation("segments");
  const { workspace } = useBuilder();
  const { replace, change, refine, wrong } = useLeaf(leaf);
  const isObject = leaf.path.length > 0;
  const shape = valueShape(leaf.type, leaf.operator);
  const nested = isObject || leaf.type === "object_array";
  const { data: keys = [] } = useQuery(attributeKeysQuery(workspace, nested ? leaf.name : ""));
  const hints = useHints(leaf);
  return (
    <>
      <AttributePicker leaf={leaf} invalid={wrong("name") || wrong("type")} onPick={replace} />
      {isObject && (
        <KeyPicker
          name={t("builder.path")}
          placeholder={t("builder.pathPlaceholder")}
          path={leaf.path}
          type={leaf.type}
          types={insideTypes}
          suggestions={keys}
          nested
          invalid={wrong("path")}
          onPick={(path, type) => replace(choosePath(leaf, path, type), { key: leaf.key, part: "fields" })}
        />
      )}
      {leaf.name !== "" && !leaf.path.includes("") && (
        <>
          <PickField
            name={t("builder.operator")}
            w={wideTypes.has(leaf.type) ? 190 : 160}
            value={leaf.operator}
            invalid={wrong("operator")}
            data={operatorsOf(leaf.type).map((operator) => ({
              value: operator,
              label: t(`operatorName.${leaf.type}.${operator}`),
            }))}
            onPick={(operator) => replace(chooseOperator(leaf, operator))}
          />
          <ValueField
            shape={shape}
            value={leaf.value}
            invalid={wrong("value")}
            hints={hints}
            onChange={(value) => change({ value })}
          />
          {shape === "conditions" && (
            <ConditionRows
              conditions={leaf.conditions}
              lead={t("builder.where")}
              suggestions={keys}
              sourceOf={(name) => ({ of: "attribute", name: leaf.name, path: [name] })}
              wrong={(index, field) => wrong(`value.${index}.${field}`)}
              onChange={(conditions) => change({ conditions })}
              onAdd={(conditions) => refine({ conditions })}
              required
            />
          )}
        </>
      )}
    </>
  );
}

type PickerProps = {
  leaf: DraftAttribute;
  invalid: boolean;
  onPick: (leaf: DraftAttribute, focus: { key: string; part: "fields" }) => void;
};

function AttributePicker({ leaf, invalid, onPick }: PickerProps) {
  const { t } = useTranslation("segments");
  const choices = useAttributeChoices(leaf);
  const { attributeLabel } = useAttributeWords();
  const byId = new Map(choices.map((choice) => [choiceId(choice), choice]));
  const items = (custom: boolean) =>
    choices
      .filter((choice) => choice.custom === custom)
      .map((choice) => ({ value: choiceId(choice), label: attributeLabel(choice.name, custom) }));
  return (
    <PickField
      name={t("builder.attribute")}
      placeholder={t("builder.attributePlaceholder")}
      searchable
      w={180}
      invalid={invalid}
      value={leaf.name === "" ? "" : choiceId(leaf)}
      data={[
        { group: t("builder.standardAttributes"), items: items(false) },
        { group: t("builder.customAttributes"), items: items(true) },
      ].filter((group) => group.items.length > 0)}
      renderOption={({ option }) => (
        <AttributeOption label={option.label} type={byId.get(option.value)?.type ?? "string"} />
      )}
      nothingFoundMessage={t("builder.attributeNotFound")}
      onPick={(id) => {
        const choice = byId.get(id);
        if (choice) onPick(chooseAttribute(leaf, choice), { key: leaf.key, part: "fields" });
      }}
    />
  );
}

function AttributeOption({ label, type }: { label: string; type: AttributeChoice["type"] }) {
  const Icon = typeIcons[type];
  return (
    <Group gap={8} wrap="nowrap">
      <Icon size={15} stroke={1.7} color="var(--mantine-color-dimmed)" aria-hidden />
      <Text size="sm" inherit>
        {label}
      </Text>
    </Group>
  );
}

/** What can be filtered by. The attribute in use stays on offer even when the server no longer lists it. */
function useAttributeChoices(leaf: DraftAttribute): AttributeChoice[] {
  const { workspace } = useBuilder();
  const { data = [] } = useQuery(attributesQuery(workspace));
  const choices = data.map(
    ({ name, standard, type }): AttributeChoice => ({ name, custom: !standard, type }),
  );
  const known = leaf.name === "" || choices.some((choice) => choiceId(choice) === choiceId(leaf));
  if (known) return choices;
  return [
    ...choices,
    { name: leaf.name, custom: leaf.custom, type: leaf.path.length > 0 ? "object" : leaf.type },
  ];
}

const choiceId = (choice: { name: string; custom: boolean }): string =>
  `${choice.custom ? "custom" : "standard"}:${choice.name}`;

/** What is known about the texts of this attribute: the only ones there are, or where to ask. */
function useHints(leaf: DraftAttribute): TextHints {
  const { valueLabel } = useAttributeWords();
  const closed = useClosedOptions(leaf);
  if (leaf.path.length > 0) return { source: { of: "attribute", name: leaf.name, path: leaf.path } };
  return {
    closed,
    source: leaf.name === "" ? null : { of: "attribute", name: leaf.name, path: [] },
    labelOf: (value) => valueLabel(leaf, value),
  };
}

/** The only values an attribute can have, named in the reader's language; null when anything may be typed. */
function useClosedOptions(leaf: DraftAttribute): Option[] | null {
  const { valueLabel } = useAttributeWords();
  const countries = useCountryOptions();
  const whole = ["equals", "not_equals", "in", "not_in"].includes(leaf.operator);
  if (leaf.custom || !whole) return null;
  if (leaf.name === "gender") return genders.map((value) => ({ value, label: valueLabel(leaf, value) }));
  return leaf.name === "country" ? countries : null;
}
