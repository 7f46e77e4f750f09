import { Avatar, Checkbox, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ContactListItem } from "../../../api/types.ts";
import { contactInitials, contactName } from "../../../components/contact-name.ts";
import type { Column } from "../../../ui/DataTable.tsx";
import { useFormat } from "../../../ui/format.ts";
import { RelativeTime } from "../../../ui/RelativeTime.tsx";
import { kindOfAttribute } from "../profile/attribute-value.ts";
import { useShowValue } from "../profile/use-show-value.ts";
import type { ShownColumns } from "./use-shown-columns.ts";

/** One line, however long: rows of one height are quicker to read down. The whole text shows on hover. */
function line(text: string | null, maxWidth: number | string) {
  if (!text) return noValue;
  return (
    <Text span inherit display="block" truncate maw={maxWidth} title={text}>
      {text}
    </Text>
  );
}

const noValue = (
  <Text span inherit c="dimmed">
    –
  </Text>
);

type Selection = {
  ids: ReadonlySet<string>;
  onToggle: (id: string, on: boolean) => void;
  /** Every row that is shown. */
  shownIds: string[];
  onToggleAll: (on: boolean) => void;
};

/** The columns chosen, and with a selection a box in front of every row. */
export function useContactColumns(
  shown: ShownColumns,
  selection: Selection | null,
): Column<ContactListItem>[] {
  const all = useStandardColumns();
  const { t } = useTranslation("contacts");
  const showValue = useShowValue();
  const standard = all.filter(({ key }) => key === "name" || shown.standard.includes(key));
  const custom = shown.custom.map(
    (name): Column<ContactListItem> => ({
      key: `attribute:${name}`,
      header: name,
      hideBelow: "sm",
      cell: (contact) => {
        const value = contact.attributes?.[name];
        return line(showValue(kindOfAttribute(undefined, value), value), 180);
      },
    }),
  );
  const boxes: Column<ContactListItem>[] = selection
    ? [
        {
          key: "select",
          header: "",
          headerCell: <SelectAll {...selection} />,
          width: 36,
          unlinked: true,
          cell: (contact) => (
            <Checkbox
              size="xs"
              aria-label={t("bulk.select", { name: contactName(contact) ?? t("unnamed") })}
              checked={selection.ids.has(contact.id)}
              onChange={(event) => selection.onToggle(contact.id, event.currentTarget.checked)}
            />
          ),
        },
      ]
    : [];
  return [...boxes, ...standard, ...custom];
}

function SelectAll({ ids, shownIds, onToggleAll }: Selection) {
  const { t } = useTranslation("contacts");
  const all = shownIds.length > 0 && shownIds.every((id) => ids.has(id));
  return (
    <Checkbox
      size="xs"
      aria-label={t("bulk.selectAll")}
      checked={all}
      indeterminate={!all && ids.size > 0}
      onChange={() => onToggleAll(!all)}
    />
  );
}

/** What is known besides the name, for a screen without room for columns. */
function reachOf(contact: ContactListItem, phone: string | null): string | null {
  const reach = phone ?? contact.email ?? contact.externalId;
  return reach === contactName(contact) ? null : reach;
}

/** What a list can show besides custom attributes. Widths follow the window, so that nothing is cut at its edge. */
export function useStandardColumns(): Column<ContactListItem>[] {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  return [
    {
      key: "name",
      header: t("column.name"),
      cell: (contact) => (
        <Group gap={10} wrap="nowrap">
          <Avatar size={28} radius="xl" color="teal" visibleFrom="xs" aria-hidden>
            {contactInitials(contact) || undefined}
          </Avatar>
          <div style={{ minWidth: 0 }}>
            <Text inherit truncate maw="clamp(180px, 15.5vw, 240px)">
              {contactName(contact) ?? t("unnamed")}
            </Text>
            <Text size="xs" c="dimmed" fw={400} hiddenFrom="xs" truncate maw="64vw">
              {reachOf(contact, contact.phone && format.phone(contact.phone))}
            </Text>
          </div>
        </Group>
      ),
    },
    {
      key: "phone",
      header: t("field.phone"),
      hideBelow: "xs",
      cell: (contact) => line(contact.phone && format.phone(contact.phone), 180),
    },
    {
      key: "email",
      header: t("field.email"),
      hideBelow: "lg",
      cell: (contact) => line(contact.email, "clamp(130px, 12vw, 190px)"),
    },
    {
      key: "place",
      header: t("column.place"),
      hideBelow: "sm",
      cell: (contact) => {
        const country = contact.country && format.country(contact.country);
        return line([contact.homeCity, country].filter(Boolean).join(", "), "clamp(130px, 11.5vw, 180px)");
      },
    },
    {
      key: "language",
      header: t("field.language"),
      hideBelow: "lg",
      cell: (contact) =>
        line(contact.language && format.language(contact.language), "clamp(84px, 8vw, 130px)"),
    },
    {
      key: "externalId",
      header: t("field.external_id"),
      hideBelow: "md",
      cell: (contact) => line(contact.externalId, 120),
    },
    {
      key: "created",
      header: t("column.created"),
      hideBelow: "md",
      cell: (contact) => (
        <Text span inherit c="dimmed" style={{ whiteSpace: "nowrap" }}>
          <RelativeTime at={contact.createdAt} />
        </Text>
      ),
    },
    {
      key: "updated",
      header: t("column.updated"),
      hideBelow: "md",
      cell: (contact) => (
        <Text span inherit c="dimmed" style={{ whiteSpace: "nowrap" }}>
          <RelativeTime at={contact.updatedAt} />
        </Text>
      ),
    },
  ];
}
