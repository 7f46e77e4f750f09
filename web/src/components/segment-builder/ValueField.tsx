import { Group, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useBuilder } from "./builder-context.ts";
import type { DraftValue } from "./draft-types.ts";
import { NumberField, WholeField } from "./NumberField.tsx";
import type { ValueShape } from "./operators.ts";
import { PickField } from "./PickField.tsx";
import { TextField, type TextHints, TextListField } from "./TextField.tsx";
import { useMonths } from "./use-months.ts";

export type ValueProps = {
  shape: ValueShape;
  value: DraftValue;
  onChange: (value: DraftValue) => void;
  invalid: boolean;
  hints?: TextHints;
};

/** What something is compared with, in the shape that its operator takes. */
export function ValueField({ shape, value, onChange, invalid, hints = {} }: ValueProps) {
  const { t } = useTranslation("segments");
  switch (shape) {
    case "none":
    case "conditions":
      return null;
    case "text":
      return (
        <TextField
          {...hints}
          value={typeof value === "string" ? value : ""}
          onChange={onChange}
          invalid={invalid}
        />
      );
    case "regex":
      return <PatternField value={value} onChange={onChange} invalid={invalid} />;
    case "text_list":
      return (
        <TextListField
          {...hints}
          value={Array.isArray(value) ? value.filter((item) => typeof item === "string") : []}
          onChange={onChange}
          invalid={invalid}
        />
      );
    case "number":
      return (
        <NumberField
          name={t("builder.value")}
          placeholder={t("builder.valuePlaceholder")}
          w={120}
          value={typeof value === "number" ? value : ""}
          onChange={(next) => onChange(next === "" ? null : next)}
          invalid={invalid}
        />
      );
    case "number_pair":
      return <NumberRange value={value} onChange={onChange} invalid={invalid} />;
    case "date":
      return <DateField name={t("builder.value")} value={value} onChange={onChange} invalid={invalid} />;
    case "date_pair":
      return <DateRange value={value} onChange={onChange} invalid={invalid} />;
    case "days":
      return (
        <DaysField
          value={typeof value === "number" ? value : ""}
          onChange={(next) => onChange(next === "" ? null : next)}
          invalid={invalid}
        />
      );
    case "month":
      return <MonthField value={value} onChange={onChange} invalid={invalid} />;
  }
}

type FieldProps = Pick<ValueProps, "value" | "onChange" | "invalid">;

function PatternField({ value, onChange, invalid }: FieldProps) {
  const { t } = useTranslation("segments");
  const { readOnly } = useBuilder();
  return (
    <TextInput
      aria-label={t("builder.pattern")}
      placeholder={t("builder.patternPlaceholder")}
      size="xs"
      w={190}
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
      spellCheck={false}
      readOnly={readOnly}
      error={invalid}
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

type DaysProps = { value: number | ""; onChange: (value: number | "") => void; invalid: boolean };

export function DaysField({ value, onChange, invalid }: DaysProps) {
  const { t } = useTranslation("segments");
  return (
    <WholeField
      name={t("builder.days")}
      w={84}
      suffix={` ${t("builder.daysSuffix", { count: value === "" ? 2 : value })}`}
      value={value}
      onChange={onChange}
      invalid={invalid}
    />
  );
}

function MonthField({ value, onChange, invalid }: FieldProps) {
  const { t } = useTranslation("segments");
  const months = useMonths();
  return (
    <PickField
      name={t("builder.month")}
      placeholder={t("builder.monthPlaceholder")}
      searchable
      w={140}
      invalid={invalid}
      value={typeof value === "number" ? String(value) : ""}
      data={months.map((label, at) => ({ value: String(at + 1), label }))}
      nothingFoundMessage={t("builder.nothingFound")}
      onPick={(month) => onChange(Number(month))}
    />
  );
}

/** Days, in the reader's calendar. A stored moment keeps its time until another day is chosen. */
function DateField({ name, value, onChange, invalid }: FieldProps & { name: string }) {
  const { readOnly } = useBuilder();
  const [day = "", time = ""] = typeof value === "string" ? value.split(/[T ]/) : [];
  return (
    <Group gap={6} wrap="nowrap">
      <TextInput
        type="date"
        aria-label={name}
        size="xs"
        w={150}
        readOnly={readOnly}
        error={invalid}
        value={day}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      />
      {time && (
        <Text size="xs" c="dimmed">
          {time}
        </Text>
      )}
    </Group>
  );
}

function NumberRange({ value, onChange, invalid }: FieldProps) {
  const { t } = useTranslation("segments");
  const [low, high] = Array.isArray(value) ? value : [];
  const amount = (end: unknown): number | "" => (typeof end === "number" ? end : "");
  const given = (end: unknown): number | null => (typeof end === "number" ? end : null);
  return (
    <Group gap={6} wrap="nowrap">
      <NumberField
        name={t("builder.from")}
        value={amount(low)}
        invalid={invalid}
        onChange={(next) => onChange([given(next), given(high)])}
      />
      <Text size="sm" c="dimmed" aria-hidden>
        –
      </Text>
      <NumberField
        name={t("builder.to")}
        value={amount(high)}
        invalid={invalid}
        onChange={(next) => onChange([given(low), given(next)])}
      />
    </Group>
  );
}

function DateRange({ value, onChange, invalid }: FieldProps) {
  const { t } = useTranslation("segments");
  const [low = null, high = null] = Array.isArray(value) ? value : [];
  const day = (end: DraftValue): string | null => (typeof end === "string" ? end : null);
  return (
    <Group gap={6}>
      <DateField
        name={t("builder.from")}
        value={low}
        invalid={invalid}
        onChange={(next) => onChange([day(next), high])}
      />
      <Text size="sm" c="dimmed" aria-hidden>
        –
      </Text>
      <DateField
        name={t("builder.to")}
        value={high}
        invalid={invalid}
        onChange={(next) => onChange([low, day(next)])}
      />
    </Group>
  );
}
