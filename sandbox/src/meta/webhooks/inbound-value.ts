/** The value of an inbound message: the phones' message in Meta's words. */
import { asArray, asObject, asString, type Json } from "../../json.ts";
import { userIdOf } from "../../names.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { Conversation, Message } from "../../types.ts";
import { inboundMedia } from "../media-store.ts";
import { compact } from "../messages/fields.ts";
import { contactOf, hidesNumber, metadataOf, waIdOf } from "./status-value.ts";

/** Asynchronous: Meta names type and hash of a file, so it is fetched first. */
export async function inboundValue(sandbox: Sandbox, message: Message): Promise<Json> {
  const { conversation } = message;
  const content = asObject(JSON.parse(message.content));
  const hidden = hidesNumber(conversation.phone.number) && !hasAnswered(conversation);
  const body = await bodyOf(sandbox, message, content);
  const system = body.type === "system";
  const contact = hidden ? compact({ ...contactOf(message), wa_id: undefined }) : contactOf(message);
  return compact({
    messaging_product: "whatsapp",
    metadata: metadataOf(conversation.sender),
    contacts: system ? undefined : [contact],
    messages: [
      compact({
        from: hidden ? undefined : waIdOf(conversation.phone.number),
        from_user_id: userIdOf(conversation.phone.number),
        id: message.id,
        timestamp: String(Math.floor(message.sentAt / 1000)),
        context: contextOf(message, content),
        referral: referralOf(content),
        ...body,
      }),
    ],
  });
}

/** A business that wrote to the person in the last 30 days sees the number. */
function hasAnswered({ last }: Conversation): boolean {
  for (let message = last; message; message = message.previous) if (!message.fromPhone) return true;
  return false;
}

function contextOf(message: Message, content: Json): Json | undefined {
  const own = asObject(content.context);
  const product = asObject(own.referredProduct);
  const forwarded = own.forwarded === true ? true : undefined;
  const frequently = own.frequentlyForwarded === true ? true : undefined;
  if (
    content.type === "REACTION" ||
    (!message.replyTo && !forwarded && !frequently && !product.productRetailerId)
  )
    return undefined;
  return compact({
    from: message.replyTo ? message.conversation.sender.number : undefined,
    id: message.replyTo,
    forwarded,
    frequently_forwarded: frequently,
    referred_product: product.productRetailerId
      ? { catalog_id: product.catalogId, product_retailer_id: product.productRetailerId }
      : undefined,
  });
}

function referralOf(content: Json): Json | undefined {
  const referral = asObject(content.referral);
  if (Object.keys(referral).length === 0) return undefined;
  return Object.fromEntries(Object.entries(referral).map(([name, value]) => [snake(name), value]));
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const MEDIA_TYPES: Record<string, string> = {
  IMAGE: "image",
  VIDEO: "video",
  DOCUMENT: "document",
  AUDIO: "audio",
  VOICE: "audio",
  STICKER: "sticker",
};

async function bodyOf(sandbox: Sandbox, message: Message, content: Json): Promise<Json> {
  const type = asString(content.type) ?? "TEXT";
  const media = MEDIA_TYPES[type];
  if (media) return { type: media, [media]: await mediaBody(sandbox, message, content, type) };
  switch (type) {
    case "TEXT":
      return { type: "text", text: { body: content.text } };
    case "BUTTON":
      return { type: "button", button: { payload: content.payload, text: content.text } };
    case "INTERACTIVE_BUTTON_REPLY":
      return interactive("button_reply", { id: content.id, title: content.title });
    case "INTERACTIVE_LIST_REPLY": {
      const { id, title, description } = content;
      return interactive("list_reply", compact({ id, title, description }));
    }
    case "INTERACTIVE_FLOW_REPLY":
      return interactive("nfm_reply", {
        name: "flow",
        body: "Sent",
        response_json:
          typeof content.response === "string" ? content.response : JSON.stringify(content.response ?? {}),
      });
    case "REACTION":
      return { type: "reaction", reaction: reactionBody(message, content) };
    case "LOCATION": {
      const { latitude, longitude, name, address, url } = content;
      const place = compact({
        latitude,
        longitude,
        name,
        address,
        url: asString(content.sourceUrl) ? undefined : url,
      });
      return { type: "location", location: place };
    }
    case "CONTACT":
    case "CONTACTS":
      return { type: "contacts", contacts: asArray(content.contacts).map(contactBody) };
    case "ORDER":
      return { type: "order", order: orderBody(content) };
    case "INTERACTIVE_CALL_PERMISSION_REPLY": {
      const { response, expirationTimestamp } = asObject(content.callPermissionReply);
      const reply = {
        response: asString(response)?.toLowerCase(),
        expiration_timestamp: expirationTimestamp,
      };
      return interactive("call_permission_reply", compact(reply));
    }
    case "SYSTEM":
      return { type: "system", system: asObject(content.system) };
    default:
      return unsupported(content);
  }
}

function interactive(type: string, reply: Json): Json {
  return { type: "interactive", interactive: { type, [type]: reply } };
}

/** No emoji: the reaction was taken back. */
function reactionBody(message: Message, content: Json): Json {
  const emoji = content.action === "REMOVED" ? undefined : asString(content.emoji) || undefined;
  return compact({ message_id: message.replyTo, emoji });
}

async function mediaBody(sandbox: Sandbox, message: Message, content: Json, type: string): Promise<Json> {
  const file = await inboundMedia(sandbox, message, asString(content.sourceUrl) ?? "", type);
  return compact({
    id: file.id,
    mime_type: file.mimeType,
    sha256: Buffer.from(file.sha256, "hex").toString("base64"),
    url: file.url,
    caption: content.caption,
    filename: type === "DOCUMENT" ? (asString(content.sourceName) ?? file.filename ?? undefined) : undefined,
    animated: type === "STICKER" ? false : undefined,
    voice: type === "VOICE" ? true : type === "AUDIO" ? false : undefined,
  });
}

function contactBody(value: unknown): Json {
  const { name, phones, ...rest } = asObject(value);
  const named = Object.fromEntries(Object.entries(asObject(name)).map(([part, text]) => [snake(part), text]));
  const numbers = asArray(phones).map((one) => {
    const { phone, type, waId } = asObject(one);
    return compact({ phone, type, wa_id: waId });
  });
  return compact({ ...rest, name: named, phones: numbers.length > 0 ? numbers : undefined });
}

function orderBody(content: Json): Json {
  const products = asArray(content.productItems ?? content.products).map(asObject);
  return compact({
    catalog_id: content.catalogId,
    text: content.text,
    product_items: products.map(({ productRetailerId, quantity, itemPrice, currency }) => ({
      product_retailer_id: productRetailerId,
      quantity,
      item_price: itemPrice,
      currency,
    })),
  });
}

function unsupported(content: Json): Json {
  return {
    type: "unsupported",
    errors: [
      {
        code: 131051,
        title: "Message type unknown",
        message: "Message type unknown",
        error_data: { details: "Message type is currently not supported." },
      },
    ],
    unsupported: compact({ type: asString(content.unsupportedType) ?? "unknown" }),
  };
}
