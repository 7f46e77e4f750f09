/**
 * One WhatsApp user may be known by a number, by a business-scoped id and by its parent, each learned at another time. A message
 * that carries several of them says that they are one person.
 */
import { sql } from "kysely";
import type { Db } from "../../lib/db.ts";
import { writeContacts } from "../writing/write.ts";
import { type ContactRef, candidates, type IdentifierKey } from "./identifiers.ts";
import { mergeContacts } from "./merging.ts";
import { identityOf, keysInOrder, type Sender } from "./senders.ts";

interface Known extends ContactRef {
  readonly externalId: string | null;
  readonly phone: string | null;
}

/**
 * Before resolveSender: joins what this sender turns out to be. Anonymous contacts (without an external id) that are known by
 * one of the sender's ids become part of the only contact with its number, or, when nobody has the number, of the identified
 * one among them, else of the one with the parent id; that one also learns the number. Contacts with an external id are never
 * merged away, and a number that several contacts share decides nothing.
 */
export async function joinSender(db: Db, workspaceId: string, sender: Sender, at: Date): Promise<void> {
  const identity = identityOf(sender);
  const keys = keysInOrder(identity);
  if (keys.length < 2) return;
  const behind = await knownBehind(db, workspaceId, keys);
  const byNumber = behind.get("phone") ?? [];
  const byId = ["parent_bsuid", "bsuid"].flatMap((kind) => behind.get(kind) ?? []);
  if (byNumber.length > 1) return;
  const person = byNumber[0] ?? byId.find(({ externalId }) => externalId) ?? byId[0];
  if (!person) return;
  const others = new Set(byId.filter(({ externalId }) => !externalId).map(({ id }) => id));
  others.delete(person.id);
  for (const mergeId of others)
    await mergeContacts(db, workspaceId, { mergeId, keepId: person.id }, { actor: "system", at });
  if (identity.phone && byNumber.length === 0 && !person.phone)
    await writeContacts(
      db,
      workspaceId,
      [{ identifier: { kind: "id", value: person.id }, fields: { phone: identity.phone } }],
      { at },
    );
}

/** By the kind of the key. */
async function knownBehind(
  db: Db,
  workspaceId: string,
  keys: readonly IdentifierKey[],
): Promise<Map<string, Known[]>> {
  const found = await candidates(db, workspaceId, keys);
  if (found.length === 0) return new Map();
  const { rows } = await sql<Known>`
    select c.id, c.bucket, c.external_id, c.phone
    from unnest(${[...new Set(found.map(({ id }) => id))]}::uuid[]) as k (id)
    join contacts c on c.workspace_id = ${workspaceId} and c.bucket = bucket_of(k.id) and c.id = k.id`.execute(
    db,
  );
  const contacts = new Map(rows.map((row) => [row.id, row]));
  const known = found.flatMap(({ position, id }) => {
    const contact = contacts.get(id);
    return contact ? [{ kind: keys[position]?.kind ?? "", contact }] : [];
  });
  const groups = Map.groupBy(known, ({ kind }) => kind);
  return new Map([...groups].map(([kind, some]) => [kind, some.map(({ contact }) => contact)]));
}
