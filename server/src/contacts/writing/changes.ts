/**
 * Contacts changed by people, one at a time: who changed which field from what to what is kept with the contact (and goes with
 * it), a change based on what somebody else has changed meanwhile is refused, and a change can be taken back.
 */
import { sql, type Transaction } from "kysely";
import { type Db, inTransaction, retryingConflicts } from "../../lib/db.ts";
import { AppError, type ErrorDetail, invalidInput, notFound } from "../../lib/errors.ts";
import type { DB } from "../../lib/schema.ts";
import { type AttributeChange, parseAttributes } from "../data/attribute-values.ts";
import { type ContactFields, type FieldName, fieldNames } from "../data/fields.ts";
import { isJsonObject, type JsonValue, ownValue } from "../data/json.ts";
import { keepContacts } from "./locks.ts";
import { loadStates } from "./store.ts";
import { writeContacts } from "./write.ts";
import type { ContactState } from "./write-state.ts";

export interface FieldChange {
  /** A standard field (camelCase) or the name of a custom attribute. */
  readonly field: string;
  readonly custom: boolean;
  readonly before: JsonValue | null;
  readonly after: JsonValue | null;
}

/** What the person saw when they began: the moment, and the values of what they change. */
export interface Expected {
  readonly updatedAt: Date;
  readonly fields?: Readonly<Record<string, JsonValue | null>>;
  readonly attributes?: Readonly<Record<string, JsonValue | null>>;
}

export interface ContactEdit {
  readonly contactId: string;
  readonly fields: ContactFields;
  readonly attributes: Readonly<Record<string, AttributeChange>>;
  readonly expected?: Expected;
  /** A person's id. */
  readonly actor: string;
  readonly at: Date;
  /** The change that this one takes back. */
  readonly undoes?: string;
}

/** Throws not_found, invalid_input (see writeContacts) or contact_changed. Answers what really changed. */
export function editContact(db: Db, workspaceId: string, edit: ContactEdit): Promise<FieldChange[]> {
  const work = () => inTransaction(db, (tx) => editInTransaction(tx, workspaceId, edit));
  // The row is locked before the identifiers are, against the order of bulk writes; PostgreSQL breaks the rare circle.
  return db.isTransaction ? work() : retryingConflicts(work);
}

async function editInTransaction(
  tx: Transaction<DB>,
  workspaceId: string,
  edit: ContactEdit,
): Promise<FieldChange[]> {
  await keepContacts(tx, workspaceId);
  const before = await current(tx, workspaceId, edit.contactId);
  if (edit.expected) await requireUnchanged(tx, workspaceId, edit, before, edit.expected);
  const { contactId, fields, attributes, at } = edit;
  const write = {
    identifier: { kind: "id", value: contactId },
    updateOnly: true,
    fields,
    attributes,
  } as const;
  const [result] = await writeContacts(tx, workspaceId, [write], { at });
  if (result && result.problems.length > 0)
    throw invalidInput("Some values cannot be kept; see details.", result.problems);
  const changes = differences(before, await current(tx, workspaceId, contactId));
  if (changes.length > 0) await record(tx, workspaceId, edit, changes);
  return changes;
}

async function current(tx: Transaction<DB>, workspaceId: string, contactId: string): Promise<ContactState> {
  const state = (await loadStates(tx, workspaceId, [contactId])).get(contactId);
  if (!state) throw notFound("contact");
  return state;
}

/** Other fields may have changed meanwhile (systems write all the time); those that are changed now may not. */
async function requireUnchanged(
  tx: Transaction<DB>,
  workspaceId: string,
  edit: ContactEdit,
  state: ContactState,
  expected: Expected,
): Promise<void> {
  const { rows } = await sql<{ updatedAt: Date }>`
    select updated_at from contacts
    where workspace_id = ${workspaceId} and bucket = ${state.bucket} and id = ${state.id}::uuid`.execute(tx);
  if (rows[0]?.updatedAt.getTime() === expected.updatedAt.getTime()) return;
  const stale = [
    ...Object.keys(edit.fields).flatMap((name) =>
      staleField(name, state.fields[name as FieldName], expected.fields),
    ),
    ...Object.keys(edit.attributes).flatMap((name) =>
      staleField(`attributes.${name}`, ownValue(state.attributes, name), expected.attributes, name),
    ),
  ];
  if (stale.length > 0) throw await changedMeanwhile(tx, workspaceId, state, expected.updatedAt, stale);
}

