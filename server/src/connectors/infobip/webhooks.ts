/**
 * Infobip's webhook bodies -> events. Pure and tolerant: one URL takes every kind of body, told apart in the order Infobip's
 * documents make unambiguous; an unknown word is kept as it is, a body that is not understood becomes an "unknown" event.
 */
import type { InboundMessage, Receipt, TemplateChange, WebhookEvent } from "../connector.ts";
import { parseDate } from "./dates.ts";
import { infobipError } from "./errors.ts";
import { DUPLICATE_MESSAGE_ID } from "./errors-status.ts";

type Json = Readonly<Record<string, unknown>>;

export function parseWebhook(body: string): WebhookEvent[] {
  const parsed: unknown = JSON.parse(body);
  if (!isObject(parsed)) return [unknown("the body is not an object")];
  if (Array.isArray(parsed.results)) return parsed.results.flatMap(readResult);
  return [readSingle(parsed)];
}

function readResult(value: unknown): WebhookEvent[] {
  if (!isObject(value)) return [unknown("a result is not an object")];
  if (value.seenAt !== undefined) return [readSeen(value)];
  if (isObject(value.message) && value.integrationType !== undefined) return [readInbound(value)];
  if (isObject(value.status) && value.messageId !== undefined) return readDelivery(value);
  return [unknown("a result of an unknown kind")];
}

function readSingle(body: Json): WebhookEvent {
  const content = object(body.content);
  if (body.messageTemplateId !== undefined && isObject(body.change)) return readTemplateChange(body);
  if (content.type === "user_identity_changed") return unknown("identity_change");
  if (content.notificationMessagesStatus !== undefined) return readPreference(body, content);
  if (content.type === "payment") return unknown("payment");
  if (body.notificationType === "CLICKED") return unknown("click");
  if (body.businessAccountId !== undefined && body.status !== undefined) return readRegistration(body);
  return unknown("a body of an unknown kind");
}

function readSeen(result: Json): WebhookEvent {
  const messageId = text(result.messageId);
  const at = parseDate(result.seenAt);
  if (!messageId || !at) return unknown("a seen report without message id or date");
  return { kind: "receipt", receipt: { messageId, kind: "read", at } };
}

/** Groups: 3 delivered; 2, 4 and 5 failed; 0 and 1 are on the way and say nothing new. */
function readDelivery(result: Json): WebhookEvent[] {
  const messageId = text(result.messageId);
  const at = parseDate(result.doneAt) ?? parseDate(result.sentAt);
  const status = object(result.status);
  const group = status.groupId;
  if (!messageId || !at) return [unknown("a delivery report without message id or date")];
  if (group === 0 || group === 1 || status.id === DUPLICATE_MESSAGE_ID) return [];
  if (group === 3) return [receipt({ messageId, kind: "delivered", at, ...price(result, true) })];
  if (group !== 2 && group !== 4 && group !== 5)
    return [unknown(`a delivery report of the unknown group ${String(group)}`)];
  return [
    receipt({
      messageId,
      kind: "failed",
      at,
      error: failure(status, object(result.error)),
      ...price(result, false),
    }),
  ];
}

function receipt(value: Receipt): WebhookEvent {
  return { kind: "receipt", receipt: value };
}

function failure(status: Json, error: Json) {
  const code = error.id ? `infobip:${String(error.id)}` : `infobip:status-${String(status.id)}`;
  const words = error.id ? error : status;
  return infobipError(code, text(words.description) ?? text(words.name));
}

/** What a message cost; a failed one that cost nothing has no price. */
function price(result: Json, evenIfZero: boolean): Pick<Receipt, "price"> {
  const given = object(result.price);
  const amount = given.pricePerMessage;
  const currency = text(given.currency);
  if (typeof amount !== "number" || !currency || (amount === 0 && !evenIfZero)) return {};
  return { price: { amount: amount.toFixed(5), currency } };
}

function readInbound(result: Json): WebhookEvent {
  const message = object(result.message);
  const contact = object(result.contact);
  const context = object(message.context);
  const providerMessageId = text(result.messageId);
  const from = text(result.from);
  const to = text(result.to);
  const receivedAt = parseDate(result.receivedAt);
  if (!providerMessageId || !from || !to || !receivedAt)
    return unknown("an inbound message without id, numbers or date");
  const phone = phoneOf(text(contact.phoneNumber) ?? from);
  const bsuid = text(contact.userId) ?? (isBsuid(from) ? from : undefined);
  const inbound: InboundMessage = {
    providerMessageId,
    to: `+${to.replace(/^\+/, "")}`,
    receivedAt,
    kind: (text(message.type) ?? "unknown").toLowerCase(),
    payload: message,
    ...optional("fromPhone", phone),
    ...optional("fromBsuid", bsuid),
    ...optional("profileName", text(contact.name)),
    ...optional("body", bodyOf(message)),
    ...optional("replyToMessageId", text(result.pairedMessageId)),
    ...optional("quotedProviderMessageId", text(context.id)),
  };
  return { kind: "inbound", message: inbound };
}

/** What a person would say they wrote: the text, the tapped words, the caption, the emoji. */
function bodyOf(message: Json): string | undefined {
  for (const field of ["text", "title", "caption", "emoji", "name"]) {
    const value = text(message[field]);
    if (value) return value;
  }
  return undefined;
}

function readTemplateChange(body: Json): WebhookEvent {
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

function readPreference(body: Json, content: Json): WebhookEvent {
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

function readRegistration(body: Json): WebhookEvent {
  const senders = Array.isArray(body.senders) ? body.senders.filter(isObject) : [];
  return {
    kind: "registration",
    wabaId: String(body.businessAccountId),
    status: String(body.status),
    senders: senders.flatMap((sender) => {
      const phone = phoneOf(text(sender.displayPhoneNumber)?.replace(/[\s()-]/g, "") ?? "");
      if (!phone) return [];
      const phoneNumberId = sender.phoneNumberId === undefined ? undefined : String(sender.phoneNumberId);
      return [
        { phone, ...optional("phoneNumberId", phoneNumberId), ...optional("status", text(sender.status)) },
      ];
    }),
  };
}

function unknown(reason: string): WebhookEvent {
  return { kind: "unknown", reason };
}

function phoneOf(value: string): string | undefined {
  return /^\+?\d{5,20}$/.test(value) ? `+${value.replace(/^\+/, "")}` : undefined;
}

/** A business-scoped user id: country, dot, digits; of a parent portfolio: country.ENT.digits. */
function isBsuid(value: string): boolean {
  return /^[A-Z]{2}\.(?:ENT\.)?\d+$/.test(value);
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function object(value: unknown): Json {
  return isObject(value) ? value : {};
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function optional<K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [name]: value } as Partial<Record<K, V>>);
}
