/** Validation of the interactive messages: one small function per path suffix, phrases as Infobip words them. */
import { asArray, asObject, asString, asText, isObject, type Json } from "../json.ts";
import type { Violations } from "./errors.ts";
import { add, checkOptionalSize, checkSize, checkUrl } from "./send-common.ts";

export type Rule = (content: Json, found: Violations) => void;

const MEDIA_HEADERS = new Set(["IMAGE", "VIDEO", "DOCUMENT"]);

function body(content: Json, found: Violations): void {
  checkSize(asObject(content.body).text, "content.body.text", 1, 1024, found);
  if (isObject(content.footer)) checkSize(content.footer.text, "content.footer.text", 1, 60, found);
  if (isObject(content.header)) checkHeader(content.header, found);
}

function checkHeader(header: Json, found: Violations): void {
  const path = "content.header";
  if (header.type === "TEXT") checkSize(header.text, `${path}.text`, 1, 60, found);
  else if (!MEDIA_HEADERS.has(asString(header.type) ?? ""))
    add(found, `${path}.type`, "must be one of TEXT, IMAGE, VIDEO, DOCUMENT");
  else {
    checkUrl(header.mediaUrl, `${path}.mediaUrl`, found);
    if (header.type === "DOCUMENT") checkOptionalSize(header.filename, `${path}.filename`, 0, 240, found);
  }
}

/** Headers of lists, Flows and several products are text. */
function textHeaderOnly(content: Json, found: Violations): void {
  if (isObject(content.header) && content.header.type !== "TEXT")
    add(found, "content.header.type", "must be TEXT");
}

function buttons(content: Json, found: Violations): void {
  body(content, found);
  const path = "content.action.buttons";
  const given = asArray(asObject(content.action).buttons).map(asObject);
  if (given.length < 1 || given.length > 3) add(found, path, "size must be between 1 and 3");
  given.forEach((button, i) => {
    if (button.type !== "REPLY") add(found, `${path}[${i}].type`, "must be REPLY");
    checkSize(button.id, `${path}[${i}].id`, 1, 256, found);
    checkSize(button.title, `${path}[${i}].title`, 1, 20, found);
  });
  if (repeats(given.map(({ id }) => asText(id))) || repeats(given.map(({ title }) => asText(title)))) {
    add(found, path, "ids and titles must be unique");
  }
}

function list(content: Json, found: Violations): void {
  body(content, found);
  textHeaderOnly(content, found);
  const action = asObject(content.action);
  checkSize(action.title, "content.action.title", 1, 20, found);
  const sections = asArray(action.sections).map(asObject);
  if (sections.length < 1 || sections.length > 10)
    add(found, "content.action.sections", "size must be between 1 and 10");
  if (sections.length > 1 && sections.some((section) => !asString(section.title)?.trim())) {
    add(found, "content.action.sections", "titles must not be blank when more than one section provided");
  }
  const rows = sections.flatMap((section) => asArray(section.rows).map(asObject));
  if (rows.length < 1 || rows.length > 10)
    add(found, "content.action.sections", "number of rows must be between 1 and 10");
  if (repeats(rows.map(({ id }) => asText(id)))) {
    add(found, "content.action.sections", "row's ids must be unique across sections");
  }
  sections.forEach((section, i) => {
    checkSection(section, `content.action.sections[${i}]`, found);
  });
}

function checkSection(section: Json, path: string, found: Violations): void {
  checkOptionalSize(section.title, `${path}.title`, 0, 24, found);
  asArray(section.rows).forEach((value, j) => {
    const row = asObject(value);
    checkSize(row.id, `${path}.rows[${j}].id`, 1, 200, found);
    checkSize(row.title, `${path}.rows[${j}].title`, 1, 24, found);
    checkOptionalSize(row.description, `${path}.rows[${j}].description`, 0, 72, found);
  });
}

function urlButton(content: Json, found: Violations): void {
  body(content, found);
  const action = asObject(content.action);
  checkSize(action.displayText, "content.action.displayText", 1, 20, found);
  checkUrl(action.url, "content.action.url", found);
}

function flow(content: Json, found: Violations): void {
  body(content, found);
  textHeaderOnly(content, found);
  const action = asObject(content.action);
  checkSize(action.flowToken, "content.action.flowToken", 1, 3000, found);
  checkSize(action.flowId, "content.action.flowId", 1, 200, found);
  checkSize(action.callToActionButton, "content.action.callToActionButton", 1, 20, found);
  if (!Number.isInteger(action.flowMessageVersion))
    add(found, "content.action.flowMessageVersion", "must not be null");
  if (!["DRAFT", "PUBLISHED", undefined].includes(action.mode as string | undefined))
    add(found, "content.action.mode", "must be one of DRAFT, PUBLISHED");
  const navigates = (action.flowAction ?? "NAVIGATE") === "NAVIGATE";
  if (!navigates && action.flowAction !== "DATA_EXCHANGE")
    add(found, "content.action.flowAction", "must be one of NAVIGATE, DATA_EXCHANGE");
  if (isObject(action.flowActionPayload) && navigates)
    checkSize(action.flowActionPayload.screen, "content.action.flowActionPayload.screen", 1, 200, found);
}

