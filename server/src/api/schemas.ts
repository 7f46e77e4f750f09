/** Schemas that several resources share, and the naming of schemas in the OpenAPI document. */
import Type, { type TObject, type TSchema } from "typebox";

const registry = new Map<string, TSchema>();

/** Gives a schema its name in openapi.json (components.schemas.<name>); use the returned schema wherever it appears. */
export function named<T extends TSchema>(name: string, schema: T): T {
  const withTitle = { ...schema, title: name } as T;
  registry.set(name, withTitle);
  return withTitle;
}

/** All named schemas, for the OpenAPI document. */
export function namedSchemas(): ReadonlyMap<string, TSchema> {
  return registry;
}

export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
export const Id = Type.String({ format: "uuid" });
export const Time = Type.String({ format: "date-time", description: "ISO 8601, UTC" });

/** Kept without repeated ones; lib/tags.ts holds the limits. */
export const Tags = Type.Array(Type.String({ maxLength: 200 }), {
  maxItems: 100,
  description: "labels: at most 25, of up to 100 characters",
});

export const WorkspaceParams = Type.Object({
  workspace: Type.String({ maxLength: 64, description: "slug or id" }),
});
export const WorkspaceIdParams = Type.Object({ workspace: Type.String({ maxLength: 64 }), id: Id });

export const PageQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
  q: Type.Optional(Type.String({ maxLength: 200 })),
});

export const Page = <T extends TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), nextCursor: Nullable(Type.String()) });
export const List = <T extends TSchema>(item: T) => Type.Object({ items: Type.Array(item) });

export const ErrorBody: TObject = named(
  "Error",
  Type.Object({
    error: Type.Object({
      code: Type.String({ description: "stable; translations go by it" }),
      message: Type.String({ description: "what happened, why, what to do next (English)" }),
      params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
      details: Type.Optional(
        Type.Array(
          Type.Object({
            path: Type.Optional(Type.String()),
            code: Type.Optional(Type.String()),
            message: Type.String(),
            params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
          }),
        ),
      ),
    }),
  }),
);
