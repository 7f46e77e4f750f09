/**
 * Writes audiences, chunk by chunk. The dispatch row is the job: a chunk, its counters and the progress are one transaction
 * that holds the row, so a worker that dies loses nothing and the next goes on at once. (A job queue would keep the dead
 * worker's lock for hours.)
 */
import { sql, type Transaction } from "kysely";
import type { Context } from "../lib/context.ts";
import type { DB } from "../lib/schema.ts";
import type { Filter } from "../segments/segments.ts";
import { type AudienceDispatch, type QueuedBucket, queueBuckets, queueSharedNumbers } from "./audience.ts";

const SHARED_CHUNK = 256;
const DONE = 257;
/** A chunk of this many rows takes a fifth of a second: long enough to be cheap, short enough for pause and stop to get in. */
const rowsPerChunk = 16_000;
/** From here on statistics from before the load lead to bad plans. */
const analyzeFrom = 5000;
const uniqueViolation = "23505";

interface QueuingRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly campaignId: string | null;
  readonly variantId: string | null;
  readonly subscriptionGroupId: string;
  readonly requiresSubscription: boolean;
  readonly audience: Filter;
  readonly timeZone: string;
  readonly nextBucket: number;
  readonly queuedCount: number;
  readonly createdAt: Date;
}

/**
 * Writes the audience of one dispatch until it is done, taken away (paused, stopped) or held by another worker. The first
 * chunk is one bucket, so that the first message leaves while the rest is being written.
 */
export async function queueAudience(
  ctx: Context,
  dispatchId: string,
  stopping: () => boolean = () => false,
): Promise<number> {
  let span = 1;
  let total = 0;
  while (!stopping()) {
    const chunk = await queueChunk(ctx, dispatchId, span, false).catch((error) => {
      if ((error as { code?: string }).code !== uniqueViolation) throw error;
      return queueChunk(ctx, dispatchId, span, true);
    });
    if (!chunk) return total;
    total += chunk.rows;
    if (chunk.done) {
      if (chunk.queuedCount >= analyzeFrom) await analyzeSends(ctx, chunk.createdAt);
      return total;
    }
    span = nextSpan(span, chunk.rows);
  }
  return total;
}

interface Chunk {
  readonly rows: number;
  readonly done: boolean;
  readonly queuedCount: number;
  readonly createdAt: Date;
}

async function queueChunk(
  ctx: Context,
  dispatchId: string,
  span: number,
  again: boolean,
): Promise<Chunk | null> {
  return ctx.db.transaction().execute(async (tx) => {
    const row = await lockQueuing(tx, dispatchId);
    if (!row) return null;
    const { audience, nextBucket, ...dispatch } = row;
    const target: AudienceDispatch = { ...dispatch, filter: audience, now: ctx.clock.now() };
    const next = nextBucket < SHARED_CHUNK ? Math.min(nextBucket + span, SHARED_CHUNK) : DONE;
    const queued =
      nextBucket < SHARED_CHUNK
        ? await queueBuckets(tx, target, nextBucket, next - 1, again)
        : await queueSharedNumbers(tx, target);
    const rows = queued.reduce((sum, one) => sum + one.queued, 0);
    await advance(tx, row, next, rows, queued);
    return { rows, done: next === DONE, queuedCount: row.queuedCount + rows, createdAt: row.createdAt };
  });
}

async function lockQueuing(tx: Transaction<DB>, dispatchId: string): Promise<QueuingRow | undefined> {
  // skip locked: another worker is writing this audience already.
  const { rows } = await sql<QueuingRow>`
    select id, workspace_id, campaign_id, variant_id, subscription_group_id, requires_subscription, audience,
           next_bucket, queued_count, created_at,
           (select w.time_zone from workspaces w where w.id = dispatches.workspace_id) as time_zone
    from dispatches where id = ${dispatchId} and state = 'queuing' for update skip locked`.execute(tx);
  return rows[0];
}

async function advance(
  tx: Transaction<DB>,
  { id, workspaceId, subscriptionGroupId }: QueuingRow,
  next: number,
  rows: number,
  queued: readonly QueuedBucket[],
): Promise<void> {
  await sql`
    with moved as (
      update dispatches set next_bucket = ${next}, queued_count = queued_count + ${rows},
             state = ${next === DONE ? "sending" : "queuing"}
      where id = ${id})
    select pg_notify('ponte_sends', ${`${workspaceId}:`} || bucket || ${`:${subscriptionGroupId}`})
    from unnest(${queued.map((one) => one.bucket)}::int[]) as q (bucket)`.execute(tx);
}

function nextSpan(span: number, rows: number): number {
  const ideal = rows === 0 ? span * 4 : Math.floor((span * rowsPerChunk) / rows);
  return Math.max(1, Math.min(ideal, span * 4, 64));
}

async function analyzeSends(ctx: Context, createdAt: Date): Promise<void> {
  const partition = `sends_${createdAt.toISOString().slice(0, 7).replace("-", "")}`;
  await sql`analyze ${sql.raw(partition)}`.execute(ctx.db).catch((error: Error) => {
    ctx.log.warn({ partition, error: error.message }, "the statistics of sends could not be refreshed");
  });
}
