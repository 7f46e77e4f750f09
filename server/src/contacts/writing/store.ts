/** SQL of the contacts table. Only writeContacts, merging and deletion change it. */
import { sql, type Transaction } from "kysely";
import { copyRows } from "../../lib/copy.ts";
import { prepared } from "../../lib/db.ts";
import type { DB } from "../../lib/schema.ts";
import { textArray } from "../../lib/sql-arrays.ts";
import { nextUuidV7 } from "../../lib/uuid.ts";
import type { JsonObject } from "../data/attribute-values.ts";
import { markSharedPhones, saveIdentifiers } from "../identity/identifier-rows.ts";
import { bucketOf } from "../identity/identifiers.ts";
import { phoneFacts } from "../identity/phone-country.ts";
import type { ContactState, StoredFields } from "./write-state.ts";

/** Locks the rows, in the order of the key so that two batches cannot wait for each other in a circle. */
export async function loadStates(
  tx: Transaction<DB>,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, ContactState>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<
    StoredFields & { id: string; bucket: number; attributes: JsonObject }
  >`${prepared}
    select c.id, c.bucket, c.external_id, c.first_name, c.last_name, c.email, c.phone, c.bsuid, c.parent_bsuid, c.country,
           c.home_city, c.language, c.time_zone, c.gender, c.date_of_birth, c.attributes
    from contacts c
    where c.workspace_id = ${workspaceId}
      and (c.bucket, c.id) in (select bucket_of(k), k from unnest(${textArray(ids)}::uuid[]) as k)
    order by c.bucket, c.id
    for no key update`.execute(tx);
  return new Map(
    rows.map(({ id, bucket, attributes, ...fields }) => [id, loaded(id, bucket, fields, attributes)]),
  );
}

function loaded(id: string, bucket: number, fields: StoredFields, attributes: JsonObject): ContactState {
  const changes = { changed: false, newAliases: [], createdAt: null };
  return { kind: "loaded", id, bucket, before: fields, fields, attributes, ...changes };
}

export interface SaveOptions {
  readonly at: Date;
  /** Phones that contacts outside the batch already had when their numbers were locked. */
  readonly heldPhones: ReadonlySet<string>;
}

/** Writes what changed; gives new contacts their id. */
export async function saveStates(
  tx: Transaction<DB>,
  workspaceId: string,
  states: readonly ContactState[],
  { at, heldPhones }: SaveOptions,
): Promise<void> {
  const fresh = states.filter((state) => state.kind === "new");
  const changed = states.filter((state) => state.kind === "loaded" && state.changed);
  nameNew(fresh);
  if (fresh.length > 0) await insertContacts(tx, workspaceId, fresh, at);
  if (changed.length > 0) await updateContacts(tx, workspaceId, changed, at);
  await saveIdentifiers(tx, workspaceId, [...fresh, ...changed]);
  await markSharedPhones(tx, workspaceId, phonesToMark([...fresh, ...changed], heldPhones));
}

/** Ids of the real time, whatever time the contacts are said to be written at; in the order of the writes. */
function nameNew(fresh: readonly ContactState[]): void {
  for (const state of fresh) {
    state.id = nextUuidV7();
    state.bucket = bucketOf(state.id);
  }
}

interface Column {
  readonly name: string;
  /** As PostgreSQL reads it. */
  readonly value: (state: ContactState) => string | null;
}

const field = (name: string, key: keyof StoredFields): Column => ({
  name,
  value: ({ fields }) => fields[key],
});

const columns: readonly Column[] = [
  { name: "id", value: ({ id }) => id },
  field("external_id", "externalId"),
  field("first_name", "firstName"),
  field("last_name", "lastName"),
  field("email", "email"),
  field("phone", "phone"),
  { name: "phone_country", value: ({ fields: { phone } }) => (phone ? phoneFacts(phone).country : null) },
  { name: "phone_valid", value: ({ fields: { phone } }) => (phone ? String(phoneFacts(phone).valid) : null) },
  field("bsuid", "bsuid"),
  field("parent_bsuid", "parentBsuid"),
  field("country", "country"),
  field("home_city", "homeCity"),
  field("language", "language"),
  field("time_zone", "timeZone"),
  field("gender", "gender"),
  field("date_of_birth", "dateOfBirth"),
];
const names = sql.raw(columns.map(({ name }) => name).join(", "));

