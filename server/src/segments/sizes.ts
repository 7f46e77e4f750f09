/** How many contacts a stored segment held, day by day; days are those of the workspace's time zone. */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";

export interface SegmentSize {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly size: number;
  readonly countedAt: Date;
}

/** Notes an exact count; the last one of a day stays. */
export async function recordSize(
  db: Db,
  workspaceId: string,
  segmentId: string,
  size: number,
  at: Date,
): Promise<void> {
  await sql`
    insert into segment_sizes as t (workspace_id, segment_id, day, size, counted_at)
    select s.workspace_id, s.id, (${at}::timestamptz at time zone w.time_zone)::date, ${size}::int, ${at}::timestamptz
    from segments s join workspaces w on w.id = s.workspace_id
    where s.workspace_id = ${workspaceId} and s.id = ${segmentId}
    on conflict (workspace_id, segment_id, day) do update set size = excluded.size, counted_at = excluded.counted_at
      where t.counted_at <= excluded.counted_at`.execute(db);
}

/** The days that were counted of the `days` that end with the one of `until`, the oldest first. */
export async function listSizes(
  db: Db,
  workspaceId: string,
  segmentId: string,
  until: Date,
  days: number,
): Promise<SegmentSize[]> {
  const { rows } = await sql<SegmentSize>`
    select z.day, z.size, z.counted_at
    from segment_sizes z
    join workspaces w on w.id = z.workspace_id
    cross join lateral (select (${until}::timestamptz at time zone w.time_zone)::date as day) last
    where z.workspace_id = ${workspaceId} and z.segment_id = ${segmentId}
      and z.day > last.day - ${days}::int and z.day <= last.day
    order by z.day`.execute(db);
  return rows;
}
