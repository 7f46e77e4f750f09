/**
 * The variables of each part of a template. Pure.
 *
 * Keys: header.<placeholder> (text), header.media, header.filename, header.latitude, header.longitude, header.name,
 * header.address; body.<placeholder>; offer.ends_at; button.<index>.url (the end of an address), .code, .payload, .flow_token,
 * .flow_data (JSON), .product, .sections (JSON); and the same below card.<index> for each card of a carousel:
 * card.0.header.media, card.0.body.1, card.0.button.1.url.
 */
import type {
  TemplateButtonDefinition,
  TemplateCardDefinition,
  TemplateHeaderDefinition,
} from "../connectors/connector.ts";
import { limits } from "./limits.ts";
import { placeholdersOf } from "./placeholders.ts";

export type VariableKind =
  | "text"
  | "media"
  | "url_suffix"
  | "coupon"
  | "payload"
  | "token"
  | "product"
  /** A moment with its time zone. */
  | "moment"
  /** A JSON object. */
  | "data"
  /** A JSON list of {title, productIds}. */
  | "product_sections";

export interface TemplateVariable {
  readonly key: string;
  readonly component: "header" | "body" | "button" | "offer";
  /** Of a carousel: which card, from 0. */
  readonly card?: number;
  /** Number of the placeholder (from 1) in header and body; index of the button (from 0). */
  readonly index: number;
  readonly kind: VariableKind;
  /** False: the message can go without it. */
  readonly required: boolean;
  /** Most characters of the value itself. */
  readonly maxLength: number;
  /** In words, for messages to people: `{{1}} in the body`. */
  readonly label: string;
  readonly sample?: string;
}

/** A text's placeholders, as variables of `component`. */
export function textVariables(
  component: "header" | "body",
  text: string,
  maxLength: number,
): TemplateVariable[] {
  return placeholdersOf(text).map((name, at) => ({
    key: `${component}.${name}`,
    component,
    index: at + 1,
    kind: "text",
    required: true,
    maxLength,
    label: `{{${name}}} in the ${component}`,
  }));
}

export function headerVariables(header: TemplateHeaderDefinition): TemplateVariable[] {
  switch (header.format) {
    case "TEXT":
      return textVariables("header", header.text ?? "", limits.headerText);
    case "IMAGE":
    case "VIDEO":
    case "GIF":
      return [mediaVariable(header)];
    case "DOCUMENT":
      return [
        mediaVariable(header),
        part("filename", "the file name of the header's document", limits.filename, { required: false }),
      ];
    case "LOCATION":
      return [
        part("latitude", "the header's latitude", 32),
        part("longitude", "the header's longitude", 32, { index: 2 }),
        part("name", "the name of the header's place", limits.place, { required: false, index: 3 }),
        part("address", "the address of the header's place", limits.place, { required: false, index: 4 }),
      ];
  }
}

function mediaVariable({
  format,
  sampleUrl,
}: Pick<TemplateHeaderDefinition, "format" | "sampleUrl">): TemplateVariable {
  const label = `the address of the header's ${format.toLowerCase()}`;
  return part("media", label, limits.mediaUrl, {
    kind: "media",
    ...(sampleUrl ? { sample: sampleUrl } : {}),
  });
}

function part(
  name: string,
  label: string,
  maxLength: number,
  more: Partial<TemplateVariable> = {},
): TemplateVariable {
  const key = `header.${name}`;
  return { key, component: "header", index: 1, kind: "text", required: true, maxLength, label, ...more };
}

/** What the buttons need, by their place among all buttons. */
export function buttonVariables(buttons: readonly TemplateButtonDefinition[] = []): TemplateVariable[] {
  return buttons.flatMap((button, index) =>
    needsOf(button).map(([name, kind, required, maxLength, label]) => ({
      key: `button.${index}.${name}`,
      component: "button",
      index,
      kind,
      required,
      maxLength,
      label: label.replace("%", `"${button.text}"`),
    })),
  );
}

type Need = readonly [name: string, kind: VariableKind, required: boolean, maxLength: number, label: string];

function needsOf(button: TemplateButtonDefinition): Need[] {
  switch (button.type) {
    case "URL":
      return placeholdersOf(button.url ?? "").length > 0
        ? [["url", "url_suffix", true, limits.url, "the end of the address behind the button %"]]
        : [];
    case "COPY_CODE":
      return [["code", "coupon", true, limits.code, "the code of the copy button"]];
    case "QUICK_REPLY":
      return [["payload", "payload", false, limits.payload, "the payload of the button %"]];
    case "FLOW":
      return [
        ["flow_token", "token", false, limits.flowToken, "the Flow token of the button %"],
        ["flow_data", "data", false, limits.json, "the data that the Flow of the button % begins with"],
      ];
    case "CATALOG":
      return [["product", "product", false, limits.productId, "the product shown above the button %"]];
    case "MPM":
    case "MULTI_PRODUCT":
      return [
        ["product", "product", true, limits.productId, "the product shown above the button %"],
        ["sections", "product_sections", true, limits.json, "the products behind the button %"],
      ];
    default:
      return [];
  }
}

export function cardVariables(card: TemplateCardDefinition, number: number): TemplateVariable[] {
  const variables = [
    mediaVariable(card.header),
    ...textVariables("body", card.body?.text ?? "", limits.cardBody),
    ...buttonVariables(card.buttons),
  ];
  return variables.map((variable) => ({
    ...variable,
    key: `card.${number}.${variable.key}`,
    card: number,
    label: `${variable.label} of card ${number + 1}`,
  }));
}

export const offerEnd: TemplateVariable = {
  key: "offer.ends_at",
  component: "offer",
  index: 0,
  kind: "moment",
  required: true,
  maxLength: 40,
  label: "the end of the offer",
};
