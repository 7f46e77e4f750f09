/**
 * Imports of contacts from a file: uploaded in pieces of 1 MB, looked at, mapped, then read by the job contacts.import in
 * batches. Invariant: what a batch writes and the count of rows it read commit together, so an import that is cut short goes
 * on where it stopped and no row is read twice.
 */
import { sql } from "kysely";
import type { Db } from "../../lib/db.ts";
import { AppError, conflict, invalidInput, notFound } from "../../lib/errors.ts";
import { addJob } from "../../lib/jobs.ts";
import { listAttributes } from "../attribute-definitions.ts";
import {
  beginning,
  detectDelimiter,
  type FileFormat,
  firstRows,
  uniqueHeaders,
  watchEncoding,
} from "./format.ts";
import { type ImportMapping, mappingProblems, suggestMapping } from "./mapping.ts";
import { listAttribute } from "./rows.ts";

export type ImportState = "uploaded" | "running" | "completed" | "canceled" | "failed";

export interface Import {
  readonly id: string;
  readonly fileName: string;
  readonly state: ImportState;
  readonly totalRows: number | null;
  readonly processedRows: number;
  readonly createdContacts: number;
  readonly updatedContacts: number;
  readonly failedRows: number;
  readonly error: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly createdBy: string | null;
}

export interface ImportPreview {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly delimiter: string;
  readonly suggestedMapping: ImportMapping;
}

export interface ImportOptions {
  readonly defaultCountry: string;
  readonly subscriptionGroupId?: string;
  readonly subscriptionState?: "subscribed" | "unsubscribed";
  /** Contacts of this import get it as an element of the attribute import_lists. */
  readonly listName?: string;
}

export const importJob = "contacts.import";

const columns = [
  "id",
  "fileName",
  "state",
  "totalRows",
  "processedRows",
  "createdContacts",
  "updatedContacts",
  "failedRows",
  "error",
  "createdAt",
  "finishedAt",
  "createdBy",
] as const;

const pieceSize = 1024 * 1024;
const previewRows = 20;

/** Stores the file as it comes and says what is in it. The caller limits the size and runs this in a transaction. */
export async function storeImport(
  db: Db,
  workspaceId: string,
  file: { readonly name: string; readonly content: AsyncIterable<Uint8Array> },
  createdBy: string,
): Promise<Import & { preview: ImportPreview }> {
  const made = await db
    .insertInto("imports")
    .values({ workspaceId, fileName: file.name.slice(0, 255), createdBy })
    .returning(columns)
    .executeTakeFirstOrThrow();
  const watch = watchEncoding();
  let first: Uint8Array = new Uint8Array();
  let number = 0;
  for await (const piece of pieces(file.content)) {
    if (number === 0) first = piece;
    watch.see(piece);
    await db
      .insertInto("importChunks")
      .values({ importId: made.id, number: number++, content: Buffer.from(piece) })
      .execute();
  }
  const encoding = watch.encoding();
  const text = beginning(first, encoding);
  const delimiter = detectDelimiter(text);
  const [names, ...rows] = firstRows(text, delimiter, previewRows + 1);
  if (!names || rows.length === 0)
    throw new AppError(
      "file_empty",
      "This file holds no rows. It needs a first line with column names and one line per contact (CSV).",
    );
  const format: FileFormat = { encoding, delimiter, headers: uniqueHeaders(names) };
  await db
    .updateTable("imports")
    .set({ format: JSON.stringify(format) })
    .where("id", "=", made.id)
    .execute();
  const preview = await previewOf(db, workspaceId, format, rows);
  return { ...(made as Import), preview };
}

async function previewOf(
  db: Db,
  workspaceId: string,
  { headers, delimiter }: FileFormat,
  rows: readonly string[][],
): Promise<ImportPreview> {
  const padded = rows.map((row) => headers.map((_, position) => row[position] ?? ""));
  return {
    headers,
    rows: padded,
    delimiter,
    suggestedMapping: suggestMapping(headers, padded, await knownTypes(db, workspaceId)),
  };
}

