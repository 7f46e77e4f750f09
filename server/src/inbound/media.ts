/**
 * Files that people sent. A message is stored at once and its file fetched by a job, because the provider keeps files only for
 * days and answers its own calls slowly at times. A process that dies between the two leaves an unused file, never a lost one.
 */
import { sql } from "kysely";
import { loadConnection, providerIo } from "../connectors/connections.ts";
import type { InboundMedia } from "../connectors/connector.ts";
import { connectorFor } from "../connectors/registry.ts";
import type { Context } from "../lib/context.ts";
import type { Db } from "../lib/db.ts";
import { AppError } from "../lib/errors.ts";
import { addJob, type JobDefinition } from "../lib/jobs.ts";

export interface MessageKey {
  readonly workspaceId: string;
  readonly bucket: number;
  /** inbound_messages.id */
  readonly messageId: string;
}

const jobName = "inbound.fetch_media";
/** With the queue's growing waits these are about two days: longer than an outage, shorter than the provider keeps files. */
const mostAttempts = 20;
const fetchTimeoutMs = 60_000;

/** In the transaction that stores the message. */
export async function expectMedia(
  tx: Db,
  key: MessageKey,
  connectionId: string,
  media: InboundMedia,
): Promise<void> {
  await tx
    .insertInto("inboundMedia")
    .values({
      ...key,
      connectionId,
      ref: media.ref,
      contentType: media.contentType ?? null,
      filename: media.filename?.slice(0, 240) ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await requestFetch(tx, key);
}

/** The message moved, or is new: its file is fetched for where it is. */
export async function requestFetch(tx: Db, { workspaceId, bucket, messageId }: MessageKey): Promise<void> {
  const key = `${jobName}:${messageId}`;
  await addJob(tx, jobName, { workspaceId, bucket, messageId }, { key, maxAttempts: mostAttempts + 5 });
}

export const mediaJobs: readonly JobDefinition[] = [
  { name: jobName, handler: (ctx, payload) => fetchExpected(ctx, payload as MessageKey) },
];

async function fetchExpected(ctx: Context, key: MessageKey): Promise<void> {
  const waiting = await rowOf(ctx.db, key)
    .select(["connectionId", "ref", "contentType", "filename", "attempts"])
    .where("state", "=", "waiting")
    .executeTakeFirst();
  if (!waiting) return;
  const { connectionId, attempts, ...file } = waiting;
  try {
    const { provider, credentials } = await loadConnection(ctx, key.workspaceId, connectionId);
    const media: InboundMedia = {
      ref: file.ref,
      ...(file.contentType ? { contentType: file.contentType } : {}),
      ...(file.filename ? { filename: file.filename } : {}),
    };
    const io = { ...providerIo(ctx), timeoutMs: fetchTimeoutMs };
    const fetched = await connectorFor(provider).fetchMedia(
      io,
      credentials,
      media,
      ctx.config.files.maxBytes,
    );
    if (!fetched) {
      await change(ctx.db, key, { state: "gone" });
      return;
    }
    const stored = await ctx.files.store(`inbound/${key.workspaceId}`, fetched.bytes, fetched.contentType);
    const there = await change(ctx.db, key, {
      state: "stored",
      fileKey: stored.key,
      contentType: stored.contentType,
      bytes: stored.bytes,
      storedAt: ctx.clock.now(),
      error: null,
    });
    // The message was deleted meanwhile, or moved to another contact, where its file is fetched again.
    if (!there) await ctx.files.remove(stored.key);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const final = error.code === "media_refused" || error.code === "media_too_large";
    const state = final || attempts + 1 >= mostAttempts ? "failed" : "waiting";
    await change(ctx.db, key, { state, attempts: attempts + 1, error: error.message.slice(0, 500) });
    if (state === "waiting") throw error; // the queue waits and comes back
  }
}

export interface StoredMedia {
  readonly state: string;
  readonly fileKey: string | null;
  readonly contentType: string | null;
  readonly filename: string | null;
  readonly bytes: number | null;
}

/** The file of one contact's message; null: that message has none. */
export async function findMedia(
  db: Db,
  workspaceId: string,
  contactId: string,
  messageId: string,
): Promise<StoredMedia | null> {
  const { rows } = await sql<StoredMedia>`
    select f.state, f.file_key, f.content_type, f.filename, f.bytes::float8 as bytes
    from inbound_messages m
    join inbound_media f on f.workspace_id = m.workspace_id and f.bucket = m.bucket and f.message_id = m.id
    where m.workspace_id = ${workspaceId} and m.bucket = bucket_of(${contactId}::uuid) and m.id = ${messageId}::uuid
      and m.contact_id = ${contactId}::uuid`.execute(db);
  return rows[0] ?? null;
}

function rowOf(db: Db, { workspaceId, bucket, messageId }: MessageKey) {
  return db
    .selectFrom("inboundMedia")
    .where("workspaceId", "=", workspaceId)
    .where("bucket", "=", bucket)
    .where("messageId", "=", messageId);
}

interface MediaChange {
  readonly state: string;
  readonly attempts?: number;
  readonly error?: string | null;
  readonly fileKey?: string;
  readonly contentType?: string;
  readonly bytes?: number;
  readonly storedAt?: Date;
}

/** false: there is no such message any more. */
async function change(
  db: Db,
  { workspaceId, bucket, messageId }: MessageKey,
  to: MediaChange,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("inboundMedia")
    .set(to)
    .where("workspaceId", "=", workspaceId)
    .where("bucket", "=", bucket)
    .where("messageId", "=", messageId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
