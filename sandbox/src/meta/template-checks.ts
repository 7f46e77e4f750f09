/** What Meta asks of a template's components; each refusal has its subcode. */
import { asArray, asObject, asString, asText, type Json } from "../json.ts";
import { GraphError, invalidParameter, refused } from "./errors.ts";
import { variableNames } from "./template-components.ts";

const CATEGORIES = ["MARKETING", "UTILITY", "AUTHENTICATION"];
const MEDIA_FORMATS = ["IMAGE", "VIDEO", "DOCUMENT", "GIF"];
const BUTTON_LIMITS: Record<string, number> = {
  URL: 2,
  PHONE_NUMBER: 1,
  COPY_CODE: 1,
  FLOW: 1,
  VOICE_CALL: 1,
  REQUEST_CONTACT_INFO: 1,
  CATALOG: 1,
  MPM: 1,
};
const BUTTON_TYPES = [...Object.keys(BUTTON_LIMITS), "QUICK_REPLY", "SPM", "OTP"];
const WITHOUT_TEXT = new Set(["COPY_CODE", "OTP", "CATALOG", "MPM", "SPM"]);

const tooLong = (what: string, max: number) =>
  refused(2388040, "Message template has too many characters", `${what} may have ${max} characters.`);

export function checkNewTemplate(input: Json): void {
  for (const name of ["name", "language", "category"]) {
    if (!asString(input[name])) throw new GraphError(400, 100, `(#100) The parameter ${name} is required.`);
  }
  if (!/^[a-z0-9_]{1,512}$/.test(asString(input.name) ?? ""))
    throw invalidParameter(
      "Param name may have lower-case letters, digits and underscores only, at most 512.",
    );
  if (!/^[a-z]{2,3}([_-][A-Z]{2,3})?$/.test(asString(input.language) ?? ""))
    throw invalidParameter("Param language is not a supported language.");
  if (!CATEGORIES.includes(asString(input.category) ?? ""))
    throw invalidParameter(`Param category must be one of {${CATEGORIES.join(", ")}}.`);
}

export function checkComponents(components: Json[], category: string, named: boolean): void {
  const of = (type: string) => components.filter((one) => asString(one.type)?.toUpperCase() === type);
  for (const type of ["HEADER", "BODY", "FOOTER", "BUTTONS", "CAROUSEL", "LIMITED_TIME_OFFER"]) {
    if (of(type).length > 1) throw invalidParameter(`There may be one component of type ${type}.`);
  }
  const [body] = of("BODY");
  if (!body) throw refused(2388072, "Message template body is missing", "Every template needs a body.");
  if (category === "AUTHENTICATION") {
    checkAuthentication(of("BUTTONS")[0]);
    return;
  }
  const [header] = of("HEADER");
  const [footer] = of("FOOTER");
  const [offer] = of("LIMITED_TIME_OFFER");
  if (header) checkHeader(header, named);
  checkBody(body, offer ? 600 : 1024, named);
  if (footer) checkFooter(footer, offer !== undefined);
  checkButtons(asArray(of("BUTTONS")[0]?.buttons).map(asObject));
  if (offer)
    checkOffer(
      asObject(offer.limited_time_offer),
      category,
      asArray(of("BUTTONS")[0]?.buttons).map(asObject),
    );
  if (of("CAROUSEL")[0]) checkCarousel(of("CAROUSEL")[0] ?? {}, category);
}

const variables = (text: string, named: boolean) =>
  named ? variableNames(text) : [...new Set([...text.matchAll(/\{\{(\d+)\}\}/g)].map(([, n]) => n ?? ""))];

