/** Custom events: the raw event, its daily count per contact (what segments read), and its name. */
import { sql } from "kysely";
import { type Db, inTransaction } from "../lib/db.ts";
import type { JsonObject } from "./attribute-values.ts";

export interface NewEvent {
  readonly contactId: string;
  readonly name: string;
  readonly occurredAt: Date;
  readonly properties?: JsonObject;
}

/** Records events of existing contacts in bulk. Equal events are not merged: the same thing can happen twice. */
export async function recordEvents(db: Db, workspaceId: string, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const columns = [
    events.map((event) => event.contactId),
    events.map((event) => event.name),
    events.map((event) => event.occurredAt.toISOString()),
    events.map((event) => JSON.stringify(event.properties ?? {})),
  ];
  await inTransaction(db, async (tx) => {
    const given = sql`unnest(${columns[0]}::uuid[], ${columns[1]}::text[], ${columns[2]}::timestamptz[],
      ${columns[3]}::jsonb[]) as e (contact_id, name, occurred_at, properties)`;
    await sql`
      insert into events (workspace_id, bucket, id, contact_id, name, occurred_at, properties)
      select ${workspaceId}::uuid, bucket_of(e.contact_id), uuid_v7_from(e.occurred_at, gen_random_uuid()::text),
             e.contact_id, e.name, e.occurred_at, e.properties
      from ${given}`.execute(tx);
    // Ordered, so that two calls that count for the same contacts never wait for each other in a circle.
    await sql`
      insert into event_days as d (workspace_id, bucket, contact_id, name, day, count)
      select ${workspaceId}::uuid, bucket_of(e.contact_id), e.contact_id, e.name,
             (e.occurred_at at time zone 'UTC')::date, count(*)::int
      from ${given}
      group by e.contact_id, e.name, (e.occurred_at at time zone 'UTC')::date
      order by bucket_of(e.contact_id), e.contact_id, e.name, (e.occurred_at at time zone 'UTC')::date
      on conflict (workspace_id, bucket, contact_id, name, day) do update set count = d.count + excluded.count`.execute(
      tx,
    );
    await sql`
      insert into event_definitions (workspace_id, name)
      select distinct ${workspaceId}::uuid, n.name from unnest(${[...new Set(columns[1])].sort()}::text[]) as n (name)
      where not exists (select from event_definitions d where d.workspace_id = ${workspaceId} and d.name = n.name)
      on conflict do nothing`.execute(tx);
  });
}

export async function listEventNames(db: Db, workspaceId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from event_definitions where workspace_id = ${workspaceId} order by name`.execute(db);
  return rows.map((row) => row.name);
}
