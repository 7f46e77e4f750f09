/** Free-form messages, from the content of an Infobip send. */
import { asArray, asObject, asString, asText, isObject, type Json } from "../json.ts";
import { productOf } from "./catalog.ts";
import { catalogOf, flowOf, headerOf, locationOf, mediaOf, text } from "./parts.ts";
import type { ButtonView, CardView, Parts } from "./view.ts";

const LINK = /https?:\/\/[^\s<]+[^\s<.,;:!?)"'\]]/;

/** Text, media, sticker, location, contact, reaction. */
export function plainParts(kind: string, content: Json): Parts {
  switch (kind) {
    case "text": {
      const body = asString(content.text) ?? "";
      const url = content.previewUrl === true ? LINK.exec(body)?.[0] : undefined;
      return { body, ...(url ? { link: { url } } : {}) };
    }
    case "location":
      return locationOf(content);
    case "contact":
      return { contacts: asArray(content.contacts) };
    case "reaction": {
      const emoji = asString(content.emoji) ?? "";
      return { reaction: { emoji, removed: emoji === "" } };
    }
    default:
      return mediaOf(asString(content.mediaUrl) ?? "", content);
  }
}

/** Everything under `interactive/`. */
export function interactiveParts(kind: string, content: Json, currency: string): Parts {
  const action = asObject(content.action);
  return {
    ...text("body", asObject(content.body).text),
    ...(isObject(content.header) ? { header: headerOf(content.header) } : {}),
    ...text("footer", asObject(content.footer).text),
    ...actionParts(kind.slice("interactive/".length), action, currency),
  };
}

function actionParts(kind: string, action: Json, currency: string): Parts {
  switch (kind) {
    case "buttons":
      return { buttons: asArray(action.buttons).map(replyButton) };
    case "list":
      return { list: { button: asString(action.title) ?? "", sections: asArray(action.sections) } };
    case "url-button":
      return { buttons: [urlButton(action)] };
    case "flow":
      return { buttons: [flowButton(action)] };
    case "product":
      return { ...catalogOf(action, "product", currency), buttons: [button("PRODUCT")] };
    case "multi-product":
      return { ...catalogOf(action, "list", currency), buttons: [button("MULTI_PRODUCT")] };
    case "catalog":
      return { ...catalogOf(action, "catalog", currency), buttons: [button("CATALOG")] };
    case "location-request":
      return { buttons: [button("LOCATION_REQUEST")] };
    case "request-contact-info":
      return { buttons: [button("CONTACT_REQUEST")] };
    case "voice-button":
      return { buttons: [button("VOICE_CALL", asString(action.buttonDisplayText))] };
    case "call-permission-request":
      return { buttons: [button("CALL_PERMISSION")] };
    case "media-carousel":
      return { cards: asArray(action.cards).map((card, index) => cardView(asObject(card), index, currency)) };
    default:
      return {};
  }
}

function button(kind: string, words = ""): ButtonView {
  return { index: 0, kind, text: words };
}

function replyButton(value: unknown, index: number): ButtonView {
  const { title, id } = asObject(value);
  return { index, kind: "REPLY", text: asString(title) ?? "", id: asText(id) ?? "" };
}

function urlButton({ displayText, url }: Json): ButtonView {
  return { index: 0, kind: "URL", text: asString(displayText) ?? "", url: asString(url) ?? "" };
}

function flowButton(action: Json): ButtonView {
  const flow = flowOf(action.flowId, action.flowAction, action.flowToken, asObject(action.flowActionPayload));
  return { index: 0, kind: "FLOW", text: asString(action.callToActionButton) ?? "", flow };
}

/** A card of media, or (only on Meta's side) of one product. */
function cardView(card: Json, index: number, currency: string): CardView {
  const retailerId = asText(card.productRetailerId);
  if (retailerId) {
    const { name, description, image } = productOf(retailerId, currency);
    return { index, header: { kind: "IMAGE", url: image }, body: `*${name}*\n${description}`, buttons: [] };
  }
  return {
    index,
    ...(isObject(card.header) ? { header: headerOf(card.header) } : {}),
    ...text("body", asObject(card.body).text),
    buttons: isObject(card.button) ? [urlButton(card.button)] : asArray(card.buttons).map(replyButton),
  };
}
