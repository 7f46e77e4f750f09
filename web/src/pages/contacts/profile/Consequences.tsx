import { List, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { deletionConsequencesQuery } from "../../../api/queries/identity.ts";
import { useFormat } from "../../../ui/format.ts";

const parts = ["events", "sends", "waiting", "received", "files", "subscriptions"] as const;

/** What goes with a contact, counted. */
export function Consequences({ workspace, contactId }: { workspace: string; contactId: string }) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const { data, error } = useQuery(deletionConsequencesQuery(workspace, contactId));
  if (error) return null;
  if (!data) return <Skeleton h={60} mt="sm" radius="md" />;
  const some = parts.filter((part) => data[part] > 0);
  if (some.length === 0) return null;
  return (
    <List size="sm" mt="sm">
      {some.map((part) => (
        <List.Item key={part}>
          {t(`delete.goes.${part}`, { count: data[part], formatted: format.number(data[part]) })}
        </List.Item>
      ))}
    </List>
  );
}
