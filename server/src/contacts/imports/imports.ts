/**
 * Imports of contacts from a file: uploaded in pieces of 1 MB (upload.ts), looked at, mapped, tried out if people want that
 * (a dry run), then read by the job contacts.import in batches (run.ts). Invariants: what a batch writes and the place in the
 * file where the next one begins commit together, so an import that is cut short goes on where it stopped and no row is read
 * twice; a dry run writes nothing but its own findings; created + updated + unchanged + repeated + skipped + failed = processed.
 */
import { sql } from "kysely";
import type { Db } from "../../lib/db.ts";
import { conflict, invalidInput, notFound } from "../../lib/errors.ts";
import { addJob } from "../../lib/jobs.ts";
import type { FileFormat } from "./format.ts";
import { knownOfWorkspace } from "./known.ts";
import { type ImportMapping, type ImportOptions, mappingProblems } from "./mapping.ts";
import { listAttribute } from "./rows.ts";

export const importStates = [
  "uploaded",
  "checking",
  "checked",
  "running",
  "completed",
  "canceled",
  "failed",
] as const;
export type ImportState = (typeof importStates)[number];

export interface ImportCounts {
  readonly processedRows: number;
  readonly createdContacts: number;
  readonly updatedContacts: number;
  readonly unchangedContacts: number;
  /** Rows about a contact that an earlier row of the file was about. The later one wins, and is counted here only. */
  readonly repeatedRows: number;
  /** Passed over because of the mode. */
  readonly skippedRows: number;
  readonly failedRows: number;
}

export interface Import extends ImportCounts {
  readonly id: string;
  readonly fileName: string;
  readonly state: ImportState;
  /** null until the file was read to its end once. */
  readonly totalRows: number | null;
  /** How much of the file is read, from 0 to 1. */
  readonly progress: number;
  /** Of the run or dry run under way; null when none is, or nothing can be said yet. */
  readonly rowsPerSecond: number | null;
  readonly secondsLeft: number | null;
  readonly mapping: ImportMapping | null;
  readonly options: Partial<ImportOptions>;
  /** What the last dry run found; null: there was none. */
  readonly dryRun: ImportCounts | null;
  /** Why it failed, or was ended by Ponte: quote_not_closed, row_too_long, upload_expired. */
  readonly errorCode: string | null;
  readonly errorParams: Readonly<Record<string, string | number>>;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly createdBy: string | null;
}

export const importJob = "contacts.import";

export const importColumns = [
  "id",
  "fileName",
  "state",
  "totalRows",
  "totalBytes",
  "nextByte",
  "processedRows",
  "createdContacts",
  "updatedContacts",
  "unchangedContacts",
  "repeatedRows",
  "skippedRows",
  "failedRows",
  "mapping",
  "options",
  "dryRun",
  "errorCode",
  "errorParams",
  "createdAt",
  "startedAt",
  "progressedAt",
  "finishedAt",
  "createdBy",
] as const;

export type ImportRow = Omit<Import, "progress" | "rowsPerSecond" | "secondsLeft"> & {
  /** PostgreSQL's bigint. */
  readonly totalBytes: string | null;
  readonly nextByte: string;
  readonly progressedAt: Date | null;
};

export function toImport({ totalBytes, nextByte, progressedAt, ...row }: ImportRow): Import {
  const progress = totalBytes && Number(totalBytes) > 0 ? Number(nextByte) / Number(totalBytes) : 0;
  const underWay = row.state === "running" || row.state === "checking";
  const seconds =
    row.startedAt && progressedAt ? (progressedAt.getTime() - row.startedAt.getTime()) / 1000 : 0;
  const speaks = underWay && seconds > 0 && row.processedRows > 0;
  return {
    ...row,
    progress: row.state === "completed" || row.state === "checked" ? 1 : Math.min(progress, 1),
    rowsPerSecond: speaks ? Math.round(row.processedRows / seconds) : null,
    secondsLeft: speaks && progress > 0 ? Math.ceil((seconds / progress) * (1 - progress)) : null,
  };
}

export interface ImportQuery {
  /** Part of a file name. */
  readonly q?: string | undefined;
  readonly state?: ImportState | undefined;
  readonly limit: number;
  /** The id of the last import of the page before. */
  readonly cursor?: string | undefined;
}

/** Newest first. */
export async function listImports(db: Db, workspaceId: string, query: ImportQuery): Promise<Import[]> {
  const { q = "", state, cursor, limit } = query;
  const rows = await db
    .selectFrom("imports")
    .select(importColumns)
    .where("workspaceId", "=", workspaceId)
    .where("state", "<>", "uploading")
    .$if(state !== undefined, (query) => query.where("state", "=", state ?? ""))
    .$if(q !== "", (query) => query.where(sql<boolean>`strpos(lower(file_name), lower(${q}::text)) > 0`))
    .$if(cursor !== undefined, (query) => query.where("id", "<", cursor ?? ""))
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => toImport(row as unknown as ImportRow));
}

