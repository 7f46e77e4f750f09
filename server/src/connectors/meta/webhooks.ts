/**
 * Meta's webhook bodies -> events. Pure and tolerant: one POST may carry many entries and changes; each change is read by its
 * field. An unknown word is kept as it is, a change that is not understood becomes an "unknown" event. What concerns the account
 * rather than a message stands in webhooks-account.ts. Shapes: Meta, "WhatsApp Business Platform – Webhooks".
 */
import type { WebhookEvent } from "../connector.ts";
import { dateOf, isObject, type Json, object, objects, phoneOf, text } from "./json.ts";
import { readAccountChange } from "./webhooks-account.ts";
import { readInbound } from "./webhooks-inbound.ts";
import { readStatus } from "./webhooks-status.ts";

/** Fields that Ponte has no use for: counted by name. */
const withoutUse = new Set([
  "standby",
  "messaging_handovers",
  "calls",
  "automatic_events",
  "payment_configuration_update",
  "tracking_events",
  "history",
  "smb_app_state_sync",
]);

export function parseWebhook(body: string): WebhookEvent[] {
  const parsed: unknown = JSON.parse(body);
  if (!isObject(parsed)) return [unknown("the body is not an object")];
  if (parsed.object !== "whatsapp_business_account")
    return [unknown(`a body about the unknown object ${String(parsed.object).slice(0, 40)}`)];
  const entries = objects(parsed.entry);
  if (entries.length === 0) return [unknown("a body without entries")];
  return entries.flatMap((entry) => {
    const changes = objects(entry.changes);
    if (changes.length === 0) return [unknown("an entry without changes")];
    return changes.flatMap((change) => readChange(entry, change));
  });
}

function readChange(entry: Json, change: Json): WebhookEvent[] {
  const field = text(change.field) ?? "";
  const value = object(change.value);
  if (field === "messages") return readMessages(entry, value);
  if (field === "smb_message_echoes") return readEchoes(value);
  if (field === "user_preferences") return readPreferences(value);
  if (withoutUse.has(field) || field.startsWith("group_")) return [{ kind: "ignored", reason: field }];
  return [readAccountChange(entry, field, value)];
}

function readMessages(entry: Json, value: Json): WebhookEvent[] {
  const events = [
    ...objects(value.messages).map((message) => readInbound(value, message)),
    ...objects(value.statuses).map((status) => readStatus(value, status)),
    ...objects(value.errors).map((error) => problem(entry, value, error)),
  ];
  return events.length > 0 ? events : [unknown("a change of messages without messages or statuses")];
}

/** Something is wrong with the number itself, told among its messages. */
function problem(entry: Json, value: Json, error: Json): WebhookEvent {
  const wabaId = text(entry.id);
  const phone = phoneOf(object(value.metadata).display_phone_number);
  return {
    kind: "account",
    change: `messages_error_${text(error.code) ?? "unknown"}`,
    ...(wabaId ? { wabaId } : {}),
    ...(phone ? { phone } : {}),
    payload: error,
  };
}

/** Sent by a person with the WhatsApp Business app on the same number: traffic that is not ours, like a foreign receipt. */
function readEchoes(value: Json): WebhookEvent[] {
  const sender = phoneOf(object(value.metadata).display_phone_number);
  return objects(value.message_echoes).map((echo) => {
    const messageId = text(echo.id);
    const at = dateOf(echo.timestamp);
    if (!messageId || !at) return unknown("an echo without id or date");
    return { kind: "receipt", receipt: { messageId, kind: "sent", at, ...(sender ? { sender } : {}) } };
  });
}

function readPreferences(value: Json): WebhookEvent[] {
  const sender = phoneOf(object(value.metadata).display_phone_number);
  return objects(value.user_preferences).map((one) => {
    if (one.category !== undefined && one.category !== "marketing_messages")
      return { kind: "ignored", reason: `user_preferences ${String(one.category).slice(0, 40)}` };
    const contact = phoneOf(one.wa_id) ?? text(one.user_id);
    const at = dateOf(one.timestamp);
    if (!sender || !contact || !at || (one.value !== "stop" && one.value !== "resume"))
      return unknown("a marketing preference that is not complete");
    return { kind: "marketing_preference", sender, contact, wants: one.value === "resume", at };
  });
}

function unknown(reason: string): WebhookEvent {
  return { kind: "unknown", reason };
}
