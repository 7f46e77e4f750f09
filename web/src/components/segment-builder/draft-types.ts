/**
 * A segment's filter while a person edits it. It mirrors the screen: groups say how their children count ("all",
 * "any", "none", "not all"), every node has a key that survives edits, and a filter may be unfinished.
 * In optional parts null means "not part of the filter", an empty text "asked for, but not filled in yet".
 */
import type {
  AgeFilter,
  ElementType,
  EventFilter,
  EventTimeFilter,
  FilterLeaf,
  FilterType,
  ImportFilter,
  LastMessageFilter,
  MessageFilter,
  PhoneFilter,
  PurchaseFilter,
  SegmentFilter,
  SubscriptionFilter,
  WindowFilter,
} from "../../api/types.ts";

export type LeafKind = FilterLeaf["kind"];
export type Match = "all" | "any" | "none" | "not_all";
/** A number on its way: null where the filter does without, "" where one is still missing. */
export type DraftNumber = number | "" | null;
/** Lists are texts (of a list), or two ends of a range; an end may be missing. */
export type DraftValue = string | number | (string | number | null)[] | null;

export interface DraftGroup {
  key: string;
  kind: "group";
  match: Match;
  children: DraftNode[];
}

export interface DraftCondition {
  key: string;
  name: string;
  type: ElementType;
  operator: string;
  value: DraftValue;
}

export interface DraftAttribute {
  key: string;
  kind: "attribute";
  /** Empty until an attribute is chosen. */
  name: string;
  custom: boolean;
  /** Not empty: the attribute is an object; `[""]` while the place inside it is still to be chosen. */
  path: string[];
  type: FilterType;
  operator: string;
  value: DraftValue;
  /** Of any_element. */
  conditions: DraftCondition[];
}

export interface DraftEvent extends Pick<EventFilter, "kind" | "name" | "operator"> {
  key: string;
  days: DraftNumber;
  minCount: DraftNumber;
  maxCount: DraftNumber;
  properties: DraftCondition[];
}

export interface DraftEventTime extends Omit<EventTimeFilter, "value"> {
  key: string;
  value: DraftValue;
}

export interface DraftPurchase extends Pick<PurchaseFilter, "kind" | "operator"> {
  key: string;
  productId: string | null;
  days: DraftNumber;
  minCount: DraftNumber;
  maxCount: DraftNumber;
  minSpent: DraftNumber;
  maxSpent: DraftNumber;
  currency: string | null;
  properties: DraftCondition[];
}

export interface DraftSubscription extends Omit<SubscriptionFilter, "changedInDays"> {
  key: string;
  changedInDays: DraftNumber;
}

export interface DraftMessage extends Pick<MessageFilter, "kind" | "operator"> {
  key: string;
  /** null is any campaign. */
  campaignId: string | null;
  variantId: string | null;
  tag: string | null;
  subscriptionGroupId: string | null;
  errorCode: string | null;
  days: DraftNumber;
  minCount: DraftNumber;
}

export interface DraftLastMessage extends Pick<LastMessageFilter, "kind" | "operator"> {
  key: string;
  value: DraftValue;
  subscriptionGroupId: string | null;
}

export type DraftWindow = WindowFilter & { key: string };
export type DraftPhone = Pick<PhoneFilter, "kind" | "operator"> & { key: string; value: string[] };
export type DraftAge = Pick<AgeFilter, "kind"> & { key: string; min: DraftNumber; max: DraftNumber };
export type DraftRandomBucket = { key: string; kind: "random_bucket"; from: DraftNumber; to: DraftNumber };
export type DraftImport = ImportFilter & { key: string };
export type DraftSegment = SegmentFilter & { key: string };

export type DraftLeaf =
  | DraftAttribute
  | DraftEvent
  | DraftEventTime
  | DraftPurchase
  | DraftSubscription
  | DraftMessage
  | DraftLastMessage
  | DraftWindow
  | DraftPhone
  | DraftAge
  | DraftRandomBucket
  | DraftImport
  | DraftSegment;
export type DraftNode = DraftGroup | DraftLeaf;
export type LeafOf<Kind extends LeafKind> = Extract<DraftLeaf, { kind: Kind }>;

/** Where the cursor goes after an edit: into the fields of a node, to its menu, or to what adds to a group. */
export interface FocusTarget {
  key: string;
  part: "fields" | "menu" | "add";
}

let lastKey = 0;
/** Keys are only unique within the page; they are never sent. */
export function newKey(): string {
  lastKey += 1;
  return `n${lastKey}`;
}
