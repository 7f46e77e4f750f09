/** Shapes of segments in the dashboard API, and how rows become them. */
import Type from "typebox";
import type { Reach } from "../messages/messages.ts";
import { filterSchema, type ListedSegment, type Segment } from "../segments/segments.ts";
import { ContactListItemSchema } from "./contact-schemas.ts";
import { Id, Nullable, named, Tags, Time } from "./schemas.ts";

export const Filter = named("Filter", filterSchema);

export const SegmentSchema = named(
  "Segment",
  Type.Object({
    id: Id,
    name: Type.String(),
    description: Type.String(),
    filter: Filter,
    tags: Tags,
    createdAt: Time,
    updatedAt: Time,
  }),
);

export const SegmentListItem = named(
  "SegmentListItem",
  Type.Object({
    ...SegmentSchema.properties,
    size: Nullable(Type.Integer({ description: "the last exact count; null: never counted" })),
    countedAt: Nullable(Time),
    usedBy: Type.Object({ campaigns: Type.Integer(), segments: Type.Integer() }),
  }),
);

export const NewSegment = Type.Object({
  name: Type.String({ maxLength: 200 }),
  description: Type.Optional(Nullable(Type.String({ maxLength: 2000 }))),
  filter: Filter,
  tags: Type.Optional(Tags),
});

const estimateProperties = {
  exact: Type.Boolean({ description: "false: an estimate from a sample" }),
  low: Type.Integer({ description: "of the interval that holds the true number in 99 of 100 cases" }),
  high: Type.Integer(),
};

const NumberReach = Type.Object({
  subscriptionGroupId: Id,
  reachable: Type.Integer({ description: "contacts who would get a message, one per phone number" }),
  ...estimateProperties,
});

export const SegmentCount = named(
  "SegmentCount",
  Type.Object({
    count: Type.Integer(),
    ...estimateProperties,
    noPhone: Type.Integer({ description: "neither a phone number nor a business-scoped user id" }),
    numbers: Type.Array(NumberReach, { description: "with reach: one per active number of the workspace" }),
    total: Type.Integer({ description: "contacts of the workspace; an estimate above 10,000" }),
    totalIsEstimate: Type.Boolean(),
    sample: Type.Array(ContactListItemSchema, { description: "the newest of those counted, at most five" }),
    tookMs: Type.Integer(),
  }),
);

export const SegmentPreview = named(
  "SegmentPreview",
  Type.Object({
    ...SegmentCount.properties,
    reachable: Type.Optional(Type.Integer({ description: "with subscriptionGroupId: of this number" })),
  }),
);

const UsingCampaign = Type.Object({ id: Id, name: Type.String(), state: Type.String() });

export const SegmentUsage = named(
  "SegmentUsage",
  Type.Object({
    campaigns: Type.Array(UsingCampaign),
    segments: Type.Array(Type.Object({ id: Id, name: Type.String() })),
    lastExportAt: Nullable(Time),
  }),
);

export const SegmentSizeSchema = named(
  "SegmentSize",
  Type.Object({
    day: Type.String({ format: "date", description: "in the workspace's time zone" }),
    size: Type.Integer(),
    countedAt: Time,
  }),
);

export function presentSegment({ id, name, description, filter, tags, createdAt, updatedAt }: Segment) {
  return {
    id,
    name,
    description,
    filter,
    tags: [...tags],
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

export function presentListed(segment: ListedSegment, usedBy: { campaigns: number; segments: number }) {
  const { size, countedAt } = segment;
  return { ...presentSegment(segment), size, countedAt: countedAt?.toISOString() ?? null, usedBy };
}

export function presentReach({ count, exact, low, high, noPhone, numbers }: Reach) {
  return {
    count,
    exact,
    low,
    high,
    noPhone,
    numbers: numbers.map(({ count: reachable, ...number }) => ({ ...number, reachable })),
  };
}
