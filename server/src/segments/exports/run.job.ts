/**
 * The job contacts.export: contacts stream from PostgreSQL into the stored file; memory holds one page. A job that is tried
 * again begins again, under a new attempt, and the file of the one before is not published.
 */
import { Readable } from "node:stream";
import type { Context } from "../../lib/context.ts";
import { csvLine } from "../../lib/csv.ts";
import { AppError } from "../../lib/errors.ts";
import { addJob, type JobDefinition } from "../../lib/jobs.ts";
import { cellOf, type ExportColumn, headerOf } from "./columns.ts";
import { exportJob, type FrozenSource, forgottenSource } from "./exports.ts";
import { conditionOf, countContacts, exportPages } from "./pages.ts";

const keptDays = 7;
const stalledMs = 60_000;

/** Canceled, or another worker took over. */
class NotOurs extends Error {}

interface Run {
  readonly id: string;
  readonly workspaceId: string;
  readonly source: FrozenSource;
  readonly columns: readonly ExportColumn[];
  readonly createdAt: Date;
  readonly attempt: number;
}

export const contactExportJobs: readonly JobDefinition[] = [
  { name: exportJob, handler: runExport },
  { name: "contacts.exports_sweep", handler: sweep, cron: "* * * * *" },
];

async function runExport(ctx: Context, payload: unknown): Promise<void> {
  const { exportId } = payload as { exportId: string };
  const run = await take(ctx, exportId);
  if (!run) return;
  try {
    await write(ctx, run);
  } catch (error) {
    if (error instanceof NotOurs) return;
    if (!(error instanceof AppError)) throw error;
    await mine(ctx, run, { state: "failed", errorCode: error.code, finishedAt: ctx.clock.now() });
  }
}

/** Each taking is a new attempt. */
async function take(ctx: Context, id: string): Promise<Run | null> {
  const row = await ctx.db
    .updateTable("contactExports")
    .set((eb) => ({ attempt: eb("attempt", "+", 1), writtenContacts: 0, progressedAt: ctx.clock.now() }))
    .where("id", "=", id)
    .where("state", "=", "running")
    .returning(["id", "workspaceId", "source", "columns", "createdAt", "attempt"])
    .executeTakeFirst();
  return (row as unknown as Run | undefined) ?? null;
}

async function write(ctx: Context, run: Run): Promise<void> {
  const condition = await conditionOf(ctx.db, run.workspaceId, run.source, run.createdAt);
  await mine(ctx, run, { totalContacts: await countContacts(ctx.db, condition) });
  let bytes = 0;
  const text = lines(ctx, run, exportPages(ctx.db, condition, run.source), (size) => {
    bytes += size;
  });
  const folder = `${run.workspaceId}/contact-exports`;
  const { key } = await ctx.files.storeStream(folder, Readable.from(text), "text/csv; charset=utf-8");
  const at = ctx.clock.now();
  try {
    await mine(ctx, run, {
      state: "completed",
      fileKey: key,
      fileBytes: bytes,
      finishedAt: at,
      expiresAt: new Date(at.getTime() + keptDays * 86_400_000),
    });
  } catch (error) {
    await ctx.files.remove(key);
    throw error;
  }
}

async function* lines(
  ctx: Context,
  run: Run,
  pages: ReturnType<typeof exportPages>,
  count: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const bytes = (text: string) => {
    const buffer = Buffer.from(text);
    count(buffer.length);
    return buffer;
  };
  // The mark tells spreadsheets that this is UTF-8.
  yield bytes(`\uFEFF${csvLine(run.columns.map(headerOf))}`);
  let written = 0;
  let told = performance.now();
  for await (const page of pages) {
    yield bytes(page.map((row) => csvLine(run.columns.map((column) => cellOf(column, row)))).join(""));
    written += page.length;
    if (performance.now() - told < 500) continue;
    await mine(ctx, run, { writtenContacts: written });
    told = performance.now();
  }
  await mine(ctx, run, { writtenContacts: written });
}

/** A change of the export for as long as it is this attempt's. */
async function mine(
  ctx: Context,
  { id, attempt }: Run,
  change: {
    readonly state?: "completed" | "failed";
    readonly totalContacts?: number;
    readonly writtenContacts?: number;
    readonly fileKey?: string;
    readonly fileBytes?: number;
    readonly errorCode?: string;
    readonly finishedAt?: Date;
    readonly expiresAt?: Date;
  },
): Promise<void> {
  const { numUpdatedRows } = await ctx.db
    .updateTable("contactExports")
    .set({ ...change, ...(change.state ? { source: forgottenSource } : {}), progressedAt: ctx.clock.now() })
    .where("id", "=", id)
    .where("attempt", "=", attempt)
    .where("state", "=", "running")
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new NotOurs();
}

/** Takes up what a killed worker left, and removes files whose week is over. */
async function sweep(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const stalled = await ctx.db
    .selectFrom("contactExports")
    .select("id")
    .where("state", "=", "running")
    .where("progressedAt", "<", new Date(now.getTime() - stalledMs))
    .execute();
  for (const { id } of stalled) await addJob(ctx.db, exportJob, { exportId: id }, { key: `export:${id}` });
  const over = await ctx.db
    .selectFrom("contactExports")
    .select(["id", "fileKey"])
    .where("state", "=", "completed")
    .where("expiresAt", "<", now)
    .execute();
  for (const { id, fileKey } of over) {
    if (fileKey) await ctx.files.remove(fileKey);
    await ctx.db
      .updateTable("contactExports")
      .set({ state: "expired", fileKey: null })
      .where("id", "=", id)
      .execute();
  }
}
