/**
 * A contact was deleted (contacts/, which lies below, adds this job): its sends stay, because campaigns count them, but tell
 * nothing about a person any more: no recipient, nothing that was said, no words of the provider, whose own id holds the number.
 * What is still queued is called off. An empty recipient marks such a send: what is reported later counts and is not kept. Sends
 * in a worker's hands are left alone; the job comes again for them.
 */
import { sql } from "kysely";
import type { Context } from "../lib/context.ts";
import { retryingConflicts } from "../lib/db.ts";
import { addJob, type JobDefinition } from "../lib/jobs.ts";
import type { ContactPlace } from "./contact-moved.job.ts";
import { slotOf } from "./slots.ts";

const jobName = "messages.contact_deleted";
const againMs = 15_000;
const chunk = 2000;
/** Why its queued sends are called off; explained in reasons.ts. */
const code = "contact_deleted";

export const contactDeletedJobs: readonly JobDefinition[] = [
  { name: jobName, handler: (ctx, payload) => forgetSends(ctx, payload as ContactPlace) },
];

/** Of `sends s`: of a contact that was deleted. */
export const forgotten = sql`(s.recipient = '')`;

/** Idempotent. */
async function forgetSends(ctx: Context, place: ContactPlace): Promise<void> {
  for (;;) {
    const { cleared, leased } = await retryingConflicts(() => forgetSome(ctx, place));
    if (cleared === chunk) continue;
    if (leased)
      await addJob(ctx.db, jobName, place, {
        key: `${jobName}:${place.contactId}:again`,
        runAt: new Date(ctx.clock.now().getTime() + againMs),
      });
    return;
  }
}

async function forgetSome(ctx: Context, place: ContactPlace): Promise<{ cleared: number; leased: boolean }> {
  const { workspaceId, bucket, contactId } = place;
  const mine = sql`s.workspace_id = ${workspaceId} and s.bucket = ${bucket}::smallint and s.contact_id = ${contactId}::uuid`;
  const { rows } = await sql<{ cleared: number; leased: boolean }>`
    with current as materialized (
      select s.id, s.dispatch_id, s.state = 'queued' as waiting from sends s
      where ${mine} and s.state <> 'leased'
        and (not ${forgotten} or s.rendered is not null or s.properties is not null or s.state = 'queued')
      order by s.id limit ${chunk} for no key update
    ), changed as (
      update sends s set recipient = '', rendered = null, properties = null, error_text = null, provider_message_id = null,
        state = case when s.state = 'queued' then 'canceled' else s.state end::send_state,
        error_code = case when s.state = 'queued' then ${code} else s.error_code end
      from current c where ${mine} and s.id = c.id
    ), counted as (
      insert into send_stats as t (workspace_id, bucket, dispatch_id, slot, canceled)
      select ${workspaceId}::uuid, ${bucket}::smallint, dispatch_id, ${slotOf(ctx.clock.now())}::timestamptz, count(*)
      from current where waiting group by dispatch_id order by dispatch_id
      on conflict (workspace_id, bucket, dispatch_id, slot) do update set canceled = t.canceled + excluded.canceled
    ), explained as (
      insert into send_reasons as t (workspace_id, bucket, dispatch_id, outcome, code, count)
      select ${workspaceId}::uuid, ${bucket}::smallint, dispatch_id, 'canceled', ${code}, count(*)
      from current where waiting group by dispatch_id order by dispatch_id
      on conflict (workspace_id, bucket, dispatch_id, outcome, code) do update set count = t.count + excluded.count
    )
    select (select count(*)::int from current) as cleared,
           exists (select from sends s where ${mine} and s.state = 'leased') as leased`.execute(ctx.db);
  return rows[0] ?? { cleared: 0, leased: false };
}
