/** Delivery, seen and click reports. Pure. Shapes: Infobip OpenAPI, webhooks of WhatsApp, Messages API and SMS (clicks). */
import type { Receipt, WebhookEvent } from "../connector.ts";
import { parseDate } from "./dates.ts";
import { infobipError } from "./errors.ts";
import { DUPLICATE_MESSAGE_ID } from "./errors-status.ts";
import { type Json, object, optional, text } from "./json.ts";

export function readSeen(result: Json): WebhookEvent {
  const messageId = text(result.messageId);
  const at = parseDate(result.seenAt);
  if (!messageId || !at) return unknown("a seen report without message id or date");
  // Unlike a delivery report, this one names both sides, and turned around: `to` is our number.
  const digits = text(result.to)?.replace(/^\+/, "");
  const sender = digits && /^\d{5,20}$/.test(digits) ? `+${digits}` : undefined;
  return receipt({ messageId, kind: "read", at, ...optional("sender", sender) });
}

/** Groups: 3 delivered; 2, 4 and 5 failed; 0 and 1 are on the way and say nothing new. */
export function readDelivery(result: Json): WebhookEvent {
  const messageId = text(result.messageId);
  const at = parseDate(result.doneAt) ?? parseDate(result.sentAt);
  const status = object(result.status);
  const group = status.groupId;
  if (!messageId || !at) return unknown("a delivery report without message id or date");
  if (group === 0 || group === 1) return { kind: "ignored", reason: "pending" };
  // About the second copy, not about the message that was taken first.
  if (status.id === DUPLICATE_MESSAGE_ID) return { kind: "ignored", reason: "duplicate_message_id" };
  if (group === 3) return receipt({ messageId, kind: "delivered", at, ...price(result, true) });
  if (group !== 2 && group !== 4 && group !== 5)
    return unknown(`a delivery report of the unknown group ${String(group)}`);
  const error = failure(status, object(result.error));
  return receipt({ messageId, kind: "failed", at, error, ...price(result, false) });
}

export function readClick(body: Json): WebhookEvent {
  const messageId = text(body.messageId);
  const url = text(body.url);
  const at = parseDate(body.sendDateTime);
  if (!messageId || !url || !at) return unknown("a click without message id, address or date");
  const { deviceName, deviceType, os } = object(body.recipientInfo);
  const device = [text(deviceName) ?? text(deviceType), text(os)].filter(Boolean).join(", ");
  return { kind: "click", messageId, url, at, ...optional("device", device || undefined) };
}

function receipt(value: Receipt): WebhookEvent {
  return { kind: "receipt", receipt: value };
}

function unknown(reason: string): WebhookEvent {
  return { kind: "unknown", reason };
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
