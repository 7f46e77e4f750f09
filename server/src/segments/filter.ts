/** The filter tree: what a segment stores, what the segment builder edits, what compile.ts turns into SQL. */
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

export type Leaf = AttributeFilter | EventFilter | SubscriptionFilter | MessageFilter | SegmentFilter;

export type FilterType = "string" | "number" | "boolean" | "date" | "array";

export interface AttributeFilter {
  readonly kind: "attribute";
  /** A standard field in snake_case, or a custom attribute. */
  readonly name: string;
  readonly custom: boolean;
  readonly type: FilterType;
  readonly operator: string;
  readonly value?: unknown;
}

export interface EventFilter {
  readonly kind: "event";
  readonly name: string;
  readonly operator: "did" | "did_not";
  /** null: ever. Whole UTC days: today and the `days` days before it. */
  readonly days: number | null;
  readonly minCount?: number;
}

export interface SubscriptionFilter {
  readonly kind: "subscription";
  readonly subscriptionGroupId: string;
  readonly state: "subscribed" | "unsubscribed" | "unknown";
}

export interface MessageFilter {
  readonly kind: "message";
  readonly operator: "received" | "not_received" | "read" | "not_read" | "replied" | "failed";
  readonly campaignId?: string | null;
  readonly days: number | null;
}

export interface SegmentFilter {
  readonly kind: "segment";
  readonly segmentId: string;
}

/** Shallow on purpose: validate.ts checks the tree and names the node that is wrong. */
export const filterSchema = Type.Unsafe<Filter>({
  type: "object",
  title: "Filter",
  description:
    "A tree: {kind: and|or, children}, {kind: not, child}, or a leaf of kind attribute, event, subscription, message, segment.",
  required: ["kind"],
  properties: {
    kind: {
      type: "string",
      enum: ["and", "or", "not", "attribute", "event", "subscription", "message", "segment"],
    },
  },
  additionalProperties: true,
});

/** Operators by type; the words of the contract with the segment builder. */
export const operators: Readonly<Record<FilterType, readonly string[]>> = {
  string: ["equals", "not_equals", "contains", "starts_with", "in", "exists", "not_exists"],
  number: [
    "equals",
    "not_equals",
    "greater",
    "greater_or_equal",
    "less",
    "less_or_equal",
    "between",
    "exists",
    "not_exists",
  ],
  boolean: ["is_true", "is_false", "exists", "not_exists"],
  date: ["before", "after", "in_last_days", "not_in_last_days", "exists", "not_exists"],
  array: ["includes", "not_includes", "exists", "not_exists"],
};

/** Standard fields that can be filtered by, with their column. */
export const standardFields: Readonly<Record<string, { type: FilterType; column: string }>> = {
  external_id: { type: "string", column: "external_id" },
  first_name: { type: "string", column: "first_name" },
  last_name: { type: "string", column: "last_name" },
  email: { type: "string", column: "email" },
  phone: { type: "string", column: "phone" },
  country: { type: "string", column: "country" },
  home_city: { type: "string", column: "home_city" },
  language: { type: "string", column: "language" },
  time_zone: { type: "string", column: "time_zone" },
  gender: { type: "string", column: "gender" },
  date_of_birth: { type: "date", column: "date_of_birth" },
  created_at: { type: "date", column: "created_at" },
};

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
