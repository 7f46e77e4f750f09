/**
 * A segment's filter while a person edits it. It mirrors the screen: groups say how their children count ("all",
 * "any", "none", "not all"), every node has a key that survives edits, and a filter may be unfinished.
 * `toDraft` and `compileDraft` are the two doors to the API's tree; nothing else knows both shapes.
 */
import type {
  AttributeType,
  EventFilter,
  Filter,
  FilterLeaf,
  Json,
  MessageFilter,
  SegmentFilter,
  SubscriptionFilter,
} from "../../api/types.ts";
import { defaultOperator, valueShape } from "./operators.ts";

export type LeafKind = FilterLeaf["kind"];
export const leafKinds: readonly LeafKind[] = ["attribute", "event", "subscription", "message", "segment"];
export type Match = "all" | "any" | "none" | "not_all";
export type DraftValue = string | number | string[] | [number | null, number | null] | null;

export interface DraftGroup {
  key: string;
  kind: "group";
  match: Match;
  children: DraftNode[];
}

export interface DraftAttribute {
  key: string;
  kind: "attribute";
  /** Empty until an attribute is chosen. */
  name: string;
  custom: boolean;
  type: AttributeType;
  operator: string;
  value: DraftValue;
}

export type DraftEvent = EventFilter & { key: string };
export type DraftSubscription = SubscriptionFilter & { key: string };
/** `campaignId` null is any campaign. */
export type DraftMessage = Omit<MessageFilter, "campaignId"> & { key: string; campaignId: string | null };
export type DraftSegment = SegmentFilter & { key: string };
export type DraftLeaf = DraftAttribute | DraftEvent | DraftSubscription | DraftMessage | DraftSegment;
export type DraftNode = DraftGroup | DraftLeaf;

let lastKey = 0;
/** Keys are only unique within the page; they are never sent. */
export function newKey(): string {
  lastKey += 1;
  return `n${lastKey}`;
}

export function emptyDraft(): DraftGroup {
  return { key: newKey(), kind: "group", match: "all", children: [] };
}

/** A new filter of a kind, unfinished except where a default is what most people want. */
export function newLeaf(kind: LeafKind): DraftLeaf {
  const key = newKey();
  switch (kind) {
    case "attribute":
      return { key, kind, name: "", custom: false, type: "string", operator: "equals", value: null };
    case "event":
      return { key, kind, name: "", operator: "did", days: 30, minCount: 1 };
    case "subscription":
      return { key, kind, subscriptionGroupId: "", state: "subscribed" };
    case "message":
      return { key, kind, operator: "received", campaignId: null, days: 30 };
    case "segment":
      return { key, kind, segmentId: "" };
  }
}

/** Points a filter at another attribute; operator and value stay only when they still make sense. */
export function chooseAttribute(
  leaf: DraftAttribute,
  attribute: { name: string; custom: boolean; type: AttributeType },
): DraftAttribute {
  if (attribute.name === leaf.name && attribute.custom === leaf.custom) return leaf;
  const sameType = attribute.type === leaf.type;
  const operator = sameType ? leaf.operator : defaultOperator(attribute.type);
  return { ...leaf, ...attribute, operator, value: null };
}

/** Changes the operator, keeping the value when the new operator takes the same kind of value. */
export function chooseOperator(leaf: DraftAttribute, operator: string): DraftAttribute {
  const before = valueShape(leaf.type, leaf.operator);
  const after = valueShape(leaf.type, operator);
  return { ...leaf, operator, value: carryValue(leaf.value, before, after) };
}

function carryValue(value: DraftValue, before: string, after: string): DraftValue {
  if (before === after) return value;
  if (before === "text" && after === "text_list") return typeof value === "string" && value ? [value] : null;
  if (before === "text_list" && after === "text") return Array.isArray(value) ? String(value[0] ?? "") : null;
  return null;
}

/** Reads a stored tree into a draft whose root is always a group. */
export function toDraft(filter: Filter): DraftGroup {
  const node = draftNode(filter);
  return node.kind === "group" ? node : { ...emptyDraft(), children: [node] };
}

function draftNode(filter: Filter): DraftNode {
  const key = newKey();
  switch (filter.kind) {
    case "and":
      return { key, kind: "group", match: "all", children: filter.children.map(draftNode) };
    case "or":
      return { key, kind: "group", match: "any", children: filter.children.map(draftNode) };
    case "not":
      return negated(draftNode(filter.child), key);
    case "attribute":
      return { ...filter, key, value: draftValue(filter.value) };
    case "message":
      return { ...filter, key, campaignId: filter.campaignId ?? null };
    default:
      return { ...filter, key };
  }
}

const opposite: Record<Match, Match> = { any: "none", none: "any", all: "not_all", not_all: "all" };

function negated(child: DraftNode, key: string): DraftGroup {
  if (child.kind === "group") return { ...child, match: opposite[child.match] };
  return { key, kind: "group", match: "none", children: [child] };
}

function draftValue(value: Json | undefined): DraftValue {
  if (typeof value === "string" || typeof value === "number") return value;
  if (!Array.isArray(value)) return null;
  const [low, high] = value;
  if (typeof low === "number" && typeof high === "number") return [low, high];
  return value.map(String);
}
