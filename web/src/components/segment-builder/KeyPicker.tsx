import { Group, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FilterType, SuggestedKey } from "../../api/types.ts";
import { dropdown } from "./dropdown.ts";
import { PickField } from "./PickField.tsx";
import { typeIcons } from "./type-icons.ts";

type Props = {
  name: string;
  placeholder: string;
  /** Empty until one is chosen. */
  path: readonly string[];
  type: FilterType;
  suggestions: readonly SuggestedKey[];
  /** What the things there may be. */
  types: readonly FilterType[];
  /** May a place be inside another one? Then "a.b" is b in a. */
  nested?: boolean;
  invalid: boolean;
  onPick: (path: string[], type: FilterType) => void;
};

/** Chooses a property by what data has shown, or by its name and type when none has come yet. */
export function KeyPicker(props: Props) {
  const { t } = useTranslation("segments");
  const { path, type, suggestions, types, nested = false, onPick } = props;
  const [search, setSearch] = useState("");
  const chosen = path.length > 0 && !path.includes("");
  const typed = typedPath(search, nested);
  const data = useMemo(() => {
    const known = suggestions.filter((key) => types.includes(key.type));
    const here = chosen && !known.some((key) => idOf(key) === idOf({ path, type }));
    return [...known, ...(here ? [{ path: [...path], type }] : [])].map((key) => ({
      value: idOf(key),
      label: key.path.join(" › "),
    }));
  }, [suggestions, types, chosen, path, type]);
  const isNew = typed.length > 0 && !data.some(({ label }) => label === typed.join(" › "));
  const fresh = isNew
    ? types.map((kind) => ({
        value: idOf({ path: typed, type: kind }),
        label: t("builder.useAs", { name: typed.join(" › "), type: t(`builder.type.${kind}`) }),
      }))
    : [];
  const known = data.filter(({ label }) => label.toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <PickField
      name={props.name}
      placeholder={props.placeholder}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      w={150}
      invalid={props.invalid}
      value={chosen ? idOf({ path, type }) : ""}
      data={[...data, ...fresh]}
      // What is chosen fills the field: then everything is on offer.
      filter={({ options }) =>
        chosen && search === path.join(" › ")
          ? options
          : options.filter((option) => "value" in option && offered(option.value))
      }
      renderOption={({ option }) => <KeyOption label={option.label} type={keyOf(option.value).type} />}
      nothingFoundMessage={t("builder.typeName")}
      comboboxProps={dropdown}
      onPick={(id) => {
        const key = keyOf(id);
        onPick(key.path, key.type);
      }}
    />
  );

  function offered(value: unknown): boolean {
    return known.some((option) => option.value === value) || fresh.some((option) => option.value === value);
  }
}

function KeyOption({ label, type }: { label: string; type: FilterType }) {
  const Icon = typeIcons[type];
  return (
    <Group gap={8} wrap="nowrap">
      <Icon size={15} stroke={1.7} color="var(--mantine-color-dimmed)" aria-hidden />
      <Text size="sm" inherit>
        {label}
      </Text>
    </Group>
  );
}

function typedPath(search: string, nested: boolean): string[] {
  const keys = nested ? search.split(/\s*[.›]\s*/) : [search];
  return keys.map((key) => key.trim()).filter((key) => key !== "");
}

const idOf = (key: { path: readonly string[]; type: FilterType }): string =>
  JSON.stringify([key.type, ...key.path]);

function keyOf(id: string): SuggestedKey {
  const [type, ...path] = JSON.parse(id) as [FilterType, ...string[]];
  return { path, type };
}
