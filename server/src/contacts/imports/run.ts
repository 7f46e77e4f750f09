/** The job contacts.import: reads the stored file as a stream, writes batches, survives being killed at any moment. */
import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { sql, type Transaction } from "kysely";
import type { Context } from "../../lib/context.ts";
import { type Db, inTransaction } from "../../lib/db.ts";
import { addJob, type JobDefinition } from "../../lib/jobs.ts";
import type { DB } from "../../lib/schema.ts";
import { setSubscriptionStates } from "../subscriptions.ts";
import { writeContacts } from "../write.ts";
import type { ContactWrite } from "../write-state.ts";
import { type FileFormat, parseOptions } from "./format.ts";
import { type ImportOptions, importJob } from "./imports.ts";
import type { ImportMapping } from "./mapping.ts";
import { createRowReader, type RowError, type RowReader } from "./rows.ts";

const batchSize = 1000;

interface Running {
  readonly id: string;
  readonly workspaceId: string;
  readonly format: FileFormat;
  readonly mapping: ImportMapping;
  readonly options: ImportOptions;
  readonly totalRows: number | null;
  readonly processedRows: number;
  readonly createdBy: string | null;
}

/** The import ended, or another worker reads it: nothing to do here any more. */
class NotOurs extends Error {}

async function runImport(ctx: Context, payload: unknown): Promise<void> {
  const { importId } = payload as { importId: string };
  const job = await loadRunning(ctx.db, importId);
  if (!job) return;
  try {
    if (job.totalRows === null) await countRows(ctx, job);
    await readFile(ctx, job);
    await finish(ctx, job.id, null);
  } catch (error) {
    if (error instanceof NotOurs) return;
    if (!(error instanceof CsvError)) throw error; // the job is tried again and goes on after the last batch
    await finish(
      ctx,
      job.id,
      `The file cannot be read beyond this point: ${error.message}. Correct it and import it again; rows that were read are kept.`,
    );
  }
}

async function loadRunning(db: Db, importId: string): Promise<Running | null> {
  const row = await db
    .selectFrom("imports")
    .select(["id", "workspaceId", "format", "mapping", "options", "totalRows", "processedRows", "createdBy"])
    .where("id", "=", importId)
    .where("state", "=", "running")
    .executeTakeFirst();
  return (row as Running | undefined) ?? null;
}

/** Rows of the file after the header. */
async function* records(db: Db, job: Running): AsyncGenerator<string[]> {
  const parser = parse(parseOptions(job.format.delimiter));
  // A failing source ends the parser with its error, which the loop below throws.
  pipeline(Readable.from(text(db, job)), parser, () => {});
  let header = true;
  for await (const record of parser) {
    if (!header) yield record as string[];
    header = false;
  }
}

async function* text(db: Db, job: Running): AsyncGenerator<string> {
  const decoder = new TextDecoder(job.format.encoding);
  for (let number = 0; ; number++) {
    const piece = await db
      .selectFrom("importChunks")
      .select("content")
      .where("importId", "=", job.id)
      .where("number", "=", number)
      .executeTakeFirst();
    if (!piece) break;
    yield decoder.decode(piece.content, { stream: true }).replaceAll("\0", "");
  }
  yield decoder.decode();
}

/** A reading ahead, only to know how long the way is. */
async function countRows(ctx: Context, job: Running): Promise<void> {
  let count = 0;
  for await (const _ of records(ctx.db, job)) count++;
  await ctx.db.updateTable("imports").set({ totalRows: count }).where("id", "=", job.id).execute();
}

async function readFile(ctx: Context, job: Running): Promise<void> {
  const reader = createRowReader(job.format.headers, job.mapping, job.options);
  let position = 0;
  let batch: string[][] = [];
  for await (const record of records(ctx.db, job)) {
    position++;
    if (position <= job.processedRows) continue;
    batch.push(record);
    if (batch.length < batchSize) continue;
    await writeRows(ctx, job, reader, batch, position - batch.length);
    batch = [];
  }
  if (batch.length > 0) await writeRows(ctx, job, reader, batch, position - batch.length);
}

type RowFailure = RowError & { readonly rowNumber: number };

