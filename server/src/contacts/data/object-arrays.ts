/**
 * Changes to an array of objects, element by element: {"$add": [object…]}, {"$remove": [{"$identifier_key",
 * "$identifier_value"}…]}, {"$update": [{"$identifier_key", "$identifier_value", "$new_object"}…]}. Together in one object
 * they are done in the order add, remove, update. Pure.
 */
import { isJsonObject, type JsonObject, type JsonValue, mergeObjects } from "./json.ts";

interface ElementKey {
  readonly name: string;
  readonly value: JsonValue;
}

export interface ObjectEdits {
  readonly add: readonly JsonObject[];
  readonly remove: readonly ElementKey[];
  readonly update: readonly (ElementKey & { readonly object: JsonObject })[];
  /** An updated element keeps the keys that its new object does not name. */
  readonly merge: boolean;
}

const operations = new Set(["$add", "$remove", "$update"]);

/** null: no operation, a plain value. A string: what is wrong. */
export function parseObjectEdits(raw: JsonObject, merge: boolean): ObjectEdits | string | null {
  const names = Object.keys(raw);
  if (names.length === 0 || !names.every((name) => operations.has(name))) return null;
  const { $add: added, $remove: removed, $update: updated } = raw;
  const add = elements(added);
  if (!add) return "$add takes an array of objects";
  const remove = elements(removed)?.map(keyOf);
  if (!remove?.every((key) => key !== null))
    return "$remove takes an array of objects with $identifier_key and $identifier_value";
  const update = elements(updated)?.map((element) => {
    const key = keyOf(element);
    const object = element.$new_object;
    return key && isJsonObject(object) ? { ...key, object } : null;
  });
  if (!update?.every((change) => change !== null))
    return "$update takes an array of objects with $identifier_key, $identifier_value and $new_object";
  return { add, remove, update, merge };
}

export function editObjects(current: readonly JsonObject[], edits: ObjectEdits): JsonObject[] {
  return [...current, ...edits.add]
    .filter((element) => !edits.remove.some((key) => matches(element, key)))
    .map((element) =>
      edits.update.reduce(
        (before, change) =>
          matches(before, change)
            ? edits.merge
              ? mergeObjects(before, change.object)
              : change.object
            : before,
        element,
      ),
    );
}

function elements(raw: JsonValue | undefined): readonly JsonObject[] | null {
  const list = raw === undefined ? [] : Array.isArray(raw) ? (raw as readonly JsonValue[]) : [raw];
  return list.every((element) => isJsonObject(element)) ? list : null;
}

function keyOf({ $identifier_key: name, $identifier_value: value }: JsonObject): ElementKey | null {
  return typeof name === "string" && value !== undefined ? { name, value } : null;
}

function matches(element: JsonObject, key: ElementKey): boolean {
  return Object.hasOwn(element, key.name) && element[key.name] === key.value;
}
