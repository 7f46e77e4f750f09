import { ActionIcon, Button, Text } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ValueSource } from "../../api/queries/suggestions.ts";
import type { ElementType, SuggestedKey } from "../../api/types.ts";
import { useBuilder } from "./builder-context.ts";
import { chooseOperator, chooseProperty, newCondition } from "./draft.ts";
import type { DraftCondition } from "./draft-types.ts";
import { KeyPicker } from "./KeyPicker.tsx";
import { elementTypes, operatorsOf, valueShape } from "./operators.ts";
import { PickField } from "./PickField.tsx";
import classes from "./segment-builder.module.css";
import { ValueField } from "./ValueField.tsx";

type Props = {
  conditions: DraftCondition[];
  /** Before the first one: "with", "where". */
  lead: string;
  suggestions: readonly SuggestedKey[];
  sourceOf: (name: string) => ValueSource;
  /** Is this field of this condition wrong? */
  wrong: (index: number, field: string) => boolean;
  onChange: (conditions: DraftCondition[]) => void;
  onAdd: (conditions: DraftCondition[]) => void;
  /** The last one stays when a filter cannot do without. */
  required?: boolean;
};

/** Conditions that one event, purchase or element of an array meets together. */
export function ConditionRows(props: Props) {
  const { t } = useTranslation("segments");
  const { readOnly } = useBuilder();
  const { conditions, onChange, onAdd } = props;
  if (conditions.length === 0) return null;
  return (
    <ul className={classes.conditions}>
      {conditions.map((condition, index) => (
        <li key={condition.key} className={classes.condition}>
          <Text size="sm" c="dimmed" component="span" className={classes.lead}>
            {index === 0 ? props.lead : t("builder.and")}
          </Text>
          <ConditionFields {...props} condition={condition} index={index} />
          {!readOnly && !(props.required && conditions.length === 1) && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={t("builder.removeCondition", { name: condition.name, number: index + 1 })}
              onClick={() => onChange(conditions.filter((other) => other !== condition))}
            >
              <IconX size={13} />
            </ActionIcon>
          )}
        </li>
      ))}
      {!readOnly && (
        <li>
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            leftSection={<IconPlus size={13} aria-hidden />}
            onClick={() => onAdd([...conditions, newCondition()])}
          >
            {t("builder.addCondition")}
          </Button>
        </li>
      )}
    </ul>
  );
}

function ConditionFields({
  conditions,
  condition,
  index,
  suggestions,
  sourceOf,
  wrong,
  onChange,
}: Props & { condition: DraftCondition; index: number }) {
  const { t } = useTranslation("segments");
  const replace = (next: DraftCondition) =>
    onChange(conditions.map((other) => (other === condition ? next : other)));
  return (
    <>
      <KeyPicker
        name={t("builder.property")}
        placeholder={t("builder.propertyPlaceholder")}
        path={condition.name ? [condition.name] : []}
        type={condition.type}
        types={elementTypes}
        suggestions={suggestions}
        invalid={wrong(index, "name")}
        onPick={([name = ""], type) => replace(chooseProperty(condition, name, type as ElementType))}
      />
      <PickField
        name={t("builder.operator")}
        w={140}
        invalid={wrong(index, "operator")}
        value={condition.operator}
        data={operatorsOf(condition.type).map((operator) => ({
          value: operator,
          label: t(`operatorName.${condition.type}.${operator}`),
        }))}
        onPick={(operator) => replace(chooseOperator(condition, operator))}
      />
      <ValueField
        shape={valueShape(condition.type, condition.operator)}
        value={condition.value}
        invalid={wrong(index, "value")}
        hints={{ source: condition.name === "" ? null : sourceOf(condition.name), w: 110 }}
        onChange={(value) => replace({ ...condition, value })}
      />
    </>
  );
}
