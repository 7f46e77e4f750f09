/**
 * What an inbound message says about consent, in this order: a word to leave; the code of a form; the answer to a form's
 * template; the text of a link; a word to return. One message does one of these. Answers are sent only when something really
 * changed, and at most a few a day to one person, so that two machines never talk for ever.
 */
import { sql } from "kysely";
import type { InboundMessage } from "../connectors/connector.ts";
import { type ChangedSubscription, type ContactRef, internationalPhone } from "../contacts/contacts.ts";
import type { Context } from "../lib/context.ts";
import type { Db } from "../lib/db.ts";
import { answerInWindow } from "./answer.ts";
import { type Heard, heardInMessage, textsOf } from "./keywords.ts";
import { codesIn } from "./opt-ins/codes.ts";
import { type Confirmed, confirmByAnswer, confirmByCode, declineAll } from "./opt-ins/confirm.ts";
import { followLink } from "./opt-ins/follow-link.ts";
import { type Confirmation, setStates } from "./opt-ins/states.ts";
import { type HeardWords, loadWords } from "./words.ts";

/** What a batch of messages to one workspace is held against. */
export interface ConsentRules extends HeardWords {
  /** Nothing is looked up where nobody made a link, or no form waits. */
  readonly hasLinks: boolean;
  readonly hasRequests: boolean;
}

export async function loadConsentRules(db: Db, workspaceId: string): Promise<ConsentRules> {
  const words = await loadWords(db, workspaceId);
  const { rows } = await sql<{ links: boolean; requests: boolean }>`
    select exists (select from opt_in_links where workspace_id = ${workspaceId}) as links,
           exists (select from opt_in_requests where workspace_id = ${workspaceId}) as requests`.execute(db);
  return { ...words, hasLinks: rows[0]?.links ?? false, hasRequests: rows[0]?.requests ?? false };
}

interface Place {
  readonly workspaceId: string;
  readonly subscriptionGroupId: string;
}

/** In the transaction that stored the message for the first time. */
export async function applyConsent(
  ctx: Context,
  tx: Db,
  rules: ConsentRules,
  place: Place,
  contacts: readonly ContactRef[],
  message: InboundMessage,
): Promise<void> {
  const heard = heardInMessage(message, rules.book);
  const who: Confirmation = {
    ...place,
    contacts,
    phone: message.fromPhone ? internationalPhone(message.fromPhone) : null,
    providerMessageId: message.providerMessageId,
    at: message.receivedAt,
    now: ctx.clock.now(),
  };
  if (heard?.wish === "leave") {
    if (rules.hasRequests) await declineAll(tx, who);
    return obey(tx, rules, who, heard);
  }
  const confirmed = await confirmation(ctx, tx, rules, who, textsOf(message));
  if (confirmed) return answer(tx, who, confirmed.answer);
  if (heard) await obey(tx, rules, who, heard);
}

async function confirmation(
  ctx: Context,
  tx: Db,
  { hasLinks, hasRequests }: ConsentRules,
  who: Confirmation,
  texts: readonly string[],
): Promise<Confirmed | null> {
  const [text] = texts;
  if (text === undefined || !(hasLinks || hasRequests)) return null;
  const codes = codesIn(text);
  if (hasRequests) {
    const confirmed =
      (await confirmByCode(tx, who, codes.requests)) ?? (await confirmByAnswer(tx, who, texts));
    if (confirmed) return confirmed;
  }
  return hasLinks ? followLink(ctx, tx, who, text, codes.links) : null;
}

async function obey(tx: Db, { replies }: ConsentRules, who: Confirmation, heard: Heard): Promise<void> {
  const leaves = heard.wish === "leave";
  const changed = await setStates(tx, who, leaves ? "unsubscribed" : "subscribed", {
    source: "inbound",
    at: leaves ? endOfSecond(who.at) : who.at,
    detail: { word: heard.word, messageId: who.providerMessageId },
  });
  const reply = replies.get(heard.language)?.[heard.wish] ?? "";
  if (changed.length > 0 && reply !== "" && !(await isTiring(tx, who, changed))) await answer(tx, who, reply);
}

/** Some providers tell whole seconds: a wish to leave then counts against everything said in that second. */
function endOfSecond(at: Date): Date {
  return at.getMilliseconds() === 0 ? new Date(at.getTime() + 999) : at;
}

const mostChangesADay = 4;

/** Whoever changes their mind again and again is obeyed and no longer answered. */
async function isTiring(
  tx: Db,
  { workspaceId, subscriptionGroupId, now }: Confirmation,
  [first]: readonly ChangedSubscription[],
): Promise<boolean> {
  if (!first) return false;
  const since = new Date(now.getTime() - 24 * 3_600_000);
  const { rows } = await sql<{ changes: number }>`
    select count(*)::int as changes from subscription_changes
    where workspace_id = ${workspaceId} and bucket = ${first.bucket} and contact_id = ${first.contactId}
      and subscription_group_id = ${subscriptionGroupId} and source = 'inbound' and changed_at > ${since}`.execute(
    tx,
  );
  return (rows[0]?.changes ?? 0) > mostChangesADay;
}

/** Of contacts that share the number one is answered: it is one phone. */
async function answer(tx: Db, who: Confirmation, text: string): Promise<void> {
  const [first] = who.contacts;
  if (first) await answerInWindow(tx, { ...who, contactId: first.id, text, at: who.now });
}
