/** Who wrote to us: contacts behind the number or the business-scoped id of an inbound message. */
import { type Db, inTransaction } from "../lib/db.ts";
import { type ContactRef, candidates, findContacts, type IdentifierKey } from "./identifiers.ts";
import { internationalPhone, type Phone } from "./phone.ts";
import { lockKeys, writeContacts } from "./write.ts";

export interface Sender {
  /** As the provider reports it; any spelling, with or without a plus. */
  readonly phone?: string | null;
  readonly bsuid?: string | null;
  readonly profileName?: string | null;
}

/**
 * Every contact with the sender's number (any spelling), or else the one with its BSUID. When there is none, an anonymous
 * one is made: alias label "phone" (or "whats_app_bsuid"), the number as its phone, the name people chose on WhatsApp as
 * the attribute whatsapp_name. Two calls at once make one contact. A BSUID not seen before is kept with the number's only
 * contact. Empty only when the sender has neither a valid number nor a BSUID.
 */
export async function resolveSender(
  db: Db,
  workspaceId: string,
  sender: Sender,
  at: Date,
): Promise<ContactRef[]> {
  const phone = sender.phone ? internationalPhone(sender.phone) : null;
  const bsuid = sender.bsuid || null;
  const keys = keysOf(phone, bsuid);
  if (keys.length === 0) return [];
  const known = await contactsBehind(db, workspaceId, keys);
  if (known.length > 0) {
    if (phone && bsuid) await keepBsuid(db, workspaceId, known, bsuid, at);
    return known;
  }
  return inTransaction(db, async (tx) => {
    await lockKeys(tx, workspaceId, keys);
    const meanwhile = await contactsBehind(tx, workspaceId, keys);
    if (meanwhile.length > 0) return meanwhile;
    const [made] = await writeContacts(tx, workspaceId, [anonymous(phone, bsuid, sender.profileName)], {
      at,
    });
    if (!made?.id) throw new Error(`an anonymous contact was refused: ${JSON.stringify(made?.problems)}`);
    const [contact] = await findContacts(tx, workspaceId, [{ kind: "id", value: made.id }]);
    return contact ? [contact] : [];
  });
}

function keysOf(phone: Phone | null, bsuid: string | null): IdentifierKey[] {
  const keys: IdentifierKey[] = [];
  if (phone) keys.push({ kind: "phone", value: phone });
  if (bsuid) keys.push({ kind: "bsuid", value: bsuid });
  return keys;
}

/** The number goes before the BSUID; of several contacts the most recently updated first. */
async function contactsBehind(
  db: Db,
  workspaceId: string,
  keys: readonly IdentifierKey[],
): Promise<ContactRef[]> {
  const found = await candidates(db, workspaceId, keys);
  const first = Math.min(...found.map((row) => row.position));
  return found.filter((row) => row.position === first).map(({ id, bucket }) => ({ id, bucket }));
}

async function keepBsuid(
  db: Db,
  workspaceId: string,
  known: readonly ContactRef[],
  bsuid: string,
  at: Date,
): Promise<void> {
  const [only, ...others] = known;
  if (!only || others.length > 0) return;
  const [owner] = await findContacts(db, workspaceId, [{ kind: "bsuid", value: bsuid }]);
  if (owner) return;
  // A second owner that appears meanwhile makes this write a refused one; the number is what counts.
  await writeContacts(db, workspaceId, [{ identifier: { kind: "id", value: only.id }, fields: { bsuid } }], {
    at,
  });
}

function anonymous(phone: Phone | null, bsuid: string | null, profileName: string | null | undefined) {
  const name = profileName?.trim().slice(0, 255);
  return {
    identifier: null,
    fields: { ...(phone ? { phone } : {}), ...(bsuid ? { bsuid } : {}) },
    aliases: phone ? [{ label: "phone", name: phone }] : [{ label: "whats_app_bsuid", name: bsuid ?? "" }],
    ...(name ? { attributes: { whatsapp_name: { kind: "set", type: "string", value: name } as const } } : {}),
  };
}
