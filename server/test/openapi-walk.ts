/** Calls for every route of the published description, with bodies made after its own schemas. */
import { readFileSync } from "node:fs";

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
}

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

export interface Route {
  readonly method: string;
  readonly path: string;
  /** null: the route takes no JSON. */
  readonly body: Schema | null;
}

const description = JSON.parse(readFileSync(new URL("../openapi.json", import.meta.url), "utf8")) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

export const routes: readonly Route[] = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { requestBody }]) => ({
    method: method.toUpperCase(),
    path,
    body: requestBody?.content["application/json"]?.schema ?? null,
  })),
);

/** Texts that fit the patterns that routes ask for. */
const fitting = ["123456", "1", "2026-11", "vip", "+5511999990000"];

/** A body of this shape in which every free text is `text`; deeper than the levels it ends. */
export function bodyOf(schema: Schema, text: string, levels = 6): unknown {
  const known = schema.$ref ? description.components.schemas[schema.$ref.split("/").at(-1) ?? ""] : schema;
  if (!known || levels === 0) return text;
  if (known.const !== undefined) return known.const;
  if (known.enum) return known.enum[0];
  const [first] = known.anyOf ?? [];
  if (first) return bodyOf(first, text, levels);
  switch (known.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(known.properties ?? { [text]: {} }).map(([name, field]) => [
          name,
          bodyOf(field, text, levels - 1),
        ]),
      );
    case "array":
      return Array.from({ length: Math.max(known.minItems ?? 1, 1) }, () =>
        bodyOf(known.items ?? {}, text, levels - 1),
      );
    case "integer":
    case "number":
      return known.minimum ?? 1;
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return textOf(known, text);
  }
}

function textOf({ pattern, format }: Schema, text: string): string {
  if (format === "uuid") return "019a0000-0000-7000-8000-000000000000";
  if (format === "email") return "ana@example.com";
  if (format === "date-time") return "2026-11-22T00:00:00Z";
  if (!pattern) return text;
  return fitting.find((one) => new RegExp(pattern).test(one)) ?? text;
}