function staleField(
  path: string,
  now: JsonValue | null | undefined,
  seen: Readonly<Record<string, JsonValue | null>> | undefined,
  name = path,
): ErrorDetail[] {
  if (seen && Object.hasOwn(seen, name) && same(seen[name], now)) return [];
  const text = now == null ? "" : typeof now === "string" ? now : JSON.stringify(now);
  return [
    {
      path,
      code: "changed",
      message: `${name} is "${text}" now. Look at it, then change it again if it is still wrong.`,
      params: { now: text },
    },
  ];
}

function same(a: JsonValue | null | undefined, b: JsonValue | null | undefined): boolean {
  return canonical(a ?? null) === canonical(b ?? null);
}

/** Objects come back from the database with their keys in another order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isJsonObject(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

async function changedMeanwhile(
  tx: Transaction<DB>,
  workspaceId: string,
  { bucket, id }: ContactState,
  since: Date,
  details: readonly ErrorDetail[],
): Promise<AppError> {
  const { rows } = await sql<{ name: string | null }>`
    select p.name from contact_changes h left join people p on p.id = h.actor
    where h.workspace_id = ${workspaceId} and h.bucket = ${bucket} and h.contact_id = ${id}::uuid
      and h.changed_at > ${since}::timestamptz
    order by h.id desc limit 1`.execute(tx);
  const who = rows[0]?.name ?? "";
  return new AppError(
    "contact_changed",
    `${who || "A system"} changed this contact while you were editing it; nothing of yours was saved. See what it holds now, then change it again.`,
    { status: 409, params: { who }, details },
  );
}

function differences(before: ContactState, after: ContactState): FieldChange[] {
  const fields = fieldNames
    .filter((name) => before.fields[name] !== after.fields[name])
    .map((name) => ({ field: name, custom: false, before: before.fields[name], after: after.fields[name] }));
  const names = [...new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)])];
  const attributes = names
    .filter((name) => !same(ownValue(before.attributes, name), ownValue(after.attributes, name)))
    .map((name) => ({
      field: name,
      custom: true,
      before: ownValue(before.attributes, name) ?? null,
      after: ownValue(after.attributes, name) ?? null,
    }));
  return [...fields, ...attributes];
}

async function record(
  tx: Transaction<DB>,
  workspaceId: string,
  edit: ContactEdit,
  changes: readonly FieldChange[],
): Promise<void> {
  await sql`
    insert into contact_changes (workspace_id, bucket, contact_id, actor, changes, undoes, changed_at)
    values (${workspaceId}, bucket_of(${edit.contactId}::uuid), ${edit.contactId}, ${edit.actor},
            ${JSON.stringify(changes)}::jsonb, ${edit.undoes ?? null}::uuid, ${edit.at}::timestamptz)`.execute(
    tx,
  );
}

/** Writes back what a change replaced; refused (contact_changed) when something was changed again since. */
export function undoChange(
  db: Db,
  workspaceId: string,
  undo: { contactId: string; changeId: string; actor: string; at: Date },
): Promise<FieldChange[]> {
  return retryingConflicts(() =>
    inTransaction(db, async (tx) => {
      const { contactId, changeId, actor, at } = undo;
      const { rows } = await sql<{ changes: FieldChange[] }>`
        select changes from contact_changes
        where workspace_id = ${workspaceId} and bucket = bucket_of(${contactId}::uuid) and id = ${changeId}::uuid
          and contact_id = ${contactId}::uuid`.execute(tx);
      const changes = rows[0]?.changes;
      if (!changes) throw notFound("change");
      const standard = changes.filter(({ custom }) => !custom);
      const custom = changes.filter((change) => change.custom);
      const values = (some: readonly FieldChange[], which: "before" | "after") =>
        Object.fromEntries(some.map((change) => [change.field, change[which]]));
      return editInTransaction(tx, workspaceId, {
        contactId,
        actor,
        at,
        undoes: changeId,
        fields: values(standard, "before") as ContactFields,
        attributes: writtenBack(custom),
        // No moment equals this one: every value is compared.
        expected: {
          updatedAt: new Date(0),
          fields: values(standard, "after"),
          attributes: values(custom, "after"),
        },
      });
    }),
  );
}

/** As stored, so that an object which looks like an operation ({add: …}) stays an object. */
function writtenBack(changes: readonly FieldChange[]): Record<string, AttributeChange> {
  return Object.fromEntries(
    changes.flatMap(({ field, before }) => {
      if (isJsonObject(before)) return [[field, { kind: "set", type: "object", value: before } as const]];
      const { attributes } = parseAttributes({ [field]: before });
      const change = attributes[field];
      return change ? [[field, change]] : [];
    }),
  );
}
