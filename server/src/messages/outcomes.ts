/**
 * What became of claimed sends, written back in one statement: states, times, what was rendered, counters and reasons. An
 * acceptance is a fact and always counts once, also against a failure that was only assumed; everything else counts only for the
 * attempt that is still the latest.
 */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";
import { forgotten } from "./contact-deleted.job.ts";
import { followMoved } from "./moved-sends.ts";
import { slotOf } from "./slots.ts";
import { assumedFailed, unconfirmed } from "./unconfirmed.ts";

export type Outcome =
  | { readonly kind: "accepted"; readonly rendered: unknown; readonly providerMessageId?: string }
  /**
   * Back into the queue. `attempt: false` when it says nothing about this message (the connection is paused, the provider asks to
   * slow down): a minute of throttling must not use up the chances of a day.
   */
  | {
      readonly kind: "again";
      readonly dueAt: Date;
      readonly code: string;
      readonly text: string;
      readonly attempt: boolean;
    }
  /** Nobody knows: stays leased until then, and is then offered again under the same id, or settled (unconfirmed.ts). */
  | {
      readonly kind: "unknown";
      readonly leaseUntil: Date;
      readonly code: string;
      readonly text: string;
      /** Where it may stay the only attempt: a report that comes later finds what was said. */
      readonly rendered?: unknown;
    }
  | { readonly kind: "failed"; readonly rendered: unknown; readonly code: string; readonly text: string }
  | { readonly kind: "skipped"; readonly code: string; readonly text: string };

export interface SendOutcome {
  readonly sendId: string;
  readonly attempts: number;
  readonly outcome: Outcome;
}

export async function recordOutcomes(
  db: Db,
  workspaceId: string,
  bucket: number,
  outcomes: readonly SendOutcome[],
  now: Date,
): Promise<void> {
  if (outcomes.length === 0) return;
  const lost = await write(db, workspaceId, bucket, outcomes, now);
  // A lease that ran out lets go of a send: it may have moved with its contact before its late answer came.
  const moved = await followMoved(
    db,
    workspaceId,
    lost.map((one) => ({ ...one, bucket })),
  );
  for (const [place, some] of Map.groupBy(moved, (one) => one.bucket))
    await write(db, workspaceId, place, some, now);
}

