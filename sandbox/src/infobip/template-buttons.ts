/** Validation of the buttons, cards, offers and order states of one template message: what Infobip refuses at once. */
import { asArray, asObject, asString, isObject, type Json } from "../json.ts";
import type { Violations } from "./errors.ts";
import { add, checkOptionalSize, checkSize } from "./send-common.ts";

/** How many buttons of a type one message may carry. */
const AT_MOST: Record<string, number> = { URL: 2, COPY_CODE: 1, FLOW: 1 };
const ALONE = new Set(["CATALOG", "MULTI_PRODUCT", "ORDER_DETAILS"]);
const CARD_BUTTONS = new Set(["QUICK_REPLY", "URL"]);
const MAX_CALL_MINUTES = 43_200;

type Check = (button: Json, path: string, found: Violations) => void;

const parameter =
  (size: number): Check =>
  (button, path, found) =>
    checkSize(button.parameter, `${path}.parameter`, 1, size, found);

const CHECKS: Record<string, Check> = {
  QUICK_REPLY: parameter(128),
  URL: parameter(2048),
  COPY_CODE: parameter(15),
  FLOW: (button, path, found) => {
    checkOptionalSize(button.flowToken, `${path}.flowToken`, 0, 3000, found);
    if (button.data !== undefined && !isObject(button.data)) add(found, `${path}.data`, "must be an object");
  },
  CATALOG: checkThumbnail,
  MULTI_PRODUCT: (button, path, found) => {
    checkThumbnail(button, path, found);
    checkSections(button.sections, `${path}.sections`, found);
  },
  ORDER_DETAILS: (button, path, found) => {
    if (!isObject(button.action)) add(found, `${path}.action`, "must not be null");
  },
  VOICE_CALL: (button, path, found) => {
    const minutes = button.callValidityPeriod;
    if (minutes !== undefined && !(Number(minutes) >= 1 && Number(minutes) <= MAX_CALL_MINUTES))
      add(found, `${path}.callValidityPeriod`, `must be between 1 and ${MAX_CALL_MINUTES}`);
    checkOptionalSize(button.callContextPayload, `${path}.callContextPayload`, 1, 512, found);
  },
};

function checkThumbnail(button: Json, path: string, found: Violations): void {
  checkOptionalSize(button.thumbnailProductRetailerId, `${path}.thumbnailProductRetailerId`, 0, 3000, found);
}

function checkSections(value: unknown, path: string, found: Violations): void {
  const sections = asArray(value).map(asObject);
  if (sections.length < 1 || sections.length > 10) add(found, path, "size must be between 1 and 10");
  sections.forEach((section, i) => {
    checkSize(section.title, `${path}[${i}].title`, 1, 24, found);
    if (asArray(section.productRetailerIds).length === 0)
      add(found, `${path}[${i}].productRetailerIds`, "must not be empty");
  });
}

/** At most ten, in their registered order, each with its own data. */
export function checkButtons(value: unknown, found: Violations): void {
  const path = "content.templateData.buttons";
  if (!Array.isArray(value)) add(found, path, "must be a list");
  const buttons = asArray(value);
  if (buttons.length > 10) add(found, path, "size must be between 0 and 10");
  let alone = 0;
  for (let i = 0; i < buttons.length; i++) {
    const type = checkButton(buttons[i], `${path}[${i}]`, found);
    if (ALONE.has(type)) alone++;
  }
  if (alone > 0 && buttons.length > 1)
    add(found, path, "CATALOG, MULTI_PRODUCT and ORDER_DETAILS must be the only button");
  for (const type in AT_MOST) checkCount(buttons, type, path, found);
}

function checkCount(buttons: unknown[], type: string, path: string, found: Violations): void {
  const limit = AT_MOST[type] ?? 0;
  if (buttons.length <= limit) return;
  const count = buttons.filter((button) => isObject(button) && button.type === type).length;
  if (count > limit) add(found, path, `number of ${type} buttons must be between 0 and ${limit}`);
}

/** The type of the button; empty when it has none. */
function checkButton(button: unknown, path: string, found: Violations): string {
  const type = isObject(button) ? button.type : undefined;
  if (!isObject(button) || typeof type !== "string") {
    add(found, `${path}.type`, "must not be null");
    return "";
  }
  const check = CHECKS[type];
  if (check) check(button, path, found);
  else add(found, `${path}.type`, "is not a supported button type");
  return type;
}

/** One to ten cards; header and placeholders of a card are checked by the caller's own rules. */
export function checkCarousel(
  value: unknown,
  checkHeader: (header: Json, path: string, found: Violations) => void,
  checkBody: (body: unknown, path: string, found: Violations) => void,
  found: Violations,
): void {
  const path = "content.templateData.carousel.cards";
  const cards = asArray(asObject(value).cards).map(asObject);
  if (cards.length < 1 || cards.length > 10) add(found, path, "size must be between 1 and 10");
  cards.forEach((card, i) => {
    const at = `${path}[${i}]`;
    if (isObject(card.header)) checkHeader(card.header, `${at}.header`, found);
    else add(found, `${at}.header`, "must not be null");
    if (card.body !== undefined) checkBody(card.body, `${at}.body`, found);
    if (card.buttons !== undefined) checkCardButtons(asArray(card.buttons), `${at}.buttons`, found);
  });
}

function checkCardButtons(buttons: unknown[], path: string, found: Violations): void {
  if (buttons.length < 1 || buttons.length > 2) add(found, path, "size must be between 1 and 2");
  buttons.forEach((button, i) => {
    const type = checkButton(button, `${path}[${i}]`, found);
    if (type !== "" && !CARD_BUTTONS.has(type))
      add(found, `${path}[${i}].type`, "must be one of QUICK_REPLY, URL");
  });
}

export function checkOffer(value: unknown, found: Violations): void {
  const time = asString(asObject(value).expirationTime);
  if (time === undefined || !Number.isFinite(Date.parse(time)))
    add(found, "content.templateData.limitedTimeOffer.expirationTime", "must be a date-time");
}

export function checkOrderStatus(value: unknown, found: Violations): void {
  const path = "content.templateData.orderStatus.orderStatuses";
  const states = asArray(asObject(value).orderStatuses).map(asObject);
  if (states.length === 0) add(found, path, "must not be empty");
  states.forEach((state, i) => {
    if (!isObject(state.payment)) add(found, `${path}[${i}].payment`, "must not be null");
    checkSize(state.status, `${path}[${i}].status`, 1, 100, found);
    checkOptionalSize(state.description, `${path}[${i}].description`, 0, 120, found);
  });
}
