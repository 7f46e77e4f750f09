/** What this domain keeps about a contact beside its row goes to another contact, set-based, wherever that one's rows live. */
import { sql, type Transaction } from "kysely";
import type { DB } from "../../lib/schema.ts";
import { setSubscriptionStates } from "../consent/subscriptions.ts";
import type { ContactRef } from "./identifiers.ts";
import { chooseState, type StateRow } from "./merge-rules.ts";

export interface Move {
  readonly workspaceId: string;
  readonly from: ContactRef;
  readonly to: ContactRef;
}

/** Rows r of one of the two. */
function here({ workspaceId }: Move, { bucket, id }: ContactRef) {
  return sql`r.workspace_id = ${workspaceId} and r.bucket = ${bucket}::smallint and r.contact_id = ${id}::uuid`;
}

/**
 * Events keep their ids and are counted once: an event that a client told of both contacts under one key is one event.
 */
export async function moveEvents(tx: Transaction<DB>, move: Move): Promise<void> {
  await dropTwins(tx, move);
  await moveRows(tx, "events", move);
  await moveRows(tx, "event_keys", move);
  await addDays(tx, move);
}

/** What people changed by hand stays with the person. Before the merged contact's row goes: these rows would go with it. */
export async function moveEdits(tx: Transaction<DB>, move: Move): Promise<void> {
  await moveRows(tx, "contact_changes", move);
}

/** Insert, then delete: the bucket distributes the rows. Whole rows are copied, whatever columns they have. */
async function moveRows(tx: Transaction<DB>, table: string, move: Move): Promise<void> {
  const rows = sql`${sql.table(table)} r`;
  if (move.from.bucket === move.to.bucket) {
    await sql`update ${rows} set contact_id = ${move.to.id}::uuid where ${here(move, move.from)}`.execute(tx);
    return;
  }
  const place = JSON.stringify({ bucket: move.to.bucket, contact_id: move.to.id });
  await sql`
    insert into ${sql.table(table)}
    select placed.* from ${rows} cross join lateral jsonb_populate_record(r, ${place}::jsonb) placed
    where ${here(move, move.from)}
    on conflict do nothing`.execute(tx);
  await sql`delete from ${rows} where ${here(move, move.from)}`.execute(tx);
}

/** Events of the merged contact under a key that the kept one has too: the kept one's stays, also in the counts. */
async function dropTwins(tx: Transaction<DB>, move: Move): Promise<void> {
  const { workspaceId, from, to } = move;
  await sql`
    with twins as (
      delete from event_keys r
      where ${here(move, from)} and exists (
        select from event_keys o where o.workspace_id = ${workspaceId} and o.bucket = ${to.bucket}::smallint
          and o.contact_id = ${to.id}::uuid and o.key = r.key)
      returning r.event_id
    ), gone as (
      delete from events e using twins t
      where e.workspace_id = ${workspaceId} and e.bucket = ${from.bucket}::smallint and e.id = t.event_id
      returning e.name, (e.occurred_at at time zone 'UTC')::date as day
    )
    update event_days d set count = d.count - g.count
    from (select name, day, count(*)::int as count from gone group by name, day) g
    where d.workspace_id = ${workspaceId} and d.bucket = ${from.bucket}::smallint and d.contact_id = ${from.id}::uuid
      and d.name = g.name and d.day = g.day`.execute(tx);
}

async function addDays(tx: Transaction<DB>, move: Move): Promise<void> {
  const { workspaceId, from, to } = move;
  await sql`
    insert into event_days as d (workspace_id, bucket, contact_id, name, day, count)
    select ${workspaceId}::uuid, ${to.bucket}::smallint, ${to.id}::uuid, name, day, count
    from event_days r where ${here(move, from)} and count > 0
    order by name, day
    on conflict (workspace_id, bucket, contact_id, name, day) do update set count = d.count + excluded.count`.execute(
    tx,
  );
  await sql`delete from event_days r where ${here(move, from)}`.execute(tx);
}

export interface MergedBy {
  /** A person's id, api-key:<id> or system. */
  readonly actor: string;
  readonly at: Date;
}

