import { Anchor, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Template } from "../../api/types.ts";
import { FieldContext } from "./FieldContext.tsx";
import type { FieldProblems } from "./field-problems.ts";
import { LiquidField } from "./LiquidField.tsx";
import { isFolded, type MessageField, messageFields } from "./message-fields.ts";
import { useFieldLabel } from "./use-field-label.ts";
import classes from "./VariableFields.module.css";

type Props = {
  template: Template;
  variables: Record<string, string>;
  onChange: (variables: Record<string, string>) => void;
  /** What is wrong with a value, by variable key. */
  problems: FieldProblems;
  /** Also say what is merely still missing, not only what is wrong. */
  showMissing: boolean;
  allowTrigger: boolean;
  readOnly: boolean;
};

/** `id` of a variable's field, for links that lead to it. */
export const variableFieldId = (key: string): string => `variable-${key.replaceAll(".", "-")}`;

/** One field per variable of the template, in the order of the message, card by card; what may stay empty is folded away. */
export function VariableFields(props: Props) {
  const { t } = useTranslation("campaigns");
  const { template, variables, onChange } = props;
  const fields = messageFields(template);
  const folded = fields.filter(isFolded);
  const [unfolded, setUnfolded] = useState(folded.some((field) => variables[field.key]));
  const shown = unfolded ? fields : fields.filter((field) => !isFolded(field));
  return (
    <Stack gap="md">
      {byCard(shown).map(({ card, fields: ofCard }) => (
        <Stack key={card ?? "message"} gap="md" className={card === null ? undefined : classes.card}>
          {ofCard.map((field) => (
            <VariableField
              key={field.key}
              {...props}
              field={field}
              value={variables[field.key] ?? ""}
              onChangeValue={(value) => onChange({ ...variables, [field.key]: value })}
            />
          ))}
        </Stack>
      ))}
      {folded.length > 0 && !unfolded && (
        <Anchor component="button" type="button" size="sm" ta="left" onClick={() => setUnfolded(true)}>
          {t(
            folded.every(({ kind }) => kind === "payload")
              ? "composer.morePayloads"
              : "composer.moreOptional",
            {
              count: folded.length,
            },
          )}
        </Anchor>
      )}
    </Stack>
  );
}

/** The fields of the message, then those of each card: what belongs together stands together. */
function byCard(fields: readonly MessageField[]): { card: number | null; fields: MessageField[] }[] {
  const groups = Map.groupBy(fields, ({ card }) => card);
  return [...groups].map(([card, ofCard]) => ({ card, fields: ofCard }));
}

type FieldProps = Props & { field: MessageField; value: string; onChangeValue: (value: string) => void };

function VariableField({
  field,
  value,
  onChangeValue,
  template,
  problems,
  showMissing,
  ...rest
}: FieldProps) {
  const { t } = useTranslation("campaigns");
  const labelOf = useFieldLabel();
  const missing = field.required && value.trim() === "";
  const error = missing ? showMissing && t("composer.missing") : problems[field.key];
  const shared = {
    id: variableFieldId(field.key),
    label: labelOf(field),
    error,
    value,
    required: field.required,
    readOnly: rest.readOnly,
  };
  if (field.labelKey === "headerFilename") {
    return (
      <TextInput
        {...shared}
        withAsterisk={false}
        description={t("composer.filenameHint")}
        onChange={(event) => onChangeValue(event.currentTarget.value)}
      />
    );
  }
  return (
    <LiquidField
      {...shared}
      description={
        field.surroundings ? (
          <FieldContext surroundings={field.surroundings} placeholder={gapText(field)} />
        ) : (
          hintOf(field, t)
        )
      }
      placeholder={field.sample ? t("composer.example", { sample: field.sample }) : undefined}
      onChange={onChangeValue}
      language={template.language}
      allowTrigger={rest.allowTrigger}
    />
  );
}

const gapText = (field: MessageField): string => `{{${field.labelParams.name ?? "1"}}}`;

const HINTS: Partial<Record<MessageField["kind"], string>> = {
  coupon: "couponHint",
  payload: "payloadHint",
  moment: "momentHint",
  token: "tokenHint",
  data: "dataHint",
  product: "productHint",
  product_sections: "sectionsHint",
};

function hintOf(field: MessageField, t: (key: string) => string): string | undefined {
  if (field.kind === "media") return t(`composer.mediaHint.${field.labelParams.format}`);
  const hint = HINTS[field.kind];
  return hint && t(`composer.${hint}`);
}
