/**
 * Throughput per number: one token bucket in the database, shared by all workers. Tokens are reserved before sends are
 * claimed and given back when fewer were found, so no message is ever claimed that may not leave.
 */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";

/** How many seconds of throughput may be saved up: small, so that a quiet number does not start with a burst. */
const burstSeconds = 0.5;

export interface Reservation {
  readonly granted: number;
  /** Milliseconds until another reservation is worth trying; 0 when something was granted. */
  readonly waitMs: number;
}

export async function reserveTokens(
  db: Db,
  subscriptionGroupId: string,
  perSecond: number,
  wanted: number,
  now: Date,
): Promise<Reservation> {
  const capacity = Math.max(1, Math.floor(perSecond * burstSeconds));
  const reservation = await take(db, subscriptionGroupId, perSecond, capacity, wanted, now);
  if (reservation) return reservation;
  await sql`
    insert into number_pacing (subscription_group_id, tokens, refilled_at)
    values (${subscriptionGroupId}, ${capacity}, ${now}) on conflict do nothing`.execute(db);
  return (
    (await take(db, subscriptionGroupId, perSecond, capacity, wanted, now)) ?? { granted: 0, waitMs: 1000 }
  );
}

async function take(
  db: Db,
  subscriptionGroupId: string,
  perSecond: number,
  capacity: number,
  wanted: number,
  now: Date,
): Promise<Reservation | null> {
  const { rows } = await sql<{ granted: number; left: number; waitMs: number }>`
    with held as (
      select tokens, refilled_at from number_pacing where subscription_group_id = ${subscriptionGroupId} for update
    ), filled as (
      select least(${capacity}::float8, tokens + ${perSecond}::float8
               * greatest(0, extract(epoch from ${now}::timestamptz - refilled_at)::float8)) as tokens,
             greatest(0, extract(epoch from refilled_at - ${now}::timestamptz)::float8) as braked
      from held
    ), taken as (
      select tokens, braked, greatest(0, least(${wanted}::int, floor(tokens)::int)) as granted from filled
    )
    update number_pacing p
    set tokens = t.tokens - t.granted, refilled_at = greatest(p.refilled_at, ${now}::timestamptz)
    from taken t where p.subscription_group_id = ${subscriptionGroupId}
    returning t.granted, p.tokens as left, (t.braked * 1000)::float8 as wait_ms`.execute(db);
  const [row] = rows;
  if (!row) return null;
  if (row.granted > 0) return { granted: row.granted, waitMs: 0 };
  // Waiting for a quarter of the bucket instead of one token keeps the calls of slow numbers from becoming tiny.
  const worthwhile = Math.max(1, Math.min(wanted, capacity / 2));
  return {
    granted: 0,
    waitMs: Math.ceil(row.waitMs + Math.max(20, ((worthwhile - row.left) / perSecond) * 1000)),
  };
}

export async function returnTokens(db: Db, subscriptionGroupId: string, unused: number): Promise<void> {
  if (unused <= 0) return;
  await sql`update number_pacing set tokens = tokens + ${unused}
            where subscription_group_id = ${subscriptionGroupId}`.execute(db);
}

/** The provider asked to slow down: nothing leaves from this number, on any worker, for a while. */
export async function brake(
  db: Db,
  subscriptionGroupId: string,
  now: Date,
  milliseconds: number,
): Promise<void> {
  const until = new Date(now.getTime() + milliseconds);
  await sql`update number_pacing set tokens = least(tokens, 0), refilled_at = greatest(refilled_at, ${until})
            where subscription_group_id = ${subscriptionGroupId}`.execute(db);
}
