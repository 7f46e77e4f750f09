/** What is about a template, a number or the account, or about what a person wants in general. Pure. */
import type { TemplateChange, WebhookEvent } from "../connector.ts";
import { parseDate } from "./dates.ts";
import { idText, type Json, object, objects, optional, phoneOf, text } from "./json.ts";

export function readTemplateChange(body: Json): WebhookEvent {
  const change = object(body.change);
  const about = {
    providerTemplateId: String(body.messageTemplateId),
    name: text(body.messageTemplateName) ?? "",
    language: text(body.messageTemplateLanguage) ?? "",
  };
  const read = templateChange(change);
  return read
    ? { kind: "template", change: { ...about, change: read } }
    : unknown(`a template change of the unknown kind ${String(change.type)}`);
}

function templateChange(change: Json): TemplateChange["change"] | null {
  const status = text(change.newStatus);
  const category = text(change.newCategory);
  const quality = text(change.newQualityScore);
  if (status) return { kind: "status", status, ...optional("reason", text(change.reason)) };
  if (category) return { kind: "category", category };
  if (quality) return { kind: "quality", quality };
  return null;
}

export function readPreference(body: Json, content: Json): WebhookEvent {
  const sender = text(content.sender) ?? text(body.from);
  const contact = text(content.from);
  const at = parseDate(body.createdAt);
  const status = text(content.notificationMessagesStatus)?.toLowerCase();
  if (!sender || !contact || !at || (status !== "stop" && status !== "resume"))
    return unknown("a marketing preference that is not complete");
  return {
    kind: "marketing_preference",
    sender: phoneOf(sender) ?? sender,
    contact: phoneOf(contact) ?? contact,
    wants: status === "resume",
    at,
  };
}

export function readIdentityChange(body: Json, content: Json): WebhookEvent {
  const sender = phoneOf(body.from);
  const contact = phoneOf(content.userNumber) ?? text(content.userId);
  const at = parseDate(body.createdAt);
  if (!sender || !contact || !at) return unknown("an identity change that is not complete");
  return { kind: "identity_change", sender, contact, at };
}

/** Known from integrators, not from Infobip's published description: read with care, nothing but the account's id is asked for. */
export function readRegistration(body: Json): WebhookEvent | null {
  const wabaId = idText(body.businessAccountId);
  if (!wabaId) return null;
  return {
    kind: "registration",
    wabaId,
    status: String(body.status),
    senders: objects(body.senders).flatMap((sender) => {
      const phone = phoneOf(sender.displayPhoneNumber);
      if (!phone) return [];
      return [
        {
          phone,
          ...optional("phoneNumberId", idText(sender.phoneNumberId)),
          ...optional("status", text(sender.status)),
        },
      ];
    }),
  };
}

const accountWords = /^(?:ACCOUNT_UPDATE|BILLING|BUSINESS_APP_|BUSINESS_ACCOUNT|PHONE_NUMBER_)/;

/**
 * ACCOUNT_UPDATE_NOTIFICATION, BILLING and BUSINESS_APP_*: only their names are published, so a body counts as one when a field
 * that tells kinds apart says so, or when it names a WABA and is no registration. What it says is kept for people; the state of
 * the number is read anew.
 */
export function readAccountChange(body: Json): WebhookEvent | null {
  const content = object(body.content);
  const words = [body.event, body.eventType, body.notificationType, body.type, content.type].flatMap(
    (word) => text(word)?.toUpperCase() ?? [],
  );
  const named = words.find((word) => accountWords.test(word));
  const wabaId = idText(body.businessAccountId) ?? idText(content.businessAccountId);
  if (!named && (wabaId === undefined || body.status !== undefined)) return null;
  const phone = [body.sender, body.phoneNumber, body.displayPhoneNumber, content.sender, body.from]
    .map(phoneOf)
    .find((one) => one !== undefined);
  return {
    kind: "account",
    change: named ?? words[0] ?? "ACCOUNT_UPDATE",
    payload: body,
    ...optional("wabaId", wabaId),
    ...optional("phone", phone),
  };
}

function unknown(reason: string): WebhookEvent {
  return { kind: "unknown", reason };
}
