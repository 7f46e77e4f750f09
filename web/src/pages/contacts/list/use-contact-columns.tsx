import { Avatar, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ContactListItem } from "../../../api/types.ts";
import { contactInitials, contactName } from "../../../components/contact-name.ts";
import type { Column } from "../../../ui/DataTable.tsx";
import { useFormat } from "../../../ui/format.ts";
import { RelativeTime } from "../../../ui/RelativeTime.tsx";

const noValue = (
  <Text span inherit c="dimmed">
    –
  </Text>
);

export function useContactColumns(): Column<ContactListItem>[] {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const dim = (text: string | null) => text ?? noValue;
  return [
    {
      key: "name",
      header: t("column.name"),
      cell: (contact) => (
        <Group gap={10} wrap="nowrap">
          <Avatar size={28} radius="xl" color="teal" visibleFrom="xs" aria-hidden>
            {contactInitials(contact) || undefined}
          </Avatar>
          <span>{contactName(contact) ?? t("unnamed")}</span>
        </Group>
      ),
    },
    {
      key: "phone",
      header: t("field.phone"),
      cell: (contact) => (
        <Text span inherit style={{ whiteSpace: "nowrap" }}>
          {dim(contact.phone && format.phone(contact.phone))}
        </Text>
      ),
    },
    { key: "email", header: t("field.email"), hideBelow: "lg", cell: (contact) => dim(contact.email) },
    {
      key: "place",
      header: t("column.place"),
      hideBelow: "sm",
      cell: (contact) => {
        const country = contact.country && format.country(contact.country);
        return dim([contact.homeCity, country].filter(Boolean).join(", ") || null);
      },
    },
    {
      key: "language",
      header: t("field.language"),
      hideBelow: "lg",
      cell: (contact) => dim(contact.language && format.language(contact.language)),
    },
    {
      key: "externalId",
      header: t("field.external_id"),
      hideBelow: "md",
      cell: (contact) => dim(contact.externalId),
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
