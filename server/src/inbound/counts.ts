/** What came in by webhook, counted by what it was: how the doctor sees that nothing arrives, or words that nobody knows. */
import { sql } from "kysely";
import type { WebhookEvent } from "../connectors/connector.ts";
import type { Db } from "../lib/db.ts";
import type { ConnectionRef } from "./apply.ts";

/** Words of a provider that are counted apart, per body; beyond that they are one. */
const longestName = 120;

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
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  await sql`
    insert into webhook_counts as c (workspace_id, connection_id, event, day, count, last_at)
    select ${workspaceId}::uuid, ${connectionId}::uuid, event, (${at}::timestamptz at time zone 'UTC')::date, count, ${at}::timestamptz
    from unnest(${sorted.map(([name]) => name)}::text[], ${sorted.map(([, count]) => count)}::bigint[]) as e (event, count)
    on conflict (workspace_id, connection_id, event, day) do update set
      count = c.count + excluded.count, last_at = greatest(c.last_at, excluded.last_at)`.execute(tx);
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
