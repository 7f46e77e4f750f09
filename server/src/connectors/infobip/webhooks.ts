/**
 * Infobip's webhook bodies -> events. Pure and tolerant: one URL takes every kind of body, told apart in the order that Infobip's
 * documents make unambiguous, alone or many in `results`; an unknown word is kept as it is, a body that is not understood becomes
 * an "unknown" event.
 */
import type { WebhookEvent } from "../connector.ts";
import { isObject, type Json, object, text } from "./json.ts";
import {
  readAccountChange,
  readIdentityChange,
  readPreference,
  readRegistration,
  readTemplateChange,
} from "./webhook-account.ts";
import { readApiMessage, readInbound } from "./webhook-inbound.ts";
import { readClick, readDelivery, readSeen } from "./webhook-reports.ts";

export function parseWebhook(body: string): WebhookEvent[] {
  const parsed: unknown = JSON.parse(body);
  if (!isObject(parsed)) return [unknown("the body is not an object")];
  if (Array.isArray(parsed.results)) return parsed.results.map(readOne);
  return [readOne(parsed)];
}

function readOne(value: unknown): WebhookEvent {
  if (!isObject(value)) return unknown("a result is not an object");
  return readMessageEvent(value) ?? readOtherEvent(value) ?? unknown("a body of an unknown kind");
}

/** About one message: reports and what people write. `event` names the shapes of the Messages API. */
function readMessageEvent(value: Json): WebhookEvent | null {
  if (value.seenAt !== undefined) return readSeen(value);
  if (isObject(value.message) && value.integrationType !== undefined) return readInbound(value);
  if (value.event === "MO") return readApiMessage(value);
  if (value.event === "TYPING_STARTED" || value.event === "TYPING_STOPPED")
    return { kind: "ignored", reason: "typing" };
  if (isObject(value.status) && value.messageId !== undefined) return readDelivery(value);
  if (value.notificationType === "CLICKED") return readClick(value);
  return null;
}

function readOtherEvent(value: Json): WebhookEvent | null {
  const content = object(value.content);
  if (value.messageTemplateId !== undefined && isObject(value.change)) return readTemplateChange(value);
  if (content.type === "user_identity_changed") return readIdentityChange(value, content);
  if (content.notificationMessagesStatus !== undefined) return readPreference(value, content);
  if (content.type === "payment") return { kind: "ignored", reason: "payment" };
  return readAccountChange(value) ?? (text(value.status) ? readRegistration(value) : null);
}

function unknown(reason: string): WebhookEvent {
  return { kind: "unknown", reason };
}
