/**
 * The one way contacts are made and changed, in bulk. A batch is: lock what it may create or share (advisory locks on
 * identifier values, always before row locks), lock the rows, apply the writes in order in memory, save in five statements.
 * So two calls that make the same contact make one, and writes of one batch see each other.
 */
import { createHash } from "node:crypto";
import { sql, type Transaction } from "kysely";
import { type Db, inTransaction, retryingDeadlocks } from "../lib/db.ts";
import type { ErrorDetail } from "../lib/errors.ts";
import type { DB } from "../lib/schema.ts";
import { learnAttributes } from "./attribute-definitions.ts";
import { type AttributeType, taughtType } from "./attribute-values.ts";
import { candidates, type IdentifierKey, identifierKey } from "./identifiers.ts";
import { loadStates, saveStates } from "./store.ts";
import {
  type Applied,
  applyWrite,
  type Batch,
  type ContactState,
  type ContactWrite,
  claimedKeys,
  keyText,
} from "./write-state.ts";

export interface WriteOptions {
  readonly at: Date;
  /** For every write of the batch: contacts that are not found are passed over. */
  readonly updateOnly?: boolean;
}

export interface WriteResult {
  /** Position in the given writes. */
  readonly index: number;
  /** null: refused (see problems), or not found with updateOnly. */
  readonly id: string | null;
  readonly created: boolean;
  /** Empty when all of the write was applied; with an id: what was left out of a write that keeps what fits. */
  readonly problems: readonly ErrorDetail[];
}

/**
 * Makes and updates contacts; the results come in the order of the writes. Up to some thousand writes a call. Learns the
 * types of new attributes. Keeps identifiers and phone_shared right. Problems are per write (codes: attribute_type,
 * attribute_value, identifier_taken, not_found, invalid_value); the others go through.
 */
export async function writeContacts(
  db: Db,
  workspaceId: string,
  writes: readonly ContactWrite[],
  options: WriteOptions,
): Promise<WriteResult[]> {
  if (writes.length === 0) return [];
  const work = () => inTransaction(db, (tx) => writeBatch(tx, workspaceId, writes, options));
  // Shared numbers update each other's rows out of order; PostgreSQL breaks the rare circle, and the batch is done again.
  return db.isTransaction ? work() : retryingDeadlocks(work);
}

async function writeBatch(
  tx: Transaction<DB>,
  workspaceId: string,
  writes: readonly ContactWrite[],
  options: WriteOptions,
): Promise<WriteResult[]> {
  const types = await learnAttributes(tx, workspaceId, taughtBy(writes));
  const index = await lockedIndex(tx, workspaceId, writes, options);
  const batch: Batch = { index, types };
  const applied = writes.map((write) =>
    applyWrite(batch, write, write.updateOnly ?? options.updateOnly ?? false),
  );
  await saveStates(tx, workspaceId, touched(applied), options.at);
  return applied.map(({ state, created, problems }, position) => ({
    index: position,
    id: state?.id ?? null,
    created,
    problems,
  }));
}

function taughtBy(writes: readonly ContactWrite[]): Map<string, AttributeType | null> {
  const taught = new Map<string, AttributeType | null>();
  for (const write of writes)
    for (const [name, change] of Object.entries(write.attributes ?? {}))
      if (taught.get(name) == null) taught.set(name, taughtType(change));
  return taught;
}

/** The contacts behind every key the batch asks for or claims, locked until the transaction ends. */
async function lockedIndex(
  tx: Transaction<DB>,
  workspaceId: string,
  writes: readonly ContactWrite[],
  options: WriteOptions,
): Promise<Map<string, ContactState[]>> {
  const keys = distinctKeys(writes.flatMap((write) => [...askedKey(write), ...claimedKeys(write)]));
  let found = await candidates(tx, workspaceId, keys);
  const known = new Set(found.map((row) => row.position));
  const missing = options.updateOnly
    ? []
    : keys.filter((key, position) => key.kind !== "id" && !known.has(position));
  const phones = writes.flatMap((write) =>
    write.fields?.phone ? [{ kind: "phone", value: write.fields.phone }] : [],
  );
  if (missing.length + phones.length > 0) {
    await lockKeys(tx, workspaceId, [...missing, ...phones]);
    found = await candidates(tx, workspaceId, keys);
  }
  const states = await loadStates(tx, workspaceId, [...new Set(found.map((row) => row.id))]);
  const index = new Map<string, ContactState[]>();
  for (const { position, id } of found) {
    const key = keys[position];
    const state = states.get(id);
    if (key && state) index.set(keyText(key), [...(index.get(keyText(key)) ?? []), state]);
  }
  return index;
}

function askedKey(write: ContactWrite): IdentifierKey[] {
  const key = write.identifier ? identifierKey(write.identifier) : null;
  return key ? [key] : [];
}

function distinctKeys(keys: readonly IdentifierKey[]): IdentifierKey[] {
  return [...new Map(keys.map((key) => [keyText(key), key])).values()];
}

/**
 * Locks classes of keys instead of keys: a batch of thousands holds at most 1,024 locks, far below what PostgreSQL's lock
 * table takes. Ascending, so that two batches cannot wait for each other in a circle.
 */
export async function lockKeys(
  tx: Transaction<DB>,
  workspaceId: string,
  keys: readonly IdentifierKey[],
): Promise<void> {
  const classes = [...new Set(keys.map((key) => classOf(keyText(key))))].sort((a, b) => a - b);
  await sql`select pg_advisory_xact_lock(hashtext(${workspaceId}::text), k) from unnest(${classes}::int[]) as k`.execute(
    tx,
  );
}

function classOf(text: string): number {
  return createHash("sha1").update(text).digest().readUInt16BE(0) % 1024;
}

function touched(applied: readonly Applied[]): ContactState[] {
  return [...new Set(applied.flatMap(({ state }) => (state ? [state] : [])))];
}
