/**
 * The file's way in: unpacked, cut into pieces and stored as it comes, each piece for itself, so that no transaction waits
 * for somebody's network. Until the last byte is here the import is "uploading" and nobody sees it.
 */
import { sql } from "kysely";
import type { Context } from "../../lib/context.ts";
import type { Db } from "../../lib/db.ts";
import { AppError, conflict, notFound } from "../../lib/errors.ts";
import {
  beginning,
  detectDelimiter,
  type FileFormat,
  firstRows,
  headersKey,
  uniqueHeaders,
  watchEncoding,
} from "./format.ts";
import { type Import, type ImportRow, importColumns, toImport } from "./imports.ts";
import { knownOfWorkspace } from "./known.ts";
import type { ColumnMapping, ImportMapping, ImportOptions } from "./mapping.ts";
import { loadPiece, pieces, storePiece } from "./pieces.ts";
import { suggestMapping } from "./suggest.ts";
import { unpacked } from "./unpack.ts";

export interface ImportPreview {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly delimiter: string;
  readonly suggestedMapping: Readonly<Record<string, ColumnMapping>>;
  /** The import with the same columns that the mapping is taken from; null: it is guessed. */
  readonly suggestedFrom: EarlierImport | null;
}

export interface EarlierImport {
  readonly id: string;
  readonly fileName: string;
  readonly createdAt: Date;
  readonly options: ImportOptions;
}

const previewRows = 20;
/** People choose where each of them goes, and every one is looked at for each of the attributes known. */
const maxColumns = 1000;

/** Errors: file_too_large, file_unpacks_too_large, file_unpacks_suspiciously, file_damaged, file_not_csv, file_empty, file_too_many_columns. */
export async function storeImport(
  ctx: Context,
  workspaceId: string,
  file: { readonly name: string; readonly content: AsyncIterable<Uint8Array> },
  createdBy: string,
): Promise<Import> {
  const { id } = await ctx.db
    .insertInto("imports")
    .values({
      workspaceId,
      fileName: file.name.slice(0, 255),
      createdBy,
      state: "uploading",
      createdAt: ctx.clock.now(),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  try {
    const { importMaxBytes, importMaxUnpackedBytes } = ctx.config;
    const limits = { maxBytes: importMaxBytes, maxUnpackedBytes: importMaxUnpackedBytes };
    const stored = await storePieces(ctx.db, id, unpacked(file.content, limits));
    const row = await ctx.db
      .updateTable("imports")
      .set({
        state: "uploaded",
        format: JSON.stringify(stored.format),
        headersKey: headersKey(stored.format.headers),
        totalBytes: stored.bytes,
      })
      .where("id", "=", id)
      .returning(importColumns)
      .executeTakeFirstOrThrow();
    return toImport(row as unknown as ImportRow);
  } catch (error) {
    // What is left of the upload goes at once where that can be done, and with the daily cleaning otherwise.
    await ctx.db
      .deleteFrom("imports")
      .where("id", "=", id)
      .execute()
      .catch(() => {});
    throw error;
  }
}

async function storePieces(
  db: Db,
  importId: string,
  content: AsyncIterable<Uint8Array>,
): Promise<{ format: FileFormat; bytes: number }> {
  const watch = watchEncoding();
  let first: Buffer = Buffer.alloc(0);
  let number = 0;
  let bytes = 0;
  for await (const piece of pieces(content)) {
    if (number === 0) first = piece;
    watch.see(piece);
    bytes += piece.length;
    await storePiece(db, importId, number++, piece);
  }
  const encoding = watch.encoding();
  const text = beginning(first, encoding);
  const delimiter = detectDelimiter(text);
  const [names, row] = firstRows(text, delimiter, 2);
  if (!names || !row)
    throw new AppError(
      "file_empty",
      "This file holds no rows. It needs a first line with column names and one line per contact (CSV).",
    );
  if (names.length > maxColumns)
    throw new AppError(
      "file_too_many_columns",
      `This file has ${names.length} columns; up to ${maxColumns} can be imported. Remove those that are not needed, or check that the first line holds the column names.`,
      { params: { columns: maxColumns } },
    );
  return { format: { encoding, delimiter, headers: uniqueHeaders(names) }, bytes };
}

/** What is in the file, and where its columns may go. Errors: not_found; import_finished when the file is gone. */
export async function previewImport(db: Db, workspaceId: string, id: string): Promise<ImportPreview> {
  const row = await db
    .selectFrom("imports")
    .select(["format", "mapping", "headersKey"])
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .where("state", "<>", "uploading")
    .executeTakeFirst();
  if (!row) throw notFound("import");
  const first = await loadPiece(db, id, 0);
  if (!first)
    throw conflict(
      "import_finished",
      "This import has ended and its file was removed. Upload the file again.",
    );
  const { headers, encoding, delimiter } = row.format as unknown as FileFormat;
  const rows = firstRows(beginning(first, encoding), delimiter, previewRows + 1)
    .slice(1)
    .map((cells) => headers.map((_, position) => cells[position] ?? ""));
  const own = row.mapping as unknown as ImportMapping | null;
  const earlier = own ? null : await earlierLike(db, workspaceId, row.headersKey);
  const known = await knownOfWorkspace(db, workspaceId);
  return {
    headers,
    rows,
    delimiter,
    suggestedMapping: suggestMapping(headers, rows, known, own ?? earlier?.mapping),
    suggestedFrom: earlier?.from ?? null,
  };
}

/** The latest import of the workspace that was started with the same column names. */
async function earlierLike(
  db: Db,
  workspaceId: string,
  key: string | null,
): Promise<{ from: EarlierImport; mapping: ImportMapping } | null> {
  const { rows } = await sql<EarlierImport & { mapping: ImportMapping }>`
    select id, file_name, created_at, options, mapping from imports
    where workspace_id = ${workspaceId} and headers_key = ${key} and mapping is not null
    order by id desc limit 1`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const { mapping, ...from } = row;
  return { from, mapping };
}
