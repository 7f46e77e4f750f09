/**
 * Contacts were merged (contacts/, which lies below, adds this job): what was or will be sent to the merged one belongs to the
 * kept one. Sends keep their ids, and their message ids by origin_bucket. A queued send goes to where the kept contact is
 * reached; that a person gets one message per dispatch is seen to when it is claimed (merged-recipients.ts). Sends in a worker's
 * hands stay where they are; the job comes again for them.
 */
import { sql, type Transaction } from "kysely";
import { type ContactRef, mergedInto } from "../contacts/contacts.ts";
import type { Context } from "../lib/context.ts";
import { type Db, retryingConflicts } from "../lib/db.ts";
import { addJob, type JobDefinition } from "../lib/jobs.ts";
import type { DB } from "../lib/schema.ts";

export interface ContactPlace {
  readonly workspaceId: string;
  readonly bucket: number;
  readonly contactId: string;
}

const jobName = "messages.contact_moved";
/** A lease lasts about as long. */
const againMs = 15_000;
/** Rows of one transaction. */
const chunk = 2000;

export const contactMovedJobs: readonly JobDefinition[] = [
  { name: jobName, handler: (ctx, payload) => moveSends(ctx, payload as ContactPlace) },
];

/** For a claim that met a send of a contact that is gone by a merge. */
export async function requestMove(db: Db, place: ContactPlace): Promise<void> {
  await addJob(db, jobName, place, { key: `${jobName}:${place.contactId}` });
}

/** Idempotent. */
async function moveSends(ctx: Context, place: ContactPlace): Promise<void> {
  for (;;) {
    const moved = await retryingConflicts(() =>
      ctx.db.transaction().execute((tx) => moveSome(ctx, tx, place)),
    );
    if (moved < chunk) return;
  }
}

interface Movable {
  readonly id: string;
  readonly leased: boolean;
}

async function moveSome(ctx: Context, tx: Transaction<DB>, place: ContactPlace): Promise<number> {
  const { workspaceId, bucket, contactId } = place;
  const to = await mergedInto(tx, workspaceId, { bucket, id: contactId });
  if (!to) return 0;
  // In the order in which receipts lock them, so that two writers never wait for each other in a circle.
  const { rows } = await sql<Movable>`
    select s.id, s.state = 'leased' as leased from sends s
    where s.workspace_id = ${workspaceId} and s.bucket = ${bucket}::smallint and s.contact_id = ${contactId}::uuid
    order by s.id limit ${chunk} for update`.execute(tx);
  const ids = rows.filter(({ leased }) => !leased).map(({ id }) => id);
  if (ids.length > 0) await move(tx, place, to, ids);
  if (ids.length < rows.length)
    await addJob(tx, jobName, place, {
      key: `${jobName}:${contactId}:again`,
      runAt: new Date(ctx.clock.now().getTime() + againMs),
    });
  // Leased ones stay in front of the next chunk: with too many of them the job that was just added goes on.
  return ids.length < rows.length ? 0 : rows.length;
}

async function move(
  tx: Transaction<DB>,
  { workspaceId, bucket }: ContactPlace,
  to: ContactRef,
  ids: readonly string[],
): Promise<void> {
  const sorted = [...ids].sort();
  // The bounds keep the statements off the partitions of other months.
  const mine = sql`s.workspace_id = ${workspaceId} and s.bucket = ${bucket}::smallint and s.id = any(${ids}::uuid[])
    and s.id between ${sorted[0]}::uuid and ${sorted.at(-1)}::uuid`;
  const recipient = sql`case when s.state = 'queued' then coalesce(c.phone, c.parent_bsuid, c.bsuid, s.recipient) else s.recipient end`;
  const kept = sql`(select phone, parent_bsuid, bsuid from contacts
    where workspace_id = ${workspaceId} and bucket = ${to.bucket}::smallint and id = ${to.id}::uuid)`;
  if (to.bucket === bucket) {
    await sql`
      update sends s set contact_id = ${to.id}::uuid, recipient = ${recipient}
      from (select) as one left join ${kept} c on true where ${mine}`.execute(tx);
    return;
  }
  // Insert, then delete: the bucket distributes the rows. The whole row is copied, whatever columns it has.
  await sql`
    insert into sends
    select placed.* from sends s left join ${kept} c on true
    cross join lateral jsonb_populate_record(s, jsonb_build_object(
      'bucket', ${to.bucket}::smallint, 'contact_id', ${to.id}::uuid, 'recipient', ${recipient},
      'origin_bucket', coalesce(s.origin_bucket, s.bucket))) placed
    where ${mine}`.execute(tx);
  await sql`delete from sends s where ${mine}`.execute(tx);
  await sql`
    delete from moved_sends
    where workspace_id = ${workspaceId} and bucket = ${to.bucket}::smallint and id = any(${ids}::uuid[])`.execute(
    tx,
  );
  await sql`
    insert into moved_sends (workspace_id, bucket, id, to_bucket)
    select ${workspaceId}::uuid, ${bucket}::smallint, k, ${to.bucket}::smallint from unnest(${sorted}::uuid[]) as k
    on conflict (workspace_id, bucket, id) do update set to_bucket = excluded.to_bucket`.execute(tx);
  await sql`
    select pg_notify('ponte_sends', ${`${workspaceId}:${to.bucket}:`}::text || n.subscription_group_id)
    from (select distinct s.subscription_group_id from sends s
          where s.workspace_id = ${workspaceId} and s.bucket = ${to.bucket}::smallint and s.id = any(${ids}::uuid[])
            and s.id between ${sorted[0]}::uuid and ${sorted.at(-1)}::uuid and s.state = 'queued') n`.execute(
    tx,
  );
}
