/** What a person does with a message: the first time of each send is kept and counted, in one statement. */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";
import type { SendKey } from "./message-id.ts";
import { slotSql } from "./slots.ts";

export interface SendAct extends SendKey {
  readonly at: Date;
}

/** Resolves to those whose row is not there: their contact was merged into one of another bucket, or they are not ours. */
export async function markFirst(
  tx: Db,
  workspaceId: string,
  act: "clicked" | "replied",
  acts: readonly SendAct[],
): Promise<SendAct[]> {
  if (acts.length === 0) return [];
  const time = sql.ref(`${act}_at`);
  const counter = sql.ref(act);
  const ids = acts.map((one) => one.sendId).sort();
  // The bounds keep the statement off the partitions of other months.
  const here = sql`s.workspace_id = ${workspaceId} and s.id between ${ids[0]}::uuid and ${ids.at(-1)}::uuid`;
  const { rows } = await sql<{ id: string }>`
    with r as (
      select bucket, id, min(at) as at from unnest(
        ${acts.map((one) => one.bucket)}::smallint[], ${acts.map((one) => one.sendId)}::uuid[],
        ${acts.map((one) => one.at.toISOString())}::timestamptz[]) as r (bucket, id, at)
      group by bucket, id
    ), current as materialized (
      select s.dispatch_id, s.${time} is null as is_new, r.*
      from r join sends s on ${here} and s.bucket = r.bucket and s.id = r.id
      order by s.bucket, s.id for no key update of s
    ), changed as (
      update sends s set ${time} = c.at from current c
      where c.is_new and ${here} and s.bucket = c.bucket and s.id = c.id
    ), slotted as (
      select *, ${slotSql("at")} as slot from current where is_new
    ), counted as (
      insert into send_stats as t (workspace_id, bucket, dispatch_id, slot, ${counter})
      select ${workspaceId}::uuid, bucket, dispatch_id, slot, count(*) from slotted
      group by bucket, dispatch_id, slot order by bucket, dispatch_id, slot
      on conflict (workspace_id, bucket, dispatch_id, slot)
        do update set ${counter} = t.${counter} + excluded.${counter}
    )
    select r.id from r where not exists (select from current c where c.id = r.id)`.execute(tx);
  const lost = new Set(rows.map(({ id }) => id));
  return acts.filter((one) => lost.has(one.sendId));
}
