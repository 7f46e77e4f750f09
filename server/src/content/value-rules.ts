/** What WhatsApp accepts as the value of a template variable. Pure. */
import { isWebAddress, parseMoment } from "./formats.ts";
import { productSections } from "./limits.ts";
import type { ContentReason } from "./reasons.ts";
import { examine, nothingOpen } from "./shape.ts";
import type { TemplateVariable } from "./template-parts.ts";

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
  const text = kindProblem(variable, value);
  return text ? { code: "variable_invalid", text } : null;
}

function kindProblem({ kind, key }: TemplateVariable, value: string): string | null {
  if (kind === "data") return dataProblem(value);
  if (kind === "product_sections") return sectionsProblem(value);
  const forbidden = forbiddenWhitespace(value);
  if (forbidden) return `contains ${forbidden}, which WhatsApp does not allow.`;
  switch (kind) {
    case "media":
      return isWebAddress(value)
        ? null
        : `is "${value.slice(0, 80)}", but it must be a web address that begins with https:// or http://.`;
    case "url_suffix":
      return /\s/.test(value) ? "contains a space. Add the filter url_encode to it." : null;
    case "moment":
      return parseMoment(value)
        ? null
        : `is "${value}", but it must be a date with time and zone such as 2026-11-30T23:59:00-03:00.`;
    case "text":
      return coordinateProblem(key, value);
    default:
      return null;
  }
}

function forbiddenWhitespace(value: string): string | null {
  if (/[\n\r\u2028\u2029]/.test(value)) return "a line break";
  if (value.includes("\t")) return "a tab";
  if (value.includes("     ")) return "more than four spaces in a row";
  return null;
}

function coordinateProblem(key: string, value: string): string | null {
  const range = key === "header.latitude" ? 90 : key === "header.longitude" ? 180 : null;
  if (range === null || Math.abs(Number(value)) <= range) return null;
  return `is "${value}", but it must be a number from -${range} to ${range}.`;
}

function dataProblem(value: string): string | null {
  const data = parseJson(value);
  return typeof data === "object" && data !== null && !Array.isArray(data) && Object.keys(data).length > 0
    ? null
    : 'must be a JSON object with at least one field, such as {"name": "Ana"}.';
}

function sectionsProblem(value: string): string | null {
  const data = parseJson(value);
  if (data === undefined)
    return 'must be a JSON list such as [{"title": "Cafés", "productIds": ["sku-1", "sku-2"]}].';
  const [problem] = examine(productSections, data, nothingOpen).problems;
  if (problem) return `: ${problem.field || "the list"} ${problem.text}`;
  const count = (data as { productIds: unknown[] }[]).reduce((sum, one) => sum + one.productIds.length, 0);
  return count > 30 ? `has ${count} products together; at most 30 are possible.` : null;
}

/** undefined: not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
