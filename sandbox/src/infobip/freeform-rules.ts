/** Validation of the free-form message types: one small function per path suffix, phrases as Infobip words them. */
import { asArray, asObject, asString, asText, isObject, type Json } from "../json.ts";
import type { Violations } from "./errors.ts";
import { add, checkOptionalSize, checkSize, checkUrl } from "./send-common.ts";
import { checkCoordinate } from "./template-message.ts";

type Rule = (content: Json, found: Violations) => void;

const media =
  (withCaption: boolean, withFilename = false): Rule =>
  (content, found) => {
    checkUrl(content.mediaUrl, "content.mediaUrl", found);
    if (withCaption) checkOptionalSize(content.caption, "content.caption", 0, 3000, found);
    if (withFilename) checkOptionalSize(content.filename, "content.filename", 0, 240, found);
  };

function text(content: Json, found: Violations): void {
  checkSize(content.text, "content.text", 1, 4096, found);
  if (content.previewUrl === true && !/https?:\/\/\S+/.test(asString(content.text) ?? "")) {
    add(found, "content.text", "must contain a valid url when previewUrl is true");
  }
}

function location(content: Json, found: Violations): void {
  checkCoordinate(content.latitude, 90, "content.latitude", found);
  checkCoordinate(content.longitude, 180, "content.longitude", found);
  checkOptionalSize(content.name, "content.name", 0, 1000, found);
  checkOptionalSize(content.address, "content.address", 0, 1000, found);
}

function contact(content: Json, found: Violations): void {
  const contacts = asArray(content.contacts);
  if (contacts.length === 0) add(found, "content.contacts", "must not be empty");
  contacts.forEach((value, i) => {
    const path = `content.contacts[${i}]`;
    const one = asObject(value);
    const name = asObject(one.name);
    checkSize(name.firstName, `${path}.name.firstName`, 1, 1000, found);
    checkSize(name.formattedName, `${path}.name.formattedName`, 1, 1000, found);
    const birthday = asString(one.birthday);
    if (birthday && !/^\d{4}-\d{2}-\d{2}$/.test(birthday)) {
      add(found, `${path}.birthday`, "must be in the YYYY-MM-DD format");
    }
    asArray(one.emails).forEach((email, j) => {
      const address = asString(asObject(email).email);
      if (address && !/^\S+@\S+\.\S+$/.test(address)) {
        add(found, `${path}.emails[${j}].email`, "must be a well-formed email address");
      }
    });
  });
}

function body(content: Json, found: Violations): void {
  checkSize(asObject(content.body).text, "content.body.text", 1, 1024, found);
  if (isObject(content.footer)) checkSize(content.footer.text, "content.footer.text", 1, 60, found);
  if (!isObject(content.header)) return;
  if (content.header.type === "TEXT") checkSize(content.header.text, "content.header.text", 1, 60, found);
  else checkUrl(content.header.mediaUrl, "content.header.mediaUrl", found);
}

function buttons(content: Json, found: Violations): void {
  body(content, found);
  const path = "content.action.buttons";
  const given = asArray(asObject(content.action).buttons).map(asObject);
  if (given.length < 1 || given.length > 3) add(found, path, "size must be between 1 and 3");
  given.forEach((button, i) => {
    checkSize(button.id, `${path}[${i}].id`, 1, 256, found);
    checkSize(button.title, `${path}[${i}].title`, 1, 20, found);
  });
  if (repeats(given.map(({ id }) => asText(id))) || repeats(given.map(({ title }) => asText(title)))) {
    add(found, path, "ids and titles must be unique");
  }
}

function list(content: Json, found: Violations): void {
  body(content, found);
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
  const action = asObject(content.action);
  checkSize(action.flowToken, "content.action.flowToken", 1, 3000, found);
  checkSize(action.flowId, "content.action.flowId", 1, 200, found);
  checkSize(action.callToActionButton, "content.action.callToActionButton", 1, 20, found);
  if (!Number.isInteger(action.flowMessageVersion))
    add(found, "content.action.flowMessageVersion", "must not be null");
}

function product(content: Json, found: Violations): void {
  const action = asObject(content.action);
  checkSize(action.catalogId, "content.action.catalogId", 1, 1000, found);
  checkSize(action.productRetailerId, "content.action.productRetailerId", 1, 1000, found);
}

function multiProduct(content: Json, found: Violations): void {
  body(content, found);
  if (asObject(content.header).type !== "TEXT") add(found, "content.header", "must not be null");
  const action = asObject(content.action);
  checkSize(action.catalogId, "content.action.catalogId", 1, 1000, found);
  const sections = asArray(action.sections).map((section) => asArray(asObject(section).productRetailerIds));
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
    checkUrl(asObject(card.header).url, `${path}.header.url`, found);
    checkSize(asObject(card.body).text, `${path}.body.text`, 1, 160, found);
  });
}

function repeats(values: (string | undefined)[]): boolean {
  return new Set(values).size < values.length;
}

/** Path suffix of `/whatsapp/1/message/` → its rule. Types without content have an empty one. */
export const FREEFORM_RULES: Record<string, Rule> = {
  text,
  document: media(true, true),
  image: media(true),
  video: media(true),
  audio: media(false),
  sticker: media(false),
  location,
  contact,
  "interactive/buttons": buttons,
  "interactive/list": list,
  "interactive/product": product,
  "interactive/multi-product": multiProduct,
  "interactive/flow": flow,
  "interactive/url-button": urlButton,
  "interactive/location-request": body,
  "interactive/request-contact-info": body,
  "interactive/media-carousel": mediaCarousel,
  "interactive/voice-button": body,
  "interactive/call-permission-request": () => {},
};
