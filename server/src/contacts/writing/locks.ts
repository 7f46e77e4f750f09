/**
 * What keeps contacts right when several write at once. Order in every transaction: removal lock, keys, rows. Rows that are
 * changed are locked too (store.ts); the removal lock is for contacts of which only the existence matters, such as those of
 * whom events are recorded: locking thousands of rows for that costs more than the events.
 */
import { sql, type Transaction } from "kysely";
import { prepared } from "../../lib/db.ts";
import type { DB } from "../../lib/schema.ts";
import type { IdentifierKey } from "../identity/identifiers.ts";
import { keyText } from "./write-state.ts";

/** No contact that a later statement of this transaction finds is deleted or merged away before it ends. */
export async function keepContacts(tx: Transaction<DB>, workspaceId: string): Promise<void> {
  await sql`${prepared} select pg_advisory_xact_lock_shared(hashtextextended(${workspaceId}::text, 0))`.execute(
    tx,
  );
}

/** First statement of a transaction that deletes or merges contacts: nobody records anything about them meanwhile. */
export async function lockForRemoval(tx: Transaction<DB>, workspaceId: string): Promise<void> {
  await sql`${prepared} select pg_advisory_xact_lock(hashtextextended(${workspaceId}::text, 0))`.execute(tx);
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
  await sql`${prepared} select pg_advisory_xact_lock(hashtext(${workspaceId}::text), k) from unnest(${classes}::int[]) as k`.execute(
    tx,
  );
}

/** FNV-1a. Every process of an installation must come to the same class. */
function classOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 16)) & 1023;
}
