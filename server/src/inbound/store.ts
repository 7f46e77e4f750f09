/** The stored webhook bodies: taking them in order, letting go of them, parking what was not understood. */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";

export interface StoredBody {
  readonly id: string;
  readonly workspaceId: string;
  readonly bucket: number;
  readonly connectionId: string;
  readonly provider: string;
  readonly body: string;
}

const mostBodies = 64;
/** About 5,000 receipts: one statement's worth. */
const mostBytes = 2_500_000;
/** Parked bodies kept per connection; the oldest go first. */
const keptParked = 500;

/** The advisory lock makes the bodies of a bucket one worker's at a time, which keeps their order and avoids deadlocks. */
export async function takeBodies(
  tx: Db,
  bucket: number,
  only: string | null,
): Promise<{ bodies: StoredBody[]; more: boolean }> {
  const { rows: lock } = await sql<{
    mine: boolean;
  }>`select pg_try_advisory_xact_lock(4700002, ${bucket}) as mine`.execute(tx);
  if (!lock[0]?.mine) return { bodies: [], more: false };
  const { rows } = await sql<StoredBody & { before: string }>`
    select i.id, i.workspace_id, i.bucket, i.connection_id, k.provider, i.body,
           sum(length(i.body)) over (order by i.id) - length(i.body) as before
    from (
      select * from webhook_inbox
      where bucket = ${bucket} and parked_reason is null and (${only}::uuid is null or id = ${only}::uuid)
      order by id limit ${mostBodies}
    ) i join connections k on k.id = i.connection_id
    order by i.id`.execute(tx);
  const bodies = rows.filter((row) => Number(row.before) < mostBytes);
  return { bodies, more: rows.length === mostBodies || bodies.length < rows.length };
}

export async function forgetBodies(tx: Db, bodies: readonly StoredBody[]): Promise<void> {
  await sql`
    delete from webhook_inbox w
    using unnest(${bodies.map((one) => one.workspaceId)}::uuid[], ${bodies.map((one) => one.bucket)}::smallint[],
                 ${bodies.map((one) => one.id)}::uuid[]) as b (workspace_id, bucket, id)
    where w.workspace_id = b.workspace_id and w.bucket = b.bucket and w.id = b.id`.execute(tx);
}

export async function parkBody(tx: Db, body: StoredBody, reason: string): Promise<void> {
  await sql`
    update webhook_inbox set parked_reason = ${reason.slice(0, 500)}
    where workspace_id = ${body.workspaceId} and bucket = ${body.bucket} and id = ${body.id}`.execute(tx);
  await sql`
    delete from webhook_inbox
    where workspace_id = ${body.workspaceId} and bucket = ${body.bucket} and connection_id = ${body.connectionId}
      and parked_reason is not null and id < (
        select id from webhook_inbox
        where workspace_id = ${body.workspaceId} and bucket = ${body.bucket} and connection_id = ${body.connectionId}
          and parked_reason is not null
        order by id desc offset ${keptParked - 1} limit 1)`.execute(tx);
}
