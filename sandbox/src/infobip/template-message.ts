/** Validation of one message of a template call. The common case, valid text placeholders, allocates nothing. */
import { isObject, type Json } from "../json.ts";
import type { Violations } from "./errors.ts";
import { add, checkCommon, checkSize, checkUrl } from "./send-common.ts";
import { checkButtons, checkCarousel, checkOffer, checkOrderStatus } from "./template-buttons.ts";

const BAD_TEXT = /[\n\t]| {5}/;
const BAD_TEXT_RULE = "cannot have new-line/tab characters or more than 4 consecutive spaces";

/** Adds what is wrong with message number `index`; paths are as Infobip writes them, `messages[i].content…`. */
export function checkTemplateMessage(message: unknown, index: number, violations: Violations): void {
  if (!isObject(message)) {
    add(violations, `messages[${index}]`, "must not be null");
    return;
  }
  const found: Violations = {};
  checkCommon(message, "", found);
  const content = message.content;
  if (!isObject(content)) add(found, "content", "must not be null");
  else checkTemplateContent(content, found);
  for (const path in found) violations[`messages[${index}].${path}`] = found[path] ?? [];
}

/** The part both roads to a template message share: the content of one message. */
export function checkTemplateContent(content: Json, found: Violations): void {
  checkSize(content.templateName, "content.templateName", 1, 512, found);
  if (typeof content.templateName === "string" && !/^[a-z0-9_]*$/.test(content.templateName)) {
    add(found, "content.templateName", "must only contain lowercase alphanumeric characters and underscores");
  }
  checkSize(content.language, "content.language", 1, 20, found);
  const data = content.templateData;
  if (!isObject(data)) {
    add(found, "content.templateData", "must not be null");
    return;
  }
  checkPlaceholders(data.body, "content.templateData.body", found);
  if (isObject(data.header)) checkHeader(data.header, "content.templateData.header", found);
  if (data.buttons !== undefined) checkButtons(data.buttons, found);
  if (data.carousel !== undefined) checkCarousel(data.carousel, checkHeader, checkPlaceholders, found);
  if (data.limitedTimeOffer !== undefined) checkOffer(data.limitedTimeOffer, found);
  if (data.orderStatus !== undefined) checkOrderStatus(data.orderStatus, found);
}

function checkPlaceholders(body: unknown, path: string, found: Violations): void {
  if (!isObject(body)) {
    add(found, path, "must not be null");
    return;
  }
  const { placeholders } = body;
  if (!Array.isArray(placeholders)) {
    add(found, `${path}.placeholders`, "must not be null");
    return;
  }
  for (let i = 0; i < placeholders.length; i++) {
    checkPlaceholder(placeholders[i], () => `${path}.placeholders[${i}]`, found);
  }
}

function checkPlaceholder(value: unknown, path: () => string, found: Violations): void {
  if (typeof value !== "string" || value === "" || value.trim() === "")
    add(found, path(), "must not be blank");
  else if (BAD_TEXT.test(value)) add(found, path(), BAD_TEXT_RULE);
}

function checkHeader(header: Json, path: string, found: Violations): void {
  switch (header.type) {
    case "TEXT":
      checkPlaceholder(header.placeholder, () => `${path}.placeholder`, found);
      return;
    case "DOCUMENT":
      checkSize(header.filename, `${path}.filename`, 1, 240, found);
      checkUrl(header.mediaUrl, `${path}.mediaUrl`, found);
      return;
    case "IMAGE":
    case "VIDEO":
    case "GIF":
      checkUrl(header.mediaUrl, `${path}.mediaUrl`, found);
      return;
    case "LOCATION":
      checkCoordinate(header.latitude, 90, `${path}.latitude`, found);
      checkCoordinate(header.longitude, 180, `${path}.longitude`, found);
      return;
    default:
      add(found, `${path}.type`, "must be one of TEXT, DOCUMENT, IMAGE, VIDEO, LOCATION, GIF");
  }
}

/** A number between -limit and limit. */
export function checkCoordinate(value: unknown, limit: number, path: string, found: Violations): void {
  if (typeof value !== "number") add(found, path, "must not be null");
  else if (value < -limit) add(found, path, `must be greater than or equal to -${limit}`);
  else if (value > limit) add(found, path, `must be less than or equal to ${limit}`);
}
