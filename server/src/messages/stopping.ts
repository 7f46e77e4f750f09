/** What happens after a dispatch was stopped: its queued sends are canceled, counted, and the dispatch is finished. */
import { sql } from "kysely";
import type { Context } from "../lib/context.ts";
import { nothingWaits } from "./completion.ts";
import { idFloor } from "./send-id.ts";
import { slotOf } from "./slots.ts";

/**
 * Cancels what a stopped dispatch still had queued, bucket by bucket; idempotent. A lease that runs out after the stop is
 * canceled too: should the provider have taken it, its receipt corrects the state. Resolves to the number of canceled sends.
 */
export async function clearStopped(ctx: Context, dispatchId: string): Promise<number> {
  const dispatch = await ctx.db
    .selectFrom("dispatches")
    .select(["workspaceId", "createdAt"])
    .where("id", "=", dispatchId)
    .where("state", "=", "stopped")
    .where("finishedAt", "is", null)
    .executeTakeFirst();
  if (!dispatch) return 0;
  let canceled = 0;
  for (let bucket = 0; bucket < 256; bucket++) {
    canceled += await cancelBucket(ctx, { ...dispatch, dispatchId, bucket });
  }
  await finishStopped(ctx, dispatchId);
  return canceled;
}

interface CancelTarget {
  readonly workspaceId: string;
  readonly createdAt: Date;
  readonly dispatchId: string;
  readonly bucket: number;
}

async function cancelBucket(ctx: Context, target: CancelTarget): Promise<number> {
  const now = ctx.clock.now();
  // The ids of a dispatch's sends carry its start: this range of the primary key holds them and hardly any others.
  const here = sql`workspace_id = ${target.workspaceId} and bucket = ${target.bucket}::smallint
    and id >= ${idFloor(target.createdAt)}::uuid and id < ${idFloor(new Date(target.createdAt.getTime() + 1))}::uuid
    and dispatch_id = ${target.dispatchId}`;
  const { rows } = await sql<{ canceled: number }>`
    with canceled as (
      update sends set state = 'canceled', lease_until = null, error_code = 'campaign_stopped',
             error_text = 'The campaign was stopped before this message went out.'
      where ${here} and (state = 'queued' or state = 'leased' and lease_until <= ${now})
      returning 1
    ), counted as (
      insert into send_stats as t (workspace_id, bucket, dispatch_id, slot, canceled)
      select ${target.workspaceId}::uuid, ${target.bucket}::smallint, ${target.dispatchId}::uuid,
             ${slotOf(now)}::timestamptz, count(*) from canceled having count(*) > 0
      on conflict (workspace_id, bucket, dispatch_id, slot) do update set canceled = t.canceled + excluded.canceled
    ), explained as (
      insert into send_reasons as t (workspace_id, bucket, dispatch_id, outcome, code, count)
      select ${target.workspaceId}::uuid, ${target.bucket}::smallint, ${target.dispatchId}::uuid,
             'canceled', 'campaign_stopped', count(*) from canceled having count(*) > 0
      on conflict (workspace_id, bucket, dispatch_id, outcome, code) do update set count = t.count + excluded.count
    )
    select count(*)::int as canceled from canceled`.execute(ctx.db);
  return rows[0]?.canceled ?? 0;
}

/** What a worker still had in hand may come back into the queue after its bucket was cleared: then the next sweep clears again. */
async function finishStopped(ctx: Context, dispatchId: string): Promise<void> {
  await sql`
    update dispatches d set finished_at = ${ctx.clock.now()}
    where d.id = ${dispatchId} and d.state = 'stopped' and d.finished_at is null and ${nothingWaits}`.execute(
    ctx.db,
  );
}
