/** Every kind of message but the template: one compiler for all of them, checked by the table of limits. Pure. */
import type { CompiledMessage, RenderValues } from "./compiled.ts";
import { freeFormRule } from "./limits.ts";
import { liquidScope } from "./liquid.ts";
import type { FreeFormContent, OutboundFreeForm } from "./message.ts";
import type { ContentReason } from "./reasons.ts";
import { orRefusal, Refused, renderText, sentence } from "./refusal.ts";
import { renderFreeForm } from "./rendered.ts";
import { examine, type FieldProblem, nothingOpen } from "./shape.ts";
import { compileTree } from "./tree.ts";

/** Throws LiquidError. */
export function compileFreeForm(content: FreeFormContent): CompiledMessage {
  const tree = compileTree(content);
  const whole = tree.constant ? orRefusal(() => checked(content)) : null;
  return {
    render: (values) =>
      orRefusal(() => {
        const filled = whole ?? checked(tree.render(liquidScope(values), renderText));
        if ("ok" in filled) return filled;
        const outbound = withToken(filled, values);
        return { ok: true, content: outbound, rendered: renderFreeForm(outbound) };
      }),
  };
}

/** What a problem of a field is called among the reasons for a message that was not made. */
export const reasonOf: Readonly<Record<FieldProblem["code"], ContentReason>> = {
  missing: "variable_empty",
  too_long: "message_too_long",
  invalid: "variable_invalid",
};

function checked(filled: unknown): OutboundFreeForm {
  const { value, problems } = examine(freeFormRule, filled, nothingOpen);
  const [problem] = problems;
  if (problem)
    throw new Refused(reasonOf[problem.code], problem.field, `${sentence(problem.field)} ${problem.text}`);
  return value as OutboundFreeForm;
}

function withToken(content: OutboundFreeForm, { flowToken }: RenderValues): OutboundFreeForm {
  return content.kind === "flow" && !content.flowToken
    ? { ...content, flowToken: flowToken ?? "unused" }
    : content;
}