function product(content: Json, found: Violations): void {
  if (isObject(content.body)) checkSize(content.body.text, "content.body.text", 1, 1024, found);
  if (isObject(content.footer)) checkSize(content.footer.text, "content.footer.text", 1, 60, found);
  const action = asObject(content.action);
  checkSize(action.catalogId, "content.action.catalogId", 1, 1000, found);
  checkSize(action.productRetailerId, "content.action.productRetailerId", 1, 1000, found);
}

function multiProduct(content: Json, found: Violations): void {
  body(content, found);
  if (asObject(content.header).type !== "TEXT") add(found, "content.header", "must not be null");
  const action = asObject(content.action);
  checkSize(action.catalogId, "content.action.catalogId", 1, 1000, found);
  const given = asArray(action.sections).map(asObject);
  const sections = given.map(({ productRetailerIds }) => asArray(productRetailerIds));
  if (given.length > 1 && given.some(({ title }) => !asString(title)?.trim()))
    add(found, "content.action.sections", "titles must not be blank when more than one section provided");
  given.forEach(({ title }, i) => {
    checkOptionalSize(title, `content.action.sections[${i}].title`, 0, 24, found);
  });
  if (sections.length < 1 || sections.length > 10)
    add(found, "content.action.sections", "size must be between 1 and 10");
  const products = sections.flat();
  if (products.length < 1 || products.length > 30) {
    add(found, "content.action.sections", "number of products must be between 1 and 30");
  }
  if (sections.some((ids) => repeats(ids.map(asText)))) {
    add(found, "content.action.sections", "products in section must be unique");
  }
}

function mediaCarousel(content: Json, found: Violations): void {
  body(content, found);
  const cards = asArray(asObject(content.action).cards).map(asObject);
  if (cards.length < 2 || cards.length > 10)
    add(found, "content.action.cards", "size must be between 2 and 10");
  cards.forEach((card, i) => {
    const path = `content.action.cards[${i}]`;
    const header = asObject(card.header);
    if (header.type !== "IMAGE" && header.type !== "VIDEO")
      add(found, `${path}.header.type`, "must be one of IMAGE, VIDEO");
    checkUrl(header.url, `${path}.header.url`, found);
    checkSize(asObject(card.body).text, `${path}.body.text`, 1, 160, found);
    checkCardButtons(card, path, found);
  });
}

/** One link, or up to three replies. */
function checkCardButtons(card: Json, path: string, found: Violations): void {
  if (isObject(card.button)) {
    checkSize(card.button.displayText, `${path}.button.displayText`, 1, 20, found);
    checkUrl(card.button.url, `${path}.button.url`, found);
    return;
  }
  const buttons = asArray(card.buttons).map(asObject);
  if (buttons.length === 0) add(found, `${path}.buttons`, "must not be empty");
  buttons.forEach((button, i) => {
    checkSize(button.id, `${path}.buttons[${i}].id`, 1, 20, found);
    checkSize(button.title, `${path}.buttons[${i}].title`, 1, 20, found);
  });
}

function voiceButton(content: Json, found: Violations): void {
  body(content, found);
  const action = asObject(content.action);
  checkOptionalSize(action.buttonDisplayText, "content.action.buttonDisplayText", 1, 20, found);
  checkOptionalSize(action.callContextPayload, "content.action.callContextPayload", 1, 512, found);
  const minutes = action.callValidityPeriod;
  if (minutes !== undefined && !(Number(minutes) >= 1 && Number(minutes) <= 43_200))
    add(found, "content.action.callValidityPeriod", "must be between 1 and 43200");
}

/** Payments are early access: only what every one of them needs. */
function order(content: Json, found: Violations): void {
  body(content, found);
  if (!isObject(content.action)) add(found, "content.action", "must not be null");
}

function repeats(values: (string | undefined)[]): boolean {
  return new Set(values).size < values.length;
}

/** Path suffix of `/whatsapp/1/message/` → its rule. Types without content have an empty one. */
export const INTERACTIVE_RULES: Record<string, Rule> = {
  "interactive/buttons": buttons,
  "interactive/list": list,
  "interactive/product": product,
  "interactive/multi-product": multiProduct,
  "interactive/flow": flow,
  "interactive/url-button": urlButton,
  "interactive/location-request": body,
  "interactive/request-contact-info": body,
  "interactive/media-carousel": mediaCarousel,
  "interactive/voice-button": voiceButton,
  "interactive/order-details": order,
  "interactive/order-status": order,
  "interactive/call-permission-request": () => {},
  "interactive/in-thread-authentication-request": () => {},
};
