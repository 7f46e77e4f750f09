/**
 * A person's act on the phone → the `message` object that the webhook carries, in Infobip's words. Fields that begin with
 * `source` are the sandbox's own and do not leave it.
 */
import { invalid, notFound } from "../control/http.ts";
import { asArray, asObject, asString, asText, type Json } from "../json.ts";
import { viewOf } from "../render.ts";
import type { Conversation, Message } from "../types.ts";
import { productOf } from "./catalog.ts";
import type { ButtonView } from "./view.ts";

/** Kinds of media a phone can send, and the type the webhook gives them. */
const MEDIA: Record<string, string> = {
  image: "IMAGE",
  video: "VIDEO",
  document: "DOCUMENT",
  audio: "AUDIO",
  voice: "VOICE",
  sticker: "STICKER",
};
/** Kinds whose webhook carries a caption. */
const CAPTIONED = new Set(["image", "video", "document"]);
const PERMISSION_MS = 7 * 86_400_000;

export interface Act {
  content: Json;
  /** The message of ours it answers. */
  repliesTo?: Message;
}

/** Throws a ControlError, in words for the person, when the conversation or its target does not allow it. */
export function readAct(conversation: Conversation, body: Json, origin: string): Act {
  const kind = asString(body.kind) ?? "text";
  const target = findTarget(conversation, asString(body.replyTo) ?? asString(body.messageId));
  const reply = target ? { repliesTo: target } : {};
  switch (kind) {
    case "text":
      return { content: { type: "TEXT", text: requiredText(body.text) }, ...reply };
    case "button":
      return tapButton(needed(target, "This button"), body);
    case "list":
      return chooseRow(needed(target, "This choice"), body);
    case "flow":
      return answerFlow(needed(target, "The Flow"), body);
    case "reaction":
      return react(needed(target, "The message to react to"), body);
    case "call-permission":
      return answerCalls(needed(target, "The request"), body);
    case "location":
      return { content: readLocation(body), ...reply };
    case "contact":
      return { content: readContacts(body), ...reply };
    case "order":
      return { content: readOrder(conversation, target, body), ...reply };
    default:
      return { content: readMedia(kind, body, origin), ...reply };
  }
}

function needed(message: Message | undefined, what: string): Message {
  if (!message) throw notFound(what);
  return message;
}

function findTarget(conversation: Conversation, id: string | undefined): Message | undefined {
  if (!id) return undefined;
  for (let message = conversation.last; message; message = message.previous) {
    if (message.id === id) return message;
  }
  throw notFound("The message you answer");
}

function requiredText(value: unknown): string {
  const text = asString(value);
  if (!text?.trim()) throw invalid("The message is empty. Write something first.");
  return text;
}

/** `{index}`, and `{card}` for a button of a carousel. */
function tapButton(message: Message, body: Json): Act {
  const button = findButton(message, body);
  if (button.kind === "QUICK_REPLY") {
    const payload = button.payload ?? button.text;
    return { content: { type: "BUTTON", text: button.text, payload }, repliesTo: message };
  }
  if (button.kind === "REPLY") {
    const { id, text } = button;
    return { content: { type: "INTERACTIVE_BUTTON_REPLY", id, title: text }, repliesTo: message };
  }
  throw invalid("This button sends no answer: WhatsApp handles it on the phone itself.");
}

function findButton(message: Message, body: Json): ButtonView {
  const view = viewOf(message);
  const buttons = body.card === undefined ? view.buttons : view.cards?.[Number(body.card)]?.buttons;
  const button = buttons?.[Number(body.index)];
  if (!button) throw notFound("This button");
  return button;
}

function chooseRow(message: Message, body: Json): Act {
  const row = asArray(viewOf(message).list?.sections)
    .flatMap((section) => asArray(asObject(section).rows))
    .map(asObject)
    .find((candidate) => asText(candidate.id) === asText(body.rowId));
  if (!row) throw notFound("This choice");
  const description = asString(row.description);
  return {
    content: {
      type: "INTERACTIVE_LIST_REPLY",
      id: asText(row.id),
      title: asString(row.title) ?? "",
      ...(description ? { description } : {}),
    },
    repliesTo: message,
  };
}

