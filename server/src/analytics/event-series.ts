/** How often an event happened, by UTC day. Exact, from the daily counts of contacts. */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";

/**
 * The `days` days that end with the day of `end`, oldest first. Daily counts lie by contact and no index leads to a name, so
 * all of the workspace's are read.
 */
export async function eventSeries(
  db: Db,
  workspaceId: string,
  name: string,
  days: number,
  end: Date,
): Promise<{ time: string; count: number }[]> {
  const { rows } = await sql<{ time: string; count: number }>`
    with last as (select (${end}::timestamptz at time zone 'UTC')::date as day),
    counted as (
      select d.day, sum(d.count)::float8 as count from event_days d, last
      where d.workspace_id = ${workspaceId} and d.name = ${name} and d.day > last.day - ${days}::int and d.day <= last.day
      group by d.day
    )
    select g.day::date::text as time, coalesce(c.count, 0) as count
    from last cross join lateral generate_series(last.day - ${days - 1}::int, last.day, interval '1 day') as g (day)
    left join counted c on c.day = g.day::date
    order by g.day`.execute(db);
  return rows;
}
