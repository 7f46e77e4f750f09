/** JSON values, and how one object is merged into another. Pure. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A key that people chose may be called "constructor", which every object answers to. */
export function ownValue(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Objects inside objects are merged too, null removes a key, anything else replaces. */
export function mergeObjects(current: JsonObject, change: JsonObject): JsonObject {
  const merged = new Map(Object.entries(current));
  for (const [name, value] of Object.entries(change)) {
    const before = merged.get(name);
    if (value === null) merged.delete(name);
    else if (isJsonObject(value)) merged.set(name, mergeObjects(isJsonObject(before) ? before : {}, value));
    else merged.set(name, value);
  }
  return Object.fromEntries(merged);
}
