import { Select, type SelectProps } from "@mantine/core";
import { useBuilder } from "./builder-context.ts";
import { dropdown } from "./dropdown.ts";

type Props = Omit<SelectProps, "size" | "allowDeselect" | "value" | "onChange" | "label"> & {
  /** Names the field; the sentence around it is its visible label. */
  name: string;
  value: string;
  onPick: (value: string) => void;
  invalid?: boolean;
};

/** A choice inside a filter's sentence. An empty value shows the placeholder. */
export function PickField({ name, value, onPick, invalid, ...rest }: Props) {
  const { readOnly } = useBuilder();
  return (
    <Select
      aria-label={name}
      size="xs"
      allowDeselect={false}
      readOnly={readOnly}
      error={invalid}
      value={value === "" ? null : value}
      onChange={(picked) => picked !== null && picked !== value && onPick(picked)}
      maxDropdownHeight={280}
      comboboxProps={dropdown}
      {...rest}
    />
  );
}
