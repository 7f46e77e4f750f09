/** A template with its values as it appears on the phone, and the parts that came out too long. Pure. */
import type { TemplateButtonDefinition, TemplateHeaderDefinition } from "../connectors/connector.ts";
import { limits } from "./limits.ts";
import type {
  RenderedButton,
  RenderedCard,
  RenderedHeader,
  RenderedMessage,
  TemplateContent,
  TemplateStructure,
} from "./message.ts";
import { fillPlaceholders } from "./placeholders.ts";
import { oneTimeCodeButton } from "./template.ts";
import { named, type TemplateValues, type Value, valueOfCard } from "./template-fill.ts";

export function renderTemplate({ structure }: TemplateContent, values: TemplateValues): RenderedMessage {
  const { header, body, footer, buttons, carousel, limitedTimeOffer } = structure;
  const value: Value = (key) => values.get(key);
  const cards = carousel?.cards.map((card, number): RenderedCard => {
    const ofCard = valueOfCard(values, number);
    return {
      header: renderHeader(card.header, ofCard),
      ...(card.body ? { body: filled("body", card.body.text, ofCard) } : {}),
      ...(card.buttons?.length ? { buttons: renderButtons(card.buttons, ofCard, null) } : {}),
    };
  });
  return {
    ...(header ? { header: renderHeader(header, value) } : {}),
    body: filled("body", body.text, value),
    ...(footer ? { footer: footer.text } : {}),
    ...(buttons?.length ? { buttons: renderButtons(buttons, value, oneTimeCodeButton(structure)) } : {}),
    ...(cards ? { cards } : {}),
    ...(limitedTimeOffer ? { offer: { text: limitedTimeOffer.text, ...offerOf(structure, value) } } : {}),
  };
}

function offerOf({ buttons = [] }: TemplateStructure, value: Value) {
  const index = buttons.findIndex((button) => button.type === "COPY_CODE");
  return {
    ...named("endsAt", value("offer.ends_at")),
    ...named("code", value(`button.${index}.code`)),
  };
}

function filled(component: string, text: string, value: Value): string {
  return fillPlaceholders(text, (name) => value(`${component}.${name}`) ?? "");
}

function renderHeader(
  { format, text = "" }: Pick<TemplateHeaderDefinition, "format" | "text">,
  value: Value,
): RenderedHeader {
  if (format === "TEXT") return { format, text: filled("header", text, value) };
  if (format !== "LOCATION")
    return {
      format,
      mediaUrl: value("header.media") ?? "",
      ...named("filename", value("header.filename")),
    };
  const [latitude, longitude] = ["latitude", "longitude"].map((name) => value(`header.${name}`) ?? "");
  return {
    format,
    text: `${latitude}, ${longitude}`,
    ...coordinate("latitude", latitude),
    ...coordinate("longitude", longitude),
    ...named("name", value("header.name")),
    ...named("address", value("header.address")),
  };
}

function coordinate(name: "latitude" | "longitude", text = ""): Pick<RenderedHeader, typeof name> {
  return text !== "" && Number.isFinite(Number(text)) ? { [name]: Number(text) } : {};
}

function renderButtons(
  buttons: readonly TemplateButtonDefinition[],
  value: Value,
  codeButton: number | null,
): RenderedButton[] {
  return buttons.map(({ type, text, url, phoneNumber }, index) => {
    // What looks like an address there is WhatsApp's own way to copy the code.
    if (index === codeButton) return { type: "COPY_CODE", text, ...named("code", value("body.1")) };
    return {
      type,
      text,
      ...(url === undefined ? {} : { url: fillPlaceholders(url, () => value(`button.${index}.url`) ?? "") }),
      ...named("code", value(`button.${index}.code`)),
      ...named("phoneNumber", phoneNumber),
    };
  });
}

export interface TooLong {
  readonly field: string;
  readonly text: string;
}

/** The first part that is too long once it is filled, or null. */
export function tooLongPart(structure: TemplateStructure, rendered: RenderedMessage): TooLong | null {
  const { header, body, buttons, cards = [] } = rendered;
  const longestBody = structure.limitedTimeOffer ? limits.offerBody : limits.body;
  return (
    tooLong("header", "The header", header?.format === "TEXT" ? header.text : "", limits.headerText) ??
    tooLong("body", "The body", body, longestBody) ??
    tooLongAddress(buttons, "") ??
    cards.reduce<TooLong | null>(
      (found, card, number) =>
        found ??
        tooLong(`card.${number}.body`, `The text of card ${number + 1}`, card.body, limits.cardBody) ??
        tooLongAddress(card.buttons, `card.${number}.`),
      null,
    )
  );
}

function tooLongAddress(buttons: readonly RenderedButton[] = [], prefix: string): TooLong | null {
  for (const [index, { text, url }] of buttons.entries()) {
    const what = `The address behind the button "${text}"`;
    const found = tooLong(`${prefix}button.${index}`, what, url, limits.url);
    if (found) return found;
  }
  return null;
}

function tooLong(field: string, what: string, text = "", limit: number): TooLong | null {
  return text.length > limit
    ? {
        field,
        text: `${what} has ${text.length} characters once it is filled; WhatsApp takes at most ${limit}.`,
      }
    : null;
}
