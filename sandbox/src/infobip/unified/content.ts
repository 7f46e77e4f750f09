/**
 * The unified Messages API's contents as the WhatsApp messages they become. The checks are those of the WhatsApp endpoints, so
 * both roads have one set of rules.
 */
import { asArray, asObject, asString, asText, isObject, type Json } from "../../json.ts";

export interface Translated {
  /** Path suffix of the WhatsApp endpoint it stands for. */
  kind: string;
  content: Json;
}

/** Null for contents that WhatsApp has no message for. */
export function translateMessage(message: Json): Translated | null {
  if (isObject(message.template)) return { kind: "template", content: templateContent(message) };
  const content = asObject(message.content);
  const body = asObject(content.body);
  switch (body.type) {
    case "TEXT":
      return textMessage(content, body);
    case "IMAGE":
    case "VIDEO":
    case "DOCUMENT":
      return mediaMessage(content, body);
    case "STICKER":
      return { kind: "sticker", content: { mediaUrl: body.reference } };
    case "LOCATION": {
      const { type: _type, ...place } = body;
      return { kind: "location", content: place };
    }
    case "CONTACT": {
      const name = asString(body.name) ?? "";
      const contact = {
        name: { firstName: name, formattedName: name },
        phones: [{ phone: body.phoneNumber }],
      };
      return { kind: "contact", content: { contacts: [contact] } };
    }
    case "LIST":
      return { kind: "interactive/list", content: { ...frame(content, body), action: listAction(body) } };
    case "PRODUCT":
      return productMessage(content, body);
    case "FLOW":
      return { kind: "interactive/flow", content: { ...frame(content, body), action: flowAction(body) } };
    case "CAROUSEL":
      return { kind: "interactive/media-carousel", content: carousel(content, body) };
    default:
      return null;
  }
}

/** Header, text and footer, which the interactive types share. */
function frame(content: Json, body: Json): Json {
  const text = asString(body.text);
  return {
    ...(isObject(content.header) ? { header: content.header } : {}),
    ...(text === undefined ? {} : { body: { text } }),
    ...(isObject(content.footer) ? { footer: content.footer } : {}),
  };
}

function buttonsOf(content: Json): Json[] {
  return asArray(content.buttons).map(asObject);
}

function textMessage(content: Json, body: Json): Translated {
  const buttons = buttonsOf(content);
  const [first] = buttons;
  if (first?.type === "REPLY")
    return { kind: "interactive/buttons", content: { ...frame(content, body), action: replies(buttons) } };
  if (first?.type === "OPEN_URL") {
    const action = { displayText: first.text, url: first.url };
    return { kind: "interactive/url-button", content: { ...frame(content, body), action } };
  }
  if (first?.type === "REQUEST_LOCATION")
    return { kind: "interactive/location-request", content: { body: { text: body.text } } };
  return { kind: "text", content: { text: body.text } };
}

/** With buttons the file becomes the header of an interactive message. */
function mediaMessage(content: Json, body: Json): Translated {
  const kind = (asString(body.type) ?? "").toLowerCase();
  const filename = asString(body.filename);
  const file = { mediaUrl: body.url, ...(filename ? { filename } : {}) };
  const buttons = buttonsOf(content);
  if (buttons.length > 0) {
    const header = { type: body.type, ...file };
    return {
      kind: "interactive/buttons",
      content: { ...frame(content, body), header, action: replies(buttons) },
    };
  }
  const caption = asString(body.text);
  return { kind, content: { ...file, ...(caption ? { caption } : {}) } };
}

function replies(buttons: Json[]): Json {
  return {
    buttons: buttons.map(({ text, postbackData }) => ({
      type: "REPLY",
      id: asText(postbackData) ?? asText(text),
      title: text,
    })),
  };
}

function listAction(body: Json): Json {
  return {
    title: asString(body.subtext) ?? "Menu",
    sections: asArray(body.sections).map((value) => {
      const section = asObject(value);
      const rows = asArray(section.items).map((item, i) => {
        const { id, text, description } = asObject(item);
        return { id: id ?? String(i), title: text, ...(description === undefined ? {} : { description }) };
      });
      return { title: section.sectionTitle, rows };
    }),
  };
}

