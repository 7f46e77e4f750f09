/**
 * A message as one contact would see it, even when parts of it are not ready: what cannot be rendered shows as it was typed, and
 * every problem is named with its place. Pure.
 */

import type { RenderValues } from "./compiled.ts";
import {
  AbortMessage,
  compileLiquid,
  LiquidError,
  type LiquidScope,
  liquidScope,
  RenderFailure,
} from "./liquid.ts";
import type { LiquidProblem } from "./liquid-error.ts";
import type { RenderedMessage, TemplateContent } from "./message.ts";
import type { ContentReason } from "./reasons.ts";
import { sentence } from "./refusal.ts";
import { parseTemplateVariables, type TemplateVariable, unsupportedProblem } from "./template.ts";
import { renderTemplate, tooLongPart } from "./template-rendered.ts";
import { valueProblem } from "./value-rules.ts";

export interface PreviewProblem {
  /** Stable; the dashboard translates by it. */
  readonly code: "variable_missing" | "liquid_invalid" | `field_${string}` | ContentReason;
  readonly field: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  /** Of liquid_invalid: which kind of mistake. */
  readonly problem?: LiquidProblem;
}

export interface Preview {
  readonly rendered: RenderedMessage;
  readonly problems: readonly PreviewProblem[];
}

/** Names whose values come only with the call or the launch: a preview shows them as they were typed. */
export const knownLater = /\b(api_trigger_properties|campaign)\b/;

/** Without values, variables show as they were typed. */
export function previewTemplate(content: TemplateContent, values: RenderValues | null): Preview {
  const scope = values ? liquidScope(values) : null;
  const filled = new Map<string, string>();
  const unsupported = unsupportedProblem(content.structure);
  const problems: PreviewProblem[] = unsupported
    ? [{ code: "template_unsupported", field: "", message: unsupported }]
    : [];
  for (const variable of parseTemplateVariables(content.structure)) {
    const { text, problem } = previewVariable(variable, content.variables[variable.key] ?? "", scope);
    filled.set(variable.key, text === "" && variable.required ? placeholder(variable) : text);
    if (problem) problems.push(problem);
  }
  const rendered = renderTemplate(content, filled);
  const tooLong = tooLongPart(content.structure, rendered);
  return {
    rendered,
    problems: tooLong
      ? [...problems, { code: "message_too_long", field: tooLong.field, message: tooLong.text }]
      : problems,
  };
}

function previewVariable(
  variable: TemplateVariable,
  source: string,
  scope: LiquidScope | null,
): { text: string; problem?: PreviewProblem } {
  const { key: field, label, required } = variable;
  if (source.trim() === "")
    return required
      ? { text: "", problem: { code: "variable_missing", field, message: `Fill ${label}.` } }
      : { text: "" };
  try {
    const compiled = compileLiquid(source, field);
    if (!compiled.constant && !scope) return { text: source };
    const text = compiled.constant ? source.trim() : compiled.render(scope ?? {}).trim();
    if (text === "" && knownLater.test(source)) return { text: source };
    const problem = text === "" ? emptyProblem(variable) : wrongValue(variable, text);
    return problem ? { text, problem } : { text };
  } catch (error) {
    return { text: source, problem: problemOf(error, field, label) };
  }
}

function emptyProblem({ required, label, key }: TemplateVariable): PreviewProblem | null {
  if (!required) return null;
  const message = `${sentence(label)} is empty for this contact; the message would not go out. Add a fallback: | default: '…'`;
  return { code: "variable_empty", field: key, message };
}

function wrongValue(variable: TemplateVariable, text: string): PreviewProblem | null {
  const problem = valueProblem(variable, text);
  if (!problem) return null;
  return { code: problem.code, field: variable.key, message: `${sentence(variable.label)} ${problem.text}` };
}

export function problemOf(error: unknown, field: string, label: string): PreviewProblem {
  if (error instanceof LiquidError) {
    const { message, line, column, problem } = error;
    return { code: "liquid_invalid", field, message, line, column, problem };
  }
  if (error instanceof AbortMessage)
    return {
      code: "liquid_abort",
      field,
      message: `This contact gets nothing: abort_message${error.message ? ` says "${error.message}"` : ""}.`,
    };
  if (error instanceof RenderFailure)
    return { code: "liquid_error", field, message: `The Liquid of ${label} failed: ${error.message}` };
  throw error;
}

/** Shown where nothing was filled in yet: the template's own mark, or its sample. */
function placeholder({ kind, sample, key }: TemplateVariable): string {
  if (kind === "media") return sample ?? "";
  if (kind === "text") return `{{${key.split(".").at(-1)}}}`;
  return "";
}