/**
 * The contacts as rows r. Columns travel as arrays and the attributes as one JSON text: half of what jsonb_to_recordset
 * takes for rows of this width.
 */
function rowsOf(states: readonly ContactState[]) {
  const arrays = columns.map(({ value }) => sql`${textArray(states.map(value))}::text[]`);
  return sql`rows from (
    unnest(${sql.join(arrays)}, ${textArray(states.map(({ createdAt }) => createdAt?.toISOString()))}::text[]),
    jsonb_array_elements(${JSON.stringify(states.map(({ attributes }) => attributes))}::jsonb)) as r (${names}, created_at, attributes)`;
}

/** From so many on COPY is the faster way: 10 us of PostgreSQL's time for a contact instead of 19. */
const copyFromOn = 500;

async function insertContacts(
  tx: Transaction<DB>,
  workspaceId: string,
  states: readonly ContactState[],
  at: Date,
): Promise<void> {
  if (states.length >= copyFromOn) return copyContacts(tx, workspaceId, states, at);
  await sql`${prepared}
    insert into contacts (workspace_id, bucket, id, external_id, first_name, last_name, email, phone, phone_country,
      phone_valid, bsuid, parent_bsuid, country, home_city, language, time_zone, gender, date_of_birth, attributes,
      created_at, updated_at)
    select ${workspaceId}::uuid, bucket_of(id::uuid), id::uuid, external_id, first_name, last_name, email, phone, phone_country,
      phone_valid::boolean, bsuid, parent_bsuid, country, home_city, language, time_zone, gender, date_of_birth::date, attributes,
      coalesce(created_at::timestamptz, ${at}::timestamptz), ${at}::timestamptz
    from ${rowsOf(states)}`.execute(tx);
}

async function copyContacts(
  tx: Transaction<DB>,
  workspaceId: string,
  states: readonly ContactState[],
  at: Date,
): Promise<void> {
  const now = at.toISOString();
  const more = ["workspace_id", "bucket", "attributes", "created_at", "updated_at"];
  function* rows() {
    for (const state of states)
      yield [
        ...columns.map(({ value }) => value(state)),
        workspaceId,
        String(state.bucket),
        JSON.stringify(state.attributes),
        state.createdAt?.toISOString() ?? now,
        now,
      ];
  }
  await copyRows(tx, "contacts", [...columns.map(({ name }) => name), ...more], rows());
}

async function updateContacts(
  tx: Transaction<DB>,
  workspaceId: string,
  states: readonly ContactState[],
  at: Date,
): Promise<void> {
  await sql`${prepared}
    update contacts c set external_id = r.external_id, first_name = r.first_name, last_name = r.last_name,
      email = r.email, phone = r.phone, phone_country = r.phone_country, phone_valid = r.phone_valid::boolean, bsuid = r.bsuid,
      parent_bsuid = r.parent_bsuid, country = r.country, home_city = r.home_city, language = r.language,
      time_zone = r.time_zone, gender = r.gender, date_of_birth = r.date_of_birth::date, attributes = r.attributes,
      updated_at = ${at}::timestamptz, phone_shared = c.phone_shared and c.phone is not distinct from r.phone,
      phone_own_since = case when c.phone_shared and c.phone is distinct from r.phone then now() else c.phone_own_since end
    from ${rowsOf(states)}
    where c.workspace_id = ${workspaceId} and c.bucket = bucket_of(r.id::uuid) and c.id = r.id::uuid`.execute(
    tx,
  );
}

/** Numbers given up, and numbers that were taken by somebody else already or are taken twice here. */
function phonesToMark(states: readonly ContactState[], held: ReadonlySet<string>): string[] {
  const marked = new Set(givenUpPhones(states));
  const taken = new Set<string>();
  for (const { before, fields } of states) {
    if (!fields.phone || before?.phone === fields.phone) continue;
    if (held.has(fields.phone) || taken.has(fields.phone)) marked.add(fields.phone);
    taken.add(fields.phone);
  }
  return [...marked];
}

export function givenUpPhones(states: readonly ContactState[]): string[] {
  return states.flatMap(({ before, fields }) =>
    before?.phone && before.phone !== fields.phone ? [before.phone] : [],
  );
}
