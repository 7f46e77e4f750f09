/** The stored file as batches of rows, from any row's first byte on. */
import { once } from "node:events";
import { CsvError, parse } from "csv-parse";
import type { Db } from "../../lib/db.ts";
import { type Encoding, type FileFormat, parseOptions } from "./format.ts";
import { bytesFrom } from "./pieces.ts";

export interface RowBatch {
  readonly rows: readonly (readonly string[])[];
  /** Rows of the file before the first one here; the header is none. */
  readonly before: number;
  /** Where the row after the last one here begins. */
  readonly nextByte: number;
}

export interface Position {
  readonly processedRows: number;
  readonly nextByte: number;
}

/** Rows may have a megabyte each: a batch is full of bytes before it is full of rows. */
const maxBatchBytes = 8 * 1024 * 1024;

/** The file cannot be read as CSV beyond some point. */
export class UnreadableRow extends Error {
  override name = "UnreadableRow";
  readonly rowNumber: number;
  readonly kind: "quote_not_closed" | "row_too_long";

  constructor(rowNumber: number, kind: UnreadableRow["kind"], cause: unknown) {
    super(`row ${rowNumber}: ${kind}`, { cause });
    this.rowNumber = rowNumber;
    this.kind = kind;
  }
}

/**
 * Rows after the header. csv-parse reads some 150,000 rows of ten columns a second here when its rows are collected as they
 * are found; as a stream of objects it is half as fast.
 */
export async function* rowBatches(
  db: Db,
  importId: string,
  format: FileFormat,
  from: Position,
  size: number,
): AsyncGenerator<RowBatch> {
  const reader = createReader(format, from.nextByte);
  let { processedRows: before } = from;
  let header = from.nextByte === 0;
  let hasNul = false;
  let taken = from.nextByte;
  const take = (count: number): RowBatch => {
    const found = reader.found.splice(0, count);
    const rows = found.map(({ row }) => (hasNul ? row.map(withoutNul) : row));
    const batch = { rows, before, nextByte: found.at(-1)?.end ?? 0 };
    taken = batch.nextByte;
    before += rows.length;
    return batch;
  };
  try {
    for await (const bytes of bytesFrom(db, importId, from.nextByte)) {
      hasNul ||= bytes.includes(0);
      await reader.write(bytes);
      if (header && reader.found.length > 0) {
        reader.found.shift();
        header = false;
      }
      while (reader.found.length >= size) yield take(size);
      if ((reader.found.at(-1)?.end ?? 0) - taken > maxBatchBytes) yield take(size);
    }
    await reader.end();
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // What was read before the fault is good.
    if (reader.found.length > 0) yield take(reader.found.length);
    throw new UnreadableRow(before + 1, faultOf(error), error);
  }
  if (header) reader.found.shift();
  if (reader.found.length > 0) yield take(reader.found.length);
}

function faultOf(error: CsvError): UnreadableRow["kind"] {
  return error.code === "CSV_MAX_RECORD_SIZE" ? "row_too_long" : "quote_not_closed";
}

interface Found {
  readonly row: readonly string[];
  readonly end: number;
}

function createReader({ delimiter, encoding }: FileFormat, start: number) {
  const found: Found[] = [];
  const cell = cellDecoder(encoding);
  const parser = parse({
    ...parseOptions(delimiter),
    encoding: encoding === "utf-8" ? "utf8" : "latin1",
    on_record: (row: string[], context) => {
      found.push({ row: cell ? row.map(cell) : row, end: start + context.bytes });
      return null;
    },
  });
  let failure: Error | null = null;
  parser.on("error", (error) => {
    failure = error;
  });
  return {
    found,
    write: (bytes: Buffer) =>
      new Promise<void>((resolve, reject) => {
        parser.write(bytes, (error) => (error ? reject(error) : resolve()));
      }),
    async end() {
      const ended = once(parser, "end");
      parser.resume();
      parser.end();
      await ended;
      if (failure) throw failure;
    },
  };
}

/** What windows-1252 has where Latin-1 has control characters: quotes, dashes, the euro. */
function cellDecoder(encoding: Encoding): ((text: string) => string) | null {
  if (encoding === "utf-8") return null;
  const decoder = new TextDecoder("windows-1252");
  return (text) => (/[\x80-\x9f]/.test(text) ? decoder.decode(Buffer.from(text, "latin1")) : text);
}

function withoutNul(text: string): string {
  return text.replaceAll("\0", "");
}
