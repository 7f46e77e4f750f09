/** Counters are kept per ten minutes (send_stats.slot): the same cut in both languages. */
import { type RawBuilder, sql } from "kysely";

const slotMs = 10 * 60_000;

export function slotOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / slotMs) * slotMs);
}

export function slotSql(column: string): RawBuilder<Date> {
  return sql`date_bin('10 minutes', ${sql.ref(column)}, '2000-01-01 00:00:00+00')`;
}
