/**
 * WhatsApp templates as structures with variables: which variables there are, what each may hold, and what the message looks
 * like once they are filled. Pure.
 *
 * Keys: header.1 (text header), header.media, header.filename, header.latitude, header.longitude, body.1 …,
 * button.<index>.url (the end of an address), button.<index>.code, button.<index>.payload (optional).
 */
import type { TemplateStructure } from "./message.ts";

export type VariableKind = "text" | "media" | "url_suffix" | "coupon" | "payload";

export interface TemplateVariable {
  readonly key: string;
  readonly component: "header" | "body" | "button";
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

/** Most characters of each part once it is filled (Meta's limits). */
export const limits = {
  headerText: 60,
  body: 1024,
  url: 2000,
  mediaUrl: 2048,
  filename: 240,
  code: 15,
  payload: 128,
  text: 4096,
} as const;

const placeholder = /\{\{\s*([^{}\s]+)\s*\}\}/g;

/** Names of the placeholders of a text in order of first appearance. */
export function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(placeholder)].map((match) => match[1] ?? ""))].sort(byNumber);
}

/** All variables of a template: header, then body, then buttons. */
export function parseTemplateVariables(structure: TemplateStructure): TemplateVariable[] {
  return [...headerVariables(structure), ...bodyVariables(structure), ...buttonVariables(structure)];
}

/** Numbered placeholders that do not run 1, 2, 3 …: the template is incomplete. Null when all is well. */
export function numberingProblem(structure: TemplateStructure): string | null {
  for (const [part, text] of [
    ["header", structure.header?.text],
    ["body", structure.body.text],
  ] as const) {
    const numbers = placeholdersOf(text ?? "")
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
    const gap = numbers.findIndex((number, index) => number !== index + 1);
    if (gap !== -1)
      return `The variables of the ${part} are numbered ${numbers.join(", ")}, but they must run from 1 without a gap. Correct the template in WhatsApp Manager.`;
  }
  return null;
}

/** Fills the placeholders of a text. */
export function fillPlaceholders(text: string, value: (name: string) => string): string {
  return text.replace(placeholder, (_whole, name: string) => value(name));
}

function headerVariables({ header }: TemplateStructure): TemplateVariable[] {
  if (!header) return [];
  switch (header.format) {
    case "TEXT":
      return placeholdersOf(header.text ?? "").map((name, at) => ({
        key: `header.${name}`,
        component: "header",
        index: at + 1,
        kind: "text",
        required: true,
        maxLength: limits.headerText,
        label: `{{${name}}} in the header`,
      }));
    case "IMAGE":
    case "VIDEO":
    case "GIF":
    case "DOCUMENT":
      return mediaVariables(header.format, header.sampleUrl);
    case "LOCATION":
      return (["latitude", "longitude"] as const).map((name, at) => ({
        key: `header.${name}`,
        component: "header",
        index: at + 1,
        kind: "text",
        required: true,
        maxLength: 32,
        label: `the header's ${name}`,
      }));
  }
}

function mediaVariables(
  format: "IMAGE" | "VIDEO" | "GIF" | "DOCUMENT",
  sample: string | undefined,
): TemplateVariable[] {
  const media: TemplateVariable = {
    key: "header.media",
    component: "header",
    index: 1,
    kind: "media",
    required: true,
    maxLength: limits.mediaUrl,
    label: `the address of the header's ${format.toLowerCase()}`,
    ...(sample ? { sample } : {}),
  };
  if (format !== "DOCUMENT") return [media];
  return [
    media,
    {
      key: "header.filename",
      component: "header",
      index: 1,
      kind: "text",
      required: false,
      maxLength: limits.filename,
      label: "the file name of the header's document",
    },
  ];
}

function bodyVariables({ body }: TemplateStructure): TemplateVariable[] {
  return placeholdersOf(body.text).map((name, at) => ({
    key: `body.${name}`,
    component: "body",
    index: at + 1,
    kind: "text",
    required: true,
    maxLength: limits.body,
    label: `{{${name}}} in the body`,
  }));
}

function buttonVariables({ buttons = [] }: TemplateStructure): TemplateVariable[] {
  return buttons.flatMap((button, index): TemplateVariable[] => {
    const base = { component: "button", index } as const;
    if (button.type === "URL" && placeholdersOf(button.url ?? "").length > 0)
      return [
        {
          ...base,
          key: `button.${index}.url`,
          kind: "url_suffix",
          required: true,
          maxLength: limits.url,
          label: `the end of the address behind the button "${button.text}"`,
        },
      ];
    if (button.type === "COPY_CODE")
      return [
        {
          ...base,
          key: `button.${index}.code`,
          kind: "coupon",
          required: true,
          maxLength: limits.code,
          label: "the code of the copy button",
        },
      ];
    if (button.type === "QUICK_REPLY")
      return [
        {
          ...base,
          key: `button.${index}.payload`,
          kind: "payload",
          required: false,
          maxLength: limits.payload,
          label: `the payload of the button "${button.text}"`,
        },
      ];
    return [];
  });
}

/** 1, 2, 10 by number; names keep their order. */
function byNumber(a: string, b: string): number {
  return /^\d+$/.test(a) && /^\d+$/.test(b) ? Number(a) - Number(b) : 0;
}
