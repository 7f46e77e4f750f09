/** How a rendering ends without a message: thrown inside, a result with a reason at its edge. */
import type { RenderRefusal } from "./compiled.ts";
import { AbortMessage, type CompiledText, type LiquidScope, RenderFailure } from "./liquid.ts";
import type { ContentReason } from "./reasons.ts";

/** Thrown inside one rendering, caught at its edge. */
export class Refused extends Error {
  readonly refusal: RenderRefusal;
  constructor(code: ContentReason, field: string, text: string) {
    super(text);
    this.refusal = { ok: false, code, field, text };
  }
}

/** Turns what one contact's values lead to into a result; anything else is a fault and goes on up. */
export function orRefusal<Result>(render: () => Result): Result | RenderRefusal {
  try {
    return render();
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    if (error instanceof AbortMessage) {
      const text = error.message || "abort_message without a reason";
      return { ok: false, code: "liquid_abort", field: "", text };
    }
    throw error;
  }
}

export function renderText(text: CompiledText, scope: LiquidScope, field: string, label = field): string {
  try {
    return text.render(scope);
  } catch (error) {
    if (error instanceof RenderFailure)
      throw new Refused("liquid_error", field, `The Liquid of ${label} failed: ${error.message}`);
    throw error;
  }
}

export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
