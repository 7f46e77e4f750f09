/**
 * Which fields a template asks for, in the order of the message, each with the fixed text around it. Pure: the
 * composer turns every entry into one form field, named by `labelKey` and `labelParams`.
 */
import type { RenderedMessage, Template, TemplateStructure, TemplateVariable } from "../../api/types.ts";
import { fillTemplate, type Surroundings, surroundingsOf } from "./template-text.ts";

export interface MessageField {
  key: string;
  /** Under `campaigns:composer.fields`. */
  labelKey:
    | "header"
    | "headerMedia"
    | "headerFilename"
    | "headerLatitude"
    | "headerLongitude"
    | "body"
    | "buttonUrl"
    | "buttonCode"
    | "buttonPayload";
  labelParams: Record<string, string | number>;
  kind: TemplateVariable["kind"];
  required: boolean;
  surroundings: Surroundings | null;
  sample: string | null;
}

const ORDER = { header: 0, body: 1, button: 2 } as const;

export function messageFields(template: Pick<Template, "structure" | "variables">): MessageField[] {
  return [...template.variables]
    .sort((a, b) => ORDER[a.component] - ORDER[b.component] || a.index - b.index)
    .map((variable) => fieldOf(variable, template.structure));
}

function fieldOf(variable: TemplateVariable, structure: TemplateStructure): MessageField {
  const base = { key: variable.key, kind: variable.kind, sample: variable.sample ?? null };
  const place = variable.key.split(".").slice(1).join(".");
  switch (variable.component) {
    case "header":
      return { ...base, ...headerField(place, structure) };
    case "body":
      return {
        ...base,
        labelKey: "body",
        labelParams: { name: place },
        required: true,
        surroundings: surroundingsOf(structure.body.text, place),
      };
    case "button":
      return { ...base, ...buttonField(variable, structure) };
  }
}

type Described = Pick<MessageField, "labelKey" | "labelParams" | "required" | "surroundings">;

function headerField(place: string, structure: TemplateStructure): Described {
  if (place === "media") {
    const format = structure.header?.format ?? "IMAGE";
    return { labelKey: "headerMedia", labelParams: { format }, required: true, surroundings: null };
  }
  if (place === "filename")
    return { labelKey: "headerFilename", labelParams: {}, required: false, surroundings: null };
  if (place === "latitude")
    return { labelKey: "headerLatitude", labelParams: {}, required: true, surroundings: null };
  if (place === "longitude")
    return { labelKey: "headerLongitude", labelParams: {}, required: true, surroundings: null };
  const surroundings = surroundingsOf(structure.header?.text ?? "", place);
  return { labelKey: "header", labelParams: { name: place }, required: true, surroundings };
}

function buttonField(variable: TemplateVariable, structure: TemplateStructure): Described {
  // "button.<index>.url": the place among the buttons is in the key.
  const index = Number(variable.key.split(".")[1] ?? variable.index);
  const button = structure.buttons?.[index];
  const labelParams = { text: button?.text ?? String(index + 1) };
  if (variable.kind === "coupon")
    return { labelKey: "buttonCode", labelParams, required: true, surroundings: null };
  if (variable.kind === "payload") {
    return { labelKey: "buttonPayload", labelParams, required: false, surroundings: null };
  }
  const before = (button?.url ?? "").replace(/\{\{.*$/u, "");
  return { labelKey: "buttonUrl", labelParams, required: true, surroundings: { before, after: "" } };
}

/** The message as far as the browser alone can tell: Liquid stays unrendered. Shown until the server's rendering arrives. */
export function roughMessage(
  structure: TemplateStructure,
  variables: Record<string, string>,
): RenderedMessage {
  const { header, body, footer, buttons } = structure;
  const message: RenderedMessage = { body: fillTemplate(body.text, (name) => variables[`body.${name}`]) };
  if (header) {
    message.header = { format: header.format };
    if (header.text) message.header.text = fillTemplate(header.text, (name) => variables[`header.${name}`]);
    const media = variables["header.media"] || header.sampleUrl;
    if (media && !media.includes("{")) message.header.mediaUrl = media;
    if (variables["header.filename"]) message.header.filename = variables["header.filename"];
  }
  if (footer) message.footer = footer.text;
  if (buttons)
    message.buttons = buttons.map(({ type, text, url }) => ({ type, text, ...(url ? { url } : {}) }));
  return message;
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
