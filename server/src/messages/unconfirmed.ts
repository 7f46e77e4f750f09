/**
 * Sends whose outcome nobody knows, on providers that would take a repeated message for a second one: a call without an answer,
 * or a worker that died between call and write. They stay leased while a report may come; then the workspace's policy decides:
 * failed as `unconfirmed`, or offered again. What was leased but never offered goes out as if nothing had happened. That failure is an assumption: whatever the provider says later corrects it
 * (receipts.ts, outcomes.ts).
 */
import { sql } from "kysely";
import type { Context } from "../lib/context.ts";
import type { Db } from "../lib/db.ts";
import { type Claim, type ClaimedSend, hasExpired, here } from "./claims.ts";
import { explainReason } from "./reasons.ts";
import { slotOf } from "./slots.ts";

/** The code of such a failure. */
export const unconfirmed = "unconfirmed";

/** Of `sends s`: it failed for lack of a report, and nothing the provider said contradicts it yet. */
export const assumedFailed = sql`(s.state = 'failed' and s.accepted_at is null and s.error_code = ${unconfirmed})`;

/**
 * Decides over sends of this bucket and number whose waiting is over; resolves to their dispatches, one entry per send. A send
 * that is offered again and again without an answer fails when that took `retryHours`. explain (analyze, buffers), 30,000
 * leased sends: index sends_leased of one partition, 45 µs and 22 buffers a row.
 */
export async function settleUnconfirmed(ctx: Context, claim: Claim): Promise<string[]> {
  const { workspaceId, bucket, now } = claim;
  const { retryHours, unconfirmedMinutes } = ctx.config.delivery;
  const mostAttempts = Math.max(1, Math.floor((retryHours * 60) / unconfirmedMinutes));
  const { rows } = await sql<{ dispatchId: string }>`
    with current as materialized (
      select s.id, s.dispatch_id, s.offered_at is null or w.unconfirmed_sends = 'resend' and s.attempts <= ${mostAttempts} as again
      from sends s
      join dispatches d on d.id = s.dispatch_id and d.state in ('queuing', 'sending')
      join workspaces w on w.id = s.workspace_id
      where ${here(claim)} and ${hasExpired(claim)}
      order by s.id limit ${claim.limit}
      for no key update of s skip locked -- another worker settles them, or a receipt is being applied
    ), changed as (
      update sends s set
        state = (case when c.again then 'queued' else 'failed' end)::send_state, lease_until = null,
        due_at = case when c.again then ${now}::timestamptz else s.due_at end,
        failed_at = case when c.again then null else ${now}::timestamptz end,
        error_code = case when c.again then null else ${unconfirmed} end,
        error_text = case when c.again then null when s.error_code = ${unconfirmed} then s.error_text
                     else ${explainReason(unconfirmed).title} end
      from current c where ${here(claim)} and s.id = c.id
    ), counted as (
      insert into send_stats as t (workspace_id, bucket, dispatch_id, slot, failed, refused)
      select ${workspaceId}::uuid, ${bucket}::smallint, dispatch_id, ${slotOf(now)}::timestamptz, count(*), count(*)
      from current where not again group by dispatch_id order by dispatch_id
      on conflict (workspace_id, bucket, dispatch_id, slot) do update
        set failed = t.failed + excluded.failed, refused = t.refused + excluded.refused
    ), explained as (
      insert into send_reasons as t (workspace_id, bucket, dispatch_id, outcome, code, count)
      select ${workspaceId}::uuid, ${bucket}::smallint, dispatch_id, 'failed', ${unconfirmed}, count(*)
      from current where not again group by dispatch_id order by dispatch_id
      on conflict (workspace_id, bucket, dispatch_id, outcome, code) do update set count = t.count + excluded.count
    )
    select dispatch_id from current`.execute(ctx.db);
  return rows.map((row) => row.dispatchId);
}

/**
 * Before the calls: from here on nobody may assume that these sends did not leave, and they wait for a report until `until`. Resolves
 * to those that are still this worker's; an attempt number is never given twice while its holder may come back.
 */
export async function markOffered(
  db: Db,
  claim: Claim,
  sends: readonly ClaimedSend[],
  until: Date,
  now: Date,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    update sends s set offered_at = ${now}, lease_until = ${until}
    from unnest(${sends.map((send) => send.sendId)}::uuid[], ${sends.map((send) => send.attempts)}::smallint[]) as o (id, attempts)
    where ${here(claim)} and s.id = o.id and s.state = 'leased' and s.attempts = o.attempts and s.lease_until > ${now}
    returning s.id`.execute(db);
  return new Set(rows.map((row) => row.id));
}
