import { Button, Group, Skeleton, Text, UnstyledButton } from "@mantine/core";
import { IconBolt, IconChevronRight } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { contactEventsQuery } from "../../../api/queries/contacts.ts";
import type { Contact, ContactEvent } from "../../../api/types.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { useFormat } from "../../../ui/format.ts";
import { RelativeTime } from "../../../ui/RelativeTime.tsx";
import { Section } from "../../../ui/Section.tsx";
import classes from "./profile.module.css";

type Props = { workspace: string; contact: Contact };

/** What the contact did: how often each thing, and one after the other with the details. */
export function ActivityCard({ workspace, contact }: Props) {
  const { t } = useTranslation("contacts");
  const query = useInfiniteQuery(contactEventsQuery(workspace, contact.id));
  const events = query.data?.pages.flatMap((page) => page.items);
  return (
    <Section title={t("activity.title")}>
      <EventSummary contact={contact} />
      {query.isError && !events ? (
        <LoadError error={query.error} onRetry={query.refetch} compact />
      ) : !events ? (
        <Skeleton h={140} radius="md" />
      ) : events.length === 0 ? (
        <EmptyState icon={IconBolt} title={t("activity.empty.title")} compact>
          {t("activity.empty.text")}
        </EmptyState>
      ) : (
        <ol className={classes.timeline} aria-label={t("activity.timeline")}>
          {events.map((event) => (
            <EventItem key={event.id} event={event} />
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <Button
          variant="subtle"
          size="xs"
          mt="xs"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("activity.older")}
        </Button>
      )}
    </Section>
  );
}

function EventSummary({ contact }: { contact: Contact }) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  if (contact.eventSummary.length === 0) return null;
  return (
    <ul className={classes.summary} aria-label={t("activity.summary")}>
      {contact.eventSummary.map((summary) => (
        <li key={summary.name} className={classes.summaryItem}>
          <Text size="xs" c="dimmed" truncate title={summary.name}>
            {summary.name}
          </Text>
          <Text size="lg" fw={600} lh={1.3}>
            {format.number(summary.count)}
          </Text>
          <Text size="xs" c="dimmed">
            {t("activity.last")} <RelativeTime at={summary.last} />
          </Text>
        </li>
      ))}
    </ul>
  );
}

function EventItem({ event }: { event: ContactEvent }) {
  const { t } = useTranslation("contacts");
  const [open, setOpen] = useState(false);
  const properties = Object.entries(event.properties ?? {});
  return (
    <li className={classes.event}>
      <div className={classes.eventHead}>
        {properties.length > 0 ? (
          <UnstyledButton
            className={classes.eventToggle}
            aria-expanded={open}
            title={open ? t("activity.hideDetails") : t("activity.showDetails")}
            onClick={() => setOpen(!open)}
          >
            <IconChevronRight size={14} data-open={open || undefined} aria-hidden />
            {event.name}
            {!open && <span className={classes.eventHint}>{hint(properties)}</span>}
          </UnstyledButton>
        ) : (
          <span className={classes.eventName}>{event.name}</span>
        )}
        <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }}>
          <RelativeTime at={event.occurredAt} />
        </Text>
      </div>
      {open && (
        <dl className={classes.properties}>
          {properties.map(([name, value]) => (
            <Group key={name} gap="sm" wrap="nowrap" align="baseline">
              <dt>{name}</dt>
              <dd>{typeof value === "object" ? JSON.stringify(value) : String(value)}</dd>
            </Group>
          ))}
        </dl>
      )}
    </li>
  );
}

/** The first simple properties, to tell one order from another without opening it. */
function hint(properties: [string, unknown][]): string {
  return properties
    .filter(([, value]) => typeof value !== "object")
    .slice(0, 2)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(" · ");
}
