/**
 * Values of custom attributes: their types, their stored form and the operations that change them. Pure.
 * Dates are stored as text that sorts by time: YYYY-MM-DD, or YYYY-MM-DDTHH:MM:SS.sssZ in UTC. Array elements are text.
 */
import type { ErrorDetail } from "../../lib/errors.ts";
import { isJsonObject, type JsonObject, type JsonValue, mergeObjects } from "./json.ts";
import { editObjects, type ObjectEdits, parseObjectEdits } from "./object-arrays.ts";
import { isStorable } from "./storable.ts";

export type { JsonObject, JsonValue } from "./json.ts";

export const attributeTypes = [
  "string",
  "number",
  "boolean",
  "date",
  "array",
  "object",
  "object_array",
] as const;
export type AttributeType = (typeof attributeTypes)[number];

export type AttributeChange =
  /** `text`: what was written, where the value was read as a date; a text attribute keeps it. */
  | { readonly kind: "set"; readonly type: AttributeType; readonly value: JsonValue; readonly text?: string }
  | { readonly kind: "unset" }
  | { readonly kind: "increment"; readonly by: number }
  | { readonly kind: "add" | "remove"; readonly values: readonly string[] }
  | { readonly kind: "merge"; readonly value: JsonObject }
  | { readonly kind: "edit_objects"; readonly edits: ObjectEdits };

export const limits = { name: 255, text: 1024, elements: 100, objectBytes: 50_000 } as const;

const isoStart = /^\d{4}-\d{2}-/;
const isoDay = /^\d{4}-\d{2}-\d{2}$/;
const isoTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

/** ISO 8601 -> stored form; null when it is not a date. A time needs its zone, otherwise it is no moment. */
export function storedDate(text: string): string | null {
  const value = text.trim();
  if (value.length < 10 || !isoStart.test(value)) return null;
  if (isoDay.test(value)) {
    const parsed = new Date(`${value}T00:00:00Z`);
    return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== value ? null : value;
  }
  if (!isoTime.test(value)) return null;
  const parsed = new Date(value.replace(" ", "T"));
  return Number.isNaN(parsed.getTime()) || parsed.getUTCFullYear() > 9999 ? null : parsed.toISOString();
}

/** The stored form of an instant that sorts at or before every stored date of that instant. */
export function dateBound(at: Date): string {
  const text = at.toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text;
}

export interface ParseOptions {
  /** An object changes the keys it names instead of replacing the whole object. */
  readonly mergeObjects?: boolean;
}

/**
 * Values as they arrive in JSON: null removes, {inc}, {add}, {remove} and {$add, $remove, $update} change, {update: […]} sets
 * a whole array, anything else sets.
 */
function parseAttributeChange(
  name: string,
  raw: unknown,
  { mergeObjects: merge = false }: ParseOptions = {},
): AttributeChange | ErrorDetail {
  const problem = nameProblem(name);
  if (problem) return problem;
  if (!isStorable(raw)) return problemOf(name, "the value holds characters that are no text (NUL)");
  if (raw === null) return { kind: "unset" };
  if (!isJsonObject(raw)) return parseValue(name, raw);
  const edits = parseObjectEdits(raw, merge);
  if (typeof edits === "string") return problemOf(name, edits);
  if (edits) return { kind: "edit_objects", edits };
  return parseOperation(name, raw) ?? (merge ? { kind: "merge", value: raw } : parseObject(name, raw));
}

export function isProblem(change: AttributeChange | ErrorDetail): change is ErrorDetail {
  return "message" in change;
}

function parseOperation(name: string, raw: Record<string, unknown>): AttributeChange | ErrorDetail | null {
  const [key, ...others] = Object.keys(raw);
  if (key === undefined || others.length > 0) return null;
  const value = raw[key];
  if (key === "inc")
    return typeof value === "number" && Number.isFinite(value)
      ? { kind: "increment", by: value }
      : problemOf(name, 'inc takes a number, for example {"inc": 1}');
  // The whole array anew.
  if (key === "update" && Array.isArray(value)) return parseArray(name, value);
  if (key !== "add" && key !== "remove") return null;
  const elements = textElements(Array.isArray(value) ? value : [value]);
  return elements ? { kind: key, values: elements } : problemOf(name, `${key} takes an array of texts`);
}

function parseValue(name: string, raw: unknown): AttributeChange | ErrorDetail {
  switch (typeof raw) {
    case "string": {
      if (raw.length > limits.text)
        return problemOf(name, `the text is longer than ${limits.text} characters`);
      const date = storedDate(raw);
      return date === null
        ? { kind: "set", type: "string", value: raw }
        : { kind: "set", type: "date", value: date, text: raw };
    }
    case "number":
      return Number.isFinite(raw)
        ? { kind: "set", type: "number", value: raw }
        : problemOf(name, "the number is not finite");
    case "boolean":
      return { kind: "set", type: "boolean", value: raw };
    default:
      return Array.isArray(raw) ? parseArray(name, raw) : problemOf(name, "the value has no known type");
  }
}

