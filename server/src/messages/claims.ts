/**
 * Leasing due sends of one number and one bucket, with what their personalisation needs, in one statement. The CTE is
 * materialised: with `in (subselect … limit)` PostgreSQL may run the subselect again and lease more rows than the limit.
 * `skip locked`, because another worker may be claiming the same bucket: both go on with different rows. explain (analyze,
 * buffers): 30 µs and 24 buffers a row, of which contact and subscription state take 8; planning 1 ms, because the id bounds
 * leave one partition (all ten cost 3 ms and a probe of each).
 */
import { type RawBuilder, sql } from "kysely";
import { type ContactForRendering, contactColumns } from "../contacts/contacts.ts";
import type { Db } from "../lib/db.ts";
import { idFloor } from "./send-id.ts";

export interface Claim {
  readonly workspaceId: string;
  readonly bucket: number;
  readonly subscriptionGroupId: string;
  readonly limit: number;
  readonly now: Date;
  readonly leaseUntil: Date;
  /** Start of the oldest unfinished dispatch of this number: keeps the statement off old partitions. */
  readonly since: Date;
}

export interface ClaimedSend {
  readonly sendId: string;
  readonly dispatchId: string;
  readonly contactId: string;
  readonly recipient: string;
  /** Bucket of its message id: where it was queued, also when it moved since. */
  readonly messageBucket: number;
  /** Number of this attempt; a result counts only while it is still the latest. */
  readonly attempts: number;
  readonly properties: Readonly<Record<string, unknown>> | null;
  readonly subscription: "subscribed" | "unsubscribed" | null;
  /** null: deleted since it was queued. */
  readonly contact: ContactForRendering | null;
}

type Row = Omit<ClaimedSend, "contact"> & ContactForRendering & { readonly id: string | null };

/**
 * How many sends a claim would find, up to its limit: just so much throughput is reserved for it. Reserving for the largest
 * possible claim would let one bucket's few sends keep all other buckets of the number waiting.
 */
export async function countDue(db: Db, claim: Claim, expired: boolean): Promise<number> {
  const count = (due: RawBuilder<unknown>) => sql`(
    select count(*) from (select from sends s where ${here(claim)} and ${due} limit ${claim.limit}) as found)`;
  const { rows } = await sql<{ due: number }>`
    select least(${claim.limit}::int, (${count(isDue(claim))} + ${expired ? count(hasExpired(claim)) : sql`0`})::int) as due`.execute(
    db,
  );
  return rows[0]?.due ?? 0;
}

/** Due sends, transactional ones first, then by time. */
export function claimDue(db: Db, claim: Claim): Promise<ClaimedSend[]> {
  return lease(db, claim, isDue(claim), sql`s.priority, s.due_at`);
}

/**
 * Sends whose lease ran out: nobody knows whether the provider has them, so they are offered again under the same id. Only for
 * providers that recognise it; for the others see unconfirmed.ts.
 */
export function claimExpired(db: Db, claim: Claim): Promise<ClaimedSend[]> {
  return lease(db, claim, hasExpired(claim), sql`s.lease_until`);
}

function isDue({ now, subscriptionGroupId }: Claim): RawBuilder<unknown> {
  return sql`s.state = 'queued' and s.due_at <= ${now} and s.subscription_group_id = ${subscriptionGroupId}`;
}

export function hasExpired({ now, subscriptionGroupId }: Claim): RawBuilder<unknown> {
  return sql`s.state = 'leased' and s.lease_until <= ${now} and s.subscription_group_id = ${subscriptionGroupId}`;
}

/** One bucket, and only the partitions that can hold unfinished sends. */
export function here({ workspaceId, bucket, since, now }: Claim): RawBuilder<unknown> {
  return sql`s.workspace_id = ${workspaceId} and s.bucket = ${bucket}::smallint
    and s.id >= ${idFloor(since)}::uuid and s.id < ${idFloor(tomorrow(now))}::uuid`;
}

async function lease(
  db: Db,
  claim: Claim,
  due: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
): Promise<ClaimedSend[]> {
  const { workspaceId, bucket, subscriptionGroupId } = claim;
  const { rows } = await sql<Row>`
    with due as materialized (
      select s.id, s.contact_id
      from sends s join dispatches d on d.id = s.dispatch_id and d.state in ('queuing', 'sending')
      where ${here(claim)} and ${due}
      order by ${order} limit ${claim.limit}
      for update of s skip locked
    )
    update sends s set state = 'leased', lease_until = ${claim.leaseUntil}, attempts = s.attempts + 1, offered_at = null
    from due
    left join contacts c on c.workspace_id = ${workspaceId} and c.bucket = ${bucket}::smallint and c.id = due.contact_id
    left join subscription_states u on u.workspace_id = ${workspaceId} and u.bucket = ${bucket}::smallint
      and u.contact_id = due.contact_id and u.subscription_group_id = ${subscriptionGroupId}
    where ${here(claim)} and s.id = due.id
    returning s.id as send_id, s.dispatch_id, s.contact_id, s.recipient, s.attempts, s.properties,
              coalesce(s.origin_bucket, s.bucket) as message_bucket,
              u.state as subscription, ${contactColumns}`.execute(db);
  return rows.map(toClaimed);
}

function toClaimed(row: Row): ClaimedSend {
  const { sendId, dispatchId, contactId, recipient, messageBucket, attempts, properties, subscription } = row;
  return {
    sendId,
    dispatchId,
    contactId,
    recipient,
    messageBucket,
    attempts,
    properties,
    subscription,
    contact: row.id === null ? null : row,
  };
}

function tomorrow(now: Date): Date {
  return new Date(now.getTime() + 86_400_000);
}
