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
      {...(rest.searchable ? { selectFirstOptionOnChange: true } : {})}
      {...rest}
    />
  );
}

type WordProps<Word extends string> = Omit<Props, "value" | "onPick" | "data"> & {
  value: Word;
  words: readonly Word[];
  label: (word: Word) => string;
  onPick: (word: Word) => void;
};

/** A choice between words of the contract. */
export function WordField<Word extends string>({ words, label, onPick, ...rest }: WordProps<Word>) {
  return (
    <PickField
      {...rest}
      data={words.map((word) => ({ value: word, label: label(word) }))}
      onPick={(picked) => {
        const word = words.find((known) => known === picked);
        if (word) onPick(word);
      }}
    />
  );
}
