/**
 * The one way contacts are made and changed, in bulk. A batch is: lock what it may create or share (advisory locks on
 * identifier values, always before row locks), lock the rows, apply the writes in order in memory, save in five statements.
 * So two calls that make the same contact make one, and writes of one batch see each other.
 */
import type { Transaction } from "kysely";
import { type Db, inTransaction, retryingConflicts } from "../../lib/db.ts";
import type { ErrorDetail } from "../../lib/errors.ts";
import type { DB } from "../../lib/schema.ts";
import { learnAttributes } from "../data/attribute-definitions.ts";
import { type AttributeType, taughtType } from "../data/attribute-values.ts";
import { keepContacts, lockKeys } from "./locks.ts";
import { givenUpPhones, saveStates } from "./store.ts";
import { type Applied, applyWrite, type ContactState, type ContactWrite, isBare } from "./write-state.ts";
import { findTargets } from "./write-targets.ts";

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

/** Writes of one call that go fastest: below, each costs more; above, the transaction holds its locks for longer than needed. */
export const bestBatchSize = 4000;

/**
 * Makes and updates contacts; the results come in the order of the writes. Up to some thousand writes a call. Learns the
 * types of new attributes. Keeps identifiers and phone_shared right. Problems are per write (codes: attribute_type,
 * attribute_value, attribute_blocklisted, too_many_attributes, identifier_taken, not_found, invalid_value); the others go through.
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
  return db.isTransaction ? work() : retryingConflicts(work);
}

async function writeBatch(
  tx: Transaction<DB>,
  workspaceId: string,
  writes: readonly ContactWrite[],
  options: WriteOptions,
): Promise<WriteResult[]> {
  const rules = await learnAttributes(tx, workspaceId, taughtBy(writes));
  if (writes.some(isBare)) await keepContacts(tx, workspaceId);
  const { index, heldPhones } = await findTargets(tx, workspaceId, writes, options.updateOnly ?? false);
  const batch = { index, rules };
  const applied = writes.map((write) =>
    applyWrite(batch, write, write.updateOnly ?? options.updateOnly ?? false),
  );
  const states = touched(applied);
  await lockGivenUp(tx, workspaceId, states);
  await saveStates(tx, workspaceId, states, { at: options.at, heldPhones });
  return applied.map(({ state, created, problems }, position) => ({
    index: position,
    id: state?.id ?? null,
    created,
    problems,
  }));
}

function taughtBy(writes: readonly ContactWrite[]): Map<string, AttributeType | null> {
  const taught = new Map<string, AttributeType | null>();
  for (const { attributes } of writes)
    for (const name in attributes) {
      const change = attributes[name];
      if (change && taught.get(name) == null) taught.set(name, taughtType(change));
    }
  return taught;
}

/** Whether a number that is given up stays shared is only known while nobody else takes it. */
async function lockGivenUp(
  tx: Transaction<DB>,
  workspaceId: string,
  states: readonly ContactState[],
): Promise<void> {
  const phones = givenUpPhones(states);
  if (phones.length > 0)
    await lockKeys(
      tx,
      workspaceId,
      phones.map((value) => ({ kind: "phone", value })),
    );
}

function touched(applied: readonly Applied[]): ContactState[] {
  return [...new Set(applied.flatMap(({ state }) => (state ? [state] : [])))];
}
