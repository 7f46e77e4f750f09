/**
 * Rows in bulk through COPY, inside a transaction of Kysely: PostgreSQL takes them page by page instead of row by row, for half
 * the time of an insert, while the next ones are still being written here. What begins with "copy" is recognised on the way to
 * the driver (lib/db.ts), for Kysely knows no COPY.
 */

import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sql } from "kysely";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Db } from "./db.ts";

/** One line of COPY's text format for each row; null is written as null, everything else as the text PostgreSQL reads. */
export type CopyRows = Iterable<readonly (string | null)[]>;

const rowsPerChunk = 250;

/** `table` and `columns` are ours, never a caller's. */
export async function copyRows(
  db: Db,
  table: string,
  columns: readonly string[],
  rows: CopyRows,
): Promise<void> {
  await sql`copy ${sql.raw(`${table} (${columns.join(", ")})`)} from stdin ${chunks(rows)}`.execute(db);
}

function* chunks(rows: CopyRows): Generator<string> {
  let text = "";
  let count = 0;
  for (const row of rows) {
    text += line(row);
    if (++count % rowsPerChunk > 0) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}

function line(row: readonly (string | null)[]): string {
  let text = "";
  for (let at = 0; at < row.length; at++) {
    const value = row[at];
    if (at > 0) text += "\t";
    text += value === null || value === undefined ? "\\N" : escaped(value);
  }
  return `${text}\n`;
}

const special = /[\\\n\r\t]/;
const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escaped(value: string): string {
  return special.test(value) ? value.replace(/[\\\n\r\t]/g, (sign) => escapes[sign] ?? sign) : value;
}

/** null: not such a statement. */
export function copyStatement(
  client: Pick<pg.ClientBase, "query">,
  text: unknown,
  values: unknown,
): Promise<{ command: "COPY"; rowCount: number; rows: [] }> | null {
  if (typeof text !== "string" || !text.startsWith("copy ") || !Array.isArray(values)) return null;
  const stream = client.query(copyFrom(text.replace(/ \$1$/, "")));
  return pipeline(Readable.from(values[0] as Iterable<string>), stream).then(() => ({
    command: "COPY",
    rowCount: stream.rowCount,
    rows: [],
  }));
}
