/** Aliases of a contact: names that other systems know it by, as many as wanted; label and name together lead to one contact. */
import { sql } from "kysely";
import { type Db, inTransaction, retryingConflicts } from "../../lib/db.ts";
import { keepContacts, lockKeys } from "../writing/locks.ts";
import { type Alias, aliasKey, type ContactRef } from "./identifiers.ts";

export type AliasRenaming = "renamed" | "unknown" | "taken";

/** Gives the alias another name under its label. unknown: nobody has it; taken: the new name leads to somebody else. */
export function renameAlias(
  db: Db,
  workspaceId: string,
  label: string,
  names: { readonly from: string; readonly to: string },
): Promise<AliasRenaming> {
  const [from, to] = [aliasKey({ label, name: names.from }), aliasKey({ label, name: names.to })];
  const work = () =>
    inTransaction(db, async (tx): Promise<AliasRenaming> => {
      await keepContacts(tx, workspaceId);
      await lockKeys(tx, workspaceId, [from, to]);
      const { rows } = await sql<{ value: string; contactId: string; bucket: number }>`
        select value, contact_id, bucket from contact_identifiers
        where workspace_id = ${workspaceId} and kind = 'alias' and value in (${from.value}, ${to.value})`.execute(
        tx,
      );
      const owner = rows.find(({ value }) => value === from.value);
      if (!owner) return "unknown";
      if (from.value === to.value) return "renamed";
      const other = rows.find(({ value }) => value === to.value);
      if (other && other.contactId !== owner.contactId) return "taken";
      await removeKey(tx, workspaceId, from.value);
      if (!other)
        await sql`
          insert into contact_identifiers (workspace_id, kind, value, bucket, contact_id)
          values (${workspaceId}::uuid, 'alias', ${to.value}, ${owner.bucket}::smallint, ${owner.contactId}::uuid)`.execute(
          tx,
        );
      return "renamed";
    });
  return db.isTransaction ? work() : retryingConflicts(work);
}

/** false: the contact has no such alias. */
export async function removeAlias(
  db: Db,
  workspaceId: string,
  contact: Pick<ContactRef, "id">,
  alias: Alias,
): Promise<boolean> {
  const { rows } = await sql`
    delete from contact_identifiers
    where workspace_id = ${workspaceId} and kind = 'alias' and value = ${aliasKey(alias).value}
      and contact_id = ${contact.id}::uuid
    returning value`.execute(db);
  return rows.length > 0;
}

async function removeKey(db: Db, workspaceId: string, value: string): Promise<void> {
  await sql`
    delete from contact_identifiers where workspace_id = ${workspaceId} and kind = 'alias' and value = ${value}`.execute(
    db,
  );
}
