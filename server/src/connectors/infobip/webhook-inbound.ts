/**
 * What people write, in the two shapes Infobip knows: that of the WhatsApp product (one `message`) and that of its Messages API
 * (`event` MO, a list of `content`). Pure. People may hide their number: then only a business-scoped user id (BSUID) names them.
 */
import type { InboundMedia, InboundMessage, WebhookEvent } from "../connector.ts";
import { parseDate } from "./dates.ts";
import { type Json, object, objects, optional, phoneOf, text } from "./json.ts";

/** Kinds whose `url` is a file. A location's url is a page on the web. */
const fileKinds = new Set(["image", "video", "document", "voice", "audio", "sticker"]);

/** Words of the Messages API for what the WhatsApp product calls otherwise. */
const apiKinds: ReadonlyMap<string, string> = new Map(
  Object.entries({
    BUTTON_REPLY: "button",
    LIST_REPLY: "interactive_list_reply",
    FLOW_RESPONSE: "interactive_flow_reply",
    FILE: "document",
  }),
);

export function readInbound(result: Json): WebhookEvent {
  const message = object(result.message);
  return toEvent(result, message, {
    from: result.from,
    to: result.to,
    kind: (text(message.type) ?? "unknown").toLowerCase(),
    caption: text(message.caption),
  });
}

/** The first part is the message; a caption, a keyword or further parts stay in the payload. */
export function readApiMessage(result: Json): WebhookEvent {
  const [first = {}, ...rest] = objects(result.content);
  const type = text(first.type) ?? "unknown";
  return toEvent(result, rest.length > 0 ? { ...first, more: rest } : first, {
    from: result.sender,
    to: result.destination,
    kind: apiKinds.get(type) ?? type.toLowerCase(),
    caption: text(first.text),
  });
}

interface Reading {
  readonly from: unknown;
  readonly to: unknown;
  /** Infobip's word in lower case, also one that is new. */
  readonly kind: string;
  readonly caption: string | undefined;
}

function toEvent(result: Json, message: Json, { from, to, kind, caption }: Reading): WebhookEvent {
  const contact = object(result.contact);
  const providerMessageId = text(result.messageId);
  const ours = phoneOf(to);
  const receivedAt = parseDate(result.receivedAt);
  const fromPhone = phoneOf(contact.phoneNumber) ?? phoneOf(from);
  const fromBsuid = text(contact.userId) ?? bsuidOf(from);
  if (!providerMessageId || !ours || !receivedAt || !(fromPhone || fromBsuid))
    return { kind: "unknown", reason: "an inbound message without id, numbers or date" };
  const inbound: InboundMessage = {
    providerMessageId,
    to: ours,
    receivedAt,
    kind,
    payload: message,
    ...optional("fromPhone", fromPhone),
    ...optional("fromBsuid", fromBsuid),
    ...optional("fromParentBsuid", text(contact.parentUserId)),
    ...optional("profileName", text(contact.name) ?? text(contact.username)),
    ...optional("body", bodyOf(message)),
    ...optional("media", mediaOf(message, kind, caption)),
    ...optional("replyToMessageId", text(result.pairedMessageId)),
    ...optional("quotedProviderMessageId", text(object(message.context).id)),
  };
  return { kind: "inbound", message: inbound };
}

/** What a person would say they wrote: the text, the tapped words, the caption, the emoji, whose card it is. */
function bodyOf(message: Json): string | undefined {
  for (const field of ["text", "title", "caption", "emoji", "name"]) {
    const value = text(message[field]);
    if (value) return value;
  }
  const names = objects(message.contacts).flatMap(({ name }) => text(object(name).formattedName) ?? []);
  return names.length > 0 ? names.join(", ") : undefined;
}

/** Infobip names no type of a file beforehand; stickers are always WebP. A document's caption is its title. */
function mediaOf(message: Json, kind: string, caption: string | undefined): InboundMedia | undefined {
  const ref = text(message.url);
  if (!ref || !fileKinds.has(kind)) return undefined;
  return {
    ref,
    ...optional("contentType", kind === "sticker" ? "image/webp" : undefined),
    ...optional("filename", kind === "document" ? caption : undefined),
  };
}

/** Country, dot, digits; of a parent portfolio: country.ENT.digits. */
function bsuidOf(value: unknown): string | undefined {
  const given = text(value);
  return given && /^[A-Z]{2}\.(?:ENT\.)?\w+$/.test(given) ? given : undefined;
}
