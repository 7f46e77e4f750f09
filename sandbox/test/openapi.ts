/**
 * Infobip's published OpenAPI files as a judge of the sandbox's answers. They are not part of Ponte: the tests look for
 * them in `PONTE_SPECS_DIR`, else in `../shared/specs` beside the repository, and are skipped when the folder is absent.
 *
 * The files need help before ajv can read them as they are meant: polymorphic schemas name their subtypes only in
 * `discriminator.mapping` (so the subtype is looked up and checked here), and enums of arrays hang on the array instead of
 * its items.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { isObject, type Json } from "../src/json.ts";

export const specsDir =
  process.env.PONTE_SPECS_DIR ?? fileURLToPath(new URL("../../../shared/specs", import.meta.url));

export const specsPresent = existsSync(specsDir);

/** The published files by product, e.g. `whatsapp`, `subscriptions-api`. */
function specFile(product: string): string {
  const name = readdirSync(specsDir).find((file) => file.startsWith(`infobip-${product}-openapi`));
  if (!name) throw new Error(`No OpenAPI file for ${product} in ${specsDir}`);
  return join(specsDir, name);
}

export class Spec {
  private readonly document: Json;
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });

  constructor(product: string) {
    this.document = JSON.parse(readFileSync(specFile(product), "utf8"));
    moveArrayEnums(this.document);
    this.ajv.addSchema(this.document, "spec");
  }

  /** Problems of an answer, each with its place; empty when it is as published. */
  answerProblems(method: string, path: string, status: number, body: unknown): string[] {
    const response = this.at("paths", path, method.toLowerCase(), "responses", String(status));
    if (!response) return [`${method} ${path} publishes no answer ${status}`];
    const content = dig(this.deref(response), "content");
    const schema = dig(content, "application/json", "schema") ?? dig(content, "*/*", "schema");
    if (!schema) return body === null ? [] : [`${method} ${path} ${status} publishes no body`];
    return this.check(schema, body, "");
  }

  /** Problems of a request body that a client of Infobip would send. */
  requestProblems(method: string, path: string, body: unknown): string[] {
    const schema = this.at(
      "paths",
      path,
      method.toLowerCase(),
      "requestBody",
      "content",
      "application/json",
      "schema",
    );
    return schema ? this.check(schema, body, "") : [`${method} ${path} takes no JSON body`];
  }

  /** Problems of a webhook body; the name is one of the file's `webhooks`. */
  webhookProblems(name: string, body: unknown): string[] {
    const schema = this.at("webhooks", name, "post", "requestBody", "content", "application/json", "schema");
    return schema ? this.check(schema, body, "") : [`no webhook ${name} is published`];
  }

  private at(...path: string[]): Json | null {
    return dig(this.document, ...path);
  }

  private check(schema: Json, data: unknown, place: string): string[] {
    return [...this.plainProblems(schema, data, place), ...this.subtypeProblems(schema, data, place)];
  }

  private plainProblems(schema: Json, data: unknown, place: string): string[] {
    const validate = this.ajv.compile({ ...rebase(schema), $id: undefined });
    validate(data);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${place}${instancePath} ${message}`);
  }

  /** Follows every discriminator inside the data to its subtype and checks that too. */
  private subtypeProblems(schema: Json, data: unknown, place: string, followed: unknown[] = []): string[] {
    const resolved = this.deref(schema);
    const problems: string[] = [];
    for (const part of listOf(resolved.allOf))
      problems.push(...this.subtypeProblems(part, data, place, followed));
    if (Array.isArray(data) && isObject(resolved.items)) {
      const items = resolved.items;
      data.forEach((item, i) => {
        problems.push(...this.subtypeProblems(items, item, `${place}/${i}`));
      });
    }
    if (!isObject(data)) return problems;
    for (const [name, property] of Object.entries(isObject(resolved.properties) ? resolved.properties : {})) {
      if (name in data && isObject(property))
        problems.push(...this.subtypeProblems(property, data[name], `${place}/${name}`));
    }
    return [...problems, ...this.discriminated(resolved, data, place, followed)];
  }

  /** A subtype repeats its parent by `allOf`; a discriminator that was followed already is not followed again. */
  private discriminated(schema: Json, data: Json, place: string, followed: unknown[]): string[] {
    const { propertyName, mapping } = (schema.discriminator ?? {}) as {
      propertyName?: string;
      mapping?: Json;
    };
    if (!propertyName || !mapping || followed.includes(mapping)) return [];
    const value = String(data[propertyName]);
    const $ref = mapping[value];
    if (typeof $ref !== "string")
      return [`${place}/${propertyName} "${value}" is none of ${Object.keys(mapping)}`];
    return [
      ...this.plainProblems({ $ref }, data, place),
      ...this.subtypeProblems({ $ref }, data, place, [...followed, mapping]),
    ];
  }

  private deref(schema: Json): Json {
    if (typeof schema.$ref !== "string") return schema;
    const found = this.at(...schema.$ref.slice(2).split("/").map(unescapePointer));
    if (!found) throw new Error(`${schema.$ref} leads nowhere`);
    return this.deref(found);
  }
}

function dig(value: unknown, ...path: string[]): Json | null {
  let current = value;
  for (const step of path) current = isObject(current) ? current[step] : undefined;
  return isObject(current) ? current : null;
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function unescapePointer(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** Local references become references into the registered document. */
function rebase(schema: Json): Json {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"spec#/'));
}

function moveArrayEnums(value: unknown): void {
  if (Array.isArray(value)) value.forEach(moveArrayEnums);
  if (!isObject(value)) return;
  if (value.type === "array" && value.enum) {
    value.items = { ...(isObject(value.items) ? value.items : {}), enum: value.enum };
    delete value.enum;
  }
  Object.values(value).forEach(moveArrayEnums);
}
