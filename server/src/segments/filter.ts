/**
 * The filter tree: what a segment stores, what the segment builder edits, what compile.ts turns into SQL. Days are whole UTC
 * days for events (today and the `days` days before it) and 24 hours for messages and dates. "Today" of birthdays, ages and
 * anniversaries is the workspace's. A condition about something that a contact does not have is false, never null.
 */
import Type from "typebox";

export type Filter = Group | Not | Leaf;

export interface Group {
  readonly kind: "and" | "or";
  readonly children: readonly Filter[];
}

export interface Not {
  readonly kind: "not";
  readonly child: Filter;
}

export type Leaf =
  | AttributeFilter
  | EventFilter
  | EventTimeFilter
  | PurchaseFilter
  | SubscriptionFilter
  | MessageFilter
  | LastMessageFilter
  | WindowFilter
  | PhoneFilter
  | AgeFilter
  | RandomBucketFilter
  | ImportFilter
  | SegmentFilter;

export type FilterType = "string" | "number" | "boolean" | "date" | "array" | "object_array";

export interface AttributeFilter {
  readonly kind: "attribute";
  /** A standard field in snake_case, or a custom attribute. */
  readonly name: string;
  readonly custom: boolean;
  /** Keys that lead into an object: attribute "address", path ["city"]. Only with custom attributes of type object. */
  readonly path?: readonly string[];
  /** Of the value compared; with a path, of what is found there. */
  readonly type: FilterType;
  readonly operator: string;
  /** By operator, see `operators`; of any_element: ElementCondition[] that one element meets together. */
  readonly value?: unknown;
}

/** A comparison inside an object: a key of an array's element, or a property of an event. */
export interface ElementCondition {
  readonly name: string;
  readonly type: "string" | "number" | "boolean" | "date";
  readonly operator: string;
  readonly value?: unknown;
}

/** Counted from the daily counts; with properties from the raw events that retention left. */
export interface EventFilter {
  readonly kind: "event";
  readonly name: string;
  readonly operator: "did" | "did_not";
  /** null: ever. */
  readonly days: number | null;
  /** Of "did": at least (default 1) and, where given, at most so often. */
  readonly minCount?: number;
  readonly maxCount?: number;
  /** All met by the same event. */
  readonly properties?: readonly ElementCondition[];
}

/** When something happened for the first or the last time, by whole UTC days. */
export interface EventTimeFilter {
  readonly kind: "event_time";
  readonly name: string;
  readonly which: "first" | "last";
  readonly operator: "before" | "after" | "between" | "in_last_days" | "not_in_last_days";
  /**
   * YYYY-MM-DD ("after" includes the day), [from, to] both included, or days. Who never did it is in none of them, "not in the
   * last days" included.
   */
  readonly value: unknown;
}

export interface PurchaseFilter {
  readonly kind: "purchase";
  readonly operator: "did" | "did_not";
  readonly productId?: string | null;
  readonly days: number | null;
  /** Of "did": number of purchases (not of pieces). */
  readonly minCount?: number;
  readonly maxCount?: number;
  /**
   * Of "did": price times quantity, summed over the purchases in `currency` (of any, when it is not given). `currency` says
   * which of them are summed, not which are counted.
   */
  readonly minSpent?: number;
  readonly maxSpent?: number;
  readonly currency?: string | null;
  readonly properties?: readonly ElementCondition[];
}

export interface SubscriptionFilter {
  readonly kind: "subscription";
  readonly subscriptionGroupId: string;
  readonly state: "subscribed" | "unsubscribed" | "unknown";
  /** Since at most so many days; not with unknown. */
  readonly changedInDays?: number | null;
}

export const messageOperators = [
  "received",
  "not_received",
  "delivered",
  "not_delivered",
  "read",
  "not_read",
  "clicked",
  "not_clicked",
  "replied",
  "not_replied",
  "failed",
  "not_failed",
] as const;

/**
 * With `days`, messages are looked at that were queued in these days or at most so long before: a message is read, and a paused
 * campaign goes on, long after it was queued, but a bound keeps years of sends out of the search.
 */
export const messageLifeDays = 60;

/**
 * "Received" is "accepted by the provider". Everything given is about one and the same message; `days` are those in which it
 * was received, read …
 */
export interface MessageFilter {
  readonly kind: "message";
  readonly operator: (typeof messageOperators)[number];
  readonly campaignId?: string | null;
  readonly variantId?: string | null;
  /** Of the campaign, as it is labelled now. */
  readonly tag?: string | null;
  readonly subscriptionGroupId?: string | null;
  /** The provider's code; of failed and not_failed. */
  readonly errorCode?: string | null;
  readonly days: number | null;
  /** Of the operators without "not": at least so many messages; default 1. */
  readonly minCount?: number;
}

/** When the last message of any campaign was received. Who never received one is only in "never". */
export interface LastMessageFilter {
  readonly kind: "last_message";
  readonly operator: "in_last_days" | "not_in_last_days" | "before" | "after" | "never";
  /** Days, or a date as attributes of type date take it ("after" includes it); see messageLifeDays. */
  readonly value?: unknown;
  readonly subscriptionGroupId?: string | null;
}

/** May the contact be answered freely now? */
export interface WindowFilter {
  readonly kind: "window";
  readonly open: boolean;
  /** null: with any number. */
  readonly subscriptionGroupId: string | null;
}

export interface PhoneFilter {
  readonly kind: "phone";
  readonly operator: "has" | "has_not" | "valid" | "invalid" | "shared" | "country_in" | "country_not_in";
  /** Country codes (ISO 3166 alpha-2) of the country operators. A contact without a number is in neither. */
  readonly value?: readonly string[];
}

/** Whole years on the workspace's today, both ends included; null: open. Who has no birthday, or one to come, has no age. */
export interface AgeFilter {
  readonly kind: "age";
  readonly min: number | null;
  readonly max: number | null;
}

/** Every contact has a number from 0 to 9999 for life; both ends included. */
export interface RandomBucketFilter {
  readonly kind: "random_bucket";
  readonly from: number;
  readonly to: number;
}

/** Came with, or was updated by, an import that keeps a list of this name (attribute import_lists). */
export interface ImportFilter {
  readonly kind: "import";
  readonly list: string;
}

export interface SegmentFilter {
  readonly kind: "segment";
  readonly segmentId: string;
}

export const leafKinds = [
  "attribute",
  "event",
  "event_time",
  "purchase",
  "subscription",
  "message",
  "last_message",
  "window",
  "phone",
  "age",
  "random_bucket",
  "import",
  "segment",
] as const satisfies readonly Leaf["kind"][];

/** Shallow on purpose: validate.ts checks the tree and names the node that is wrong. */
export const filterSchema = Type.Unsafe<Filter>({
  type: "object",
  title: "Filter",
  description: `A tree: {kind: and|or, children}, {kind: not, child}, or a leaf of kind ${leafKinds.join(", ")}.`,
  required: ["kind"],
  properties: { kind: { type: "string", enum: ["and", "or", "not", ...leafKinds] } },
  additionalProperties: true,
});

/** Every leaf of the tree. */
export function leaves(filter: Filter): Leaf[] {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.children.flatMap(leaves);
    case "not":
      return leaves(filter.child);
    default:
      return [filter];
  }
}
