import { Group, NumberInput, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useBuilder } from "./builder-context.ts";
import type { DraftAttribute, DraftValue } from "./draft.ts";
import { replaceNode } from "./edit.ts";
import { valueShape } from "./operators.ts";
import { TextListField, TextValueField } from "./TextValueField.tsx";

export type ValueProps = { leaf: DraftAttribute; invalid: boolean; onChange: (value: DraftValue) => void };

/** What the attribute is compared with, in the shape that its operator takes. */
export function ValueField({ leaf }: { leaf: DraftAttribute }) {
  const { edit, errorsOf } = useBuilder();
  const props: ValueProps = {
    leaf,
    invalid: errorsOf(leaf.key).some((error) => error.field === "value"),
    onChange: (value) => edit((root) => replaceNode(root, { ...leaf, value })),
  };
  switch (valueShape(leaf.type, leaf.operator)) {
    case "none":
      return null;
    case "text":
      return <TextValueField {...props} />;
    case "text_list":
      return <TextListField {...props} />;
    case "number":
      return <NumberField {...props} />;
    case "number_pair":
      return <RangeField {...props} />;
    case "date":
      return <DateField {...props} />;
    case "days":
      return <DaysField {...props} />;
  }
}

function NumberField({ leaf, invalid, onChange }: ValueProps) {
  const { t } = useTranslation("segments");
  const { readOnly } = useBuilder();
  return (
    <NumberInput
      aria-label={t("builder.value")}
      placeholder={t("builder.valuePlaceholder")}
      size="xs"
      w={120}
      hideControls
      readOnly={readOnly}
      error={invalid}
      value={typeof leaf.value === "number" ? leaf.value : ""}
      onChange={(value) => onChange(typeof value === "number" ? value : null)}
    />
  );
}

function RangeField({ leaf, invalid, onChange }: ValueProps) {
  const { t } = useTranslation("segments");
  const { readOnly } = useBuilder();
  const [low = null, high = null] = Array.isArray(leaf.value) ? leaf.value : [];
  const amount = (value: unknown): number | null => (typeof value === "number" ? value : null);
  const input = (name: string, value: unknown, change: (value: number | null) => void) => (
    <NumberInput
      aria-label={name}
      size="xs"
      w={90}
      hideControls
      readOnly={readOnly}
      error={invalid}
      value={amount(value) ?? ""}
      onChange={(next) => change(amount(next))}
    />
  );
  return (
    <Group gap={6} wrap="nowrap">
      {input(t("builder.from"), low, (next) => onChange([next, amount(high)]))}
      <Text size="sm" c="dimmed" aria-hidden>
        –
      </Text>
      {input(t("builder.to"), high, (next) => onChange([amount(low), next]))}
    </Group>
  );
}

function DateField({ leaf, invalid, onChange }: ValueProps) {
  const { t } = useTranslation("segments");
  const { readOnly } = useBuilder();
  const day = typeof leaf.value === "string" ? leaf.value.slice(0, 10) : "";
  return (
    <TextInput
      type="date"
      aria-label={t("builder.value")}
      size="xs"
      w={150}
      readOnly={readOnly}
      error={invalid}
      value={day}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  );
}

function DaysField({ leaf, invalid, onChange }: ValueProps) {
  const { t } = useTranslation("segments");
  const { readOnly } = useBuilder();
  return (
    <NumberInput
      aria-label={t("builder.days")}
      size="xs"
      w={84}
      hideControls
      min={1}
      max={3650}
      allowDecimal={false}
      suffix={` ${t("builder.daysSuffix")}`}
      readOnly={readOnly}
      error={invalid}
      value={typeof leaf.value === "number" ? leaf.value : ""}
      onChange={(value) => onChange(typeof value === "number" ? value : null)}
    />
  );
}
