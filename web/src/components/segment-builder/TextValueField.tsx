import {
  Autocomplete,
  type ComboboxParsedItem,
  MultiSelect,
  type OptionsFilter,
  TagsInput,
} from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { attributeValuesQuery } from "../../api/queries/contacts.ts";
import { useAttributeWords } from "../attribute-label.ts";
import { useCountryOptions } from "../country-options.ts";
import { useBuilder } from "./builder-context.ts";
import type { DraftAttribute } from "./draft.ts";
import { dropdown } from "./dropdown.ts";
import { PickField } from "./PickField.tsx";
import type { ValueProps } from "./ValueField.tsx";

const genders = ["F", "M", "O", "N", "P"] as const;

/** A text: picked from a closed list where there is one, else typed, with what contacts have most often as suggestions. */
export function TextValueField({ leaf, invalid, onChange }: ValueProps) {
  const { t } = useTranslation("segments");
  const { readOnly } = useBuilder();
  const { valueLabel } = useAttributeWords();
  const options = useClosedOptions(leaf);
  const text = typeof leaf.value === "string" ? leaf.value : "";
  const suggestions = useSuggestions(leaf, options ? null : text);
  const name = t("builder.value");
  if (options) {
    return (
      <PickField
        name={name}
        placeholder={t("builder.valuePlaceholder")}
        searchable
        w={190}
        invalid={invalid}
        value={text}
        data={options}
        nothingFoundMessage={t("builder.nothingFound")}
        filter={byCodeOrName}
        selectFirstOptionOnChange
        autoSelectOnBlur
        onPick={onChange}
      />
    );
  }
  return (
    <Autocomplete
      aria-label={name}
      placeholder={t("builder.valuePlaceholder")}
      size="xs"
      w={190}
      readOnly={readOnly}
      error={invalid}
      value={text}
      onChange={onChange}
      data={suggestions}
      filter={({ options: all }) => all}
      renderOption={({ option }) => (
        <SuggestedValue value={option.value} label={valueLabel(leaf, option.value)} />
      )}
      maxDropdownHeight={240}
      comboboxProps={dropdown}
    />
  );
}

/** Several texts, any of which will do. */
export function TextListField({ leaf, invalid, onChange }: ValueProps) {
  const { t } = useTranslation("segments");
  const { readOnly } = useBuilder();
  const { valueLabel } = useAttributeWords();
  const options = useClosedOptions(leaf);
  const suggestions = useSuggestions(leaf, options ? null : "");
  const values = Array.isArray(leaf.value) ? leaf.value.map(String) : [];
  const shared = {
    "aria-label": t("builder.values"),
    placeholder: values.length === 0 ? t("builder.valuesPlaceholder") : "",
    size: "xs",
    miw: 220,
    maw: "100%",
    readOnly,
    error: invalid,
    value: values,
    onChange: (next: string[]) => onChange(next),
    maxDropdownHeight: 240,
    comboboxProps: dropdown,
  } as const;
  if (options)
    return (
      <MultiSelect
        {...shared}
        searchable
        data={options}
        hidePickedOptions
        filter={byCodeOrName}
        selectFirstOptionOnChange
      />
    );
  return (
    <TagsInput
      {...shared}
      data={suggestions}
      splitChars={[",", ";", "\n"]}
      acceptValueOnBlur
      renderOption={({ option }) => (
        <SuggestedValue value={option.value} label={valueLabel(leaf, option.value)} />
      )}
    />
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

function SuggestedValue({ value, label }: { value: string; label: string }) {
  return (
    <span>
      {value}
      {label !== value && <span style={{ color: "var(--mantine-color-dimmed)" }}> · {label}</span>}
    </span>
  );
}

/** The only values an attribute can have, named in the reader's language; null when anything may be typed. */
function useClosedOptions(leaf: DraftAttribute): { value: string; label: string }[] | null {
  const { valueLabel } = useAttributeWords();
  const countries = useCountryOptions();
  const exact = leaf.operator !== "contains" && leaf.operator !== "starts_with";
  if (leaf.custom || !exact) return null;
  if (leaf.name === "gender") return genders.map((value) => ({ value, label: valueLabel(leaf, value) }));
  if (leaf.name !== "country") return null;
  return countries;
}

/** What contacts have in this attribute, most frequent first. `typed` null asks nothing. */
function useSuggestions(leaf: DraftAttribute, typed: string | null): string[] {
  const { workspace } = useBuilder();
  const [q] = useDebouncedValue(typed ?? "", 200);
  const { data = [] } = useQuery(attributeValuesQuery(workspace, typed === null ? "" : leaf.name, q));
  return [...new Set(data)];
}
