import { Chip, Group, Skeleton, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconBolt, IconSearch } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { eventSummaryQuery, timelineQuery } from "../../../api/queries/profile.ts";
import type { Contact } from "../../../api/types.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { useFormat } from "../../../ui/format.ts";
import { LoadMore } from "../../../ui/LoadMore.tsx";
import { RelativeTime } from "../../../ui/RelativeTime.tsx";
import { Section } from "../../../ui/Section.tsx";
import classes from "./profile.module.css";
import { TimelineEntry } from "./TimelineEntry.tsx";

type Props = { workspace: string; contact: Contact; readOnly: boolean };

const kinds = ["event", "purchase", "sent", "received", "subscription", "edit"] as const;

/** All that happened to this person, newest first: what they did, what was sent and answered, what was changed by whom. */
export function Timeline({ workspace, contact, readOnly }: Props) {
  const { t } = useTranslation("contacts");
  const [shown, setShown] = useState<string[]>([]);
  const [typed, setTyped] = useState("");
  const [q] = useDebouncedValue(typed, 250);
  const query = useInfiniteQuery(timelineQuery(workspace, contact.id, { kinds: shown.join(","), q }));
  const items = query.data?.pages.flatMap((page) => page.items);
  const undone = new Set(items?.flatMap((item) => (item.kind === "edit" ? [String(item.data.undoes)] : [])));
  // Only the latest edit is offered: the ones before it may have been built upon.
  const latest = items?.find((item) => item.kind === "edit" && !item.data.undoes && !undone.has(item.id))?.id;
  return (
    <Section title={t("timeline.title")}>
      <Summary workspace={workspace} contact={contact} onPick={setTyped} />
      <Group gap="xs" mb="sm">
        <TextInput
          type="search"
          aria-label={t("timeline.search")}
          placeholder={t("timeline.search")}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          w={220}
          maw="100%"
        />
        <Chip.Group multiple value={shown} onChange={setShown}>
          <Group gap={6} role="group" aria-label={t("timeline.kinds")}>
            {kinds.map((kind) => (
              <Chip key={kind} value={kind} size="xs" variant="light">
                {t(`timeline.kind.${kind}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Group>
      {query.isError && !items ? (
        <LoadError error={query.error} onRetry={query.refetch} compact />
      ) : !items ? (
        <Skeleton h={200} radius="md" />
      ) : items.length === 0 ? (
        <EmptyState
          icon={IconBolt}
          title={t(q || shown.length ? "timeline.noMatch.title" : "timeline.empty.title")}
          compact
        >
          {t(q || shown.length ? "timeline.noMatch.text" : "timeline.empty.text")}
        </EmptyState>
      ) : (
        <ol className={classes.timeline} aria-label={t("timeline.title")}>
          {items.map((item) => (
            <TimelineEntry
              key={item.id}
              workspace={workspace}
              contactId={contact.id}
              item={item}
              canUndo={!readOnly && item.id === latest}
            />
          ))}
        </ol>
      )}
      <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} onLoad={query.fetchNextPage} />
    </Section>
  );
}

type SummaryProps = { workspace: string; contact: Contact; onPick: (name: string) => void };

/** How often each thing was done; a click looks for it. */
function Summary({ workspace, contact, onPick }: SummaryProps) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const { data } = useQuery(eventSummaryQuery(workspace, contact.id));
  if (!data || data.length === 0) return null;
  return (
    <ul className={classes.summary} aria-label={t("activity.summary")}>
      {data.slice(0, 8).map((event) => (
        <li key={event.name}>
          <button type="button" className={classes.summaryItem} onClick={() => onPick(event.name)}>
            <span className={classes.summaryName} title={event.name}>
              {event.name}
            </span>
            <strong>{format.number(event.count)}</strong>
            <span className={classes.summaryName}>
              {t("activity.last")} <RelativeTime at={event.last} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
