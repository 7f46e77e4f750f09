/** SQL of contact_identifiers, and of phone_shared, which follows from it. */
import { sql, type Transaction } from "kysely";
import { copyRows } from "../../lib/copy.ts";
import { prepared } from "../../lib/db.ts";
import type { DB } from "../../lib/schema.ts";
import { textArray } from "../../lib/sql-arrays.ts";
import { type ContactState, keysOfFields, keyText, noFields } from "../writing/write-state.ts";
import { bucketOf, type IdentifierKey } from "./identifiers.ts";

type Row = IdentifierKey & { readonly id: string };

/** Makes the rows of contacts that were written follow their fields, and adds their new aliases. */
export async function saveIdentifiers(
  tx: Transaction<DB>,
  workspaceId: string,
  states: readonly ContactState[],
): Promise<void> {
  const gone: Row[] = [];
  const added: Row[] = [];
  for (const { id, before, fields, newAliases } of states) {
    const had = new Map(keysOfFields(before ?? noFields).map((key) => [keyText(key), key]));
    for (const key of keysOfFields(fields)) if (!had.delete(keyText(key))) added.push({ ...key, id });
    for (const key of had.values()) gone.push({ ...key, id });
    for (const key of newAliases) added.push({ ...key, id });
  }
  await removeIdentifiers(tx, workspaceId, gone);
  await addIdentifiers(tx, workspaceId, added);
}

/** From so many on COPY is the faster way. */
const copyFromOn = 1000;

async function addIdentifiers(tx: Transaction<DB>, workspaceId: string, rows: readonly Row[]): Promise<void> {
  if (rows.length >= copyFromOn) return copyIdentifiers(tx, workspaceId, rows);
  if (rows.length > 0)
    await sql`${prepared}
      insert into contact_identifiers (workspace_id, kind, value, bucket, contact_id)
      select ${workspaceId}::uuid, r.kind, r.value, bucket_of(r.id), r.id from ${rowsOf(rows)}
      order by r.kind, r.value`.execute(tx);
}

/** Kind by kind, as the index has them: neighbours of a file are often neighbours there. */
async function copyIdentifiers(
  tx: Transaction<DB>,
  workspaceId: string,
  rows: readonly Row[],
): Promise<void> {
  const byKind = Map.groupBy(rows, ({ kind }) => kind);
  function* lines() {
    for (const [kind, same] of byKind)
      for (const { value, id } of same) yield [workspaceId, kind, value, String(bucketOf(id)), id];
  }
  const columns = ["workspace_id", "kind", "value", "bucket", "contact_id"];
  await copyRows(tx, "contact_identifiers", columns, lines());
}

export async function removeIdentifiers(
  tx: Transaction<DB>,
  workspaceId: string,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`${prepared}
    delete from contact_identifiers i using ${rowsOf(rows)}
    where i.workspace_id = ${workspaceId} and i.kind = r.kind and i.value = r.value and i.contact_id = r.id`.execute(
    tx,
  );
}

function rowsOf(rows: readonly Row[]) {
  return sql`unnest(${textArray(rows.map((row) => row.kind))}::text[],
    ${textArray(rows.map((row) => row.value))}::text[], ${textArray(rows.map((row) => row.id))}::uuid[]) as r (kind, value, id)`;
}

/** phone_shared is true exactly on the contacts whose number another contact also has. The numbers are locked (lockKeys). */
export async function markSharedPhones(
  tx: Transaction<DB>,
  workspaceId: string,
  phones: readonly string[],
): Promise<void> {
  if (phones.length === 0) return;
  await sql`
    update contacts c set phone_shared = owner.shared,
      phone_own_since = case when owner.shared then c.phone_own_since else now() end
    from (
      select i.bucket, i.contact_id, count(*) over (partition by i.value) > 1 as shared
      from contact_identifiers i
      where i.workspace_id = ${workspaceId} and i.kind = 'phone' and i.value = any(${phones}::text[])
    ) owner
    where c.workspace_id = ${workspaceId} and c.bucket = owner.bucket and c.id = owner.contact_id
      and c.phone_shared <> owner.shared`.execute(tx);
}
