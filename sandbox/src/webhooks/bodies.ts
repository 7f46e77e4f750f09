/** The JSON of webhook results, written by hand: tens of thousands leave per second. */
import { asObject } from "../json.ts";
import { profileName, userIdOf } from "../names.ts";
import { priceOf } from "../prices.ts";
import { deliveryError, statusOf } from "../statuses.ts";
import { webhookDate } from "../time.ts";
import type { Message } from "../types.ts";

const DELIVERED = JSON.stringify(statusOf(5));
const UNDELIVERABLE = JSON.stringify(statusOf(4));
const errorTexts = new Map<number, string>();

function errorText(code: number): string {
  let text = errorTexts.get(code);
  if (!text) {
    text = JSON.stringify(deliveryError(code));
    errorTexts.set(code, text);
  }
  return text;
}

function contactText(message: Message): string {
  const { phone } = message.conversation;
  const name = JSON.stringify(profileName(phone));
  return `{"name":${name},"phoneNumber":"${phone.number}","userId":"${userIdOf(phone.number)}"}`;
}

function optional(name: string, value: string | undefined): string {
  return value === undefined ? "" : `,"${name}":${JSON.stringify(value)}`;
}

/** One delivery report. A failed message costs nothing. */
export function deliveryResult(message: Message): string {
  const { number } = message.conversation.phone;
  const failed = message.state === "failed";
  const price = failed ? 0 : priceOf(number, message.template?.category ?? null, message.account.currency);
  return (
    `{"bulkId":${JSON.stringify(message.bulkId ?? "")},"messageId":${JSON.stringify(message.id)},"to":"${number}"` +
    `,"sentAt":"${webhookDate(message.sentAt)}","doneAt":"${webhookDate(message.doneAt)}","messageCount":1` +
    `,"price":{"pricePerMessage":${price},"currency":"${message.account.currency}"}` +
    `,"status":${failed ? UNDELIVERABLE : DELIVERED},"error":${errorText(failed ? message.error : 0)}` +
    `${optional("callbackData", message.callbackData)},"contact":${contactText(message)}}`
  );
}

/** One seen report: from the person, to the sender. */
export function seenResult(message: Message): string {
  const { phone, sender } = message.conversation;
  return (
    `{"messageId":${JSON.stringify(message.id)},"from":"${phone.number}","to":"${sender.number}"` +
    `,"sentAt":"${webhookDate(message.sentAt)}","seenAt":"${webhookDate(message.seenAt)}"` +
    `${optional("applicationId", message.extra?.applicationId)}${optional("entityId", message.extra?.entityId)}` +
    `,"contact":${contactText(message)}}`
  );
}

/** One inbound message; its content is stored as the webhook's `message` object, beside `source…` fields of our own. */
export function inboundResult(message: Message): string {
  const { phone, sender } = message.conversation;
  const stored = Object.entries(asObject(JSON.parse(message.content)));
  const content = Object.fromEntries(stored.filter(([name]) => !name.startsWith("source")));
  return JSON.stringify({
    from: phone.number,
    to: sender.number,
    integrationType: "WHATSAPP",
    receivedAt: webhookDate(message.sentAt),
    messageId: message.id,
    ...(message.replyTo ? { pairedMessageId: message.replyTo } : {}),
    ...(message.callbackData ? { callbackData: message.callbackData } : {}),
    message: content,
    contact: { name: profileName(phone), phoneNumber: phone.number, userId: userIdOf(phone.number) },
    ...identityPart(message),
    price: { pricePerMessage: 0, currency: message.account.currency },
  });
}

function identityPart({ conversation: { identity } }: Message): object {
  if (!identity) return {};
  const { acknowledged, hash, createdAt } = identity;
  return { identity: { acknowledged, hash, createdAt: webhookDate(createdAt) } };
}
