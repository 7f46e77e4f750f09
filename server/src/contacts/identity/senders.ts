/** Who wrote to us: contacts behind the number or the business-scoped id of an inbound message. */
import { sql } from "kysely";
import { type Db, inTransaction } from "../../lib/db.ts";
import type { ContactFields } from "../data/fields.ts";
import { lockKeys } from "../writing/locks.ts";
import { writeContacts } from "../writing/write.ts";
import { type ContactWrite, keysOfFields } from "../writing/write-state.ts";
import {
  type Alias,
  bsuidLabel,
  type ContactRef,
  candidates,
  findContacts,
  type IdentifierKey,
  isParentBsuid,
} from "./identifiers.ts";
import { internationalPhone, type Phone } from "./phone.ts";

export interface Sender {
  /** As the provider reports it; any spelling, with or without a plus. */
  readonly phone?: string | null;
  readonly bsuid?: string | null;
  /** One id across linked business portfolios; where the provider reports it, it goes before the BSUID. */
  readonly parentBsuid?: string | null;
  readonly profileName?: string | null;
}

interface Identity extends ContactFields {
  readonly phone: Phone | null;
  readonly parentBsuid: string | null;
  readonly bsuid: string | null;
}

/**
 * Every contact with the sender's number (any spelling), or else the one with its parent BSUID, or else with its BSUID. When
 * there is none, an anonymous one is made: alias label "phone" (or "whats_app_bsuid"), the number as its phone, the name
 * people chose on WhatsApp as the attribute whatsapp_name. Two calls at once make one contact. Ids not seen before are kept
 * with the only contact found. Empty only when the sender has neither a valid number nor an id.
 */
export async function resolveSender(
  db: Db,
  workspaceId: string,
  sender: Sender,
  at: Date,
): Promise<ContactRef[]> {
  const identity = identityOf(sender);
  const keys = keysInOrder(identity);
  if (keys.length === 0) return [];
  const known = await contactsBehind(db, workspaceId, keys);
  if (known.length > 0) {
    if (keys.length > 1) await keepIds(db, workspaceId, known, identity, at);
    return known;
  }
  return inTransaction(db, async (tx) => {
    await lockKeys(tx, workspaceId, keys);
    const meanwhile = await contactsBehind(tx, workspaceId, keys);
    if (meanwhile.length > 0) return meanwhile;
    const [made] = await writeContacts(tx, workspaceId, [anonymous(identity, sender.profileName)], { at });
    if (!made?.id) throw new Error(`an anonymous contact was refused: ${JSON.stringify(made?.problems)}`);
    const [contact] = await findContacts(tx, workspaceId, [{ kind: "id", value: made.id }]);
    return contact ? [contact] : [];
  });
}

export function identityOf({ phone, bsuid, parentBsuid }: Sender): Identity {
  const scoped = bsuid || null;
  const isParent = scoped !== null && isParentBsuid(scoped);
  return {
    phone: phone ? internationalPhone(phone) : null,
    parentBsuid: parentBsuid || (isParent ? scoped : null),
    bsuid: isParent ? null : scoped,
  };
}

/** The number goes before the parent id, that before the BSUID. */
export function keysInOrder(identity: Identity): IdentifierKey[] {
  const order = ["phone", "parent_bsuid", "bsuid"];
  return keysOfFields(identity).sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** Of several contacts the most recently updated first. */
async function contactsBehind(
  db: Db,
  workspaceId: string,
  keys: readonly IdentifierKey[],
): Promise<ContactRef[]> {
  const found = await candidates(db, workspaceId, keys);
  const first = Math.min(...found.map((row) => row.position));
  return found.filter((row) => row.position === first).map(({ id, bucket }) => ({ id, bucket }));
}

async function keepIds(
  db: Db,
  workspaceId: string,
  known: readonly ContactRef[],
  { bsuid, parentBsuid }: Identity,
  at: Date,
): Promise<void> {
  const [only, ...others] = known;
  if (!only || others.length > 0) return;
  const ids = keysOfFields({ bsuid, parentBsuid });
  const owned = new Set((await candidates(db, workspaceId, ids)).map(({ position }) => ids[position]?.kind));
  const fields: ContactFields = {
    ...(bsuid && !owned.has("bsuid") ? { bsuid } : {}),
    ...(parentBsuid && !owned.has("parent_bsuid") ? { parentBsuid } : {}),
  };
  if (Object.keys(fields).length === 0) return;
  const aliases = await formerIds(db, workspaceId, only, fields);
  // A second owner that appears meanwhile makes this write a refused one; the number is what counts.
  await writeContacts(db, workspaceId, [{ identifier: { kind: "id", value: only.id }, fields, aliases }], {
    at,
  });
}

/** What these fields replace goes on leading to the person: another of our numbers may know them by it. */
async function formerIds(
  db: Db,
  workspaceId: string,
  { id, bucket }: ContactRef,
  fields: ContactFields,
): Promise<Alias[]> {
  const { rows } = await sql<{ bsuid: string | null; parentBsuid: string | null }>`
    select bsuid, parent_bsuid from contacts
    where workspace_id = ${workspaceId} and bucket = ${bucket}::smallint and id = ${id}::uuid`.execute(db);
  const [before] = rows;
  return (["bsuid", "parentBsuid"] as const).flatMap((name) => {
    const former = name in fields ? before?.[name] : null;
    return former ? [{ label: bsuidLabel, name: former }] : [];
  });
}

function anonymous(identity: Identity, profileName: string | null | undefined): ContactWrite {
  const { phone, parentBsuid, bsuid } = identity;
  const name = profileName?.trim().slice(0, 255);
  return {
    identifier: null,
    fields: Object.fromEntries(Object.entries(identity).filter(([, value]) => value !== null)),
    aliases: phone
      ? [{ label: "phone", name: phone }]
      : [{ label: bsuidLabel, name: parentBsuid ?? bsuid ?? "" }],
    ...(name ? { attributes: { whatsapp_name: { kind: "set", type: "string", value: name } as const } } : {}),
  };
}