async function knownTypes(db: Db, workspaceId: string) {
  return new Map((await listAttributes(db, workspaceId)).map(({ name, type }) => [name, type]));
}

async function* pieces(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of content) {
    waiting.push(bytes);
    size += bytes.length;
    while (size >= pieceSize) {
      const whole = Buffer.concat(waiting);
      yield whole.subarray(0, pieceSize);
      waiting = [whole.subarray(pieceSize)];
      size -= pieceSize;
    }
  }
  if (size > 0) yield Buffer.concat(waiting);
}

export async function listImports(
  db: Db,
  workspaceId: string,
  page: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Import[]> {
  const rows = await db
    .selectFrom("imports")
    .select(columns)
    .where("workspaceId", "=", workspaceId)
    .$if(page.cursor !== undefined, (query) => query.where("id", "<", page.cursor ?? ""))
    .orderBy("id", "desc")
    .limit(page.limit)
    .execute();
  return rows as Import[];
}

/** null: no such import in this workspace. */
export async function getImport(db: Db, workspaceId: string, id: string): Promise<Import | null> {
  const row = await db
    .selectFrom("imports")
    .select(columns)
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  return (row as Import | undefined) ?? null;
}

/**
 * Checks the mapping and starts the job, in the caller's transaction. Errors: invalid_input with details per column,
 * import_not_startable when it was started before.
 */
export async function startImport(
  db: Db,
  workspaceId: string,
  id: string,
  input: { readonly mapping: ImportMapping; readonly options: ImportOptions },
  at: Date,
): Promise<Import> {
  const row = await db
    .selectFrom("imports")
    .select(["format", "state"])
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound("import");
  if (row.state !== "uploaded")
    throw conflict(
      "import_not_startable",
      "This import was started or canceled before. Upload the file again to import it once more.",
    );
  const known = await knownTypes(db, workspaceId);
  const { headers } = row.format as unknown as FileFormat;
  const problems = mappingProblems(headers, input.mapping, known);
  if (problems.length > 0) throw invalidInput("Some columns are not mapped well; see details.", problems);
  const listType = known.get(listAttribute);
  if (input.options.listName && listType && listType !== "array")
    throw invalidInput(
      `A segment of the import needs the attribute ${listAttribute}, which holds values of type ${listType}.`,
    );
  const started = await db
    .updateTable("imports")
    .set({
      state: "running",
      mapping: JSON.stringify(input.mapping),
      options: JSON.stringify(input.options),
      progressedAt: at,
    })
    .where("id", "=", id)
    .returning(columns)
    .executeTakeFirstOrThrow();
  await addJob(db, importJob, { importId: id }, { key: `import:${id}` });
  return started as Import;
}

/** Rows read so far stay. */
export async function cancelImport(db: Db, workspaceId: string, id: string, at: Date): Promise<Import> {
  const row = await db
    .updateTable("imports")
    .set({ state: "canceled", finishedAt: at })
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .where("state", "in", ["uploaded", "running"])
    .returning(columns)
    .executeTakeFirst();
  if (!row) {
    if (await getImport(db, workspaceId, id))
      throw conflict("import_finished", "This import has ended already; there is nothing to cancel.");
    throw notFound("import");
  }
  await db.deleteFrom("importChunks").where("importId", "=", id).execute();
  return row as Import;
}

export interface ImportError {
  readonly id: string;
  readonly rowNumber: number;
  readonly columnName: string | null;
  readonly value: string | null;
  readonly message: string;
}

/** In the order of the file; `after` is the last row and id of the page before. */
export async function listImportErrors(
  db: Db,
  importId: string,
  page: { readonly limit: number; readonly after?: { readonly rowNumber: number; readonly id: string } },
): Promise<ImportError[]> {
  const after = page.after
    ? sql`and (row_number, id) > (${page.after.rowNumber}::int, ${page.after.id}::uuid)`
    : sql``;
  const { rows } = await sql<ImportError>`
    select id, row_number, column_name, value, message from import_errors
    where import_id = ${importId} ${after} order by row_number, id limit ${page.limit}`.execute(db);
  return rows;
}
