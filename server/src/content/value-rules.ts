/** What WhatsApp accepts as the value of a template variable. Pure. */
import type { ContentReason } from "./reasons.ts";
import type { TemplateVariable } from "./template.ts";

export interface ValueProblem {
  readonly code: ContentReason;
  /** Continues a sentence that begins with the variable's label. */
  readonly text: string;
}

/** The problem of a value that is not empty, or null. */
export function valueProblem(variable: TemplateVariable, value: string): ValueProblem | null {
  if (value.length > variable.maxLength)
    return {
      code: "message_too_long",
      text: `has ${value.length} characters; at most ${variable.maxLength} are possible.`,
    };
  const forbidden = forbiddenWhitespace(value);
  if (forbidden)
    return { code: "variable_invalid", text: `contains ${forbidden}, which WhatsApp does not allow.` };
  return kindProblem(variable, value);
}

function forbiddenWhitespace(value: string): string | null {
  if (/[\n\r\u2028\u2029]/.test(value)) return "a line break";
  if (value.includes("\t")) return "a tab";
  if (value.includes("     ")) return "more than four spaces in a row";
  return null;
}

function kindProblem({ kind, key }: TemplateVariable, value: string): ValueProblem | null {
  if (kind === "media" && !isWebAddress(value))
    return {
      code: "variable_invalid",
      text: `is "${value.slice(0, 80)}", but it must be a web address that begins with https:// or http://.`,
    };
  if (kind === "url_suffix" && /\s/.test(value))
    return { code: "variable_invalid", text: "contains a space. Add the filter url_encode to it." };
  const range = key === "header.latitude" ? 90 : key === "header.longitude" ? 180 : null;
  if (range !== null && !(Math.abs(Number(value)) <= range))
    return {
      code: "variable_invalid",
      text: `is "${value}", but it must be a number from -${range} to ${range}.`,
    };
  return null;
}

function isWebAddress(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && (url.protocol === "https:" || url.protocol === "http:");
}
