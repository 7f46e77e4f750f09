/**
 * Which fields a template asks for, in the order of the message, each with the fixed text around it. Pure: the
 * composer turns every entry into one form field, named by `labelKey` and `labelParams`.
 */
import type {
  Template,
  TemplateButton,
  TemplateCard,
  TemplateStructure,
  TemplateVariable,
} from "../../api/types.ts";
import { type Surroundings, surroundingsOf } from "./template-text.ts";

export interface MessageField {
  key: string;
  /** Under `campaigns:composer.fields`. */
  labelKey:
    | "header"
    | "headerMedia"
    | "headerFilename"
    | "headerLatitude"
    | "headerLongitude"
    | "headerName"
    | "headerAddress"
    | "body"
    | "offerEnd"
    | "buttonUrl"
    | "buttonCode"
    | "buttonPayload"
    | "buttonToken"
    | "buttonData"
    | "buttonProduct"
    | "buttonSections";
  labelParams: Record<string, string | number>;
  /** Of a carousel: which card, from 1. */
  card: number | null;
  kind: TemplateVariable["kind"];
  required: boolean;
  surroundings: Surroundings | null;
  sample: string | null;
}

const ORDER = { header: 0, body: 1, offer: 2, button: 3 } as const;

export function messageFields(template: Pick<Template, "structure" | "variables">): MessageField[] {
  return [...template.variables]
    .sort(
      (a, b) =>
        (a.card ?? -1) - (b.card ?? -1) || ORDER[a.component] - ORDER[b.component] || a.index - b.index,
    )
    .map((variable) => fieldOf(variable, template.structure));
}

/** May stay empty and is rarely filled: folded away until it is asked for. */
export const isFolded = ({ kind, required }: MessageField): boolean => !required && kind !== "text";

type Part = Pick<TemplateStructure, "header" | "buttons"> & { body?: { text: string } };

function fieldOf(variable: TemplateVariable, structure: TemplateStructure): MessageField {
  const { key, kind, card, sample } = variable;
  const part: Part | TemplateCard | undefined =
    card === undefined ? structure : structure.carousel?.cards[card];
  const place = (card === undefined ? key : key.replace(/^card\.\d+\./u, "")).split(".").slice(1);
  return {
    key,
    kind,
    card: card === undefined ? null : card + 1,
    sample: sample ?? null,
    ...described(variable, place, part ?? {}),
  };
}

type Described = Pick<MessageField, "labelKey" | "labelParams" | "required" | "surroundings">;

const plain = (
  labelKey: MessageField["labelKey"],
  labelParams: MessageField["labelParams"] = {},
  required = true,
): Described => ({ labelKey, labelParams, required, surroundings: null });

function described({ component, kind }: TemplateVariable, place: readonly string[], part: Part): Described {
  switch (component) {
    case "header":
      return headerField(place.join("."), part);
    case "body": {
      const name = place.join(".");
      return { ...plain("body", { name }), surroundings: surroundingsOf(part.body?.text ?? "", name) };
    }
    case "offer":
      return plain("offerEnd");
    case "button":
      return buttonField(kind, Number(place[0] ?? 0), part.buttons ?? []);
  }
}

function headerField(place: string, { header }: Part): Described {
  switch (place) {
    case "media":
      return plain("headerMedia", { format: header?.format ?? "IMAGE" });
    case "filename":
      return plain("headerFilename", {}, false);
    case "latitude":
      return plain("headerLatitude");
    case "longitude":
      return plain("headerLongitude");
    case "name":
      return plain("headerName", {}, false);
    case "address":
      return plain("headerAddress", {}, false);
    default:
      return { ...plain("header", { name: place }), surroundings: surroundingsOf(header?.text ?? "", place) };
  }
}

function buttonField(
  kind: TemplateVariable["kind"],
  index: number,
  buttons: readonly TemplateButton[],
): Described {
  const button = buttons[index];
  const params = { text: button?.text ?? String(index + 1) };
  switch (kind) {
    case "coupon":
      return plain("buttonCode", params);
    case "payload":
      return plain("buttonPayload", params, false);
    case "token":
      return plain("buttonToken", params, false);
    case "data":
      return plain("buttonData", params, false);
    case "product":
      return plain("buttonProduct", params, button?.type !== "CATALOG");
    case "product_sections":
      return plain("buttonSections", params);
    default: {
      const before = (button?.url ?? "").replace(/\{\{.*$/u, "");
      return { ...plain("buttonUrl", params), surroundings: { before, after: "" } };
    }
  }
}

/** Values that belong to the given template; what an earlier template asked for is dropped. */
export function keepKnown(variables: Record<string, string>, template: Pick<Template, "variables">) {
  const known = new Set(template.variables.map((variable) => variable.key));
  return Object.fromEntries(Object.entries(variables).filter(([key]) => known.has(key)));
}

/** Names of trigger properties that the Liquid of a message reads, in order of appearance, each once. */
export function triggerProperties(variables: Record<string, string>): string[] {
  const names = Object.values(variables).flatMap((value) =>
    [...value.matchAll(/api_trigger_properties\.\$\{\s*([^}]+?)\s*\}/gu)].map((match) => match[1] ?? ""),
  );
  return [...new Set(names)];
}
