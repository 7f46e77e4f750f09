/** The left-out rows as a CSV file in the reader's language: what is wrong in front, then the row as it was. */
import { sql } from "kysely";
import { csvLine } from "../../lib/csv.ts";
import type { Db } from "../../lib/db.ts";
import { failedRows } from "./errors.ts";
import type { FileFormat } from "./format.ts";
import { columnWords, type Language, sayRowError } from "./words.ts";

const pageSize = 2000;

/**
 * One line per row, so that the corrected file can be imported as it is: our own columns are ignored then, and the
 * apostrophes that keep cells from being formulas are taken off again.
 */
export async function* errorsCsv(db: Db, importId: string, language: Language): AsyncGenerator<string> {
  const { rows } = await sql<{
    format: FileFormat;
  }>`select format from imports where id = ${importId}`.execute(db);
  const headers = rows[0]?.format.headers ?? [];
  const { row, column, value, reason } = columnWords(language);
  // The mark tells spreadsheets that this is UTF-8.
  yield `\uFEFF${csvLine([row, column, value, reason, ...headers])}`;
  for (let after = 0; ; ) {
    const page = await failedRows(db, importId, after, pageSize);
    yield page
      .map(({ rowNumber, record, errors }) =>
        csvLine([
          String(rowNumber),
          joined(errors.map((error) => error.columnName)),
          joined(errors.map((error) => error.value)),
          joined(errors.map(({ code, params, message }) => sayRowError(language, code, params) ?? message)),
          ...headers.map((_, position) => record?.[position] ?? ""),
        ]),
      )
      .join("");
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.rowNumber;
  }
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== "").join("; ");
}
