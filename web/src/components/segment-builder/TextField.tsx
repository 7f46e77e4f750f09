import {
  Autocomplete,
  type ComboboxParsedItem,
  MultiSelect,
  type OptionsFilter,
  TagsInput,
} from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ValueSource, valueSuggestionsQuery } from "../../api/queries/suggestions.ts";
import { useBuilder } from "./builder-context.ts";
import { dropdown } from "./dropdown.ts";
import { PickField } from "./PickField.tsx";

export type Option = { value: string; label: string };

/** What can be said about the texts of a field. */
export interface TextHints {
  /** The only values there are, named in the reader's language; left out when anything may be typed. */
  closed?: Option[] | null;
  /** Suggestions that are at hand. */
  known?: string[];
  /** Where suggestions are asked for, once somebody is in the field. */
  source?: ValueSource | null;
  /** What a value means. */
  labelOf?: (value: string) => string;
  w?: number;
}

type Shared = TextHints & {
  name?: string;
  placeholder?: string;
  invalid?: boolean | undefined;
};
type TextProps = Shared & { value: string; onChange: (value: string) => void };
type ListProps = Shared & { value: string[]; onChange: (value: string[]) => void };

/** A text: picked from a closed list where there is one, else typed, with what contacts have most often as suggestions. */
export function TextField({ value, onChange, invalid, w = 160, name, placeholder, ...hints }: TextProps) {
  const { t } = useTranslation("segments");
  const { readOnly } = useBuilder();
  const suggested = useSuggestions(hints, value);
  const label = name ?? t("builder.value");
  const hint = placeholder ?? t("builder.valuePlaceholder");
  if (hints.closed) {
    return (
      <PickField
        name={label}
        placeholder={hint}
        searchable
        w={w}
        invalid={invalid === true}
        value={value}
        data={hints.closed}
        nothingFoundMessage={t("builder.nothingFound")}
        filter={byCodeOrName}
        autoSelectOnBlur
        onPick={onChange}
      />
    );
  }
  return (
    <Autocomplete
      aria-label={label}
      placeholder={hint}
      size="xs"
      w={w}
      readOnly={readOnly}
      error={invalid}
      value={value}
      onChange={onChange}
      onFocus={suggested.ask}
      data={suggested.values}
      filter={({ options: all }) => all}
      renderOption={({ option }) => <SuggestedValue value={option.value} labelOf={hints.labelOf} />}
      maxDropdownHeight={240}
      comboboxProps={dropdown}
    />
  );
}

/** Several texts. */
export function TextListField({ value, onChange, invalid, w = 220, name, placeholder, ...hints }: ListProps) {
  const { t } = useTranslation("segments");
  const { readOnly } = useBuilder();
  const suggested = useSuggestions(hints, "");
  const shared = {
    "aria-label": name ?? t("builder.values"),
    placeholder: value.length === 0 ? (placeholder ?? t("builder.valuesPlaceholder")) : "",
    size: "xs",
    miw: w,
    maw: "100%",
    readOnly,
    error: invalid,
    value,
    onChange,
    maxDropdownHeight: 240,
    comboboxProps: dropdown,
  } as const;
  return (
    <span data-has-values={value.length > 0 || undefined}>
      {hints.closed ? (
        <MultiSelect
          {...shared}
          searchable
          data={hints.closed}
          hidePickedOptions
          filter={byCodeOrName}
          selectFirstOptionOnChange
        />
      ) : (
        <TagsInput
          {...shared}
          data={suggested.values}
          onFocus={suggested.ask}
          splitChars={[",", ";", "\n"]}
          acceptValueOnBlur
          renderOption={({ option }) => <SuggestedValue value={option.value} labelOf={hints.labelOf} />}
        />
      )}
    </span>
  );
}

/** What is typed may be the code or part of the name; the exact code comes first, so that "BR" and Tab is Brazil. */
const byCodeOrName: OptionsFilter = ({ options, search }) => {
  const typed = search.trim().toLowerCase();
  const items = options.filter((option) => "value" in option && option.label.toLowerCase().includes(typed));
  return items.sort((a, b) => Number(isCode(b, typed)) - Number(isCode(a, typed)));
};

const isCode = (option: ComboboxParsedItem, typed: string): boolean =>
  "value" in option && String(option.value).toLowerCase() === typed;

function SuggestedValue({
  value,
  labelOf = String,
}: {
  value: string;
  labelOf?: ((value: string) => string) | undefined;
}) {
  const label = labelOf(value);
  return (
    <span>
      {value}
      {label !== value && <span style={{ color: "var(--mantine-color-dimmed)" }}> · {label}</span>}
    </span>
  );
}

/** Nothing is asked for fields that nobody is in: a long segment would ask a hundred things at once. */
function useSuggestions({ closed, known, source = null }: TextHints, typed: string) {
  const { workspace } = useBuilder();
  const [asked, setAsked] = useState(false);
  const [q] = useDebouncedValue(typed, 200);
  const wanted = asked && !closed && !known ? source : null;
  const { data } = useQuery(valueSuggestionsQuery(workspace, wanted, q));
  const lower = typed.trim().toLowerCase();
  const found = known?.filter((value) => value.toLowerCase().includes(lower)) ?? data?.items ?? [];
  return { values: [...new Set(found)].slice(0, 100), ask: () => setAsked(true) };
}
