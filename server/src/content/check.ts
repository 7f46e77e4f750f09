/** Everything that is wrong with a template's variables before anything is sent, in words for the person who fills them. Pure. */
import { compileLiquid, LiquidError } from "./liquid.ts";
import type { TemplateStructure, Variables } from "./message.ts";
import { numberingProblem, parseTemplateVariables, type TemplateVariable } from "./template.ts";
import { valueProblem } from "./value-rules.ts";

export interface ContentProblem {
  readonly code: "template_incomplete" | "variable_missing" | "liquid_invalid" | "variable_invalid";
  /** The variable's key; empty for the template as a whole. */
  readonly field: string;
  readonly message: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export function checkVariables(structure: TemplateStructure, variables: Variables): ContentProblem[] {
  const numbering = numberingProblem(structure);
  return [
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

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