async function writeRows(
  ctx: Context,
  job: Running,
  reader: RowReader,
  rows: readonly string[][],
  before: number,
): Promise<void> {
  const failures: RowFailure[] = [];
  const wanted: { write: ContactWrite; row: string[]; rowNumber: number }[] = [];
  rows.forEach((row, position) => {
    const rowNumber = before + position + 1;
    const read = reader.read(row);
    if ("write" in read) wanted.push({ write: read.write, row, rowNumber });
    else failures.push(...read.errors.map((error) => ({ ...error, rowNumber })));
  });
  const at = ctx.clock.now();
  await inTransaction(ctx.db, async (tx) => {
    await claimBatch(tx, job.id, before);
    const results = await writeContacts(
      tx,
      job.workspaceId,
      wanted.map(({ write }) => write),
      { at },
    );
    for (const { index, problems } of results) {
      const from = wanted[index];
      if (from)
        failures.push(
          ...reader.explain(from.row, problems).map((error) => ({ ...error, rowNumber: from.rowNumber })),
        );
    }
    const written = results.flatMap((result) => (result.id ? [result.id] : []));
    await subscribe(tx, job, written, at);
    await storeFailures(tx, job.id, failures);
    const created = results.filter((result) => result.created).length;
    await tx
      .updateTable("imports")
      .set((eb) => ({
        processedRows: before + rows.length,
        createdContacts: eb("createdContacts", "+", created),
        updatedContacts: eb("updatedContacts", "+", written.length - created),
        failedRows: eb("failedRows", "+", rows.length - written.length),
        progressedAt: at,
      }))
      .where("id", "=", job.id)
      .execute();
  });
}

/** Holds the import's row while a batch is written: two workers that read one import cannot both write a batch. */
async function claimBatch(tx: Transaction<DB>, importId: string, before: number): Promise<void> {
  const row = await tx
    .selectFrom("imports")
    .select(["state", "processedRows"])
    .where("id", "=", importId)
    .forUpdate()
    .executeTakeFirst();
  if (row?.state !== "running" || row.processedRows !== before) throw new NotOurs();
}

async function subscribe(
  tx: Transaction<DB>,
  job: Running,
  contactIds: readonly string[],
  at: Date,
): Promise<void> {
  const { subscriptionGroupId, subscriptionState: state } = job.options;
  if (!subscriptionGroupId || !state) return;
  await setSubscriptionStates(
    tx,
    job.workspaceId,
    contactIds.map((contactId) => ({ contactId, subscriptionGroupId, state })),
    { source: "import", at, ...(job.createdBy ? { actor: job.createdBy } : {}) },
  );
}

async function storeFailures(
  tx: Transaction<DB>,
  importId: string,
  failures: readonly RowFailure[],
): Promise<void> {
  if (failures.length === 0) return;
  await sql`
    insert into import_errors (import_id, row_number, column_name, value, message)
    select ${importId}::uuid, f.row_number, f.column_name, f.value, f.message
    from unnest(${failures.map((failure) => failure.rowNumber)}::int[],
                ${failures.map((failure) => failure.columnName)}::text[],
                ${failures.map((failure) => failure.value?.slice(0, 500) ?? null)}::text[],
                ${failures.map((failure) => failure.message)}::text[]) as f (row_number, column_name, value, message)`.execute(
    tx,
  );
}

async function finish(ctx: Context, importId: string, error: string | null): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    await tx
      .updateTable("imports")
      .set({ state: error ? "failed" : "completed", error, finishedAt: ctx.clock.now() })
      .where("id", "=", importId)
      .where("state", "=", "running")
      .execute();
    await tx.deleteFrom("importChunks").where("importId", "=", importId).execute();
  });
}

/** A worker that was killed leaves its job locked for hours; a running import that stands still gets a new one. */
async function resumeImports(ctx: Context): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - 60_000);
  const rows = await ctx.db
    .selectFrom("imports")
    .select("id")
    .where("state", "=", "running")
    .where("progressedAt", "<", before)
    .execute();
  for (const { id } of rows) await addJob(ctx.db, importJob, { importId: id }, { key: `import:${id}` });
}

export const importJobs: readonly JobDefinition[] = [
  { name: importJob, handler: runImport },
  { name: "contacts.imports_resume", handler: resumeImports, cron: "* * * * *" },
];
