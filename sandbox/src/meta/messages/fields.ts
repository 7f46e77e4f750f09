/** Reading the fields of a Graph message: each function returns the value or refuses with the code Meta gives. */
import { asObject, asString, asText, isObject, type Json } from "../../json.ts";
import { invalidParameter, missing, wrong } from "../errors.ts";

/** A text of at most `max` UTF-16 units, as WhatsApp counts them. */
export function requiredText(parent: Json, name: string, path: string, max: number): string {
  const value = parent[name];
  if (value === undefined || value === null || value === "") throw missing(`${path}.${name}`);
  if (typeof value !== "string") throw invalidParameter(`Param ${path}['${name}'] must be a string.`);
  if (value.length > max)
    throw invalidParameter(`Param ${path}['${name}'] must be at most ${max} characters long.`);
  return value;
}

export function optionalText(parent: Json, name: string, path: string, max: number): string | undefined {
  return parent[name] === undefined || parent[name] === null || parent[name] === ""
    ? undefined
    : requiredText(parent, name, path, max);
}

export function requiredObject(parent: Json, name: string, path = ""): Json {
  const value = parent[name];
  const place = path ? `${path}.${name}` : name;
  if (value === undefined || value === null) throw missing(place);
  if (!isObject(value)) throw invalidParameter(`Param ${place} must be a JSON object.`);
  return value;
}

export function requiredArray(parent: Json, name: string, path: string, low: number, high: number): Json[] {
  const value = parent[name];
  if (value === undefined || value === null) throw missing(`${path}.${name}`);
  if (!Array.isArray(value)) throw invalidParameter(`Param ${path}['${name}'] must be an array.`);
  if (value.length < low || value.length > high) {
    throw wrong(`${path}.${name} must have between ${low} and ${high} entries; it has ${value.length}.`);
  }
  return value.map(asObject);
}

export function coordinate(parent: Json, name: string, limit: number, path: string): number {
  const value = parent[name];
  if (value === undefined || value === null || value === "") throw missing(`${path}.${name}`);
  const number = Number(value);
  if (!(Math.abs(number) <= limit)) throw wrong(`${path}.${name} must be between -${limit} and ${limit}.`);
  return number;
}

export function webAddress(parent: Json, name: string, path: string): string {
  const url = requiredText(parent, name, path, 2000);
  if (!/^https?:\/\/\S+$/.test(url) || !URL.canParse(url))
    throw invalidParameter(`Param ${path}['${name}'] is not a valid URL.`);
  return url;
}

export function unique(values: unknown[], what: string): void {
  const texts = values.map((value) => asText(value) ?? "");
  if (new Set(texts).size < texts.length) throw wrong(`${what} must be unique.`);
}

/** The members that have a value. */
export function compact(fields: Json): Json {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

export function textOf(value: unknown): string | undefined {
  return asString(asObject(value).text);
}
