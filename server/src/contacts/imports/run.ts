/**
 * The job contacts.import: reads the stored file from where the last batch ended, batch by batch. While one batch is in
 * PostgreSQL the next one is parsed and read. A worker may die at any moment: what a batch wrote and the place in the file
 * commit together.
 */
import { sql, type Transaction } from "kysely";
import type { Context } from "../../lib/context.ts";
import { type Db, inTransaction, retryingConflicts } from "../../lib/db.ts";
import { addJob, type JobDefinition } from "../../lib/jobs.ts";
import type { DB } from "../../lib/schema.ts";
import { applyBatch } from "./apply.ts";
import { type PreparedBatch, prepareBatch, type Reading, tally } from "./batch.ts";
import { checkBatch, loadRules, type Rules } from "./check.ts";
import { storeFailures } from "./errors.ts";
import { dropFile, type ImportCounts, importJob, noCounts } from "./imports.ts";
import { type Position, rowBatches, UnreadableRow } from "./records.ts";
import { cleanUploads } from "./retention.ts";
import { createRowReader, type RowReader } from "./rows.ts";
import { type HashSet, loadSeen, storeSeen } from "./seen.ts";

const batchSize = 5000;

/** The import ended, or another worker reads it: nothing to do here any more. */
class NotOurs extends Error {}

interface Work {
  readonly ctx: Context;
  readonly job: Reading;
  readonly reader: RowReader;
  readonly seen: HashSet;
  /** Of a dry run. */
  readonly rules: Rules;
}

async function runImport(ctx: Context, payload: unknown): Promise<void> {
  const { importId } = payload as { importId: string };
  const found = await loadReading(ctx.db, importId);
  if (!found) return;
  const { position, ...job } = found;
  try {
    await readFile(ctx, job, position);
    await finish(ctx, job, null);
  } catch (error) {
    if (error instanceof NotOurs) return;
    if (!(error instanceof UnreadableRow)) throw error; // the job is tried again and goes on after the last batch
    await finish(ctx, job, error);
  }
}

async function loadReading(db: Db, importId: string): Promise<(Reading & { position: Position }) | null> {
  const row = await db
    .selectFrom("imports")
    .select(["id", "workspaceId", "state", "format", "mapping", "options", "startedAt", "createdBy"])
    .select(["processedRows", "nextByte"])
    .where("id", "=", importId)
    .where("state", "in", ["running", "checking"])
    .executeTakeFirst();
  if (!row) return null;
  const { processedRows, nextByte, ...job } = row;
  return { ...(job as unknown as Reading), position: { processedRows, nextByte: Number(nextByte) } };
}

async function readFile(ctx: Context, job: Reading, from: Position): Promise<void> {
  const work: Work = {
    ctx,
    job,
    reader: createRowReader(job.format.headers, job.mapping, job.options),
    seen: await loadSeen(ctx.db, job.id),
    rules: job.state === "checking" ? await loadRules(ctx.db, job.workspaceId) : new Map(),
  };
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const batch of rowBatches(ctx.db, job.id, job.format, from, batchSize)) {
      const prepared = prepareBatch(work.reader, batch);
      await writing;
      writing = finishBatch(work, prepared);
      // Awaited with the next batch; a failure until then must not end the process.
      writing.catch(() => {});
    }
  } catch (error) {
    await writing;
    throw error;
  }
  await writing;
}

async function finishBatch(work: Work, batch: PreparedBatch): Promise<void> {
  const { ctx, job, seen } = work;
  const fresh = await retryingConflicts(() =>
    inTransaction(ctx.db, async (tx) => {
      const before = await claimBatch(tx, job, batch);
      const at = ctx.clock.now();
      const { results, failures } =
        job.state === "running"
          ? await applyBatch(tx, job, work.reader, batch, at)
          : await checkBatch(tx, job, work.reader, batch, work.rules, seen);
      const { counts, fresh } = tally(batch, results, seen);
      await storeFailures(tx, job.id, [...batch.failures, ...failures], before.failedRows);
      await storeSeen(tx, job.id, batch.before + 1, fresh);
      await progress(tx, job.id, batch, counts, at);
      return fresh;
    }),
  );
  for (const hash of fresh) seen.add(hash);
}