function checkHeader(header: Json, named: boolean): void {
  const bad = (message: string) => refused(2388047, "Message header format is incorrect", message);
  const format = asString(header.format)?.toUpperCase() ?? "";
  const example = asObject(header.example);
  if (MEDIA_FORMATS.includes(format)) {
    if (!asString(asArray(example.header_handle)[0]))
      throw bad("A media header needs example.header_handle.");
    return;
  }
  if (format === "LOCATION" || format === "PRODUCT") return;
  if (format !== "TEXT")
    throw bad("The format must be TEXT, IMAGE, VIDEO, DOCUMENT, GIF, LOCATION or PRODUCT.");
  const text = asString(header.text) ?? "";
  if (text === "") throw bad("The header has no text.");
  if (text.length > 60) throw tooLong("The header", 60);
  if (/[*_~\n]|\p{Emoji_Presentation}/u.test(text.replace(/\{\{[^}]*\}\}/g, "")))
    throw bad("The header takes no line breaks, formatting or emoji.");
  const count = variables(text, named).length;
  if (count > 1) throw bad("The header takes one variable.");
  if (count === 1 && !asArray(example.header_text)[0] && !asArray(example.header_text_named_params)[0])
    throw bad("The variable of the header needs an example.");
}

function checkBody(body: Json, max: number, named: boolean): void {
  const bad = (message: string) => refused(2388072, "Message body format is incorrect", message);
  const text = asString(body.text) ?? "";
  if (text.trim() === "") throw bad("The body has no text.");
  if (text.length > max) throw tooLong("The body", max);
  const found = variables(text, named);
  if (found.length === 0) return;
  if (!named && found.some((_, i) => !found.includes(String(i + 1))))
    throw bad("Variables must be numbered {{1}}, {{2}} and so on.");
  const trimmed = text.trim();
  if (/^\{\{[^}]*\}\}/.test(trimmed) || /\{\{[^}]*\}\}[.!?…]?$/.test(trimmed))
    throw refused(
      2388299,
      "Variables can't be at the start or end of the template",
      "Put words before the first variable and after the last one.",
    );
  if (/\}\}\s*\{\{/.test(text)) throw bad("Two variables must have words between them.");
  const words = text
    .replace(/\{\{[^}]*\}\}/g, " ")
    .split(/\s+/)
    .filter(Boolean).length;
  if (words < found.length * 2 + 1)
    throw refused(
      2388293,
      "This template has too many variables for its length",
      "Use fewer variables, or write more.",
    );
  const example = asObject(body.example);
  const rows = asArray(example.body_text);
  const given = named
    ? asArray(example.body_text_named_params)
    : asArray(Array.isArray(rows[0]) ? rows[0] : rows);
  if (given.length !== found.length)
    throw bad(`The body has ${found.length} variables and ${given.length} examples.`);
}

function checkFooter(footer: Json, withOffer: boolean): void {
  const text = asString(footer.text) ?? "";
  if (text.length > 60) throw tooLong("The footer", 60);
  if (text.includes("{{") || withOffer || text === "")
    throw refused(
      2388073,
      "Message footer format is incorrect",
      "A footer is a plain text without variables, and not part of an offer.",
    );
}

function checkButtons(buttons: Json[]): void {
  if (buttons.length > 10) throw invalidParameter("A template has at most 10 buttons.");
  const counts = new Map<string, number>();
  let groups = 0;
  buttons.forEach((button, i) => {
    const type = asString(button.type)?.toUpperCase() ?? "";
    if (!BUTTON_TYPES.includes(type))
      throw invalidParameter(`There is no button of type ${type || "(none)"}.`);
    counts.set(type, (counts.get(type) ?? 0) + 1);
    if (type === "QUICK_REPLY" && asString(buttons[i - 1]?.type)?.toUpperCase() !== "QUICK_REPLY") groups++;
    checkButton(button, type);
  });
  if (groups > 1)
    throw invalidParameter("Quick replies must stand together, before or after the other buttons.");
  for (const [type, limit] of Object.entries(BUTTON_LIMITS)) {
    if ((counts.get(type) ?? 0) > limit)
      throw invalidParameter(`A template has at most ${limit} buttons of type ${type}.`);
  }
}

