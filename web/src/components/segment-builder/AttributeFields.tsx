import { Group, Text } from "@mantine/core";
import { IconAbc, IconBrackets, IconCalendar, IconHash, IconToggleLeft } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { attributesQuery } from "../../api/queries/contacts.ts";
import type { AttributeType } from "../../api/types.ts";
import { useAttributeWords } from "../attribute-label.ts";
import { useBuilder } from "./builder-context.ts";
import { chooseAttribute, chooseOperator, type DraftAttribute } from "./draft.ts";
import { replaceNode } from "./edit.ts";
import { operatorsOf } from "./operators.ts";
import { PickField } from "./PickField.tsx";
import { ValueField } from "./ValueField.tsx";

const typeIcons: Record<AttributeType, typeof IconAbc> = {
  string: IconAbc,
  number: IconHash,
  boolean: IconToggleLeft,
  date: IconCalendar,
  array: IconBrackets,
};

type Choice = { name: string; custom: boolean; type: AttributeType };

/** "country is Brazil": which attribute, how it is compared, with what. */
export function AttributeFields({ leaf }: { leaf: DraftAttribute }) {
  const { t } = useTranslation("segments");
  const { edit, errorsOf } = useBuilder();
  const choices = useAttributeChoices(leaf);
  const { attributeLabel } = useAttributeWords();
  const wrong = errorsOf(leaf.key).some((error) => error.field === "name");
  const byId = new Map(choices.map((choice) => [choiceId(choice), choice]));
  const items = (custom: boolean) =>
    choices
      .filter((choice) => choice.custom === custom)
      .map((choice) => ({ value: choiceId(choice), label: attributeLabel(choice.name, custom) }));
  return (
    <>
      <PickField
        name={t("builder.attribute")}
        placeholder={t("builder.attributePlaceholder")}
        searchable
        w={190}
        invalid={wrong}
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
          if (choice) edit((root) => replaceNode(root, chooseAttribute(leaf, choice)));
        }}
      />
      {leaf.name !== "" && (
        <>
          <PickField
            name={t("builder.operator")}
            w={150}
            value={leaf.operator}
            data={operatorsOf(leaf.type).map((operator) => ({
              value: operator,
              label: t(`operatorName.${leaf.type}.${operator}`),
            }))}
            onPick={(operator) => edit((root) => replaceNode(root, chooseOperator(leaf, operator)))}
          />
          <ValueField leaf={leaf} />
        </>
      )}
    </>
  );
}

function AttributeOption({ label, type }: { label: string; type: AttributeType }) {
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
function useAttributeChoices(leaf: DraftAttribute): Choice[] {
  const { workspace } = useBuilder();
  const { data = [] } = useQuery(attributesQuery(workspace));
  // Objects have no filter: only single values and lists can be compared.
  const choices = data.flatMap(({ name, standard, type }): Choice[] =>
    isFilterable(type) ? [{ name, custom: !standard, type }] : [],
  );
  const known = leaf.name === "" || choices.some((choice) => choiceId(choice) === choiceId(leaf));
  return known ? choices : [...choices, { name: leaf.name, custom: leaf.custom, type: leaf.type }];
}

const isFilterable = (type: string): type is AttributeType => type in typeIcons;

const choiceId = (choice: { name: string; custom: boolean }): string =>
  `${choice.custom ? "custom" : "standard"}:${choice.name}`;
