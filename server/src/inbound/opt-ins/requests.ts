/**
 * A filled-in form. Nothing is written to a contact yet, and the answer to the visitor is the same whoever the number belongs
 * to, whether it is known, subscribed, over a limit or was asked before: a form tells nothing about anybody.
 */
import { sql } from "kysely";
import type { Phone } from "../../contacts/contacts.ts";
import { findContacts, resolveSender } from "../../contacts/contacts.ts";
import { type Db, inTransaction } from "../../lib/db.ts";
import { queueRecipients, startDispatch } from "../../messages/messages.ts";
import { getTemplate, isSendable } from "../../templates/templates.ts";
import { whatsAppAddress } from "./addresses.ts";
import type { ReadAnswers } from "./answers.ts";
import { mayWrite, mostPendingOfNumber } from "./budgets.ts";
import { hashOfCode, newRequestCode, withCode } from "./codes.ts";
import { countOptIn } from "./days.ts";
import type { OptInForm } from "./forms.ts";

export interface ShownConsent {
  readonly version: number;
  readonly text: string;
  readonly language: string;
  /** Where the form stood, without its query; null: not told, or not a site the form is meant for. */
  readonly page: string | null;
}

export interface NewRequest {
  readonly form: OptInForm;
  readonly answers: ReadAnswers;
  readonly consent: ShownConsent;
  readonly at: Date;
}

export type Asked =
  /** The person opens it and sends what is in it. */
  { readonly next: "open_whatsapp"; readonly url: string } | { readonly next: "check_whatsapp" };

export async function requestOptIn(db: Db, request: NewRequest): Promise<Asked> {
  const { form, at } = request;
  return inTransaction(db, async (tx) => {
    await countOptIn(tx, form.workspaceId, form.id, { asked: 1 }, at);
    if (form.way === "we_write") {
      await writeFirst(tx, request);
      return { next: "check_whatsapp" };
    }
    const code = newRequestCode();
    await keep(tx, request, { codeHash: hashOfCode(code) });
    const message = textsOf(form, request.consent.language)?.message ?? "";
    return { next: "open_whatsapp", url: whatsAppAddress(form.phone, withCode(message, code)) };
  });
}

/** What an automatic visitor gets: looks the same, leads nowhere. */
export function pretendToAsk(form: OptInForm, language: string): Asked {
  if (form.way === "we_write") return { next: "check_whatsapp" };
  const message = textsOf(form, language)?.message ?? "";
  return { next: "open_whatsapp", url: whatsAppAddress(form.phone, withCode(message, newRequestCode())) };
}

export function textsOf({ settings }: Pick<OptInForm, "settings">, language: string) {
  return Object.hasOwn(settings.texts, language)
    ? settings.texts[language]
    : settings.texts[settings.defaultLanguage];
}

/** The payload of the button that means yes; replies carry it back. */
export function yesPayload(requestId: string): string {
  return `opt-in:yes:${requestId}`;
}

export function noPayload(requestId: string): string {
  return `opt-in:no:${requestId}`;
}

async function writeFirst(tx: Db, request: NewRequest): Promise<void> {
  const { form, answers, at } = request;
  const { phone } = answers;
  const template = form.settings.templateId
    ? await getTemplate(tx, form.workspaceId, form.settings.templateId)
    : null;
  if (!phone || !template || !isSendable(template.status)) return;
  const ask = {
    workspaceId: form.workspaceId,
    formId: form.id,
    subscriptionGroupId: form.subscriptionGroupId,
    phone,
    formPerDay: form.settings.templatesPerDay,
    now: at,
  };
  if (!(await mayWrite(tx, ask)) || (await isSubscribed(tx, form, phone))) return;
  const [known] = await findContacts(tx, form.workspaceId, [{ kind: "phone", value: phone }]);
  const [contact] = known ? [known] : await resolveSender(tx, form.workspaceId, { phone }, at);
  if (!contact) return;
  const id = await keep(tx, request, { contactId: contact.id, contactMade: !known });
  const dispatch = await startDispatch(tx, {
    workspaceId: form.workspaceId,
    subscriptionGroupId: form.subscriptionGroupId,
    kind: "api_message",
    message: {
      kind: "template",
      templateName: template.name,
      language: template.language,
      category: template.category,
      structure: template.structure,
      variables: { ...form.settings.variables, ...payloadsOf(form, template.structure.buttons ?? [], id) },
    },
    audience: null,
    // The person has just asked to be written to; nobody is subscribed by it.
    requiresSubscription: false,
    at,
  });
  const [queued] = await queueRecipients(tx, dispatch, [{ contactId: contact.id }], { at });
  await tx
    .updateTable("optInRequests")
    .set({ sendId: queued?.sendId ?? null })
    .where("id", "=", id)
    .execute();
}

function payloadsOf(form: OptInForm, buttons: readonly { readonly type: string }[], id: string) {
  return Object.fromEntries(
    buttons.flatMap(({ type }, index) =>
      type === "QUICK_REPLY"
        ? [[`button.${index}.payload`, index === form.settings.yesButton ? yesPayload(id) : noPayload(id)]]
        : [],
    ),
  );
}

async function keep(
  tx: Db,
  { form, answers, consent, at }: NewRequest,
  how: { readonly codeHash?: Buffer; readonly contactId?: string; readonly contactMade?: boolean },
): Promise<string> {
  const { phone, fields, attributes } = answers;
  if (phone && how.codeHash) await makeRoom(tx, form.workspaceId, phone);
  const { id } = await tx
    .insertInto("optInRequests")
    .values({
      workspaceId: form.workspaceId,
      formId: form.id,
      subscriptionGroupId: form.subscriptionGroupId,
      way: form.way,
      phone,
      answers: JSON.stringify({ fields, attributes }),
      consent: JSON.stringify(consent),
      createdAt: at,
      expiresAt: new Date(at.getTime() + form.settings.expiryDays * 24 * 3_600_000),
      codeHash: how.codeHash ?? null,
      contactId: how.contactId ?? null,
      contactMade: how.contactMade ?? false,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** A form filled in again and again for one number keeps its newest codes only. */
async function makeRoom(tx: Db, workspaceId: string, phone: Phone): Promise<void> {
  await sql`
    delete from opt_in_requests where workspace_id = ${workspaceId} and id in (
      select id from opt_in_requests
      where workspace_id = ${workspaceId} and phone = ${phone} and state = 'pending' and code_hash is not null
      order by created_at desc offset ${mostPendingOfNumber - 1})`.execute(tx);
}

async function isSubscribed(tx: Db, form: OptInForm, phone: Phone): Promise<boolean> {
  const { rows } = await sql`
    select from contact_identifiers i
    join subscription_states s on s.workspace_id = i.workspace_id and s.bucket = i.bucket and s.contact_id = i.contact_id
      and s.subscription_group_id = ${form.subscriptionGroupId} and s.state = 'subscribed'
    where i.workspace_id = ${form.workspaceId} and i.kind = 'phone' and i.value = ${phone}`.execute(tx);
  return rows.length > 0;
}
