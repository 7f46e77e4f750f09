/** What came in by webhook, counted by what it was: how the doctor sees that nothing arrives, or words that nobody knows. */
import { sql } from "kysely";
import type { WebhookEvent } from "../connectors/connector.ts";
import type { Db } from "../lib/db.ts";
import type { ConnectionRef } from "./apply.ts";

const longestName = 120;
/** So many words of one connection are counted apart in a day; those beyond are one. Whoever sends bodies chooses the words. */
const mostNames = 50;
const beyond = "unknown:other words";

export async function countEvents(
  tx: Db,
  { workspaceId, connectionId }: ConnectionRef,
  events: readonly WebhookEvent[],
  at: Date,
): Promise<void> {
  const counts = new Map<string, number>();
  for (const event of events) {
    const name = nameOf(event);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  if (counts.size === 0) return;
  const bounded = await boundNames(tx, { workspaceId, connectionId }, counts, at);
  const sorted = [...bounded].sort(([a], [b]) => (a < b ? -1 : 1));
  await sql`
    insert into webhook_counts as c (workspace_id, connection_id, event, day, count, last_at)
    select ${workspaceId}::uuid, ${connectionId}::uuid, event, (${at}::timestamptz at time zone 'UTC')::date, count, ${at}::timestamptz
    from unnest(${sorted.map(([name]) => name)}::text[], ${sorted.map(([, count]) => count)}::bigint[]) as e (event, count)
    on conflict (workspace_id, connection_id, event, day) do update set
      count = c.count + excluded.count, last_at = greatest(c.last_at, excluded.last_at)`.execute(tx);
}

/** Names that are known to the day stay; of new ones as many as there is room for. */
async function boundNames(
  tx: Db,
  { workspaceId, connectionId }: ConnectionRef,
  counts: ReadonlyMap<string, number>,
  at: Date,
): Promise<ReadonlyMap<string, number>> {
  const free = new Set([...counts.keys()].filter((name) => /^(?:ignored|unknown|account):/.test(name)));
  if (free.size === 0) return counts;
  const { rows } = await sql<{ event: string }>`
    select event from webhook_counts
    where workspace_id = ${workspaceId}::uuid and connection_id = ${connectionId}::uuid and day = (${at}::timestamptz at time zone 'UTC')::date`.execute(
    tx,
  );
  const kept = new Set(rows.map(({ event }) => event));
  const bounded = new Map<string, number>();
  for (const [name, count] of counts) {
    const chosen = free.has(name) && !kept.has(name) && kept.size >= mostNames ? beyond : name;
    kept.add(chosen);
    bounded.set(chosen, (bounded.get(chosen) ?? 0) + count);
  }
  return bounded;
}

function nameOf(event: WebhookEvent): string {
  switch (event.kind) {
    case "receipt":
      return `receipt:${event.receipt.kind}`;
    case "ignored":
    case "unknown":
      return `${event.kind}:${event.reason}`.slice(0, longestName);
    case "account":
      return `account:${event.change}`.slice(0, longestName);
    default:
      return event.kind;
  }
}
