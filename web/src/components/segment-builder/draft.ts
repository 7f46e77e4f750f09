/** New filters, and what choosing another attribute, property or operator does to one. */
import type { ElementType, FilterType } from "../../api/types.ts";
import {
  type DraftAttribute,
  type DraftCondition,
  type DraftGroup,
  type DraftLeaf,
  type DraftValue,
  type LeafKind,
  newKey,
} from "./draft-types.ts";
import { defaultOperator, valueShape } from "./operators.ts";

const usualDays = 30;

export function emptyDraft(): DraftGroup {
  return { key: newKey(), kind: "group", match: "all", children: [] };
}

/** A new filter of a kind, unfinished except where a default is what most people want. */
export function newLeaf(kind: LeafKind): DraftLeaf {
  const key = newKey();
  switch (kind) {
    case "attribute":
      return {
        key,
        kind,
        name: "",
        custom: false,
        path: [],
        type: "string",
        operator: "equals",
        value: null,
        conditions: [],
      };
    case "event":
      return { key, kind, name: "", operator: "did", days: usualDays, ...often };
    case "event_time":
      return { key, kind, name: "", which: "last", operator: "in_last_days", value: usualDays };
    case "purchase":
      return {
        key,
        kind,
        operator: "did",
        productId: null,
        days: usualDays,
        ...often,
        minSpent: null,
        maxSpent: null,
        currency: null,
      };
    case "subscription":
      return { key, kind, subscriptionGroupId: "", state: "subscribed", changedInDays: null };
    case "message":
      return {
        key,
        kind,
        operator: "received",
        campaignId: null,
        variantId: null,
        tag: null,
        subscriptionGroupId: null,
        errorCode: null,
        days: usualDays,
        minCount: null,
      };
    case "last_message":
      return { key, kind, operator: "in_last_days", value: usualDays, subscriptionGroupId: null };
    case "window":
      return { key, kind, open: true, subscriptionGroupId: null };
    case "phone":
      return { key, kind, operator: "has", value: [] };
    case "age":
      return { key, kind, min: 18, max: null };
    case "random_bucket":
      return { key, kind, from: 0, to: 999 };
    case "import":
      return { key, kind, list: "" };
    case "segment":
      return { key, kind, segmentId: "" };
  }
}

const often = { minCount: 1, maxCount: null, properties: [] };

export function newCondition(): DraftCondition {
  return { key: newKey(), name: "", type: "string", operator: "equals", value: null };
}

export type AttributeChoice = { name: string; custom: boolean; type: FilterType | "object" };

/** Points a filter at another attribute; operator and value stay only when they still make sense. */
export function chooseAttribute(leaf: DraftAttribute, attribute: AttributeChoice): DraftAttribute {
  const { name, custom } = attribute;
  if (name === leaf.name && custom === leaf.custom) return leaf;
  // Of an object, what is compared is inside it.
  if (attribute.type === "object") return choosePath({ ...leaf, name, custom }, [""], "string");
  return { ...chooseType(leaf, attribute.type), name, custom, path: [] };
}

/** Points a filter at a place inside its object. */
export function choosePath(leaf: DraftAttribute, path: string[], type: FilterType): DraftAttribute {
  return { ...chooseType(leaf, type), path };
}

function chooseType(leaf: DraftAttribute, type: FilterType): DraftAttribute {
  const operator = type === leaf.type ? leaf.operator : defaultOperator(type);
  return { ...leaf, type, operator, value: null, conditions: startConditions(type, operator) };
}

const startConditions = (type: FilterType, operator: string): DraftCondition[] =>
  valueShape(type, operator) === "conditions" ? [newCondition()] : [];

/** Points a condition at another property; operator and value stay only when they still make sense. */
export function chooseProperty(condition: DraftCondition, name: string, type: ElementType): DraftCondition {
  if (name === condition.name && type === condition.type) return condition;
  const operator = type === condition.type ? condition.operator : defaultOperator(type);
  return { ...condition, name, type, operator, value: null };
}

interface Compared {
  type: FilterType;
  operator: string;
  value: DraftValue;
}

/** Changes the operator, keeping the value when the new operator takes the same kind of value. */
export function chooseOperator<Leaf extends Compared>(leaf: Leaf, operator: string): Leaf {
  const value = carryValue(leaf, operator);
  if (!("conditions" in leaf)) return { ...leaf, operator, value };
  const kept = leaf.conditions as DraftCondition[];
  const wanted = valueShape(leaf.type, operator) === "conditions";
  const conditions = wanted ? (kept.length > 0 ? kept : [newCondition()]) : [];
  return { ...leaf, operator, value, conditions };
}

/** What stays of a value under another operator. */
export function carryValue({ type, operator, value }: Compared, next: string): DraftValue {
  const before = valueShape(type, operator);
  const after = valueShape(type, next);
  const isText = (shape: string) => shape === "text" || shape === "regex";
  if (before === after || (isText(before) && isText(after))) return value;
  if (isText(before) && after === "text_list") return typeof value === "string" && value ? [value] : null;
  if (before === "text_list" && isText(after)) return Array.isArray(value) ? String(value[0] ?? "") : null;
  if ((before === "number" && after === "number_pair") || (before === "date" && after === "date_pair"))
    return typeof value === "number" || typeof value === "string" ? [value, null] : null;
  if ((before === "number_pair" && after === "number") || (before === "date_pair" && after === "date"))
    return Array.isArray(value) ? (value[0] ?? null) : null;
  return null;
}
