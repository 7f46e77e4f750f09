/** What the person wrote, from the `message` object of its webhook. */
import { asArray, asObject, asString, asText, type Json } from "../json.ts";
import { productOf } from "./catalog.ts";
import { locationOf, mediaOf, text } from "./parts.ts";
import type { OrderView, Parts } from "./view.ts";

export function inboundParts(content: Json): Parts {
  switch (content.type) {
    case "LOCATION":
      return locationOf(content);
    case "CONTACT":
      return { contacts: asArray(content.contacts) };
    case "ORDER":
      return { order: orderOf(content) };
    case "REACTION":
      return { reaction: { emoji: asString(content.emoji) ?? "", removed: content.action === "REMOVED" } };
    case "INTERACTIVE_FLOW_REPLY":
      return { body: asString(content.text) ?? "", response: asObject(content.response) };
    case "INTERACTIVE_CALL_PERMISSION_REPLY":
      return { body: asString(asObject(content.callPermissionReply).response) ?? "" };
    default:
      return writtenParts(content);
  }
}

function writtenParts(content: Json): Parts {
  const file = asString(content.sourceUrl);
  if (file) {
    const caption = content.sourceCaption ?? content.caption;
    return mediaOf(file, { caption, filename: content.sourceName, voice: content.type === "VOICE" });
  }
  return text("body", content.text ?? content.title);
}

function orderOf(content: Json): OrderView {
  const items = asArray(content.productItems).map((value) => {
    const item = asObject(value);
    const currency = asString(item.currency) ?? "BRL";
    const product = productOf(asText(item.productRetailerId) ?? "", currency);
    return {
      product: { ...product, price: Number(item.itemPrice) },
      quantity: Number(item.quantity),
    };
  });
  return {
    items,
    total: items.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0),
    currency: items[0]?.product.currency ?? "BRL",
    ...text("text", content.text),
  };
}
