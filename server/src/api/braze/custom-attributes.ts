/** GET /custom_attributes: the registry of custom attributes, 50 a page; the next page's address is in the header Link. */
import Type from "typebox";
import { registeredAttributes } from "../../contacts/contacts.ts";
import type { Context } from "../../lib/context.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { Nullable } from "../schemas.ts";
import { linkToNext, nameOfCursor } from "./name-cursor.ts";
import { generalLimit } from "./rate-limits.ts";

export const CursorQuery = Type.Object({ cursor: Type.Optional(Type.String()) });

const Answer = Type.Object({
  attributes: Type.Array(
    Type.Object({
      array_length: Nullable(
        Type.Integer({ description: "most elements an array may have; null: no array" }),
      ),
      data_type: Type.String(),
      description: Type.String(),
      name: Type.String(),
      status: Type.String({ description: "Active or Blocklisted" }),
      tag_names: Type.Array(Type.String()),
    }),
  ),
  message: Type.String(),
});

const dataTypes = {
  string: "String",
  number: "Number",
  boolean: "Boolean",
  date: "Date",
  array: "Array",
  object: "Object",
  object_array: "Object Array",
} as const;

/** What contacts/data/attribute-values.ts takes. */
const mostElements = 100;

const perPage = 50;

export function customAttributeRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    "/custom_attributes",
    {
      config: { apiPermission: "custom_attributes.get", rateLimit: generalLimit },
      schema: { querystring: CursorQuery, response: { 200: Answer } },
    },
    async (request, reply) => {
      const page = { after: nameOfCursor(request.query.cursor), limit: perPage + 1 };
      const found = await registeredAttributes(ctx.db, workspaceOf(request).id, page);
      const shown = found.slice(0, perPage);
      const last = shown.at(-1);
      if (last && found.length > perPage) linkToNext(reply, ctx, "/custom_attributes", last.name);
      return {
        attributes: shown.map(({ name, type, description, blocklistedAt }) => ({
          array_length: type === "array" || type === "object_array" ? mostElements : null,
          data_type: dataTypes[type],
          description,
          name,
          status: blocklistedAt ? "Blocklisted" : "Active",
          tag_names: [],
        })),
        message: "success",
      };
    },
  );
}