/** null: no such import in this workspace. */
export async function getImport(db: Db, workspaceId: string, id: string): Promise<Import | null> {
  const row = await db
    .selectFrom("imports")
    .select(importColumns)
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .where("state", "<>", "uploading")
    .executeTakeFirst();
  return row ? toImport(row as unknown as ImportRow) : null;
}

export interface StartInput {
  readonly mapping: ImportMapping;
  readonly options: ImportOptions;
}

/**
 * Checks the mapping and starts the job, in the caller's transaction. Errors: invalid_input with details per column,
 * import_not_startable when it was started before.
 */
export function startImport(
  db: Db,
  workspaceId: string,
  id: string,
  input: StartInput,
  at: Date,
): Promise<Import> {
  return begin(db, workspaceId, id, input, { state: "running", at });
}

/** The same reading and the same checks, without writing. Errors: as startImport. */
export function checkImport(
  db: Db,
  workspaceId: string,
  id: string,
  input: StartInput,
  at: Date,
): Promise<Import> {
  return begin(db, workspaceId, id, input, { state: "checking", at });
}

async function begin(
  db: Db,
  workspaceId: string,
  id: string,
  { mapping, options }: StartInput,
  { state, at }: { readonly state: "running" | "checking"; readonly at: Date },
): Promise<Import> {
  const row = await db
    .selectFrom("imports")
    .select(["format", "state"])
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .where("state", "<>", "uploading")
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound("import");
  if (row.state !== "uploaded" && row.state !== "checked")
    throw conflict(
      "import_not_startable",
      "This import is running, or it was started or canceled before. Upload the file again to import it once more.",
    );
  await requireGoodMapping(db, workspaceId, row.format as unknown as FileFormat, { mapping, options });
  await forgetFindings(db, id);
  const started = await db
    .updateTable("imports")
    .set({
      ...noCounts,
      state,
      nextByte: 0,
      mapping: JSON.stringify(mapping),
      options: JSON.stringify(options),
      startedAt: at,
      progressedAt: at,
    })
    .where("id", "=", id)
    .returning(importColumns)
    .executeTakeFirstOrThrow();
  await addJob(db, importJob, { importId: id }, { key: `import:${id}` });
  return toImport(started as unknown as ImportRow);
}

export const noCounts = {
  processedRows: 0,
  createdContacts: 0,
  updatedContacts: 0,
  unchangedContacts: 0,
  repeatedRows: 0,
  skippedRows: 0,
  failedRows: 0,
} as const satisfies ImportCounts;

async function requireGoodMapping(
  db: Db,
  workspaceId: string,
  { headers }: FileFormat,
  { mapping, options }: StartInput,
): Promise<void> {
  const known = await knownOfWorkspace(db, workspaceId);
  const problems = mappingProblems(headers, mapping, known, options.findBy);
  if (problems.length > 0) throw invalidInput("Some columns are not mapped well; see details.", problems);
  if (options.subscriptionGroupId && !known.subscriptionGroupIds.has(options.subscriptionGroupId))
    throw notFound("subscription group");
  const listType = known.types.get(listAttribute);
  if (options.listName && ((listType && listType !== "array") || known.blocklisted.has(listAttribute)))
    throw invalidInput(
      `A list of this import needs the attribute ${listAttribute}, which is on the blocklist or holds values of another type.`,
      [{ path: "options.listName", code: "list_attribute", message: "Leave the list name empty." }],
    );
}

async function forgetFindings(db: Db, importId: string): Promise<void> {
  await db.deleteFrom("importErrors").where("importId", "=", importId).execute();
  await db.deleteFrom("importKeys").where("importId", "=", importId).execute();
}

/** Rows imported so far stay. A dry run is only stopped: its file can still be imported. */
export async function cancelImport(db: Db, workspaceId: string, id: string, at: Date): Promise<Import> {
  const found = await db
    .selectFrom("imports")
    .select("state")
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .where("state", "<>", "uploading")
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw notFound("import");
  if (!["uploaded", "checking", "checked", "running"].includes(found.state))
    throw conflict("import_finished", "This import has ended already; there is nothing to cancel.");
  const stopped = found.state === "checking";
  const row = await db
    .updateTable("imports")
    .set(stopped ? { ...noCounts, state: "uploaded", nextByte: 0 } : { state: "canceled", finishedAt: at })
    .where("id", "=", id)
    .returning(importColumns)
    .executeTakeFirstOrThrow();
  if (stopped) await forgetFindings(db, id);
  else await dropFile(db, id);
  return toImport(row as unknown as ImportRow);
}

/** The stored file and what only reading it needs. */
export async function dropFile(db: Db, importId: string): Promise<void> {
  await db.deleteFrom("importChunks").where("importId", "=", importId).execute();
  await db.deleteFrom("importKeys").where("importId", "=", importId).execute();
}
