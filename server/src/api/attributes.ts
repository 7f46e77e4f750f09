/** What contacts can be described by: standard fields, custom attributes, names of events. For builders and pickers. */
import Type from "typebox";
import { attributeValues, listAttributes, listEventNames } from "../contacts/contacts.ts";
import type { Context } from "../lib/context.ts";
import { standardFields } from "../segments/segments.ts";
import type { ApiServer } from "./http-server.ts";
import { workspaceOf } from "./policy.ts";
import { AttributeTypeName } from "./registry-schemas.ts";
import { List, named, WorkspaceParams } from "./schemas.ts";

const Attribute = named(
  "Attribute",
  Type.Object({
    name: Type.String(),
    type: AttributeTypeName,
    standard: Type.Boolean(),
  }),
);

const base = "/api/v1/workspaces/:workspace";

export function attributeRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    `${base}/attributes`,
    {
      config: { permission: "contacts.read" },
      schema: { params: WorkspaceParams, response: { 200: List(Attribute) } },
    },
    async (request) => {
      const standard = Object.entries(standardFields).map(([name, { type }]) => ({
        name,
        type,
        standard: true,
      }));
      const custom = (await listAttributes(ctx.db, workspaceOf(request).id)).map(({ name, type }) => ({
        name,
        type,
        standard: false,
      }));
      return { items: [...standard, ...custom] };
    },
  );

  server.get(
    `${base}/attributes/:name/values`,
    {
      config: { permission: "contacts.read" },
      schema: {
        params: Type.Object({ ...WorkspaceParams.properties, name: Type.String({ maxLength: 255 }) }),
        querystring: Type.Object({ q: Type.Optional(Type.String({ maxLength: 200 })) }),
        response: { 200: List(Type.String()) },
      },
    },
    async (request) => ({
      items: await attributeValues(ctx.db, workspaceOf(request).id, request.params.name, request.query.q),
    }),
  );

  server.get(
    `${base}/events/names`,
    {
      config: { permission: "contacts.read" },
      schema: { params: WorkspaceParams, response: { 200: List(Type.String()) } },
    },
    async (request) => ({ items: await listEventNames(ctx.db, workspaceOf(request).id) }),
  );
}
