/**
 * One inbound message -> an event. The message is kept as Meta sent it; `kind` is one word for what the person did, the same for
 * every provider. Since user names a message may come without a number: a person is a number, a business-scoped user id, or both.
 */
import type { InboundMedia, InboundMessage, WebhookEvent } from "../connector.ts";
import { dateOf, type Json, object, objects, optional, phoneOf, text } from "./json.ts";

export function readInbound(value: Json, message: Json): WebhookEvent {
  const type = text(message.type) ?? "unknown";
  if (type === "request_welcome" || type === "revoke") return { kind: "ignored", reason: `message ${type}` };
  const to = phoneOf(object(value.metadata).display_phone_number);
  const at = dateOf(message.timestamp);
  if (type === "system") return identityChange(to, at, message);
  const contact = contactOf(value, message);
  const fromPhone = phoneOf(message.from) ?? phoneOf(contact.wa_id);
  const fromBsuid = text(message.from_user_id) ?? text(contact.user_id);
  const fromParentBsuid = text(message.from_parent_user_id) ?? text(contact.parent_user_id);
  const providerMessageId = text(message.id);
  if (!providerMessageId || !to || !at || !(fromPhone || fromBsuid))
    return { kind: "unknown", reason: "an inbound message without id, numbers or date" };
  const profile = object(contact.profile);
  const inbound: InboundMessage = {
    providerMessageId,
    to,
    receivedAt: at,
    kind: kindOf(type, message),
    payload: { ...message, ...optional("payload", carriedBy(type, message)) },
    ...optional("fromPhone", fromPhone),
    ...optional("fromBsuid", fromBsuid),
    ...optional("fromParentBsuid", fromParentBsuid),
    ...optional("profileName", text(profile.name) ?? text(profile.username)),
    ...optional("body", bodyOf(type, message)),
    ...optional("media", mediaOf(type, message)),
    ...optional("quotedProviderMessageId", quoted(type, message)),
  };
  return { kind: "inbound", message: inbound };
}

/** The number or the device behind a person changed; `from` is the person as known until now. */
function identityChange(sender: string | undefined, at: Date | null, message: Json): WebhookEvent {
  const contact = phoneOf(message.from) ?? text(message.from_user_id);
  if (!sender || !contact || !at)
    return { kind: "unknown", reason: "a system message without numbers or date" };
  return { kind: "identity_change", sender, contact, at };
}

function contactOf(value: Json, message: Json): Json {
  const contacts = objects(value.contacts);
  const same = contacts.find(
    ({ wa_id, user_id }) =>
      (wa_id !== undefined && wa_id === message.from) ||
      (user_id !== undefined && user_id === message.from_user_id),
  );
  return same ?? (contacts.length === 1 ? (contacts[0] ?? {}) : {});
}

const interactiveKinds: ReadonlyMap<string, string> = new Map(
  Object.entries({
    button_reply: "interactive_button_reply",
    list_reply: "interactive_list_reply",
    nfm_reply: "interactive_flow_reply",
    call_permission_reply: "interactive_call_permission_reply",
  }),
);

function kindOf(type: string, message: Json): string {
  if (type === "interactive") {
    const inner = text(object(message.interactive).type) ?? "unknown";
    return interactiveKinds.get(inner) ?? `interactive_${inner}`;
  }
  if (type === "contacts") return "contact";
  if (type === "audio" && object(message.audio).voice === true) return "voice";
  return type.toLowerCase();
}

/** What a person would say they wrote: the text, the tapped words, the caption, the emoji. */
function bodyOf(type: string, message: Json): string | undefined {
  const part = object(message[type]);
  switch (type) {
    case "text":
      return text(part.body);
    case "image":
    case "video":
    case "document":
      return text(part.caption);
    case "button":
      return text(part.text);
    case "reaction":
      return text(part.emoji);
    case "location":
      return text(part.name) ?? text(part.address);
    case "contacts":
      return text(object(objects(message.contacts)[0]?.name).formatted_name);
    case "order":
      return text(part.text);
    case "interactive":
      return text(object(part.button_reply).title) ?? text(object(part.list_reply).title);
    case "edit": {
      const edited = object(part.message);
      return bodyOf(text(edited.type) ?? "text", edited);
    }
    default:
      return undefined;
  }
}

/** What a tapped button or row carries besides its words: in one place, as rules about replies look for it. */
function carriedBy(type: string, message: Json): string | undefined {
  const part = object(message[type]);
  if (type === "button") return text(part.payload);
  if (type !== "interactive") return undefined;
  return text(object(part.button_reply).id) ?? text(object(part.list_reply).id);
}

const mediaTypes = new Set(["image", "video", "audio", "document", "sticker"]);

function mediaOf(type: string, message: Json): InboundMedia | undefined {
  if (!mediaTypes.has(type)) return undefined;
  const part = object(message[type]);
  const ref = text(part.id);
  if (!ref) return undefined;
  return {
    ref,
    ...optional("contentType", text(part.mime_type)),
    ...optional("filename", text(part.filename)),
  };
}

function quoted(type: string, message: Json): string | undefined {
  const part = object(message[type]);
  if (type === "reaction") return text(part.message_id);
  if (type === "edit") return text(part.original_message_id);
  return text(object(message.context).id);
}
