/** How a link or a form does, by day (UTC): seen (scans, views), asked (messages, requests), subscribed. */
import { sql } from "kysely";
import type { Db } from "../../lib/db.ts";

export type OptInCount = "seen" | "asked" | "subscribed";

export interface OptInDay {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly seen: number;
  readonly asked: number;
  readonly subscribed: number;
}

export interface OptInCounts {
  readonly seen: number;
  readonly asked: number;
  readonly subscribed: number;
  /** Of the last 30 days, oldest first; days without anything are left out. */
  readonly days: readonly OptInDay[];
}

export const noCounts: OptInCounts = { seen: 0, asked: 0, subscribed: 0, days: [] };

/**
 * One row per source and day. Inbound messages of a number are applied by one worker at a time, so this row is hardly ever
 * waited for.
 */
export async function countOptIn(
  db: Db,
  workspaceId: string,
  sourceId: string,
  counts: Partial<Record<OptInCount, number>>,
  at: Date,
): Promise<void> {
  await sql`
    insert into opt_in_days as d (workspace_id, source_id, day, seen, asked, subscribed)
    values (${workspaceId}, ${sourceId}, (${at}::timestamptz at time zone 'UTC')::date,
            ${counts.seen ?? 0}, ${counts.asked ?? 0}, ${counts.subscribed ?? 0})
    on conflict (workspace_id, source_id, day) do update
      set seen = d.seen + excluded.seen, asked = d.asked + excluded.asked, subscribed = d.subscribed + excluded.subscribed`.execute(
    db,
  );
}

const shownDays = 30;

/** By the id of the link or form. */
export async function countsOf(
  db: Db,
  workspaceId: string,
  sourceIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, OptInCounts>> {
  const { rows } = await sql<{
    sourceId: string;
    seen: number;
    asked: number;
    subscribed: number;
    days: OptInDay[] | null;
  }>`
    select source_id, sum(seen)::int as seen, sum(asked)::int as asked, sum(subscribed)::int as subscribed,
           json_agg(json_build_object('day', day, 'seen', seen, 'asked', asked, 'subscribed', subscribed) order by day)
             filter (where day > (${now}::timestamptz at time zone 'UTC')::date - ${shownDays}::int) as days
    from opt_in_days
    where workspace_id = ${workspaceId} and source_id = any(${sourceIds}::uuid[])
    group by source_id`.execute(db);
  return new Map(rows.map(({ sourceId, days, ...counts }) => [sourceId, { ...counts, days: days ?? [] }]));
}
