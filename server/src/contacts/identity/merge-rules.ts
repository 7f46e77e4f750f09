/**
 * Which side wins when two contacts become one. Pure: merging.ts loads and writes, the preview shows the same answers.
 * What the kept contact says stays; its blanks are filled from the other one. Objects are filled key by key, the lists of
 * imports are united. Of two subscription states the one stated last counts, and at the same instant the refusal: consent is
 * never invented.
 */

import type { SubscriptionState } from "../consent/subscriptions.ts";
import { limits } from "../data/attribute-values.ts";
import { type FieldName, fieldNames } from "../data/fields.ts";
import { isJsonObject, type JsonObject, type JsonValue, mergeObjects, ownValue } from "../data/json.ts";

export type FieldValues = Readonly<Record<FieldName, string | null>>;

/** both: something of either; none: neither has a value. */
export type Winner = "kept" | "merged" | "both" | "none";

export interface Choice<T> {
  readonly value: T;
  readonly from: Winner;
}

export function chooseFields(
  kept: FieldValues,
  merged: FieldValues,
): Record<FieldName, Choice<string | null>> {
  const choices = fieldNames.map((name) => [name, chooseField(kept[name], merged[name])] as const);
  return Object.fromEntries(choices) as Record<FieldName, Choice<string | null>>;
}

function chooseField(kept: string | null, merged: string | null): Choice<string | null> {
  if (kept) return { value: kept, from: "kept" };
  return merged ? { value: merged, from: "merged" } : { value: null, from: "none" };
}

/** Arrays whose elements are collected instead of replaced. */
const united: ReadonlySet<string> = new Set(["import_lists"]);

export function chooseAttributes(kept: JsonObject, merged: JsonObject): Record<string, Choice<JsonValue>> {
  const names = [...new Set([...Object.keys(kept), ...Object.keys(merged)])].sort();
  return Object.fromEntries(
    names.map((name) => [name, chooseAttribute(name, ownValue(kept, name), ownValue(merged, name))]),
  );
}

function chooseAttribute(
  name: string,
  kept: JsonValue | undefined,
  merged: JsonValue | undefined,
): Choice<JsonValue> {
  if (isBlank(kept))
    return isBlank(merged) ? { value: kept ?? merged ?? null, from: "none" } : take(merged, "merged");
  if (isBlank(merged)) return take(kept, "kept");
  if (isJsonObject(kept) && isJsonObject(merged)) {
    const filled = mergeObjects(merged, kept);
    const fits = Buffer.byteLength(JSON.stringify(filled)) <= limits.objectBytes;
    return fits ? take(filled, "both") : take(kept, "kept");
  }
  if (united.has(name) && Array.isArray(kept) && Array.isArray(merged))
    return take([...new Set([...kept, ...merged])].slice(0, limits.elements), "both");
  return take(kept, "kept");
}

function take(value: JsonValue | undefined, from: Winner): Choice<JsonValue> {
  return { value: value ?? null, from };
}

function isBlank(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === "") return true;
  return Array.isArray(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0;
}

/** A row of subscription_states. */
export interface StateRow {
  readonly subscriptionGroupId: string;
  readonly state: SubscriptionState;
  readonly source: string;
  readonly changedAt: Date;
  /** When it was last said again; null: not since changedAt. */
  readonly statedAt: Date | null;
}

/** The state that is left of two, or of one. */
export function chooseState(
  kept: StateRow | undefined,
  merged: StateRow | undefined,
): Choice<StateRow | null> {
  if (!kept || !merged) {
    const only = kept ?? merged ?? null;
    return { value: only, from: kept ? "kept" : merged ? "merged" : "none" };
  }
  const [ours, theirs] = [saidAt(kept), saidAt(merged)];
  if (kept.state === merged.state)
    return { value: { ...kept, statedAt: new Date(Math.max(ours, theirs)) }, from: "kept" };
  const theirsWins = theirs > ours || (theirs === ours && merged.state === "unsubscribed");
  return theirsWins ? { value: merged, from: "merged" } : { value: kept, from: "kept" };
}

function saidAt({ changedAt, statedAt }: StateRow): number {
  return Math.max(changedAt.getTime(), statedAt?.getTime() ?? 0);
}
