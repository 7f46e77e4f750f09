/** What people could fill in while they build a segment, from their own data. Each answer reads a bounded number of rows. */
import Type from "typebox";
import {
  attributeKeys,
  eventProperties,
  eventPropertyValues,
  nestedAttributeValues,
} from "../contacts/contacts.ts";
import type { Context } from "../lib/context.ts";
import { invalidInput } from "../lib/errors.ts";
import { explainReason } from "../messages/messages.ts";
import { seenErrorCodes, variantNames } from "../segments/segments.ts";
import type { ApiServer } from "./http-server.ts";
import { workspaceOf } from "./policy.ts";
import { Id, List, named, WorkspaceParams } from "./schemas.ts";

const Name = Type.String({ minLength: 1, maxLength: 255 });
const Query = Type.Optional(Type.String({ maxLength: 200 }));
const ValueType = Type.Union([
  Type.Literal("string"),
  Type.Literal("number"),
  Type.Literal("boolean"),
  Type.Literal("date"),
  Type.Literal("array"),
  Type.Literal("object_array"),
]);

const SuggestedKey = named(
  "SuggestedKey",
  Type.Object({
    path: Type.Array(Type.String(), { description: "keys that lead into the object" }),
    type: ValueType,
  }),
);
const SuggestedProperty = named("SuggestedProperty", Type.Object({ name: Type.String(), type: ValueType }));
const SuggestedVariant = named("SuggestedVariant", Type.Object({ id: Id, name: Type.String() }));
const SeenError = named(
  "SeenError",
  Type.Object({
    code: Type.String({ description: "as messages carry it" }),
    count: Type.Integer({ description: "messages of the newest 200 dispatches that failed with it" }),
    title: Type.String({ description: "English; the dashboard translates by code" }),
  }),
);

const base = "/api/v1/workspaces/:workspace/suggestions";
const contactsRead = { permission: "contacts.read" } as const;
const segmentsRead = { permission: "segments.read" } as const;

export function suggestionRoutes(server: ApiServer, ctx: Context): void {
  attributeRoutes(server, ctx);
  eventRoutes(server, ctx);
  messageRoutes(server, ctx);
}

function attributeRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    `${base}/attribute-keys`,
    {
      config: contactsRead,
      schema: {
        params: WorkspaceParams,
        querystring: Type.Object({ name: Name }),
        response: { 200: List(SuggestedKey) },
      },
    },
    async (request) => {
      const keys = await attributeKeys(ctx.db, workspaceOf(request).id, request.query.name);
      return { items: keys.map(({ path, type }) => ({ path: [...path], type })) };
    },
  );

  server.get(
    `${base}/attribute-values`,
    {
      config: contactsRead,
      schema: {
        params: WorkspaceParams,
        querystring: Type.Object({
          name: Name,
          path: Type.String({ maxLength: 1000, description: 'JSON array of keys, e.g. ["address","city"]' }),
          q: Query,
        }),
        response: { 200: List(Type.String()) },
      },
    },
    async (request) => {
      const { name, path, q } = request.query;
      return {
        items: await nestedAttributeValues(ctx.db, workspaceOf(request).id, name, parsePath(path), q),
      };
    },
  );
}

function parsePath(text: string): string[] {
  try {
    const path: unknown = JSON.parse(text);
    if (Array.isArray(path) && path.length <= 20 && path.every((key) => typeof key === "string")) return path;
  } catch {
    // said below
  }
  throw invalidInput("The path must be a JSON array of at most 20 keys.", [
    { path: "path", code: "value_not_allowed", message: 'Write it like ["address","city"].' },
  ]);
}

function eventRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    `${base}/event-properties`,
    {
      config: contactsRead,
      schema: {
        params: WorkspaceParams,
        querystring: Type.Object({ event: Name }),
        response: { 200: List(SuggestedProperty) },
      },
    },
    async (request) => {
      const items = await eventProperties(ctx.db, workspaceOf(request).id, request.query.event);
      return { items: [...items] };
    },
  );

  server.get(
    `${base}/event-property-values`,
    {
      config: contactsRead,
      schema: {
        params: WorkspaceParams,
        querystring: Type.Object({ event: Name, property: Name, q: Query }),
        response: { 200: List(Type.String()) },
      },
    },
    async (request) => {
      const { event, property, q } = request.query;
      return { items: await eventPropertyValues(ctx.db, workspaceOf(request).id, event, property, q) };
    },
  );
}

function messageRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    `${base}/variants`,
    {
      config: segmentsRead,
      schema: {
        params: WorkspaceParams,
        querystring: Type.Object({ campaignId: Id }),
        response: { 200: List(SuggestedVariant) },
      },
    },
    async (request) => ({
      items: await variantNames(ctx.db, workspaceOf(request).id, request.query.campaignId),
    }),
  );

  server.get(
    `${base}/error-codes`,
    { config: segmentsRead, schema: { params: WorkspaceParams, response: { 200: List(SeenError) } } },
    async (request) => {
      const seen = await seenErrorCodes(ctx.db, workspaceOf(request).id);
      return { items: seen.map(({ code, count }) => ({ code, count, title: explainReason(code).title })) };
    },
  );
}
