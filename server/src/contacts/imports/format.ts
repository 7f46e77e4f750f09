/** What kind of text file this is: encoding, delimiter, column names. Found from the bytes; people's exports vary. */
import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";

/** Of the stored pieces. UTF-16 becomes UTF-8 on its way in, so that a line break is one byte in every stored file. */
export type Encoding = "utf-8" | "windows-1252";

export interface FileFormat {
  readonly encoding: Encoding;
  readonly delimiter: string;
  /** Unique, in the order of the columns; a column without a name is called "Column 3". */
  readonly headers: readonly string[];
}

export const delimiters = [",", ";", "\t", "|"] as const;

/** Watches the bytes as they come; the encoding is known once all have passed. */
export interface EncodingWatch {
  see(bytes: Uint8Array): void;
  encoding(): Encoding;
}

/** Valid UTF-8 is UTF-8; anything else without a mark is what old spreadsheets write in the West. */
export function watchEncoding(): EncodingWatch {
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  let valid = true;
  return {
    see(bytes) {
      if (valid) valid = decodes(utf8, bytes, true);
    },
    encoding() {
      return valid && decodes(utf8, new Uint8Array(), false) ? "utf-8" : "windows-1252";
    },
  };
}

function decodes(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array, stream: boolean): boolean {
  try {
    decoder.decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}

/** Options that every reading of the file shares, so that preview and import see the same rows. */
export function parseOptions(delimiter: string) {
  return {
    delimiter,
    // Named, not found out: reading that begins in the middle of the file sees the same rows.
    record_delimiter: ["\r\n", "\n", "\r"],
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    trim: true,
    max_record_size: 1_000_000,
  };
}

/** The delimiter that splits the first lines into the most columns, evenly. `text` is the beginning of the file. */
export function detectDelimiter(text: string): string {
  const scored = delimiters.map((delimiter) => ({ delimiter, score: evenness(text, delimiter) }));
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

function evenness(text: string, delimiter: string): number {
  const rows = firstRows(text, delimiter, 20);
  const width = rows[0]?.length ?? 0;
  if (width < 2) return 0;
  return (width * rows.filter((row) => row.length === width).length) / rows.length;
}

/** The first rows of `text`, the header among them. */
export function firstRows(text: string, delimiter: string, count: number): string[][] {
  try {
    return parse(text, { ...parseOptions(delimiter), to: count }) as unknown as string[][];
  } catch {
    return [];
  }
}

const previewBytes = 256 * 1024;

/** Whole lines from the beginning of the file, enough for a preview. */
export function beginning(bytes: Uint8Array, encoding: Encoding): string {
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, previewBytes), { stream: true });
  return bytes.length > previewBytes ? text.slice(0, text.lastIndexOf("\n") + 1) : text;
}

export function uniqueHeaders(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name, position) => {
    const wanted = name.trim() || `Column ${position + 1}`;
    let header = wanted;
    for (let n = 2; used.has(header); n++) header = `${wanted} (${n})`;
    used.add(header);
    return header;
  });
}

/** Equal for files with the same column names, in whatever order they stand. */
export function headersKey(headers: readonly string[]): string {
  return createHash("sha256")
    .update(JSON.stringify([...headers].sort()))
    .digest("base64url");
}
