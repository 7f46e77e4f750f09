/** Partitions of the ever-growing tables are made ahead of need: this month and the next two, looked after every day. */
import { sql } from "kysely";
import type { Context } from "./context.ts";
import type { JobDefinition } from "./jobs.ts";

const tables = ["events", "sends", "inbound_messages"];

async function ensurePartitions(ctx: Context): Promise<void> {
  await sql`
    select ensure_month_partition(parent, (date_trunc('month', ${ctx.clock.now()}::timestamptz at time zone 'UTC')
                                           + make_interval(months => ahead))::date)
    from unnest(${tables}::text[]) as parent, generate_series(0, 2) as ahead`.execute(ctx.db);
}

export const partitionJobs: readonly JobDefinition[] = [
  { name: "lib.partitions", handler: ensurePartitions, cron: "17 3 * * *" },
];
