import { Radio, Stack } from "@mantine/core";
import type { ReactNode } from "react";

type ChoiceProps<T extends string> = {
  label: string;
  description?: string;
  value: T;
  choices: { value: T; label: string; description?: ReactNode }[];
  onChange: (value: T) => void;
};

/** One of a few, all seen at once. */
export function Choice<T extends string>({ label, description, value, choices, onChange }: ChoiceProps<T>) {
  return (
    <Radio.Group
      label={label}
      description={description}
      value={value}
      onChange={(picked) => onChange(picked as T)}
    >
      <Stack gap={8} mt="xs">
        {choices.map((choice) => (
          <Radio key={choice.value} {...choice} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