function answerFlow(message: Message, body: Json): Act {
  const response = asObject(body.response);
  return { content: { type: "INTERACTIVE_FLOW_REPLY", text: "Sent", response }, repliesTo: message };
}

/** An empty emoji takes the reaction back. */
function react(message: Message, body: Json): Act {
  const emoji = asString(body.emoji) ?? "👍";
  const action = emoji === "" ? "REMOVED" : "ADDED";
  return { content: { type: "REACTION", emoji, action }, repliesTo: message };
}

function answerCalls(message: Message, body: Json): Act {
  const accepted = body.accept !== false;
  const expirationTimestamp = Math.floor((Date.now() + PERMISSION_MS) / 1000);
  const callPermissionReply = {
    response: accepted ? "ACCEPT" : "REJECT",
    ...(accepted ? { expirationTimestamp } : {}),
  };
  return { content: { type: "INTERACTIVE_CALL_PERMISSION_REPLY", callPermissionReply }, repliesTo: message };
}

function readLocation(body: Json): Json {
  const { latitude, longitude } = body;
  if (typeof latitude !== "number" || typeof longitude !== "number") {
    throw invalid("A location needs a latitude and a longitude, both numbers.");
  }
  const name = asString(body.name);
  const address = asString(body.address);
  return {
    type: "LOCATION",
    latitude,
    longitude,
    ...(name ? { name } : {}),
    ...(address ? { address } : {}),
  };
}

/** `{contacts}` as WhatsApp sends them, or `{name, phone}` for one. */
function readContacts(body: Json): Json {
  const given = asArray(body.contacts);
  const name = asString(body.name)?.trim();
  const phone = asText(body.phone);
  if (given.length > 0) return { type: "CONTACT", contacts: given };
  if (!name || !phone) throw invalid("A contact needs a name and a phone number.");
  const digits = phone.replace(/\D/g, "");
  const [firstName = name, ...rest] = name.split(/\s+/);
  const lastName = rest.join(" ");
  const contact = {
    name: { firstName, ...(lastName ? { lastName } : {}), formattedName: name },
    phones: [{ phone: `+${digits}`, type: "CELL", waId: digits }],
  };
  return { type: "CONTACT", contacts: [contact] };
}

/** The cart: `{items: [{retailerId, quantity}], text?}`; the catalogue is that of the message it came from. */
function readOrder({ sender }: Conversation, message: Message | undefined, body: Json): Json {
  const items = asArray(body.items).map(asObject);
  if (items.length === 0) throw invalid("The cart is empty. Add a product first.");
  const currency = message?.account.currency ?? "BRL";
  const text = asString(body.text)?.trim();
  const catalogId = message ? viewOf(message).catalog?.catalogId : asText(body.catalogId);
  return {
    type: "ORDER",
    catalogId: catalogId || `catalog-${sender.number}`,
    productItems: items.map((item) => orderItem(item, currency)),
    ...(text ? { text } : {}),
  };
}

function orderItem({ retailerId, quantity }: Json, currency: string): Json {
  const id = asText(retailerId) ?? "";
  const count = Number(quantity);
  if (!id || !Number.isInteger(count) || count < 1) {
    throw invalid("Each product of an order needs a retailer id and a whole number of pieces.");
  }
  const { price } = productOf(id, currency);
  return { productRetailerId: id, quantity: count, itemPrice: price, currency };
}

/** A document's title travels as its caption; audio and stickers have none. */
function readMedia(kind: string, body: Json, origin: string): Json {
  const type = MEDIA[kind];
  if (!type) throw invalid(`A phone cannot send "${kind}". Use text, a tap, a place, a contact or media.`);
  const address = asString(body.url) ?? "";
  if (!URL.canParse(address, origin)) throw invalid("The address of the file is not a URL.");
  const name = asString(body.filename);
  const written = asString(body.caption);
  const caption = written ?? (kind === "document" ? name : undefined);
  return {
    type,
    sourceUrl: new URL(address, origin).href,
    ...(name ? { sourceName: name } : {}),
    ...(written ? { sourceCaption: written } : {}),
    ...(caption && CAPTIONED.has(kind) ? { caption } : {}),
  };
}
