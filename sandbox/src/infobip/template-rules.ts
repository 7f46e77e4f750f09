/** What Infobip asks of a new or changed template. Paths in the answers are those of the request body. */
import { asArray, asObject, asString, asStrings, isObject, type Json } from "../json.ts";
import { countPlaceholders } from "../template-shape.ts";
import type { TemplateStructure } from "../types.ts";
import type { Violations } from "./errors.ts";
import { add, checkSize, checkUrl } from "./send-common.ts";

const CATEGORIES = ["MARKETING", "UTILITY", "AUTHENTICATION"];
const BUTTON_LIMITS: Record<string, number> = { URL: 2, PHONE_NUMBER: 1, COPY_CODE: 1, FLOW: 1 };
const BUTTONS_WITHOUT_TEXT = new Set(["COPY_CODE", "CATALOG", "MULTI_PRODUCT", "ORDER_DETAILS"]);

/** Name, language and category of a new template. */
export function checkNewTemplate(body: Json, found: Violations): void {
  const name = asString(body.name) ?? "";
  if (!/^[a-z0-9_]{1,512}$/.test(name)) {
    add(found, "name", "must only contain lowercase alphanumeric characters and underscores");
  }
  if (!/^[a-z]{2,3}(_[A-Z]{2,3})?$/.test(asString(body.language) ?? "")) {
    add(found, "language", "is not a supported language");
  }
  if (!CATEGORIES.includes(asString(body.category) ?? "")) {
    add(found, "category", `must be one of ${CATEGORIES.join(", ")}`);
  }
}

/** The structure as it will be kept; an authentication template gets the text WhatsApp writes for it. */
export function readStructure(value: unknown, category: string, found: Violations): TemplateStructure {
  const structure = asObject(value);
  if (!isObject(value)) add(found, "structure", "must not be null");
  if (category === "AUTHENTICATION") return readAuthentication(structure, found);
  checkHeader(structure.header, "structure.header", found);
  checkBody(structure.body, "structure.body", found);
  if (isObject(structure.footer)) checkSize(structure.footer.text, "structure.footer.text", 1, 60, found);
  checkButtons(asArray(structure.buttons).map(asObject), "structure.buttons", found);
  if (structure.carousel !== undefined) checkCarousel(asObject(structure.carousel), found);
  if (structure.limitedTimeOffer !== undefined) checkOffer(structure, found);
  return structure as TemplateStructure;
}

function checkHeader(value: unknown, path: string, found: Violations): void {
  if (value === undefined || value === null) return;
  const header = asObject(value);
  switch (header.format) {
    case "TEXT": {
      checkSize(header.text, `${path}.text`, 1, 60, found);
      const count = countPlaceholders(asString(header.text) ?? "");
      if (count > 1) add(found, `${path}.text`, "must contain at most one placeholder");
      if (count === 1 && !asString(header.example)) add(found, `${path}.example`, "must not be blank");
      return;
    }
    case "IMAGE":
    case "VIDEO":
    case "GIF":
    case "DOCUMENT":
      checkUrl(header.example, `${path}.example`, found);
      return;
    case "LOCATION":
      return;
    default:
      add(found, `${path}.format`, "must be one of TEXT, IMAGE, VIDEO, GIF, DOCUMENT, LOCATION");
  }
}

function checkBody(value: unknown, path: string, found: Violations): void {
  const body = asObject(value);
  checkSize(body.text, `${path}.text`, 1, 1024, found);
  const count = countPlaceholders(asString(body.text) ?? "");
  if (count !== asStrings(body.examples).length) {
    add(found, `${path}.examples`, `number of examples must match the number of placeholders (${count})`);
  }
}

