/** Taps on tracked links: the first of a send sets its time and is counted, in one statement. */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";
import { decodeMessageId, type SendKey } from "./message-id.ts";
import { followMoved } from "./moved-sends.ts";
import type { AppliedReceipts } from "./receipts.ts";
import { slotSql } from "./slots.ts";

export interface Click {
  /** Ours. */
  readonly messageId: string;
  readonly at: Date;
}

/** Runs in the transaction that deletes the webhook bodies. Clicks on messages that are not ours are counted as foreign. */
export async function applyClicks(
  tx: Db,
  workspaceId: string,
  clicks: readonly Click[],
): Promise<AppliedReceipts> {
  const ours = clicks.flatMap(({ messageId, at }) => {
    const key = decodeMessageId(messageId);
    return key ? [{ ...key, at }] : [];
  });
  const foreign = clicks.length - ours.length;
  if (ours.length === 0) return { known: 0, foreign, missing: 0 };
  const lost = await write(tx, workspaceId, ours);
  const moved = await followMoved(tx, workspaceId, lost);
  const gone = moved.length > 0 ? await write(tx, workspaceId, moved) : [];
  const asked = new Set(ours.map((one) => one.sendId)).size;
  const missing =
    new Set(lost.map((one) => one.sendId)).size -
    new Set(moved.map((one) => one.sendId)).size +
    new Set(gone.map((one) => one.sendId)).size;
  return { known: asked - missing, foreign, missing };
}

interface Tap extends SendKey {
  readonly at: Date;
}

/** Resolves to those whose row is not there. */
async function write(tx: Db, workspaceId: string, ours: readonly Tap[]): Promise<Tap[]> {
  const ids = ours.map((one) => one.sendId).sort();
  // The bounds keep the statement off the partitions of other months.
  const here = sql`s.workspace_id = ${workspaceId} and s.id between ${ids[0]}::uuid and ${ids.at(-1)}::uuid`;
  const { rows } = await sql<{ id: string }>`
    with r as (
      select bucket, id, min(at) as at from unnest(
        ${ours.map((one) => one.bucket)}::smallint[], ${ours.map((one) => one.sendId)}::uuid[],
        ${ours.map((one) => one.at.toISOString())}::timestamptz[]) as r (bucket, id, at)
      group by bucket, id
    ), current as materialized (
      select s.dispatch_id, s.clicked_at is null as is_new, r.*
      from r join sends s on ${here} and s.bucket = r.bucket and s.id = r.id
      order by s.bucket, s.id for no key update of s
    ), changed as (
      update sends s set clicked_at = c.at from current c
      where c.is_new and ${here} and s.bucket = c.bucket and s.id = c.id
    ), slotted as (
      select *, ${slotSql("at")} as slot from current where is_new
    ), counted as (
      insert into send_stats as t (workspace_id, bucket, dispatch_id, slot, clicked)
      select ${workspaceId}::uuid, bucket, dispatch_id, slot, count(*) from slotted
      group by bucket, dispatch_id, slot order by bucket, dispatch_id, slot
      on conflict (workspace_id, bucket, dispatch_id, slot) do update set clicked = t.clicked + excluded.clicked
    )
    select r.id from r where not exists (select from current c where c.id = r.id)`.execute(tx);
  const lost = new Set(rows.map(({ id }) => id));
  return ours.filter((one) => lost.has(one.sendId));
}
