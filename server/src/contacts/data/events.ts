/**
 * Custom events: the raw event, its daily count per contact (what segments read), and its name. Invariant: a day's count is
 * the number of raw events of that day that were ever recorded; retention takes raw events away and leaves the counts.
 */
import { sql, type Transaction } from "kysely";
import { type Db, inTransaction, prepared } from "../../lib/db.ts";
import type { DB } from "../../lib/schema.ts";
import { textArray } from "../../lib/sql-arrays.ts";
import { uuidV7 } from "../../lib/uuid.ts";
import type { JsonObject } from "./attribute-values.ts";

export interface NewEvent {
  readonly contactId: string;
  readonly name: string;
  readonly occurredAt: Date;
  readonly properties?: JsonObject;
  /** The sender's own id of the event. The same one for the same contact is the same event, whatever else comes with it. */
  readonly key?: string | undefined;
}

export interface RecordOptions {
  /** Names that have their definition, as eventRules told in this transaction. */
  readonly namesKnown?: ReadonlySet<string>;
}

/**
 * Records events of existing contacts in bulk. Equal events are not merged, for the same thing can happen twice; events with
 * a key count once, also when two calls bring them at the same moment.
 */
export async function recordEvents(
  db: Db,
  workspaceId: string,
  events: readonly NewEvent[],
  options: RecordOptions = {},
): Promise<void> {
  if (events.length === 0) return;
  await inTransaction(db, async (tx) => {
    const given = events.map((event) => ({ ...event, id: uuidV7(event.occurredAt) }));
    const fresh = await claimKeys(tx, workspaceId, given);
    if (fresh.length === 0) return;
    const names = new Set(fresh.map((event) => event.name).filter((name) => !options.namesKnown?.has(name)));
    if (names.size > 0) await learnNames(tx, workspaceId, [...names]);
    await insertEvents(tx, workspaceId, fresh);
  });
}

type IdentifiedEvent = NewEvent & { readonly id: string };

/** Those that are recorded now: without a key, or the first with theirs. A racing call waits here for the one before. */
async function claimKeys(
  tx: Transaction<DB>,
  workspaceId: string,
  events: readonly IdentifiedEvent[],
): Promise<readonly IdentifiedEvent[]> {
  const keyed = events.filter((event) => event.key !== undefined);
  if (keyed.length === 0) return events;
  // Ordered, so that two calls with the same keys never wait for each other in a circle.
  const { rows } = await sql<{ id: string }>`${prepared}
    insert into event_keys (workspace_id, bucket, contact_id, key, event_id)
    select ${workspaceId}::uuid, bucket_of(e.contact_id), e.contact_id, e.key, e.id
    from unnest(${keyed.map((event) => event.contactId)}::uuid[], ${keyed.map((event) => event.key)}::text[],
                ${keyed.map((event) => event.id)}::uuid[]) with ordinality as e (contact_id, key, id, position)
    order by bucket_of(e.contact_id), e.contact_id, e.key, e.position
    on conflict do nothing returning event_id as id`.execute(tx);
  const claimed = new Set(rows.map(({ id }) => id));
  return events.filter((event) => event.key === undefined || claimed.has(event.id));
}

async function insertEvents(
  tx: Transaction<DB>,
  workspaceId: string,
  events: readonly IdentifiedEvent[],
): Promise<void> {
  // Counts in the order of their key, so that two calls that count for the same contacts never wait in a circle either.
  await sql`${prepared}
    with given as materialized (
      select bucket_of(contact_id) as bucket, id, contact_id, name, occurred_at::timestamptz as occurred_at, properties
      from rows from (
        unnest(${textArray(events.map((event) => event.id))}::uuid[], ${textArray(events.map((event) => event.contactId))}::uuid[],
               ${textArray(events.map((event) => event.name))}::text[],
               ${textArray(events.map((event) => event.occurredAt.toISOString()))}::text[]),
        jsonb_array_elements(${JSON.stringify(events.map((event) => event.properties ?? {}))}::jsonb)
      ) as e (id, contact_id, name, occurred_at, properties)
    ), recorded as (
      insert into events (workspace_id, bucket, id, contact_id, name, occurred_at, properties)
      select ${workspaceId}::uuid, bucket, id, contact_id, name, occurred_at, properties from given
    )
    insert into event_days as d (workspace_id, bucket, contact_id, name, day, count)
    select ${workspaceId}::uuid, bucket, contact_id, name, (occurred_at at time zone 'UTC')::date as day, count(*)::int
    from given
    group by bucket, contact_id, name, day
    order by bucket, contact_id, name, day
    on conflict (workspace_id, bucket, contact_id, name, day) do update set count = d.count + excluded.count`.execute(
    tx,
  );
}

async function learnNames(tx: Transaction<DB>, workspaceId: string, names: readonly string[]): Promise<void> {
  await sql`
    insert into event_definitions (workspace_id, name)
    select ${workspaceId}::uuid, n.name from unnest(${[...names].sort()}::text[]) as n (name)
    where not exists (select from event_definitions d where d.workspace_id = ${workspaceId} and d.name = n.name)
    on conflict do nothing`.execute(tx);
}

export interface EventRules {
  readonly known: ReadonlySet<string>;
  readonly blocklisted: ReadonlySet<string>;
  /** New names that find no room: the workspace has maxEventNames. */
  readonly tooMany: ReadonlySet<string>;
}

/** As maxAttributes: a client that puts values into names would make an event of each. */
export const maxEventNames = 5000;

/** What the workspace says at this moment about events of these names. */
export async function eventRules(db: Db, workspaceId: string, names: readonly string[]): Promise<EventRules> {
  if (names.length === 0) return { known: new Set(), blocklisted: new Set(), tooMany: new Set() };
  const { rows } = await sql<{ name: string; blocklisted: boolean }>`
    ${prepared} select name, blocklisted_at is not null as blocklisted from event_definitions
    where workspace_id = ${workspaceId} and name = any(${names}::text[])`.execute(db);
  const known = new Set(rows.map((row) => row.name));
  return {
    known,
    tooMany: await withoutRoom(
      db,
      workspaceId,
      names.filter((name) => !known.has(name)),
    ),
    blocklisted: new Set(rows.filter((row) => row.blocklisted).map((row) => row.name)),
  };
}

async function withoutRoom(db: Db, workspaceId: string, fresh: readonly string[]): Promise<Set<string>> {
  if (fresh.length === 0) return new Set();
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from event_definitions where workspace_id = ${workspaceId}`.execute(db);
  return new Set(fresh.slice(Math.max(0, maxEventNames - (rows[0]?.count ?? 0))));
}

export async function listEventNames(db: Db, workspaceId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from event_definitions where workspace_id = ${workspaceId} order by name`.execute(db);
  return rows.map((row) => row.name);
}
