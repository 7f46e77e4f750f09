import { NumberInput, type NumberInputProps } from "@mantine/core";
import { useBuilder } from "./builder-context.ts";
import type { DraftNumber } from "./draft-types.ts";

type Props = Omit<NumberInputProps, "size" | "value" | "onChange" | "error" | "label"> & {
  /** Names the field; the sentence around it is its visible label. */
  name: string;
  value: DraftNumber;
  onChange: (value: number | "") => void;
  invalid?: boolean | undefined;
};

/** A number inside a filter's sentence. */
export function NumberField({ name, value, onChange, invalid, ...rest }: Props) {
  const { readOnly } = useBuilder();
  return (
    <NumberInput
      aria-label={name}
      size="xs"
      w={90}
      hideControls
      wrapperProps={{ "data-short": true }}
      readOnly={readOnly}
      error={invalid}
      value={value ?? ""}
      onChange={(next) => onChange(typeof next === "number" ? next : "")}
      {...rest}
    />
  );
}

/** A whole number from 1 on: days, times. */
export function WholeField({ max = 3650, ...rest }: Props & { max?: number }) {
  return (
    <NumberField
      min={1}
      max={max}
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      {...rest}
    />
  );
}
