/**
 * A message as one contact would see it, even when parts of it are not ready: what cannot be rendered shows as it was typed, and
 * every problem is named with its place. Pure.
 */
import {
  AbortMessage,
  compileLiquid,
  LiquidError,
  type LiquidScope,
  liquidScope,
  RenderFailure,
} from "./liquid.ts";
import type { MessageContent, RenderedMessage } from "./message.ts";
import type { RenderValues } from "./render.ts";
import { parseTemplateVariables, type TemplateVariable } from "./template.ts";
import { fillTemplate, type TemplateValues } from "./template-fill.ts";
import { valueProblem } from "./value-rules.ts";

export interface PreviewProblem {
  readonly field: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

export interface Preview {
  readonly rendered: RenderedMessage;
  readonly problems: readonly PreviewProblem[];
}

/** Without values, variables show as they were typed. */
export function previewTemplate(
  content: Extract<MessageContent, { kind: "template" }>,
  values: RenderValues | null,
): Preview {
  const scope = values ? liquidScope(values) : null;
  const filled: TemplateValues = new Map();
  const problems: PreviewProblem[] = [];
  for (const variable of parseTemplateVariables(content.structure)) {
    const { text, problem } = previewVariable(variable, content.variables[variable.key] ?? "", scope);
    filled.set(variable.key, text === "" && variable.required ? placeholder(variable) : text);
    if (problem) problems.push(problem);
  }
  const { rendered, tooLong } = fillTemplate(content, filled);
  return {
    rendered,
    problems: tooLong ? [...problems, { field: tooLong.field, message: tooLong.text }] : problems,
  };
}

function previewVariable(
  variable: TemplateVariable,
  source: string,
  scope: LiquidScope | null,
): { text: string; problem?: PreviewProblem } {
  const { key: field, label, required } = variable;
  if (source.trim() === "")
    return required ? { text: "", problem: { field, message: `Fill ${label}.` } } : { text: "" };
  try {
    const compiled = compileLiquid(source, field);
    if (!compiled.constant && !scope) return { text: source };
    const text = compiled.constant ? source.trim() : compiled.render(scope ?? {}).trim();
    const message = text === "" ? emptyMessage(variable) : valueMessage(variable, text);
    return message ? { text, problem: { field, message } } : { text };
  } catch (error) {
    return { text: source, problem: problemOf(error, field, label) };
  }
}

function emptyMessage({ required, label }: TemplateVariable): string | null {
  return required
    ? `${sentence(label)} is empty for this contact; the message would not go out. Add a fallback: | default: '…'`
    : null;
}

function valueMessage(variable: TemplateVariable, text: string): string | null {
  const problem = valueProblem(variable, text);
  return problem ? `${sentence(variable.label)} ${problem.text}` : null;
}

function problemOf(error: unknown, field: string, label: string): PreviewProblem {
  if (error instanceof LiquidError)
    return { field, message: error.message, line: error.line, column: error.column };
  if (error instanceof AbortMessage)
    return {
      field,
      message: `This contact gets nothing: abort_message${error.message ? ` says "${error.message}"` : ""}.`,
    };
  if (error instanceof RenderFailure)
    return { field, message: `The Liquid of ${label} failed: ${error.message}` };
  throw error;
}

/** Shown where nothing was filled in yet: the template's own mark, or its sample. */
function placeholder({ kind, sample, key }: TemplateVariable): string {
  if (kind === "media") return sample ?? "";
  if (kind === "text") return `{{${key.split(".")[1]}}}`;
  return "";
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
