/** SQL of the contacts table and its identifiers. Only writeContacts and deleteContact change them. */
import { sql, type Transaction } from "kysely";
import type { DB } from "../lib/schema.ts";
import type { JsonObject } from "./attribute-values.ts";
import { fieldNames } from "./fields.ts";
import type { IdentifierKey } from "./identifiers.ts";
import { type ContactState, keysOfFields, keyText, type StoredFields } from "./write-state.ts";

/** Locks the rows, in the order of the key so that two batches cannot wait for each other in a circle. */
export async function loadStates(
  tx: Transaction<DB>,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, ContactState>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<StoredFields & { id: string; bucket: number; attributes: JsonObject }>`
    select c.id, c.bucket, c.external_id, c.first_name, c.last_name, c.email, c.phone, c.bsuid, c.country, c.home_city,
           c.language, c.time_zone, c.gender, c.date_of_birth, c.attributes
    from contacts c
    where c.workspace_id = ${workspaceId}
      and (c.bucket, c.id) in (select bucket_of(k), k from unnest(${ids}::uuid[]) as k)
    order by c.bucket, c.id
    for update`.execute(tx);
  return new Map(
    rows.map(({ id, bucket, attributes, ...fields }) => [
      id,
      { id, bucket, before: { fields, attributes }, fields, attributes, newAliases: [], createdAt: null },
    ]),
  );
}

/** Writes what changed; gives new contacts their id. */
export async function saveStates(
  tx: Transaction<DB>,
  workspaceId: string,
  states: readonly ContactState[],
  at: Date,
): Promise<void> {
  const fresh = states.filter((state) => !state.before);
  const changed = states.filter((state) => state.before && differs(state));
  await nameNew(tx, fresh);
  if (fresh.length > 0) await insertContacts(tx, workspaceId, fresh, at);
  if (changed.length > 0) await updateContacts(tx, workspaceId, changed, at);
  await saveIdentifiers(tx, workspaceId, [...fresh, ...changed]);
  await markSharedPhones(tx, workspaceId, changedPhones([...fresh, ...changed]));
}

function differs(state: ContactState): boolean {
  return (
    state.newAliases.length > 0 ||
    fieldNames.some((name) => state.before?.fields[name] !== state.fields[name]) ||
    JSON.stringify(state.before?.attributes) !== JSON.stringify(state.attributes)
  );
}

async function nameNew(tx: Transaction<DB>, fresh: readonly ContactState[]): Promise<void> {
  if (fresh.length === 0) return;
  const { rows } = await sql<{ id: string; bucket: number }>`
    select id, bucket_of(id) as bucket
    from (select uuid_v7() as id from generate_series(1, ${fresh.length})) made`.execute(tx);
  fresh.forEach((state, position) => {
    Object.assign(state, rows[position]);
  });
}

const columns = sql.raw(`
  bucket smallint, id uuid, "externalId" text, "firstName" text, "lastName" text, email text, phone text, bsuid text,
  country text, "homeCity" text, language text, "timeZone" text, gender text, "dateOfBirth" date, attributes jsonb,
  "createdAt" timestamptz`);

function records(states: readonly ContactState[]): string {
  return JSON.stringify(
    states.map(({ id, bucket, fields, attributes, createdAt }) => ({
      ...fields,
      id,
      bucket,
      attributes,
      createdAt,
    })),
  );
}

async function insertContacts(
  tx: Transaction<DB>,
  workspaceId: string,
  states: readonly ContactState[],
  at: Date,
): Promise<void> {
  await sql`
    insert into contacts (workspace_id, bucket, id, external_id, first_name, last_name, email, phone, bsuid, country,
      home_city, language, time_zone, gender, date_of_birth, attributes, created_at, updated_at)
    select ${workspaceId}::uuid, bucket, id, "externalId", "firstName", "lastName", email, phone, bsuid, country,
      "homeCity", language, "timeZone", gender, "dateOfBirth", attributes,
      coalesce("createdAt", ${at}::timestamptz), ${at}::timestamptz
    from jsonb_to_recordset(${records(states)}::jsonb) as r (${columns})`.execute(tx);
}

async function updateContacts(
  tx: Transaction<DB>,
  workspaceId: string,
  states: readonly ContactState[],
  at: Date,
): Promise<void> {
  await sql`
    update contacts c set external_id = r."externalId", first_name = r."firstName", last_name = r."lastName",
      email = r.email, phone = r.phone, bsuid = r.bsuid, country = r.country, home_city = r."homeCity",
      language = r.language, time_zone = r."timeZone", gender = r.gender, date_of_birth = r."dateOfBirth",
      attributes = r.attributes, updated_at = ${at}::timestamptz,
      phone_shared = c.phone_shared and c.phone is not distinct from r.phone
    from jsonb_to_recordset(${records(states)}::jsonb) as r (${columns})
    where c.workspace_id = ${workspaceId} and c.bucket = r.bucket and c.id = r.id`.execute(tx);
}

async function saveIdentifiers(
  tx: Transaction<DB>,
  workspaceId: string,
  states: readonly ContactState[],
): Promise<void> {
  const gone: (IdentifierKey & { id: string })[] = [];
  const added: (IdentifierKey & { id: string })[] = [];
  for (const state of states) {
    const before = state.before ? keysOfFields(state.before.fields) : [];
    const after = keysOfFields(state.fields);
    const texts = { before: new Set(before.map(keyText)), after: new Set(after.map(keyText)) };
    gone.push(
      ...before.filter((key) => !texts.after.has(keyText(key))).map((key) => ({ ...key, id: state.id })),
    );
    added.push(
      ...after.filter((key) => !texts.before.has(keyText(key))).map((key) => ({ ...key, id: state.id })),
    );
    added.push(...state.newAliases.map((key) => ({ ...key, id: state.id })));
  }
  if (gone.length > 0)
    await sql`
      delete from contact_identifiers i using ${identifierRows(gone)}
      where i.workspace_id = ${workspaceId} and i.kind = r.kind and i.value = r.value and i.contact_id = r.id`.execute(
      tx,
    );
  if (added.length > 0)
    await sql`
      insert into contact_identifiers (workspace_id, kind, value, bucket, contact_id)
      select ${workspaceId}::uuid, r.kind, r.value, bucket_of(r.id), r.id from ${identifierRows(added)}
      order by r.kind, r.value`.execute(tx);
}

function identifierRows(rows: readonly (IdentifierKey & { id: string })[]) {
  return sql`unnest(${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.value)}::text[],
    ${rows.map((row) => row.id)}::uuid[]) as r (kind, value, id)`;
}

function changedPhones(states: readonly ContactState[]): string[] {
  const phones = states.flatMap(({ before, fields }) =>
    before?.fields.phone === fields.phone ? [] : [before?.fields.phone, fields.phone],
  );
  return [...new Set(phones.filter((phone) => phone != null))];
}

/** phone_shared is true exactly on the contacts whose number another contact also has. */
export async function markSharedPhones(
  tx: Transaction<DB>,
  workspaceId: string,
  phones: readonly string[],
): Promise<void> {
  if (phones.length === 0) return;
  await sql`
    update contacts c set phone_shared = owner.shared
    from (
      select i.bucket, i.contact_id, count(*) over (partition by i.value) > 1 as shared
      from contact_identifiers i
      where i.workspace_id = ${workspaceId} and i.kind = 'phone' and i.value = any(${phones}::text[])
    ) owner
    where c.workspace_id = ${workspaceId} and c.bucket = owner.bucket and c.id = owner.contact_id
      and c.phone_shared <> owner.shared`.execute(tx);
}