/**
 * States by chooseState, history as it is. Where its last line would not say what counts, the merge is a line too; and a refusal
 * reaches the other contacts of the number.
 */
export async function moveSubscriptions(tx: Transaction<DB>, move: Move, by: MergedBy): Promise<void> {
  await moveRows(tx, "subscription_changes", move);
  const theirs = await statesOf(tx, move, move.from);
  if (theirs.length === 0) return;
  const ours = new Map((await statesOf(tx, move, move.to)).map((row) => [row.subscriptionGroupId, row]));
  const decided = theirs.flatMap((row) => {
    const before = ours.get(row.subscriptionGroupId);
    const { value } = chooseState(before, row);
    return value ? [{ value, changed: before?.state !== value.state }] : [];
  });
  await sql`delete from subscription_states r where ${here(move, move.from)}`.execute(tx);
  await saveStates(
    tx,
    move,
    decided.map(({ value }) => value),
  );
  await noteMerge(tx, move, decided, by);
  for (const { value, changed } of decided) {
    const { subscriptionGroupId, state, changedAt, statedAt } = value;
    if (changed && state === "unsubscribed")
      await setSubscriptionStates(
        tx,
        move.workspaceId,
        [{ contactId: move.to.id, subscriptionGroupId, state }],
        { source: "merge", actor: by.actor, at: statedAt ?? changedAt },
      );
  }
}

interface Decided {
  readonly value: StateRow;
  /** The kept contact's is another one now. */
  readonly changed: boolean;
}

async function statesOf(tx: Transaction<DB>, move: Move, contact: ContactRef): Promise<StateRow[]> {
  const { rows } = await sql<StateRow>`
    select subscription_group_id, state, source, changed_at, stated_at from subscription_states r
    where ${here(move, contact)} order by subscription_group_id for update`.execute(tx);
  return rows;
}

async function saveStates(tx: Transaction<DB>, { workspaceId, to }: Move, states: readonly StateRow[]) {
  const times = (of: (state: StateRow) => Date | null) =>
    states.map((state) => of(state)?.toISOString() ?? null);
  await sql`
    insert into subscription_states
      (workspace_id, bucket, contact_id, subscription_group_id, state, source, changed_at, stated_at)
    select ${workspaceId}::uuid, ${to.bucket}::smallint, ${to.id}::uuid, u.*
    from unnest(${states.map((state) => state.subscriptionGroupId)}::uuid[], ${states.map(({ state }) => state)}::text[],
                ${states.map(({ source }) => source)}::text[], ${times(({ changedAt }) => changedAt)}::timestamptz[],
                ${times(({ statedAt }) => statedAt)}::timestamptz[]) as u
    on conflict (workspace_id, bucket, contact_id, subscription_group_id) do update
      set state = excluded.state, source = excluded.source, changed_at = excluded.changed_at, stated_at = excluded.stated_at`.execute(
    tx,
  );
}

/** A line where the kept contact's state changed, or where the last line of both histories together says something else. */
async function noteMerge(
  tx: Transaction<DB>,
  { workspaceId, from, to }: Move,
  decided: readonly Decided[],
  { actor, at }: MergedBy,
): Promise<void> {
  await sql`
    insert into subscription_changes
      (workspace_id, bucket, contact_id, subscription_group_id, state, source, actor, detail, changed_at)
    select ${workspaceId}::uuid, ${to.bucket}::smallint, ${to.id}::uuid, r.group_id, r.state, 'merge', ${actor}::text,
           ${JSON.stringify({ contact: from.id })}::jsonb, ${at}::timestamptz
    from unnest(${decided.map(({ value }) => value.subscriptionGroupId)}::uuid[],
                ${decided.map(({ value }) => value.state)}::text[],
                ${decided.map(({ changed }) => changed)}::boolean[]) as r (group_id, state, changed)
    where r.changed or r.state is distinct from (
      select h.state from subscription_changes h
      where h.workspace_id = ${workspaceId} and h.bucket = ${to.bucket}::smallint and h.contact_id = ${to.id}::uuid
        and h.subscription_group_id = r.group_id
      order by h.id desc limit 1)`.execute(tx);
}
