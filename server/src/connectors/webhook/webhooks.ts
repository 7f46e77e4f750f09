/** What a receiver reports: `{"events": […]}` of receipts and messages. Pure. Shapes: docs/connecting-webhook.md. */
import type { InboundMedia, InboundMessage, Receipt, ReceiptKind, WebhookEvent } from "../connector.ts";
import { webhookError } from "./errors.ts";

type Json = Readonly<Record<string, unknown>>;

const receiptKinds: readonly ReceiptKind[] = ["sent", "delivered", "read", "failed"];

export function parseWebhook(body: string): WebhookEvent[] {
  const { events } = object(JSON.parse(body));
  if (!Array.isArray(events)) return [unknown("the body has no events")];
  return events.map((event) => {
    const value = object(event);
    if (value.type === "receipt") return readReceipt(value);
    if (value.type === "message") return readMessage(value);
    return unknown(`an event of the unknown type ${String(value.type)}`);
  });
}

function readReceipt(value: Json): WebhookEvent {
  const { messageId, status, error, price } = value;
  const kind = receiptKinds.find((known) => known === status);
  const at = dateOf(value.at);
  if (!isText(messageId) || !kind || !at) return unknown("a receipt without messageId, status or date");
  const { amount, currency } = object(price);
  const receipt: Receipt = {
    messageId,
    kind,
    at,
    ...(kind === "failed" ? { error: webhookError("failed", isText(error) ? error : undefined) } : {}),
    ...(isText(amount) && isText(currency) ? { price: { amount, currency } } : {}),
  };
  return { kind: "receipt", receipt };
}

function readMessage(value: Json): WebhookEvent {
  const { id, from, to, name, kind, text, replyToMessageId, payload } = value;
  const at = dateOf(value.at);
  if (!isText(id) || !isPhone(from) || !isPhone(to) || !at)
    return unknown("a message without id, numbers or date");
  const media = mediaOf(object(value.media));
  const message: InboundMessage = {
    providerMessageId: id,
    to,
    fromPhone: from,
    receivedAt: at,
    kind: isText(kind) ? kind : "text",
    payload: object(payload),
    ...(isText(name) ? { profileName: name } : {}),
    ...(isText(text) ? { body: text } : {}),
    ...(isText(replyToMessageId) ? { replyToMessageId } : {}),
    ...(media ? { media } : {}),
  };
  return { kind: "inbound", message };
}

function mediaOf({ url, contentType, filename }: Json): InboundMedia | null {
  if (!isText(url)) return null;
  return {
    ref: url,
    ...(isText(contentType) ? { contentType } : {}),
    ...(isText(filename) ? { filename } : {}),
  };
}

function unknown(reason: string): WebhookEvent {
  return { kind: "unknown", reason };
}

function object(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isPhone(value: unknown): value is string {
  return isText(value) && /^\+\d{5,20}$/.test(value);
}

function dateOf(value: unknown): Date | null {
  const date = new Date(isText(value) ? value : Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}
