/** The OpenAPI document: what swagger collected from the routes, with named schemas lifted into components. */
import type { ApiServer } from "./http-server.ts";
import { namedSchemas } from "./schemas.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export function openApiDocument(server: ApiServer): Json {
  const document = JSON.parse(JSON.stringify(server.swagger())) as { [key: string]: Json };
  const components: { [key: string]: Json } = {};
  for (const [name, schema] of namedSchemas()) {
    const plain = JSON.parse(JSON.stringify(schema)) as { [key: string]: Json };
    components[name] = Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, lift(value)]));
  }
  return { ...document, paths: lift(document.paths ?? {}), components: { schemas: components } };
}

/** Replaces every inlined named schema (known by its title) with a reference. */
function lift(value: Json): Json {
  if (Array.isArray(value)) return value.map(lift);
  if (value === null || typeof value !== "object") return value;
  const { title } = value;
  if (typeof title === "string" && namedSchemas().has(title))
    return { $ref: `#/components/schemas/${title}` };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, lift(inner)]));
}
