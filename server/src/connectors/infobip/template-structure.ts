/**
 * A template's structure as Infobip reads it back -> ours. Pure. Unknown words are kept where they do no harm; a part that Ponte
 * cannot fill is named in `unsupported`, so that such a template is shown and never sent half-filled.
 */
import type {
  TemplateButtonDefinition,
  TemplateCardDefinition,
  TemplateHeaderDefinition,
  TemplateStructure,
} from "../connector.ts";
import { idText, isObject, type Json, object, objects, optional, text } from "./json.ts";

const headerFormats = ["TEXT", "IMAGE", "VIDEO", "GIF", "DOCUMENT", "LOCATION"] as const;

/** Those that take data we have, and those that take none. */
const fillableButtons = new Set([
  "QUICK_REPLY",
  "URL",
  "PHONE_NUMBER",
  "COPY_CODE",
  "FLOW",
  "CATALOG",
  "MULTI_PRODUCT",
  "VOICE_CALL",
  "REQUEST_CONTACT_INFO",
]);

const knownParts = new Set([
  "type",
  "header",
  "body",
  "footer",
  "buttons",
  "carousel",
  "limitedTimeOffer",
  "shorteningOptions",
]);

/** `subCategory` ORDER_STATUS wants the order's state with each send, though the structure does not show it. */
export function toStructure(structure: Json, subCategory?: string): TemplateStructure {
  const unsupported: string[] = subCategory === "ORDER_STATUS" ? [subCategory] : [];
  if (text(structure.type) === "UNSUPPORTED") unsupported.push("UNSUPPORTED");
  for (const [part, value] of Object.entries(structure))
    if (!knownParts.has(part) && value !== null) unsupported.push(part);
  const buttons = toButtons(structure.buttons, unsupported);
  const cards = objects(object(structure.carousel).cards).map((card) => toCard(card, unsupported));
  return {
    ...optional("header", toHeader(structure.header, unsupported)),
    body: { text: text(object(structure.body).text) ?? "" },
    ...optional("footer", toFooter(object(structure.footer))),
    ...(buttons.length ? { buttons } : {}),
    ...(cards.length ? { carousel: { cards } } : {}),
    ...optional("limitedTimeOffer", toOffer(structure.limitedTimeOffer)),
    ...(unsupported.length ? { unsupported: [...new Set(unsupported)] } : {}),
  };
}

function toHeader(value: unknown, unsupported: string[]): TemplateHeaderDefinition | undefined {
  if (!isObject(value)) return undefined;
  const format = headerFormats.find((known) => known === value.format);
  if (!format) {
    unsupported.push(`header ${String(value.format)}`);
    return undefined;
  }
  const sample = format === "TEXT" ? undefined : text(value.example);
  return { format, ...optional("text", text(value.text)), ...optional("sampleUrl", sample) };
}

function toFooter(footer: Json): { text: string } | undefined {
  const words = text(footer.text);
  return words ? { text: words } : undefined;
}

function toButtons(value: unknown, unsupported: string[]): TemplateButtonDefinition[] {
  return objects(value).map((button) => {
    const type = text(button.type) ?? "UNKNOWN";
    if (!fillableButtons.has(type)) unsupported.push(`button ${type}`);
    return {
      type,
      text: text(button.text) ?? "",
      ...optional("url", text(button.url)),
      ...optional("phoneNumber", text(button.phoneNumber)),
      ...optional("flowId", idText(button.flowId)),
    };
  });
}

function toCard(card: Json, unsupported: string[]): TemplateCardDefinition {
  const { format, example } = object(card.header);
  if (format !== "IMAGE" && format !== "VIDEO") unsupported.push(`card header ${String(format)}`);
  const words = text(object(card.body).text);
  const buttons = toButtons(card.buttons, unsupported);
  return {
    header: { format: format === "VIDEO" ? "VIDEO" : "IMAGE", ...optional("sampleUrl", text(example)) },
    ...(words ? { body: { text: words } } : {}),
    ...(buttons.length ? { buttons } : {}),
  };
}

function toOffer(value: unknown): TemplateStructure["limitedTimeOffer"] {
  if (!isObject(value)) return undefined;
  return { text: text(value.text) ?? "", hasExpiration: value.hasExpiration === true };
}
