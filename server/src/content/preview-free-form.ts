/** The preview of every kind of message but the template: what cannot be rendered shows as it was typed. Pure. */
import { checkFreeForm } from "./check.ts";
import type { RenderValues } from "./compiled.ts";
import { reasonOf } from "./free-form.ts";
import { freeFormRule } from "./limits.ts";
import { liquidScope } from "./liquid.ts";
import type { FreeFormContent, OutboundFreeForm } from "./message.ts";
import { knownLater, type Preview, type PreviewProblem, problemOf } from "./preview.ts";
import { sentence } from "./refusal.ts";
import { renderFreeForm } from "./rendered.ts";
import { examine, isLiquid, nothingOpen } from "./shape.ts";
import { compileTree } from "./tree.ts";

export function previewFreeForm(content: FreeFormContent, values: RenderValues | null): Preview {
  const wrong = checkFreeForm(content);
  if (wrong.length > 0)
    return {
      rendered: "body" in content && typeof content.body === "string" ? { body: content.body } : {},
      problems: wrong.map(({ code, field, message, params }) => ({
        code: code as PreviewProblem["code"],
        field,
        message,
        ...(typeof params?.line === "number" ? { line: params.line } : {}),
        ...(typeof params?.column === "number" ? { column: params.column } : {}),
      })),
    };
  const problems: PreviewProblem[] = [];
  const filled = values
    ? compileTree(content).render(liquidScope(values), (text, scope, path) => {
        try {
          return text.render(scope);
        } catch (error) {
          problems.push(problemOf(error, path, path));
          return "";
        }
      })
    : content;
  const examined = examine(freeFormRule, filled, values ? nothingOpen : isLiquid);
  for (const { field, code, text } of examined.problems)
    if (!problems.some((one) => one.field === field) && !waits(content, field))
      problems.push({ code: reasonOf[code], field, message: `${sentence(field)} ${text}` });
  const shown =
    examined.problems.length > 0 ? examine(freeFormRule, content, isLiquid).value : examined.value;
  return { rendered: renderFreeForm(shown as OutboundFreeForm), problems };
}

/** Only the call or the launch brings what stands there. */
function waits(content: FreeFormContent, field: string): boolean {
  const source = field
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], content);
  return typeof source === "string" && knownLater.test(source);
}
