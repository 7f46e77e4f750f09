/**
 * The second yes, from the phone: a one-time code sent by the number that filled in the form, or the answer to our template. Only
 * then is anything written to a contact, and of a known one only what was empty: a stranger who fills in somebody's number
 * changes nothing about them.
 */
import { sql } from "kysely";
import { getContact, parseAttributes, writeContacts } from "../../contacts/contacts.ts";
import type { Db } from "../../lib/db.ts";
import type { StoredAnswers } from "./answers.ts";
import { hashOfCode } from "./codes.ts";
import { countOptIn } from "./days.ts";
import { getForm } from "./forms.ts";
import { normalText } from "./normal-text.ts";
import { noPayload, type ShownConsent, textsOf, yesPayload } from "./requests.ts";
import { type Confirmation, setStates } from "./states.ts";

/** What is to be answered; may be empty. */
export interface Confirmed {
  readonly answer: string;
}

interface Pending {
  readonly id: string;
  readonly formId: string;
  readonly answers: StoredAnswers;
  readonly consent: ShownConsent;
  readonly createdAt: Date;
}

const words = (list: string) => new Set(list.split("|"));
/** Whole messages, as normal texts. They count only while a template waits for its answer. */
const yesWords = words(
  "sim|s|sim quero|sim, quero|quero|aceito|confirmo|confirmar|claro|si|si quiero|si, quiero|quiero|acepto|yes|y|yes please|yes, please|ok|i agree|agree|confirm",
);
const noWords = words(
  "nao|n|nao quero|nao, obrigado|nao, obrigada|nao obrigado|nao obrigada|recusar|no|no quiero|no gracias|no, gracias|rechazar|no thanks|no, thanks|nope",
);

/** By a code that was sent. null: none of them belongs to an open request of this number. */
export async function confirmByCode(
  tx: Db,
  who: Confirmation,
  codes: readonly string[],
): Promise<Confirmed | null> {
  if (codes.length === 0) return null;
  const { rows } = await sql<Pending>`
    select r.id, r.form_id, r.answers, r.consent, r.created_at
    from opt_in_requests r join opt_in_forms f on f.id = r.form_id and f.archived_at is null
    where r.code_hash = any(${codes.map(hashOfCode)}::bytea[]) and r.workspace_id = ${who.workspaceId}
      and r.subscription_group_id = ${who.subscriptionGroupId} and r.state = 'pending' and r.expires_at > ${who.now}
      and (r.phone is null or r.phone = ${who.phone})
    limit 1 for update of r`.execute(tx);
  return rows[0] ? confirm(tx, who, rows[0]) : null;
}

/** By an answer to our template: its buttons' payloads, or a plain yes or no. null: nothing waits, or it says neither. */
export async function confirmByAnswer(
  tx: Db,
  who: Confirmation,
  texts: readonly string[],
): Promise<Confirmed | null> {
  const { rows } = await sql<Pending>`
    select r.id, r.form_id, r.answers, r.consent, r.created_at
    from opt_in_requests r join opt_in_forms f on f.id = r.form_id and f.archived_at is null
    where r.workspace_id = ${who.workspaceId} and r.way = 'we_write' and r.state = 'pending' and r.expires_at > ${who.now}
      and r.subscription_group_id = ${who.subscriptionGroupId}
      and (r.phone = ${who.phone} or r.contact_id = any(${who.contacts.map((one) => one.id)}::uuid[]))
    order by r.created_at desc limit 1 for update of r`.execute(tx);
  const [pending] = rows;
  if (!pending) return null;
  // A button says which it is; its title may be anything.
  if (texts.includes(noPayload(pending.id))) return decline(tx, pending);
  if (texts.includes(yesPayload(pending.id))) return confirm(tx, who, pending);
  const said = texts.map(normalText);
  if (said.some((text) => noWords.has(text))) return decline(tx, pending);
  return said.some((text) => yesWords.has(text)) ? confirm(tx, who, pending) : null;
}

/** Somebody who wants to leave has also said no to what waits. */
export async function declineAll(tx: Db, who: Confirmation): Promise<void> {
  await sql`
    update opt_in_requests set state = 'declined', answers = '{}', code_hash = null
    where workspace_id = ${who.workspaceId} and state = 'pending' and phone = ${who.phone}
      and subscription_group_id = ${who.subscriptionGroupId}`.execute(tx);
}

/** The row stays until it expires, so that nobody can have the number asked again and again. */
async function decline(tx: Db, { id }: Pending): Promise<Confirmed> {
  await tx
    .updateTable("optInRequests")
    .set({ state: "declined", answers: "{}" })
    .where("id", "=", id)
    .execute();
  return { answer: "" };
}

async function confirm(tx: Db, who: Confirmation, pending: Pending): Promise<Confirmed> {
  const form = await getForm(tx, who.workspaceId, pending.formId);
  await tx
    .updateTable("optInRequests")
    .set({ state: "confirmed", answers: "{}", codeHash: null, contactMade: false })
    .where("id", "=", pending.id)
    .execute();
  const [first] = who.contacts;
  if (first) await fillEmpty(tx, who, first.id, pending.answers);
  const changed = await setStates(tx, who, "subscribed", {
    source: "opt_in_form",
    at: who.at,
    detail: proofOf(who, pending, form.name),
  });
  if (changed.length > 0) await countOptIn(tx, who.workspaceId, form.id, { subscribed: 1 }, who.now);
  return { answer: textsOf(form, pending.consent.language)?.thankYou ?? "" };
}

/** No address of the network is kept: that the number itself confirmed proves more, and says less about the person. */
function proofOf(who: Confirmation, { consent, createdAt, formId }: Pending, formName: string) {
  return {
    formId,
    formName,
    consentVersion: consent.version,
    consentText: consent.text,
    consentLanguage: consent.language,
    page: consent.page,
    requestedAt: createdAt.toISOString(),
    messageId: who.providerMessageId,
  };
}

/** What does not fit (a type that was learned meanwhile, an e-mail that is no longer valid) is left out. */
async function fillEmpty(
  tx: Db,
  { workspaceId, now }: Confirmation,
  contactId: string,
  answers: StoredAnswers,
): Promise<void> {
  const contact = await getContact(tx, workspaceId, contactId);
  if (!contact) return;
  const { firstName, lastName, email } = contact;
  const known: Readonly<Record<string, string | null>> = { firstName, lastName, email };
  const fields = Object.fromEntries(Object.entries(answers.fields ?? {}).filter(([name]) => !known[name]));
  const attributes = Object.fromEntries(
    Object.entries(answers.attributes ?? {}).filter(([name]) => !Object.hasOwn(contact.attributes, name)),
  );
  if (Object.keys(fields).length + Object.keys(attributes).length === 0) return;
  await writeContacts(
    tx,
    workspaceId,
    [
      {
        identifier: { kind: "id", value: contactId },
        fields,
        attributes: parseAttributes(attributes).attributes,
        keepFitting: true,
      },
    ],
    { at: now },
  );
}
