/** What a run and a dry run have in common: a batch of rows as read, and what became of each. */

import type { RowFailure } from "./errors.ts";
import type { FileFormat } from "./format.ts";
import type { ImportCounts } from "./imports.ts";
import type { ImportMapping, ImportOptions } from "./mapping.ts";
import type { RowBatch } from "./records.ts";
import type { ReadRow, RowReader } from "./rows.ts";
import { type HashSet, hashOf } from "./seen.ts";

/** An import under way, as it was when this worker took it. */
export interface Reading {
  readonly id: string;
  readonly workspaceId: string;
  readonly state: "running" | "checking";
  readonly format: FileFormat;
  readonly mapping: ImportMapping;
  readonly options: ImportOptions;
  readonly startedAt: Date;
  readonly createdBy: string | null;
}

export interface WantedRow extends ReadRow {
  readonly row: readonly string[];
  readonly rowNumber: number;
  /** Of the key. */
  readonly hash: number;
}

export interface PreparedBatch extends RowBatch {
  readonly wanted: readonly WantedRow[];
  readonly failures: readonly RowFailure[];
}

export function prepareBatch(reader: RowReader, batch: RowBatch): PreparedBatch {
  const failures: RowFailure[] = [];
  const wanted: WantedRow[] = [];
  batch.rows.forEach((row, position) => {
    const rowNumber = batch.before + position + 1;
    const read = reader.read(row);
    if ("errors" in read) failures.push({ rowNumber, errors: read.errors, record: row });
    else wanted.push({ ...read, row, rowNumber, hash: hashOf(read.key) });
  });
  return { ...batch, wanted, failures };
}

/** What became of one wanted row. */
export type RowResult = "created" | "updated" | "unchanged" | "skipped" | "failed";

export interface Tally {
  readonly counts: Omit<ImportCounts, "processedRows">;
  /** Of contacts that no earlier batch was about. */
  readonly fresh: ReadonlySet<number>;
}

/** Counts each row once; `results` by position in `wanted`. */
export function tally(batch: PreparedBatch, results: readonly RowResult[], seen: HashSet): Tally {
  const fresh = new Set<number>();
  const counts = {
    created: 0,
    updated: 0,
    unchanged: 0,
    skipped: 0,
    failed: batch.failures.length,
    repeated: 0,
  };
  results.forEach((result, position) => {
    const { hash } = batch.wanted[position] as WantedRow;
    if (result === "failed" || result === "skipped") counts[result]++;
    else {
      const repeated = seen.has(hash) || fresh.has(hash);
      // A contact that was deleted meanwhile is made anew by its second row.
      counts[repeated && result !== "created" ? "repeated" : result]++;
      if (!repeated) fresh.add(hash);
    }
  });
  return {
    counts: {
      createdContacts: counts.created,
      updatedContacts: counts.updated,
      unchangedContacts: counts.unchanged,
      repeatedRows: counts.repeated,
      skippedRows: counts.skipped,
      failedRows: counts.failed,
    },
    fresh,
  };
}