function parseArray(name: string, raw: readonly unknown[]): AttributeChange | ErrorDetail {
  if (raw.length > limits.elements)
    return problemOf(name, `an array holds at most ${limits.elements} elements`);
  if (raw.length > 0 && raw.every((element) => isJsonObject(element)))
    return sized(name, { kind: "set", type: "object_array", value: raw as readonly JsonObject[] });
  const elements = textElements(raw);
  return elements
    ? { kind: "set", type: "array", value: elements }
    : problemOf(name, "the elements of an array are all texts, or all objects");
}

function parseObject(name: string, raw: JsonObject): AttributeChange | ErrorDetail {
  return sized(name, { kind: "set", type: "object", value: raw });
}

function sized(name: string, change: AttributeChange & { kind: "set" }): AttributeChange | ErrorDetail {
  return sizeProblem(name, change.value) ?? change;
}

/** What keeps a value from being stored, after increments, additions and merges too. */
export function sizeProblem(name: string, value: JsonValue | undefined): ErrorDetail | null {
  if (typeof value === "number" && !Number.isFinite(value))
    return problemOf(name, "the number is not finite");
  if (typeof value !== "object" || value === null) return null;
  if (Array.isArray(value) && value.length > limits.elements)
    return problemOf(name, `an array holds at most ${limits.elements} elements; remove some first`);
  const isText = Array.isArray(value) && value.every((element) => typeof element === "string");
  return !isText && JSON.stringify(value).length > limits.objectBytes
    ? problemOf(name, `the object is larger than ${limits.objectBytes} bytes`)
    : null;
}

function textElements(raw: readonly unknown[]): string[] | null {
  const texts = raw.map((element) => (typeof element === "number" ? String(element) : element));
  return texts.every((text) => typeof text === "string" && text.length <= limits.text)
    ? (texts as string[])
    : null;
}

function nameProblem(name: string): ErrorDetail | null {
  if (name === "")
    return { path: "attributes", code: "attribute_name", message: "an attribute has an empty name" };
  if (name.length > limits.name)
    return problemOf(`${name.slice(0, 20)}…`, `names of attributes have at most ${limits.name} characters`);
  if (name === "__proto__" || !isStorable(name)) return problemOf(name, "this name is reserved");
  return name.startsWith("$") ? problemOf(name, "names of attributes do not begin with $") : null;
}

function problemOf(name: string, message: string, code = "attribute_value"): ErrorDetail {
  return { path: `attributes.${name}`, code, message: `${name}: ${message}.` };
}

const typeWords: Record<AttributeType, string> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  date: "a date (ISO 8601)",
  array: "an array of texts",
  object: "an object",
  object_array: "an array of objects",
};

/** The type a change teaches when the attribute is new; null when it teaches none. */
export function taughtType(change: AttributeChange): AttributeType | null {
  switch (change.kind) {
    case "set":
      return change.type;
    case "increment":
      return "number";
    case "add":
      return "array";
    case "merge":
      return "object";
    case "edit_objects":
      return "object_array";
    case "unset":
    case "remove":
      return null;
  }
}

/** The change as the attribute's type takes it, or why it does not. */
export function fitChange(
  name: string,
  type: AttributeType,
  change: AttributeChange,
): AttributeChange | ErrorDetail {
  const given = change.kind === "remove" ? "array" : taughtType(change);
  if (given === null || given === type) return change;
  if (change.kind === "set") {
    if (type === "string" && change.text !== undefined) return { kind: "set", type, value: change.text };
    if (type === "object_array" && isEmptyArray(change.value)) return { ...change, type };
  }
  return problemOf(
    name,
    `this attribute holds ${typeWords[type]}, but ${typeWords[given]} was given. Send ${typeWords[type]}, or use another attribute name`,
    "attribute_type",
  );
}

function isEmptyArray(value: JsonValue): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** The attribute's next value; undefined when it is gone. */
export function applyChange(current: JsonValue | undefined, change: AttributeChange): JsonValue | undefined {
  switch (change.kind) {
    case "set":
      return change.value;
    case "unset":
      return undefined;
    case "increment":
      return (typeof current === "number" ? current : 0) + change.by;
    case "add": {
      const elements = Array.isArray(current) ? (current as string[]) : [];
      return [...elements, ...new Set(change.values.filter((value) => !elements.includes(value)))];
    }
    case "remove":
      return Array.isArray(current)
        ? current.filter((value) => !change.values.includes(value as string))
        : current;
    case "merge":
      return mergeObjects(isJsonObject(current) ? current : {}, change.value);
    case "edit_objects":
      return editObjects(Array.isArray(current) ? current.filter(isJsonObject) : [], change.edits);
  }
}

/** A JSON object of attributes as a client sends it -> changes, and what is wrong with the rest. */
export function parseAttributes(
  raw: Readonly<Record<string, unknown>>,
  options: ParseOptions = {},
): { attributes: Record<string, AttributeChange>; problems: ErrorDetail[] } {
  const attributes: Record<string, AttributeChange> = {};
  const problems: ErrorDetail[] = [];
  for (const [name, value] of Object.entries(raw)) {
    const change = parseAttributeChange(name, value, options);
    if (isProblem(change)) problems.push(change);
    else attributes[name] = change;
  }
  return { attributes, problems };
}
