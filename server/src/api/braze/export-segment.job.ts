/**
 * Writes the file of a segment's export: users as lines of JSON, 5,000 a file, packed while they are read, so that memory holds a
 * thousand of them however many there are. A job that is tried again begins again: half a file is never kept.
 */
import { sql } from "kysely";
import type { Context } from "../../lib/context.ts";
import { AppError } from "../../lib/errors.ts";
import { addJob, type JobDefinition } from "../../lib/jobs.ts";
import {
  failExport,
  finishExport,
  runningExport,
  type SegmentExport,
  sweepExports,
} from "../../segments/segment-export/segment-export.ts";
import {
  compileFilter,
  expandFilter,
  optionsOf,
  type Predicate,
  requireSegment,
} from "../../segments/segments.ts";
import { exportUsers } from "./exported-users.ts";
import { packed } from "./packed-users.ts";

export const exportJob = "export-segment";
const callbackJob = "announce-segment-export";
const sweepJob = "sweep-segment-exports";
/** What the token in the job's payload is encrypted for: the database alone must not open files. */
export const tokenPurpose = "segment_export.token";

const usersPerRead = 1000;

/** Where the file of a token is fetched from: the route is in export-segment.ts. */
export function downloadUrl(ctx: Context, token: string): string {
  return new URL(`/downloads/segments/${token}`, ctx.config.publicUrl).href;
}

interface Payload {
  readonly exportId: string;
  readonly token: string;
}

interface Announcement {
  readonly address: string;
  readonly token: string;
}

export const segmentExportJobs: readonly JobDefinition[] = [
  { name: exportJob, handler: (ctx, payload) => runExport(ctx, payload as Payload) },
  { name: callbackJob, handler: (ctx, payload) => announce(ctx, payload as Announcement) },
  {
    name: sweepJob,
    cron: "23 * * * *",
    async handler(ctx) {
      for (const key of await sweepExports(ctx.db, ctx.clock.now())) await ctx.files.remove(key);
    },
  },
];

async function runExport(ctx: Context, { exportId, token }: Payload): Promise<void> {
  const running = await runningExport(ctx.db, exportId);
  if (!running) return;
  const { workspaceId, request } = running;
  try {
    let contacts = 0;
    const pages = usersOf(ctx, running, await predicateOf(ctx, running), (count) => {
      contacts += count;
    });
    const file = packed(pages, request.format, running.objectPrefix);
    const type = request.format === "zip" ? "application/zip" : "application/gzip";
    const { key } = await ctx.files.storeStream(`${workspaceId}/segment-exports`, file, type);
    await ctx.db.transaction().execute(async (tx) => {
      if (!(await finishExport(tx, exportId, { key, contacts }, ctx.clock.now())))
        await ctx.files.remove(key);
      else if (request.callback)
        await addJob(tx, callbackJob, { address: request.callback, token }, { maxAttempts: 6 });
    });
  } catch (error) {
    // A segment that was deleted, or one with a deleted part, does not come back by waiting.
    if (!(error instanceof AppError)) throw error;
    await failExport(ctx.db, exportId, error.code, ctx.clock.now());
  }
}

/** Who is in it, as it was when it was asked for. Throws AppError when the segment, or a part of it, is gone. */
async function predicateOf(ctx: Context, { workspaceId, segmentId, createdAt }: SegmentExport) {
  const { filter } = await requireSegment(ctx.db, workspaceId, segmentId);
  const expanded = await expandFilter(ctx.db, workspaceId, filter);
  return compileFilter(expanded, await optionsOf(ctx.db, workspaceId, createdAt));
}

/** Bucket by bucket, in the order of ids: each statement reads one page of one bucket. */
async function* usersOf(
  ctx: Context,
  { workspaceId, request }: SegmentExport,
  predicate: Predicate,
  onRead: (count: number) => void,
) {
  for (let bucket = 0; bucket < 256; bucket++) {
    for (let after: string | null = null; ; ) {
      const { rows }: { rows: { id: string }[] } = await sql<{ id: string }>`
        select c.id from contacts c
        where c.workspace_id = ${workspaceId} and c.bucket = ${bucket} and ${predicate}
          ${after === null ? sql`` : sql`and c.id > ${after}::uuid`}
        order by c.id limit ${usersPerRead}`.execute(ctx.db);
      const ids = rows.map((row) => row.id);
      onRead(ids.length);
      if (ids.length > 0) yield await exportUsers(ctx.db, workspaceId, ids, request);
      if (ids.length < usersPerRead) break;
      after = ids.at(-1) ?? null;
    }
  }
}

/** Tells the address of the call that the file is there; tried again for some minutes, through the guard of outgoing calls. */
async function announce(ctx: Context, { address, token }: Announcement): Promise<void> {
  const plain = ctx.secrets.decrypt(Buffer.from(token, "base64"), tokenPurpose);
  const { status } = await ctx.http.send({
    method: "POST",
    url: address,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ success: true, url: downloadUrl(ctx, plain) }),
    allowedHosts: ctx.config.webhookAllowedHosts,
  });
  if (status >= 300) throw new Error(`the callback of a segment export answered ${status}`);
}