/** Resolves to those that had nothing to change: not there, or not this attempt's any more. */
async function write(
  db: Db,
  workspaceId: string,
  bucket: number,
  outcomes: readonly SendOutcome[],
  now: Date,
): Promise<SendOutcome[]> {
  // The bounds keep the statement off other months' partitions and off the rest of the bucket (explain (analyze, buffers): a scan of all of it
  // before, index look-ups of these rows after).
  const ids = outcomes.map((one) => one.sendId).sort();
  const here = sql`s.workspace_id = ${workspaceId} and s.bucket = ${bucket}::smallint
    and s.id between ${ids[0]}::uuid and ${ids.at(-1)}::uuid`;
  const { rows } = await sql<{ id: string }>`
    with r as (
      select * from unnest(
        ${outcomes.map((one) => one.sendId)}::uuid[], ${outcomes.map((one) => one.attempts)}::smallint[],
        ${outcomes.map((one) => one.outcome.kind)}::text[], ${outcomes.map(timeOf)}::timestamptz[],
        ${outcomes.map(({ outcome }) => ("code" in outcome ? outcome.code : null))}::text[],
        ${outcomes.map(({ outcome }) => ("text" in outcome ? outcome.text.slice(0, 500) : null))}::text[],
        ${outcomes.map(({ outcome }) => ("rendered" in outcome && outcome.rendered ? JSON.stringify(outcome.rendered) : null))}::jsonb[],
        ${outcomes.map(({ outcome }) => (outcome.kind === "accepted" ? (outcome.providerMessageId ?? null) : null))}::text[],
        ${outcomes.map(({ outcome }) => (outcome.kind === "again" && !outcome.attempt ? 1 : 0))}::smallint[]
      ) as r (id, attempts, kind, time, code, text, rendered, provider_message_id, untried)
    ), current as materialized (
      -- Locked in id order, as receipts do: a receipt may come before the answer to the call.
      select s.dispatch_id, s.state as before, s.accepted_at is null as unaccepted,
             r.kind = 'accepted' and ${assumedFailed} as assumed,
             case when r.kind = 'accepted' and s.state = 'canceled' then s.error_code end as canceled_code, r.*
      from r join sends s on ${here} and s.id = r.id
      where case r.kind when 'accepted' then s.state <> 'skipped' and (s.accepted_at is null or s.rendered is null)
            else s.state = 'leased' and s.attempts = r.attempts end
      order by s.id
      for no key update of s
    ), changed as (
      update sends s set
        state = case c.kind
          when 'accepted' then case when c.assumed or s.state in ('queued', 'leased', 'canceled') then 'accepted' else s.state end
          when 'again' then 'queued' when 'unknown' then 'leased' when 'failed' then 'failed' else 'skipped'
        end::send_state,
        lease_until = case c.kind when 'unknown' then c.time end,
        due_at = case c.kind when 'again' then c.time else s.due_at end,
        attempts = s.attempts - c.untried,
        accepted_at = case c.kind when 'accepted' then coalesce(s.accepted_at, ${now}::timestamptz) else s.accepted_at end,
        failed_at = case when c.assumed then null when c.kind = 'failed' then ${now}::timestamptz else s.failed_at end,
        rendered = case when not ${forgotten} then coalesce(s.rendered, c.rendered) end,
        provider_message_id = case when not ${forgotten} then coalesce(s.provider_message_id, c.provider_message_id) end,
        error_code = case c.kind when 'accepted' then case when c.assumed or s.failed_at is null then null else s.error_code end else c.code end,
        error_text = case when ${forgotten} then null else case c.kind when 'accepted' then case when c.assumed or s.failed_at is null then null else s.error_text end else c.text end end
      from current c
      where ${here} and s.id = c.id
    ), counted as (
      insert into send_stats as t (workspace_id, bucket, dispatch_id, slot, accepted, failed, refused, skipped, canceled)
      select ${workspaceId}::uuid, ${bucket}::smallint, dispatch_id, ${slotOf(now)}::timestamptz,
             count(*) filter (where kind = 'accepted' and unaccepted),
             count(*) filter (where kind = 'failed') - count(*) filter (where assumed),
             count(*) filter (where kind = 'failed')
               - count(*) filter (where kind = 'accepted' and unaccepted and before = 'failed'),
             count(*) filter (where kind = 'skipped'),
             -count(*) filter (where kind = 'accepted' and unaccepted and before = 'canceled')
      from current where kind in ('failed', 'skipped') or kind = 'accepted' and unaccepted
      group by dispatch_id order by dispatch_id
      on conflict (workspace_id, bucket, dispatch_id, slot) do update set
        accepted = t.accepted + excluded.accepted, failed = t.failed + excluded.failed,
        refused = t.refused + excluded.refused, skipped = t.skipped + excluded.skipped,
        canceled = t.canceled + excluded.canceled
    ), explained as (
    insert into send_reasons as t (workspace_id, bucket, dispatch_id, outcome, code, count)
    select ${workspaceId}::uuid, ${bucket}::smallint, dispatch_id, outcome, code, sum(n)
    from (
      select dispatch_id, kind as outcome, code, 1 as n from current where kind in ('failed', 'skipped')
      union all select dispatch_id, 'failed', ${unconfirmed}, -1 from current where assumed
      union all select dispatch_id, 'canceled', canceled_code, -1 from current where unaccepted and canceled_code is not null
    ) told group by dispatch_id, outcome, code order by dispatch_id, outcome, code
    on conflict (workspace_id, bucket, dispatch_id, outcome, code) do update set count = t.count + excluded.count
    )
    select r.id from r where not exists (select from current c where c.id = r.id)`.execute(db);
  const lost = new Set(rows.map(({ id }) => id));
  return lost.size === 0 ? [] : outcomes.filter((one) => lost.has(one.sendId));
}

function timeOf({ outcome }: SendOutcome): string | null {
  if (outcome.kind === "again") return outcome.dueAt.toISOString();
  return outcome.kind === "unknown" ? outcome.leaseUntil.toISOString() : null;
}
