/**
 * Forgetting contacts: their rows, every row of this domain about them, and what lists of import errors show of their
 * identifiers, at once; what was said to and by them, by jobs of the domains that keep it (docs/contacts.md says what stays).
 */
import { sql, type Transaction } from "kysely";
import { type Db, inTransaction, retryingConflicts } from "../../lib/db.ts";
import { addJob } from "../../lib/jobs.ts";
import type { DB } from "../../lib/schema.ts";
import { lockForRemoval, lockKeys } from "../writing/locks.ts";
import { markSharedPhones } from "./identifier-rows.ts";
import type { ContactRef } from "./identifiers.ts";

const tables = ["events", "event_keys", "event_days", "subscription_states", "subscription_changes"] as const;

/**
 * Payload {workspaceId, bucket, contactId, phone?}; carried out by messages and inbound. The phone is told once and goes with
 * the job: some rows know a person by nothing else.
 */
export const contactDeletedJobs = ["messages.contact_deleted", "inbound.contact_deleted"] as const;

/** A write of another domain that was under way at the deletion is found by the second run. */
const secondLookMs = 120_000;

/** false: there was no such contact. */
export async function deleteContact(db: Db, workspaceId: string, id: string): Promise<boolean> {
  return (await deleteContacts(db, workspaceId, [id])).length > 0;
}

/** Resolves to the ids that were there. Up to some hundred a call. */
export function deleteContacts(db: Db, workspaceId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return Promise.resolve([]);
  const work = () => inTransaction(db, (tx) => remove(tx, workspaceId, ids));
  return db.isTransaction ? work() : retryingConflicts(work);
}

interface Gone extends ContactRef {
  readonly externalId: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly bsuid: string | null;
  readonly parentBsuid: string | null;
}

async function remove(tx: Transaction<DB>, workspaceId: string, ids: readonly string[]): Promise<string[]> {
  await lockForRemoval(tx, workspaceId);
  const named = sql`workspace_id = ${workspaceId} and (bucket, id) in (select bucket_of(k), k from unnest(${ids}::uuid[]) as k)`;
  const { rows: phones } = await sql<{ phone: string }>`
    select phone from contacts where ${named} and phone is not null`.execute(tx);
  await lockKeys(
    tx,
    workspaceId,
    phones.map(({ phone }) => ({ kind: "phone", value: phone })),
  );
  const { rows: gone } = await sql<Gone>`
    delete from contacts where ${named}
    returning id, bucket, external_id, email, phone, bsuid, parent_bsuid`.execute(tx);
  if (gone.length === 0) return [];
  await forgetIdentifiers(tx, workspaceId, gone);
  await forgetRows(tx, workspaceId, gone);
  await forgetInImports(tx, workspaceId, gone);
  await markSharedPhones(tx, workspaceId, [...new Set(gone.flatMap(({ phone }) => phone ?? []))]);
  await tellOthers(tx, workspaceId, gone);
  return gone.map(({ id }) => id);
}

async function forgetIdentifiers(
  tx: Transaction<DB>,
  workspaceId: string,
  gone: readonly Gone[],
): Promise<void> {
  const keys = gone.flatMap(({ id, externalId, email, phone, bsuid, parentBsuid }) =>
    Object.entries({ external_id: externalId, email, phone, bsuid, parent_bsuid: parentBsuid }).flatMap(
      ([kind, value]) => (value ? [{ kind, value, id }] : []),
    ),
  );
  await sql`
    delete from contact_identifiers i
    using unnest(${keys.map(({ kind }) => kind)}::text[], ${keys.map(({ value }) => value)}::text[],
                 ${keys.map(({ id }) => id)}::uuid[]) as k (kind, value, id)
    where i.workspace_id = ${workspaceId} and i.kind = k.kind and i.value = k.value and i.contact_id = k.id`.execute(
    tx,
  );
  await sql`
    delete from contact_identifiers
    where workspace_id = ${workspaceId} and kind = 'alias' and contact_id = any(${gone.map(({ id }) => id)}::uuid[])`.execute(
    tx,
  );
}

async function forgetRows(tx: Transaction<DB>, workspaceId: string, gone: readonly Gone[]): Promise<void> {
  for (const table of tables)
    await sql`
      delete from ${sql.table(table)} r
      using unnest(${gone.map(({ bucket }) => bucket)}::smallint[], ${gone.map(({ id }) => id)}::uuid[]) as k (bucket, id)
      where r.workspace_id = ${workspaceId} and r.bucket = k.bucket and r.contact_id = k.id`.execute(tx);
}

/**
 * Lines that show one of the identifiers to the letter, as the refused value or elsewhere in the row (indexes import_errors_of_value
 * and import_errors_of_record): the lines of such a row stay, without what they show.
 */
async function forgetInImports(
  tx: Transaction<DB>,
  workspaceId: string,
  gone: readonly Gone[],
): Promise<void> {
  const values = gone.flatMap(({ externalId, email, phone, bsuid, parentBsuid }) =>
    [externalId, email, phone, phone?.slice(1), bsuid, parentBsuid].flatMap((value) => value ?? []),
  );
  await sql`
    with shown as (
      select e.import_id, e.row_number from import_errors e join imports i on i.id = e.import_id
      where i.workspace_id = ${workspaceId} and (e.value = any(${values}::text[]) or e.record ?| ${values}::text[])
    )
    update import_errors e set value = null, record = null, params = '{}',
      message = 'Removed: the contact that this line was about has been deleted.'
    where (e.import_id, e.row_number) in (select import_id, row_number from shown)`.execute(tx);
}

/** Those who were merged into them were the same people. */
async function tellOthers(tx: Transaction<DB>, workspaceId: string, gone: readonly Gone[]): Promise<void> {
  const { rows: merged } = await sql<ContactRef>`
    delete from contact_merges
    where workspace_id = ${workspaceId} and into_id = any(${gone.map(({ id }) => id)}::uuid[])
    returning contact_id as id, bucket`.execute(tx);
  const { rows } = await sql<{ later: Date }>`
    select now() + make_interval(secs => ${secondLookMs / 1000}) as later`.execute(tx);
  const phones = new Map(gone.map(({ id, phone }) => [id, phone]));
  for (const { id, bucket } of [...gone, ...merged]) {
    const payload = { workspaceId, bucket, contactId: id };
    const phone = phones.get(id);
    for (const job of contactDeletedJobs) {
      await addJob(tx, job, phone ? { ...payload, phone } : payload);
      await addJob(tx, job, payload, { ...(rows[0] ? { runAt: rows[0].later } : {}) });
    }
  }
}
