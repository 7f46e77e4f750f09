/** A plain structure whose texts may all hold Liquid: compiled once, rendered per contact into the same structure. Pure. */
import { type CompiledText, compileLiquid, type LiquidScope } from "./liquid.ts";

export interface CompiledTree {
  /** No Liquid anywhere in it. */
  readonly constant: boolean;
  /** Throws what rendering a text throws; `renderText` may word it, or put something else in its place. */
  render(scope: LiquidScope, renderText?: RenderText): unknown;
}

export type RenderText = (text: CompiledText, scope: LiquidScope, path: string) => string;

const plainly: RenderText = (text, scope) => text.render(scope);

/** Throws LiquidError for the first text whose Liquid is not valid; its field is the text's path (buttons[0].title). */
export function compileTree(value: unknown, path = ""): CompiledTree {
  if (typeof value === "string") return compileLeaf(value, path);
  if (Array.isArray(value)) {
    const items = value.map((item, index) => compileTree(item, `${path}[${index}]`));
    return {
      constant: items.every((item) => item.constant),
      render: (scope, text) => items.map((item) => item.render(scope, text)),
    };
  }
  if (typeof value !== "object" || value === null) return { constant: true, render: () => value };
  const fields = Object.entries(value).map(
    ([name, field]) => [name, compileTree(field, path ? `${path}.${name}` : name)] as const,
  );
  return {
    constant: fields.every(([, field]) => field.constant),
    render: (scope, text) =>
      Object.fromEntries(fields.map(([name, field]) => [name, field.render(scope, text)])),
  };
}

function compileLeaf(source: string, path: string): CompiledTree {
  const compiled = compileLiquid(source, path);
  if (compiled.constant) return { constant: true, render: () => source };
  return { constant: false, render: (scope, renderText = plainly) => renderText(compiled, scope, path) };
}
