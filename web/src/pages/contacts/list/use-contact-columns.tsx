import { Avatar, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ContactListItem } from "../../../api/types.ts";
import { contactInitials, contactName } from "../../../components/contact-name.ts";
import type { Column } from "../../../ui/DataTable.tsx";
import { useFormat } from "../../../ui/format.ts";
import { RelativeTime } from "../../../ui/RelativeTime.tsx";

/** One line, however long: rows of one height are quicker to read down. The whole text shows on hover. */
function line(text: string | null, maxWidth: number) {
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

export function useContactColumns(): Column<ContactListItem>[] {
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
            <Text inherit truncate maw={220}>
              {contactName(contact) ?? t("unnamed")}
            </Text>
            {contact.phone && (
              <Text size="xs" c="dimmed" fw={400} hiddenFrom="xs">
                {format.phone(contact.phone)}
              </Text>
            )}
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
      cell: (contact) => line(contact.email, 190),
    },
    {
      key: "place",
      header: t("column.place"),
      hideBelow: "sm",
      cell: (contact) => {
        const country = contact.country && format.country(contact.country);
        return line([contact.homeCity, country].filter(Boolean).join(", "), 180);
      },
    },
    {
      key: "language",
      header: t("field.language"),
      hideBelow: "lg",
      cell: (contact) => line(contact.language && format.language(contact.language), 110),
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
  ];
}