function checkButton(button: Json, type: string): void {
  const text = asString(button.text) ?? "";
  if (!WITHOUT_TEXT.has(type) && text === "")
    throw invalidParameter(`A button of type ${type} needs a text.`);
  if (text.length > 25) throw tooLong("The text of a button", 25);
  if (text.includes("{{")) throw invalidParameter("The text of a button takes no variables.");
  if (type === "URL") checkUrlButton(button);
  const phone = asText(button.phone_number) ?? "";
  if (type === "PHONE_NUMBER" && !/^\+?\d{5,20}$/.test(phone))
    throw invalidParameter("A phone button needs a phone_number of at most 20 characters.");
  const example = asString(Array.isArray(button.example) ? button.example[0] : button.example) ?? "";
  if (type === "COPY_CODE" && (example === "" || example.length > 20))
    throw invalidParameter("A copy code button needs an example of at most 20 characters.");
  if (
    type === "FLOW" &&
    !asText(button.flow_id) &&
    !asString(button.flow_name) &&
    !asString(button.flow_json)
  )
    throw invalidParameter("A Flow button needs a flow_id, a flow_name or a flow_json.");
}

function checkUrlButton(button: Json): void {
  const url = asString(button.url) ?? "";
  if (!/^https?:\/\/\S+$/.test(url) || url.length > 2000)
    throw invalidParameter("A URL button needs an address of at most 2000 characters.");
  if (!url.includes("{{")) return;
  if (!url.endsWith("{{1}}")) throw invalidParameter("The variable of a URL must be {{1}}, at its end.");
  if (asArray(button.example).length === 0) throw invalidParameter("The variable of a URL needs an example.");
}

function checkOffer(offer: Json, category: string, buttons: Json[]): void {
  const text = asString(offer.text) ?? "";
  if (category !== "MARKETING") throw invalidParameter("Limited-time offers are for marketing templates.");
  if (text === "" || text.length > 16) throw tooLong("The text of a limited-time offer", 16);
  const types = buttons.map(({ type }) => asString(type)?.toUpperCase());
  if (!types.includes("URL")) throw invalidParameter("A limited-time offer needs a URL button.");
  if (offer.has_expiration === true && types[0] !== "COPY_CODE")
    throw invalidParameter("An offer that ends needs a copy code button, as the first one.");
}

function checkCarousel(carousel: Json, category: string): void {
  if (category !== "MARKETING") throw invalidParameter("Carousels are for marketing templates.");
  const cards = asArray(carousel.cards).map((card) => asArray(asObject(card).components).map(asObject));
  if (cards.length < 2 || cards.length > 10) throw invalidParameter("A carousel has 2 to 10 cards.");
  const shapes = cards.map((components) =>
    components
      .map(({ type, format, buttons }) =>
        [asString(type)?.toUpperCase(), format, asArray(buttons).map((one) => asObject(one).type)].join(),
      )
      .sort()
      .join("|"),
  );
  if (new Set(shapes).size > 1) throw invalidParameter("All cards of a carousel must have the same parts.");
  for (const components of cards) {
    const header = components.find(({ type }) => asString(type)?.toUpperCase() === "HEADER");
    if (!["IMAGE", "VIDEO", "PRODUCT"].includes(asString(header?.format)?.toUpperCase() ?? ""))
      throw refused(
        2388047,
        "Message header format is incorrect",
        "A card needs an image, a video or a product as header.",
      );
    const body = components.find(({ type }) => asString(type)?.toUpperCase() === "BODY");
    if ((asString(body?.text) ?? "").length > 160) throw tooLong("The body of a card", 160);
  }
}

function checkAuthentication(buttons: Json | undefined): void {
  const list = asArray(buttons?.buttons).map(asObject);
  const otp = asString(list[0]?.otp_type)?.toUpperCase() ?? "";
  if (list.length !== 1 || !["COPY_CODE", "ONE_TAP", "ZERO_TAP"].includes(otp))
    throw invalidParameter(
      "An authentication template needs one OTP button, with an otp_type of COPY_CODE, ONE_TAP or ZERO_TAP.",
    );
}
