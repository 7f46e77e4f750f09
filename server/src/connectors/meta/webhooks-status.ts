/**
 * One status of a message -> a receipt. Our own token comes back as `biz_opaque_callback_data`; a status without it is of a message
 * that somebody else sent, so Meta's id stands in its place and counts as foreign.
 */
import type { WebhookEvent } from "../connector.ts";
import { metaError } from "./errors.ts";
import { dateOf, type Json, object, objects, optional, phoneOf, text } from "./json.ts";

const kinds = ["sent", "delivered", "read", "failed"] as const;
/** A voice note that was listened to was read before; the others are of old payloads. */
const withoutUse = new Set(["played", "deleted", "warning"]);

export function readStatus(value: Json, status: Json): WebhookEvent {
  const word = text(status.status) ?? "";
  if (withoutUse.has(word)) return { kind: "ignored", reason: `status ${word}` };
  const kind = kinds.find((known) => known === word);
  if (!kind) return { kind: "unknown", reason: `a status with the unknown word ${word.slice(0, 40)}` };
  const wamid = text(status.id);
  const at = dateOf(status.timestamp);
  if (!wamid || !at) return { kind: "unknown", reason: "a status without id or date" };
  const token = text(status.biz_opaque_callback_data);
  return {
    kind: "receipt",
    receipt: {
      messageId: token ?? wamid,
      ...(token ? { providerMessageId: wamid } : {}),
      kind,
      at,
      ...optional("sender", phoneOf(object(value.metadata).display_phone_number)),
      ...(kind === "failed" ? { error: failure(objects(status.errors)[0] ?? {}) } : {}),
    },
  };
}

function failure(error: Json) {
  const words = [object(error.error_data).details, error.message, error.title].map(text).find(Boolean);
  return metaError(`meta:${text(error.code) ?? "131000"}`, words);
}
