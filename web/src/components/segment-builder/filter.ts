/**
 * The filter tree of a segment as the API speaks it. Owned by the server's segment compiler; this file only mirrors
 * its shapes. Screens edit a draft of it (draft.ts) and turn the draft into this tree when they ask for a count or save.
 */

export type AttributeType = "string" | "number" | "boolean" | "date" | "array";
export type MessageOperator = "received" | "not_received" | "read" | "not_read" | "replied" | "failed";
export type SubscriptionState = "subscribed" | "unsubscribed" | "unknown";

export interface AttributeFilter {
  kind: "attribute";
  /** A standard attribute (snake_case) or the name of a custom one. */
  name: string;
  custom: boolean;
  type: AttributeType;
  operator: string;
  value?: string | number | string[] | [number, number];
}

export interface EventFilter {
  kind: "event";
  name: string;
  operator: "did" | "did_not";
  /** How far back to look; null is ever. */
  days: number | null;
  /** Only for `did`. */
  minCount: number;
}

export interface SubscriptionFilter {
  kind: "subscription";
  subscriptionGroupId: string;
  state: SubscriptionState;
}

export interface MessageFilter {
  kind: "message";
  operator: MessageOperator;
  /** null is any campaign. */
  campaignId: string | null;
  days: number | null;
}

export interface SegmentFilter {
  kind: "segment";
  segmentId: string;
}

export type LeafFilter = AttributeFilter | EventFilter | SubscriptionFilter | MessageFilter | SegmentFilter;
export type Filter = { kind: "and" | "or"; children: Filter[] } | { kind: "not"; child: Filter } | LeafFilter;

export type LeafKind = LeafFilter["kind"];
export const leafKinds: readonly LeafKind[] = ["attribute", "event", "subscription", "message", "segment"];
