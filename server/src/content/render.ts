/**
 * A message compiled once per dispatch and rendered per contact: what leaves for the provider, and what a person will see. A
 * contact whose values do not fit is a result with a reason, never an exception. Pure.
 */
import type { CompiledMessage } from "./compiled.ts";
import { parseMoment } from "./formats.ts";
import { compileFreeForm } from "./free-form.ts";
import { compileLiquid, liquidScope } from "./liquid.ts";
import type { MessageContent, TemplateContent } from "./message.ts";
import { orRefusal, Refused, renderText, sentence } from "./refusal.ts";
import { parseTemplateVariables, type TemplateVariable, unsupportedProblem } from "./template.ts";
import { fillTemplate } from "./template-fill.ts";
import { renderTemplate, tooLongPart } from "./template-rendered.ts";
import { valueProblem } from "./value-rules.ts";

export type { CompiledMessage, RenderRefusal, RenderResult, RenderValues } from "./compiled.ts";

/** Throws LiquidError for the first variable or text whose Liquid is not valid. */
export function compileMessage(content: MessageContent): CompiledMessage {
  return content.kind === "template" ? compileTemplate(content) : compileFreeForm(content);
}

function compileTemplate(content: TemplateContent): CompiledMessage {
  const { structure } = content;
  const unsupported = unsupportedProblem(structure);
  const variables = parseTemplateVariables(structure).map((variable) => ({
    variable,
    text: compileLiquid(content.variables[variable.key] ?? "", variable.key),
  }));
  const personal = variables.some(({ text }) => !text.constant);
  return {
    render: (values) =>
      orRefusal(() => {
        if (unsupported) throw new Refused("template_unsupported", "", unsupported);
        const filled = new Map<string, string>();
        const scope = personal ? liquidScope(values) : {};
        for (const { variable, text } of variables) {
          const value = renderText(text, scope, variable.key, variable.label).trim();
          checkValue(variable, value);
          if (value !== "") filled.set(variable.key, value);
        }
        checkOffer(filled.get("offer.ends_at"), values.now);
        const rendered = renderTemplate(content, filled);
        const tooLong = tooLongPart(structure, rendered);
        if (tooLong) throw new Refused("message_too_long", tooLong.field, tooLong.text);
        return { ok: true, content: fillTemplate(content, filled, values.flowToken ?? "unused"), rendered };
      }),
  };
}

function checkValue(variable: TemplateVariable, value: string): void {
  const { key, label, required } = variable;
  if (value === "") {
    if (!required) return;
    throw new Refused("variable_empty", key, `${sentence(label)} is empty for this contact.`);
  }
  const problem = valueProblem(variable, value);
  if (problem) throw new Refused(problem.code, key, `${sentence(label)} ${problem.text}`);
}

function checkOffer(end: string | undefined, now = new Date(0)): void {
  const at = parseMoment(end ?? "");
  if (at && at <= now)
    throw new Refused("offer_expired", "offer.ends_at", `The offer ended at ${at.toISOString()}.`);
}
