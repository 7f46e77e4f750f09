/** Writes one batch of an import, in the transaction that also moves the import's place in the file. */
import { sql, type Transaction } from "kysely";
import type { DB } from "../../lib/schema.ts";
import { setSubscriptionStates } from "../consent/subscriptions.ts";
import { findContacts } from "../identity/identifiers.ts";
import { type WriteResult, writeContacts } from "../writing/write.ts";
import type { PreparedBatch, Reading, RowResult, WantedRow } from "./batch.ts";
import type { RowFailure } from "./errors.ts";
import type { RowReader } from "./rows.ts";

export interface Applied {
  /** By position in the batch's wanted rows. */
  readonly results: readonly RowResult[];
  readonly failures: readonly RowFailure[];
}

export async function applyBatch(
  tx: Transaction<DB>,
  job: Reading,
  reader: RowReader,
  { wanted }: PreparedBatch,
  at: Date,
): Promise<Applied> {
  const mode = job.options.mode ?? "upsert";
  const skipped = mode === "create" ? await alreadyThere(tx, job.workspaceId, wanted) : new Set<WantedRow>();
  const rows = skipped.size > 0 ? wanted.filter((row) => !skipped.has(row)) : wanted;
  const written = await writeContacts(
    tx,
    job.workspaceId,
    rows.map((row) => row.write),
    { at, updateOnly: mode === "update" },
  );
  await subscribe(tx, job, rows, written, at);
  const changed = await changedNow(tx, job.workspaceId, written, at);
  const byRow = new Map<WantedRow, RowResult>();
  const failures: RowFailure[] = [];
  for (const { index, id, created, problems } of written) {
    const row = rows[index];
    if (!row) continue;
    if (problems.length > 0)
      failures.push({ rowNumber: row.rowNumber, errors: reader.explain(row.row, problems), record: row.row });
    byRow.set(row, resultOf(id, created, problems.length > 0, changed));
  }
  return { results: wanted.map((row) => byRow.get(row) ?? "skipped"), failures };
}

function resultOf(
  id: string | null,
  created: boolean,
  refused: boolean,
  changed: ReadonlySet<string>,
): RowResult {
  if (id === null) return refused ? "failed" : "skipped";
  if (created) return "created";
  return changed.has(id) ? "updated" : "unchanged";
}

/** Rows whose contact is there already, or is made by an earlier row of the batch. */
async function alreadyThere(
  tx: Transaction<DB>,
  workspaceId: string,
  wanted: readonly WantedRow[],
): Promise<Set<WantedRow>> {
  const found = await findContacts(
    tx,
    workspaceId,
    wanted.flatMap(({ write }) => write.identifier ?? []),
  );
  const seen = new Set<number>();
  const skipped = new Set<WantedRow>();
  wanted.forEach((row, position) => {
    if (found[position] || seen.has(row.hash)) skipped.add(row);
    seen.add(row.hash);
  });
  return skipped;
}

/** Writing touches only what differs: whom it touched, carries the batch's time. One look-up by primary key per known contact. */
async function changedNow(
  tx: Transaction<DB>,
  workspaceId: string,
  written: readonly WriteResult[],
  at: Date,
): Promise<Set<string>> {
  const known = written.flatMap(({ id, created }) => (id && !created ? [id] : []));
  if (known.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select c.id from unnest(${known}::uuid[]) as k (id)
    join contacts c on c.workspace_id = ${workspaceId} and c.bucket = bucket_of(k.id) and c.id = k.id
    where c.updated_at = ${at}::timestamptz`.execute(tx);
  return new Set(rows.map((row) => row.id));
}

async function subscribe(
  tx: Transaction<DB>,
  job: Reading,
  rows: readonly WantedRow[],
  written: readonly WriteResult[],
  at: Date,
): Promise<void> {
  const changes = written.flatMap(({ id, index }) =>
    id ? (rows[index]?.subscriptions ?? []).map((wish) => ({ ...wish, contactId: id })) : [],
  );
  if (changes.length === 0) return;
  await setSubscriptionStates(tx, job.workspaceId, changes, {
    source: "import",
    at,
    detail: { importId: job.id },
    ...(job.createdBy ? { actor: job.createdBy } : {}),
  });
}
