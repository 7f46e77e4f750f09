/**
 * Meta's published OpenAPI file as a judge of the sandbox's Graph answers. It is not part of Ponte: it is looked for as the
 * others are (openapi.ts). It is weak in places, known ones are patched here, each with its reason.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { isObject, type Json } from "../src/json.ts";
import { specsDir } from "./openapi.ts";

function specFile(): string | undefined {
  if (!existsSync(specsDir)) return undefined;
  const name = readdirSync(specsDir).find((file) => file.startsWith("meta-business-messaging-api"));
  return name && join(specsDir, name);
}

export const metaSpecPresent = specFile() !== undefined;

export class MetaSpec {
  private readonly document: Json;
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });

  constructor() {
    this.document = parse(readFileSync(specFile() ?? "", "utf8"));
    patch(this.document);
    this.ajv.addSchema(this.document, "meta");
  }

  /** Problems of an answer; the path is the file's own template, without the version. */
  problems(method: string, path: string, status: number, body: unknown): string[] {
    const operation = dig(this.document, "paths", `/{Version}${path}`, method.toLowerCase());
    if (!operation) return [`${method} ${path} is not published`];
    const content = dig(operation, "responses", String(status), "content");
    const schema = dig(content, "application/json", "schema");
    if (!schema) return [`${method} ${path} publishes no body for ${status}`];
    const validate = this.ajv.compile(
      JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"meta#/')),
    );
    validate(body);
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }
}

function dig(value: unknown, ...path: string[]): Json | null {
  let current = value;
  for (const step of path) current = isObject(current) ? current[step] : undefined;
  return isObject(current) ? current : null;
}

/** What the file gets wrong, and why we do not follow it. */
function patch(document: Json): void {
  // Media sizes come as numbers; the file's own examples have both.
  const size = dig(
    document,
    "paths",
    "/{Version}/{Media-ID}",
    "get",
    "responses",
    "200",
    "content",
    "application/json",
    "schema",
    "properties",
    "file_size",
  );
  if (size) size.type = ["string", "integer"];
  // A number's status: the file's list lacks CONNECTED, and demands what Graph leaves out unless it is asked for.
  const number = dig(document, "components", "schemas", "WhatsAppBusinessAccountPhoneNumber");
  if (number && isObject(number.properties)) {
    number.required = ["id"];
    number.properties.status = { type: "string" };
  }
  walk(document, (schema) => {
    // 3.0 style, which 3.1 no longer knows: null values are allowed where they were.
    if (schema.nullable === true && typeof schema.type === "string") schema.type = [schema.type, "null"];
  });
}

function walk(value: unknown, visit: (schema: Json) => void): void {
  if (Array.isArray(value)) for (const one of value) walk(one, visit);
  if (!isObject(value)) return;
  visit(value);
  for (const one of Object.values(value)) walk(one, visit);
}
