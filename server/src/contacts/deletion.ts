/** Forgetting a contact: its row and every row of this domain about it. */
import { sql, type Transaction } from "kysely";
import { type Db, inTransaction } from "../lib/db.ts";
import type { DB } from "../lib/schema.ts";
import { markSharedPhones } from "./store.ts";

const tables = ["events", "event_days", "subscription_states", "subscription_changes"] as const;

/** false: there was no such contact. */
export async function deleteContact(db: Db, workspaceId: string, id: string): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const { rows } = await sql<{ phone: string | null }>`
      delete from contacts
      where workspace_id = ${workspaceId} and bucket = bucket_of(${id}::uuid) and id = ${id}::uuid
      returning phone`.execute(tx);
    const deleted = rows[0];
    if (!deleted) return false;
    await sql`
      delete from contact_identifiers where workspace_id = ${workspaceId} and contact_id = ${id}::uuid`.execute(
      tx,
    );
    for (const table of tables) await deleteRows(tx, table, workspaceId, id);
    if (deleted.phone) await markSharedPhones(tx, workspaceId, [deleted.phone]);
    return true;
  });
}

async function deleteRows(
  tx: Transaction<DB>,
  table: string,
  workspaceId: string,
  id: string,
): Promise<void> {
  await sql`
    delete from ${sql.table(table)}
    where workspace_id = ${workspaceId} and bucket = bucket_of(${id}::uuid) and contact_id = ${id}::uuid`.execute(
    tx,
  );
}
