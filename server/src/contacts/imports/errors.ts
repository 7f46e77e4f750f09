/** The rows that were left out: stored with their batch, listed, and as a CSV file to correct and import again. */
import { sql } from "kysely";
import type { Db } from "../../lib/db.ts";
import type { RowError } from "./rows.ts";
import type { Params } from "./words.ts";

export interface RowFailure {
  readonly rowNumber: number;
  readonly errors: readonly RowError[];
  readonly record: readonly string[];
}

/** Who gets more wrong than this has the wrong file: counted, but not kept. */
const keptErrors = 100_000;

/** `kept`: how many rows of this import failed before. */
export async function storeFailures(
  db: Db,
  importId: string,
  failures: readonly RowFailure[],
  kept: number,
): Promise<void> {
  const rows = failures.slice(0, Math.max(0, keptErrors - kept)).flatMap(({ rowNumber, errors, record }) =>
    errors.map((error, position) => ({
      rowNumber,
      columnName: error.columnName,
      value: error.value?.slice(0, 500) ?? null,
      code: error.code,
      params: error.params,
      message: error.message,
      record: position === 0 ? record : null,
    })),
  );
  if (rows.length === 0) return;
  await sql`
    insert into import_errors (import_id, row_number, column_name, value, code, params, message, record)
    select ${importId}::uuid, f."rowNumber", f."columnName", f.value, f.code, f.params, f.message, nullif(f.record, 'null')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as f
      ("rowNumber" int, "columnName" text, value text, code text, params jsonb, message text, record jsonb)`.execute(
    db,
  );
}

export interface ImportError {
  readonly id: string;
  readonly rowNumber: number;
  readonly columnName: string | null;
  readonly value: string | null;
  readonly code: string;
  readonly params: Params;
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
    select id, row_number, column_name, value, code, params, message from import_errors
    where import_id = ${importId} ${after} order by row_number, id limit ${page.limit}`.execute(db);
  return rows;
}

interface FailedRow {
  readonly rowNumber: number;
  readonly record: readonly string[] | null;
  readonly errors: readonly Pick<ImportError, "columnName" | "value" | "code" | "params" | "message">[];
}

/** Whole rows after `after`, in the order of the file. */
export async function failedRows(
  db: Db,
  importId: string,
  after: number,
  limit: number,
): Promise<FailedRow[]> {
  const { rows } = await sql<FailedRow>`
    select row_number, (array_agg(record) filter (where record is not null))[1] as record,
      jsonb_agg(jsonb_build_object('columnName', column_name, 'value', value, 'code', code, 'params', params,
        'message', message) order by id) as errors
    from import_errors where import_id = ${importId} and row_number > ${after}::int
    group by row_number order by row_number limit ${limit}`.execute(db);
  return rows;
}
