/** What is due now, found from the few unfinished dispatches and not from the many sends. */
import { sql } from "kysely";
import type { Context } from "../lib/context.ts";
import type { DeliveryKey } from "./deliver.ts";
import { idFloor } from "./send-id.ts";

/** Buckets of numbers that have something due, where connection and number may send, or a lease that ran out. */
export async function findDueKeys(ctx: Context): Promise<DeliveryKey[]> {
  const now = ctx.clock.now();
  const oldest = await ctx.db
    .selectFrom("dispatches")
    .select((eb) => eb.fn.min("createdAt").as("at"))
    .where("finishedAt", "is", null)
    .where("state", "in", ["queuing", "sending"])
    .executeTakeFirst();
  if (!oldest?.at) return [];
  const since = sql`s.id >= ${idFloor(oldest.at)}::uuid`;
  const sends = sql`select from sends s where s.workspace_id = n.workspace_id and s.bucket = b.bucket and ${since}
    and s.subscription_group_id = n.subscription_group_id`;
  const { rows } = await sql<DeliveryKey & { readonly due: boolean; readonly expired: boolean }>`
    select * from (
      select n.workspace_id, b.bucket, n.subscription_group_id,
             n.ready and exists (${sends} and s.state = 'queued' and s.due_at <= ${now}) as due,
             exists (${sends} and s.state = 'leased' and s.lease_until <= ${now}) as expired
      from (
        select distinct d.workspace_id, d.subscription_group_id, k.state = 'ready' and g.paused_at is null as ready
        from dispatches d
        join subscription_groups g on g.id = d.subscription_group_id and g.archived_at is null
        join connections k on k.id = g.connection_id
        where d.finished_at is null and d.state in ('queuing', 'sending')
      ) n cross join generate_series(0, 255) as b (bucket)
    ) found
    where due or expired`.execute(ctx.db);
  return rows;
}

export interface OpenDispatches {
  readonly queuing: readonly string[];
  readonly stopped: readonly string[];
}

/** Dispatches that need a worker's hand: audiences to write, stops to carry out. */
export async function findOpenDispatches(ctx: Context): Promise<OpenDispatches> {
  const rows = await ctx.db
    .selectFrom("dispatches")
    .select(["id", "state"])
    .where("finishedAt", "is", null)
    .where("state", "in", ["queuing", "stopped"])
    .orderBy("id")
    .execute();
  const ids = (state: string) => rows.filter((row) => row.state === state).map((row) => row.id);
  return { queuing: ids("queuing"), stopped: ids("stopped") };
}