/** Holds the import's row while a batch is written: two workers that read one import cannot both write a batch. */
async function claimBatch(
  tx: Transaction<DB>,
  job: Reading,
  batch: PreparedBatch,
): Promise<{ failedRows: number }> {
  const row = await tx
    .selectFrom("imports")
    .select(["state", "processedRows", "startedAt", "failedRows"])
    .where("id", "=", job.id)
    .forUpdate()
    .executeTakeFirst();
  const ours =
    row?.state === job.state &&
    row.processedRows === batch.before &&
    row.startedAt?.getTime() === job.startedAt.getTime();
  if (!row || !ours) throw new NotOurs();
  return row;
}

async function progress(
  tx: Transaction<DB>,
  importId: string,
  batch: PreparedBatch,
  counts: Omit<ImportCounts, "processedRows">,
  at: Date,
): Promise<void> {
  await tx
    .updateTable("imports")
    .set((eb) => ({
      processedRows: batch.before + batch.rows.length,
      nextByte: batch.nextByte,
      createdContacts: eb("createdContacts", "+", counts.createdContacts),
      updatedContacts: eb("updatedContacts", "+", counts.updatedContacts),
      unchangedContacts: eb("unchangedContacts", "+", counts.unchangedContacts),
      repeatedRows: eb("repeatedRows", "+", counts.repeatedRows),
      skippedRows: eb("skippedRows", "+", counts.skippedRows),
      failedRows: eb("failedRows", "+", counts.failedRows),
      progressedAt: at,
    }))
    .where("id", "=", importId)
    .execute();
}

async function finish(ctx: Context, job: Reading, fault: UnreadableRow | null): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const row = await tx
      .selectFrom("imports")
      .select(["processedRows", "createdContacts", "updatedContacts", "unchangedContacts"])
      .select(["repeatedRows", "skippedRows", "failedRows"])
      .where("id", "=", job.id)
      .where("state", "=", job.state)
      .where("startedAt", "=", job.startedAt)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return;
    const at = ctx.clock.now();
    const error = fault
      ? { errorCode: fault.kind, errorParams: JSON.stringify({ row: fault.rowNumber }) }
      : {};
    if (job.state === "running") {
      await tx
        .updateTable("imports")
        .set({
          ...error,
          state: fault ? "failed" : "completed",
          totalRows: row.processedRows,
          finishedAt: at,
        })
        .where("id", "=", job.id)
        .execute();
    } else
      await tx
        .updateTable("imports")
        .set({
          ...error,
          ...noCounts,
          state: fault ? "failed" : "checked",
          dryRun: JSON.stringify(row),
          totalRows: row.processedRows,
          nextByte: 0,
          ...(fault ? { finishedAt: at } : {}),
        })
        .where("id", "=", job.id)
        .execute();
    if (job.state === "running" || fault) await dropFile(tx, job.id);
  });
  if (job.state === "running") await refreshStatistics(ctx);
}

/** Statistics from before a bulk load make plans many times slower; autovacuum comes minutes later. */
async function refreshStatistics(ctx: Context): Promise<void> {
  await sql`analyze contacts, contact_identifiers, subscription_states`.execute(ctx.db);
}

/** A worker that was killed leaves its job locked for hours; an import that stands still gets a new one. */
async function resumeImports(ctx: Context): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - 60_000);
  const rows = await ctx.db
    .selectFrom("imports")
    .select("id")
    .where("state", "in", ["running", "checking"])
    .where("progressedAt", "<", before)
    .execute();
  for (const { id } of rows) await addJob(ctx.db, importJob, { importId: id }, { key: `import:${id}` });
}

export const importJobs: readonly JobDefinition[] = [
  { name: importJob, handler: runImport },
  { name: "contacts.imports_resume", handler: resumeImports, cron: "* * * * *" },
  { name: "contacts.imports_clean", handler: cleanUploads, cron: "17 3 * * *" },
];