/** One to ten cards of one shape, each with a picture or film and one or two buttons. */
function checkCarousel(carousel: Json, found: Violations): void {
  const path = "structure.carousel.cards";
  const cards = asArray(carousel.cards).map(asObject);
  if (cards.length < 1 || cards.length > 10) add(found, path, "size must be between 1 and 10");
  cards.forEach((card, i) => {
    const at = `${path}[${i}]`;
    const buttons = asArray(card.buttons).map(asObject);
    if (!isObject(card.header)) add(found, `${at}.header`, "must not be null");
    checkHeader(card.header, `${at}.header`, found);
    checkBody(card.body, `${at}.body`, found);
    if (buttons.length < 1 || buttons.length > 2) add(found, `${at}.buttons`, "size must be between 1 and 2");
    checkButtons(buttons, `${at}.buttons`, found);
  });
  if (new Set(cards.map(shapeOfCard)).size > 1) add(found, path, "all cards must have the same components");
}

function shapeOfCard(card: Json): string {
  const types = asArray(card.buttons).map((button) => asObject(button).type);
  return [asObject(card.header).format, ...types].join(" ");
}

/** An offer that ends needs its copy-code button first. */
function checkOffer(structure: Json, found: Violations): void {
  const offer = asObject(structure.limitedTimeOffer);
  checkSize(offer.text, "structure.limitedTimeOffer.text", 1, 16, found);
  const [first] = asArray(structure.buttons).map(asObject);
  if (offer.hasExpiration === true && first?.type !== "COPY_CODE")
    add(found, "structure.buttons", "copy code button must be the first one when the offer expires");
}

function checkButtons(buttons: Json[], path: string, found: Violations): void {
  if (buttons.length > 10) add(found, path, "size must be between 0 and 10");
  const counts = new Map<string, number>();
  let groups = 0;
  buttons.forEach((button, i) => {
    const type = asString(button.type) ?? "";
    counts.set(type, (counts.get(type) ?? 0) + 1);
    if (type === "QUICK_REPLY" && buttons[i - 1]?.type !== "QUICK_REPLY") groups++;
    if (!BUTTONS_WITHOUT_TEXT.has(type)) checkSize(button.text, `${path}[${i}].text`, 1, 25, found);
    if (type === "URL") checkUrlButton(button, `${path}[${i}]`, found);
    if (type === "PHONE_NUMBER") checkSize(button.phoneNumber, `${path}[${i}].phoneNumber`, 1, 24, found);
    if (type === "COPY_CODE") checkSize(button.example, `${path}[${i}].example`, 1, 15, found);
  });
  if (groups > 1) add(found, path, "quick reply buttons must be grouped together");
  for (const [type, limit] of Object.entries(BUTTON_LIMITS)) {
    if ((counts.get(type) ?? 0) > limit) add(found, path, `must contain at most ${limit} ${type} buttons`);
  }
}

function checkUrlButton(button: Json, path: string, found: Violations): void {
  const url = asString(button.url) ?? "";
  checkUrl(url.replace("{{1}}", "x"), `${path}.url`, found);
  if (!url.includes("{{")) return;
  if (!url.endsWith("{{1}}")) add(found, `${path}.url`, "placeholder must be at the end of the url");
  if (!asString(button.example)) add(found, `${path}.example`, "must not be blank");
}

function readAuthentication(structure: Json, found: Violations): TemplateStructure {
  const buttons = asArray(structure.buttons).map(asObject);
  const [button] = buttons;
  if (buttons.length !== 1 || !button) add(found, "structure.buttons", "size must be 1");
  else if (button.otpType !== "COPY_CODE" && button.otpType !== "ONE_TAP") {
    add(found, "structure.buttons[0].otpType", "must be one of COPY_CODE, ONE_TAP");
  }
  const warning = asObject(structure.body).addSecurityRecommendation
    ? " For your security, do not share this code."
    : "";
  const minutes = Number(asObject(structure.footer).codeExpirationMinutes);
  return {
    body: { text: `*{{1}}* is your verification code.${warning}` },
    ...(minutes > 0 ? { footer: { text: `This code expires in ${minutes} minutes.` } } : {}),
    buttons: [
      {
        type: "URL",
        text: asString(button?.text) ?? "Copy code",
        url: "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}",
      },
    ],
  };
}
