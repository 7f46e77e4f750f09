/** Everything that is wrong with a message before anything is sent, in words for the person who writes it. Pure. */
import { freeFormRule } from "./limits.ts";
import { compileLiquid, LiquidError } from "./liquid.ts";
import type { FreeFormContent, MessageContent, TemplateStructure, Variables } from "./message.ts";
import { sentence } from "./refusal.ts";
import { examine, isLiquid, isTooDeep } from "./shape.ts";
import {
  numberingProblem,
  parseTemplateVariables,
  type TemplateVariable,
  unsupportedProblem,
} from "./template.ts";
import { compileTree } from "./tree.ts";
import { valueProblem } from "./value-rules.ts";

export interface ContentProblem {
  readonly code:
    | "template_incomplete"
    | "template_unsupported"
    | "variable_missing"
    | "liquid_invalid"
    | "variable_invalid"
    | "field_missing"
    | "field_too_long"
    | "field_invalid";
  /** The variable's key, or the path in a message of another kind; empty for the message as a whole. */
  readonly field: string;
  readonly message: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export function checkContent(content: MessageContent): ContentProblem[] {
  return content.kind === "template"
    ? checkVariables(content.structure, content.variables)
    : checkFreeForm(content);
}

/** Texts with Liquid are checked as Liquid; the rest of the table of limits is asked per contact. */
export function checkFreeForm(content: FreeFormContent): ContentProblem[] {
  if (isTooDeep(content))
    return [{ code: "field_invalid", field: "", message: "The message is nested too deeply." }];
  const { problems } = examine(freeFormRule, content, isLiquid);
  const shape = problems.map(
    ({ field, code, text }): ContentProblem => ({
      code: `field_${code}`,
      field,
      message: `${field || "message"} ${text}`,
    }),
  );
  try {
    compileTree(content);
    return shape;
  } catch (error) {
    if (error instanceof LiquidError) return [...shape, liquidProblem(error, error.field)];
    throw error;
  }
}

export function checkVariables(structure: TemplateStructure, variables: Variables): ContentProblem[] {
  const numbering = numberingProblem(structure);
  const unsupported = unsupportedProblem(structure);
  return [
    ...(unsupported ? [{ code: "template_unsupported", field: "", message: unsupported } as const] : []),
    ...(numbering ? [{ code: "template_incomplete", field: "", message: numbering } as const] : []),
    ...parseTemplateVariables(structure).flatMap((variable) =>
      checkVariable(variable, variables[variable.key] ?? ""),
    ),
  ];
}

function checkVariable(variable: TemplateVariable, source: string): ContentProblem[] {
  const { key, label, required } = variable;
  if (source.trim() === "") {
    if (!required) return [];
    const message = `Fill ${label}: write a text or insert a field of the contact.`;
    return [{ code: "variable_missing", field: key, message, params: { variable: key } }];
  }
  try {
    const text = compileLiquid(source, key);
    if (!text.constant) return [];
  } catch (error) {
    if (error instanceof LiquidError) return [liquidProblem(error, label)];
    throw error;
  }
  const problem = valueProblem(variable, source.trim());
  if (!problem) return [];
  return [
    {
      code: "variable_invalid",
      field: key,
      message: `${sentence(label)} ${problem.text}`,
      params: { variable: key },
    },
  ];
}

function liquidProblem(error: LiquidError, label: string): ContentProblem {
  const { line, column, reason, field, problem } = error;
  const message = `${sentence(label)}, line ${line}, column ${column}: ${reason}`;
  return {
    code: "liquid_invalid",
    field,
    message,
    params: { variable: field, line, column, problem, reason },
  };
}
