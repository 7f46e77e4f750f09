/** Shapes of the registry of attributes and events, and how rows become them. */
import Type from "typebox";
import type { Reference } from "../analytics/registry-references.ts";
import type { AttributeRemoval } from "../contacts/contacts.ts";
import { Id, Nullable, named, Time } from "./schemas.ts";

export const AttributeTypeName = Type.Union([
  Type.Literal("string"),
  Type.Literal("number"),
  Type.Literal("boolean"),
  Type.Literal("date"),
  Type.Literal("array"),
  Type.Literal("object"),
  Type.Literal("object_array"),
]);

const Fill = Type.Object({
  contacts: Type.Integer({ description: "contacts that have it" }),
  ratio: Type.Number({ description: "0 to 1, of all contacts" }),
  exact: Type.Boolean({ description: "false: estimated from a sample of the contacts" }),
});

const Removal = Type.Object({
  startedAt: Time,
  finishedAt: Nullable(Time),
  progress: Type.Number({ description: "0 to 1" }),
  removed: Type.Integer({ description: "contacts whose value is gone" }),
});

const ReferenceSchema = named(
  "RegistryReference",
  Type.Object({
    kind: Type.String({ description: "segment, campaign or import" }),
    id: Id,
    name: Type.String(),
    detail: Type.String({ description: "nested keys that a segment compares; the state of a campaign" }),
  }),
);

export const RegistryAttribute = named(
  "RegistryAttribute",
  Type.Object({
    name: Type.String(),
    type: AttributeTypeName,
    standard: Type.Boolean(),
    description: Type.String(),
    createdAt: Nullable(Time),
    blocklistedAt: Nullable(Time),
    fill: Fill,
    usedBy: Type.Integer({ description: "segments, campaigns and imports that name it" }),
    removal: Nullable(Removal),
  }),
);

export const RegistryAttributeDetail = named(
  "RegistryAttributeDetail",
  Type.Object({
    ...RegistryAttribute.properties,
    values: Type.Object({
      top: Type.Array(Type.Object({ value: Type.String(), share: Type.Number({ description: "0 to 1" }) })),
      distinct: Type.Integer(),
      smallest: Nullable(Type.String()),
      largest: Nullable(Type.String()),
      lookedAt: Type.Integer({ description: "contacts that were looked at" }),
    }),
    references: Type.Array(ReferenceSchema),
  }),
);

const Day = Type.Object({ day: Type.String({ description: "YYYY-MM-DD, UTC" }), count: Type.Integer() });

export const RegistryEvent = named(
  "RegistryEvent",
  Type.Object({
    name: Type.String(),
    description: Type.String(),
    createdAt: Time,
    blocklistedAt: Nullable(Time),
    total: Type.Integer({ description: "in 30 days" }),
    exact: Type.Boolean({ description: "false: estimated from a sample of the contacts" }),
    days: Type.Array(Day, { description: "days without any are left out" }),
    usedBy: Type.Integer(),
  }),
);

export const RegistryEventDetail = named(
  "RegistryEventDetail",
  Type.Object({
    ...RegistryEvent.properties,
    lookedAt: Type.Integer({ description: "newest events that the properties were read from" }),
    lastSeen: Nullable(Time),
    properties: Type.Array(
      Type.Object({
        name: Type.String(),
        types: Type.Array(Type.String()),
        share: Type.Number(),
        examples: Type.Array(Type.String()),
      }),
    ),
    references: Type.Array(ReferenceSchema),
  }),
);

export function presentRemoval(removal: AttributeRemoval | null) {
  if (!removal) return null;
  const { startedAt, finishedAt, progress, removed } = removal;
  return {
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    progress,
    removed,
  };
}

export const presentReferences = (found: readonly Reference[] = []) =>
  found.map(({ kind, id, name, detail }) => ({ kind, id, name, detail }));
