import { Group, Select, type SelectProps, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { contactSearchQuery } from "../../api/queries/contacts.ts";
import type { ContactListItem } from "../../api/types.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { formatPhone } from "../../ui/format.ts";
import { selectDropdown } from "./select-dropdown.ts";

export type PickedContact = { id: string; name: string };

type Props = {
  label: string;
  value: PickedContact | null;
  onChange: (contact: PickedContact) => void;
  hideLabel?: boolean;
  size?: "xs" | "sm";
  error?: string | undefined;
};

/** One contact, searched by name, phone or external id on the server. */
export function ContactPicker({ label, value, onChange, hideLabel, size = "sm", error }: Props) {
  const { t } = useTranslation("campaigns");
  const workspace = useWorkspace();
  const [search, setSearch] = useState<string | null>(null);
  const [wanted] = useDebouncedValue(search ?? "", 200);
  const contacts = useQuery({ ...contactSearchQuery(workspace.slug, wanted), enabled: search !== null });
  const found = contacts.data ?? [];
  const byId = new Map(found.map((contact) => [contact.id, contact]));
  const options = found.map((contact) => ({ value: contact.id, label: contactName(contact) }));
  // The chosen one stays an option when the search has moved on, else the field would show nothing.
  if (value && !byId.has(value.id)) options.unshift({ value: value.id, label: value.name });
  const renderOption: SelectProps["renderOption"] = ({ option }) => (
    <Group justify="space-between" gap="sm" wrap="nowrap" w="100%">
      <Text size="sm" truncate>
        {option.label}
      </Text>
      <Text size="xs" c="dimmed" style={{ flex: "none" }}>
        {phoneOf(byId.get(option.value))}
      </Text>
    </Group>
  );
  return (
    <Select
      {...(hideLabel ? { "aria-label": label } : { label })}
      size={size}
      data={options}
      value={value?.id ?? null}
      onChange={(id) => {
        const contact = id ? byId.get(id) : undefined;
        if (contact) onChange({ id: contact.id, name: contactName(contact) });
      }}
      onDropdownOpen={() => setSearch("")}
      onSearchChange={(text) => setSearch((old) => (old === null || text === value?.name ? old : text))}
      // The server has already searched, by more than the label shows.
      filter={({ options: all }) => all}
      renderOption={renderOption}
      placeholder={t("contactPicker.placeholder")}
      nothingFoundMessage={contacts.isFetching ? t("contactPicker.searching") : t("contactPicker.nothing")}
      searchable
      allowDeselect={false}
      error={error}
      comboboxProps={selectDropdown}
    />
  );
}

export function contactName(contact: ContactListItem): string {
  const name = [contact.firstName, contact.lastName].filter(Boolean).join(" ");
  return name || contact.externalId || phoneOf(contact) || contact.email || contact.id;
}

const phoneOf = (contact: ContactListItem | undefined): string =>
  contact?.phone ? formatPhone(contact.phone) : "";
