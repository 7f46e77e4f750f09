/** The templates that can be chosen. */
import Type from "typebox";
import type { Context } from "../lib/context.ts";
import { listTemplates } from "../templates/templates.ts";
import type { ApiServer } from "./http-server.ts";
import { presentTemplate, TemplateSchema } from "./message-schemas.ts";
import { workspaceOf } from "./policy.ts";
import { Id, List, WorkspaceParams } from "./schemas.ts";

const TemplateQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 200 })),
  status: Type.Optional(Type.String({ maxLength: 40, description: "APPROVED, PENDING, REJECTED …" })),
  subscriptionGroupId: Type.Optional(Id),
});

export function templateRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    "/api/v1/workspaces/:workspace/templates",
    {
      config: { permission: "templates.read" },
      schema: {
        params: WorkspaceParams,
        querystring: TemplateQuery,
        response: { 200: List(TemplateSchema) },
      },
    },
    async (request) => {
      const templates = await listTemplates(ctx.db, workspaceOf(request).id, request.query);
      return { items: templates.map(presentTemplate) };
    },
  );
}
