/**
 * What happens after a dispatch was stopped, by a person or because its number went away: its queued sends are canceled,
 * counted, and the dispatch is finished.
 */
import { sql } from "kysely";
import type { Context } from "../lib/context.ts";
import type { Db } from "../lib/db.ts";
import { addJob } from "../lib/jobs.ts";
import { dispatchFinishedJob, nothingWaits } from "./completion.ts";
import { dispatchChannel, type StopCode, stopDispatches } from "./dispatches.ts";
import { explainReason } from "./reasons.ts";
import { idFloor } from "./send-id.ts";
import { slotOf } from "./slots.ts";

/**
 * Stops every unfinished dispatch of a number that is archived, moved or disconnected: nothing more of it is claimed, and the
 * workers cancel what is still queued with this code, bucket by bucket. It may run in the caller's transaction; what a crash
 * leaves is taken up by the next sweep. History stays, and reports of what was handed over are still applied. Resolves to the
 * number of dispatches.
 */
export function cancelSendsOfNumber(
  { db }: { readonly db: Db },
  workspaceId: string,
  subscriptionGroupId: string,
  code: Exclude<StopCode, "campaign_stopped">,
): Promise<number> {
  return stopDispatches(db, workspaceId, { subscriptionGroupId }, code);
}

/** Dispatches that began, or were left, on a number that is archived by now. */
export async function stopOnArchivedNumbers(ctx: Context): Promise<void> {
  await sql`
    with stopped as (
      update dispatches d set state = 'stopped', stop_code = case g.archived_reason
        when 'moved' then 'number_moved' when 'disconnected' then 'connection_disconnected' else 'number_archived' end
      from subscription_groups g
      where g.id = d.subscription_group_id and g.archived_at is not null
        and d.finished_at is null and d.state in ('queuing', 'sending', 'paused')
      returning d.id)
    select pg_notify(${dispatchChannel}, id::text) from stopped`.execute(ctx.db);
}

/**
 * Cancels what a stopped dispatch still had queued, bucket by bucket; idempotent. A lease that runs out after the stop is
 * canceled too: should the provider have taken it, its receipt corrects the state. Resolves to the number of canceled sends.
 */
export async function clearStopped(ctx: Context, dispatchId: string): Promise<number> {
  const dispatch = await ctx.db
    .selectFrom("dispatches")
    .select(["workspaceId", "createdAt", "stopCode"])
    .where("id", "=", dispatchId)
    .where("state", "=", "stopped")
    .where("finishedAt", "is", null)
    .executeTakeFirst();
  if (!dispatch) return 0;
  const code = dispatch.stopCode ?? "campaign_stopped";
  let canceled = 0;
  for (let bucket = 0; bucket < 256; bucket++) {
    canceled += await cancelBucket(ctx, { ...dispatch, dispatchId, bucket, code });
  }
  await finishStopped(ctx, dispatchId);
  return canceled;
}

interface CancelTarget {
  readonly workspaceId: string;
  readonly createdAt: Date;
  readonly dispatchId: string;
  readonly bucket: number;
  readonly code: string;
}

async function cancelBucket(ctx: Context, target: CancelTarget): Promise<number> {
  const now = ctx.clock.now();
  // The ids of a dispatch's sends carry its start: this range of the primary key holds them and hardly any others.
  const here = sql`workspace_id = ${target.workspaceId} and bucket = ${target.bucket}::smallint
    and id >= ${idFloor(target.createdAt)}::uuid and id < ${idFloor(new Date(target.createdAt.getTime() + 1))}::uuid
    and dispatch_id = ${target.dispatchId}`;
  const { rows } = await sql<{ canceled: number }>`
    with canceled as (
      update sends set state = 'canceled', lease_until = null, error_code = ${target.code},
             error_text = ${explainReason(target.code).title}
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
             'canceled', ${target.code}, count(*) from canceled having count(*) > 0
      on conflict (workspace_id, bucket, dispatch_id, outcome, code) do update set count = t.count + excluded.count
    )
    select count(*)::int as canceled from canceled`.execute(ctx.db);
  return rows[0]?.canceled ?? 0;
}

/** What a worker still had in hand may come back into the queue after its bucket was cleared: then the next sweep clears again. */
async function finishStopped(ctx: Context, dispatchId: string): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ workspaceId: string; campaignId: string | null; kind: string }>`
      update dispatches d set finished_at = ${ctx.clock.now()}
      where d.id = ${dispatchId} and d.state = 'stopped' and d.finished_at is null and ${nothingWaits}
      returning d.workspace_id, d.campaign_id, d.kind`.execute(tx);
    for (const { workspaceId, campaignId, kind } of rows)
      if (kind === "campaign" && campaignId)
        await addJob(tx, dispatchFinishedJob, { workspaceId, dispatchId, campaignId });
  });
}