function productMessage(content: Json, body: Json): Translated {
  const sections = asArray(body.sections).map(asObject);
  const [only] = sections.flatMap(({ productRetailerIds }) => asArray(productRetailerIds));
  const count = sections.flatMap(({ productRetailerIds }) => asArray(productRetailerIds)).length;
  if (count > 1 || content.header !== undefined) {
    const action = { catalogId: body.catalogId, sections };
    return { kind: "interactive/multi-product", content: { ...frame(content, body), action } };
  }
  const action = { catalogId: body.catalogId, productRetailerId: only };
  return { kind: "interactive/product", content: { ...frame(content, body), action } };
}

function flowAction(body: Json): Json {
  const { type, ...payload } = asObject(body.action);
  return {
    mode: body.mode ?? "PUBLISHED",
    flowMessageVersion: 3,
    flowToken: body.token,
    flowId: body.id,
    callToActionButton: body.buttonText,
    flowAction: type,
    ...(Object.keys(payload).length > 0 ? { flowActionPayload: payload } : {}),
  };
}

function carousel(content: Json, body: Json): Json {
  const cards = asArray(body.cards).map((value) => {
    const card = asObject(value);
    const { url, isVideo, text, title } = asObject(card.body);
    const buttons = asArray(card.buttons).map(asObject);
    const [first] = buttons;
    return {
      header: { type: isVideo === true ? "VIDEO" : "IMAGE", url },
      body: { text: text ?? title },
      ...(first?.type === "OPEN_URL"
        ? { button: { displayText: first.text, url: first.url } }
        : { buttons: buttons.map((button) => ({ id: button.postbackData, title: button.text })) }),
    };
  });
  const type = cards.some((card) => "button" in card) ? "URL" : "QUICK_REPLY";
  const footer = isObject(content.footer) ? { footer: content.footer } : {};
  // The unified carousel has no text above its cards; WhatsApp's must have one.
  return { body: { text: asString(body.text) ?? "…" }, ...footer, action: { type, cards } };
}

function templateContent({ template, content: given }: Json): Json {
  const { templateName, language } = asObject(template);
  const content = asObject(given);
  const body = asObject(content.body);
  const buttons = buttonsOf(content).map(templateButton);
  const header = templateHeader(asObject(content.header));
  const cards = asArray(body.cards).map(templateCard);
  const expirationTime = asString(content.expirationTime);
  return {
    templateName,
    language,
    templateData: {
      body: { placeholders: body.type === "CAROUSEL" ? [] : placeholders(body) },
      ...(header ? { header } : {}),
      ...(buttons.length > 0 ? { buttons } : {}),
      ...(cards.length > 0 ? { carousel: { cards } } : {}),
      ...(expirationTime ? { limitedTimeOffer: { expirationTime } } : {}),
    },
  };
}

/** Values of the keys "1", "2" … in their order. */
function placeholders(values: Json): unknown[] {
  const found: unknown[] = [];
  for (let n = 1; values[String(n)] !== undefined; n++) found.push(values[String(n)]);
  return found;
}

function templateHeader(header: Json): Json | null {
  switch (header.type) {
    case "TEXT": {
      const [placeholder] = placeholders(header);
      return placeholder === undefined ? null : { type: "TEXT", placeholder };
    }
    case undefined:
      return null;
    case "LOCATION":
      return header;
    default: {
      const { url, ...rest } = header;
      return { ...rest, mediaUrl: url };
    }
  }
}

function templateButton(button: Json): Json {
  switch (button.type) {
    case "QUICK_REPLY":
      return { type: "QUICK_REPLY", parameter: button.postbackData };
    case "OPEN_URL":
      return { type: "URL", parameter: button.suffix };
    case "COPY_CODE":
      return { type: "COPY_CODE", parameter: button.code };
    case "FLOW":
      return { type: "FLOW", flowToken: button.token, data: button.data };
    case "CATALOG":
      return { type: "CATALOG", thumbnailProductRetailerId: button.productId };
    case "MULTI_PRODUCT": {
      const sections = asArray(button.sections).map((value) => {
        const { title, productIds } = asObject(value);
        return { title, productRetailerIds: productIds };
      });
      return { type: "MULTI_PRODUCT", thumbnailProductRetailerId: button.productId, sections };
    }
    default:
      return button;
  }
}

function templateCard(value: unknown): Json {
  const card = asObject(value);
  const buttons = asArray(card.buttons).map(asObject).map(templateButton);
  return {
    header: templateHeader(asObject(card.header)),
    body: { placeholders: placeholders(asObject(card.body)) },
    ...(buttons.length > 0 ? { buttons } : {}),
  };
}
