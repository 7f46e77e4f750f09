/** Connecting an Infobip account and disconnecting any connection. */
import Type from "typebox";
import { type Connection, connectInfobip, disconnect } from "../../connectors/connections.ts";
import { requiredScopes } from "../../connectors/infobip/account.ts";
import type { Context } from "../../lib/context.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { WorkspaceIdParams, WorkspaceParams } from "../schemas.ts";
import { ConnectionSchema, integration } from "./schemas.ts";

const NewConnection = Type.Object({
  provider: Type.Literal("infobip"),
  apiKey: Type.String({ minLength: 1, maxLength: 500 }),
  baseUrl: Type.String({ minLength: 1, maxLength: 500 }),
});

export function connectionRoutes(server: ApiServer, ctx: Context): void {
  server.post(
    `${integration}/connections`,
    {
      config: { permission: "integrations.write" },
      schema: { params: WorkspaceParams, body: NewConnection, response: { 201: ConnectionSchema } },
    },
    async (request, reply) => {
      const connection = await connectInfobip(ctx, workspaceOf(request).id, request.body, request.actor);
      return reply.status(201).send(presentConnection(connection));
    },
  );

  server.delete(
    `${integration}/connections/:id`,
    {
      config: { permission: "integrations.write" },
      schema: { params: WorkspaceIdParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await disconnect(ctx, workspaceOf(request).id, request.params.id, request.actor);
      return reply.status(204).send(null);
    },
  );
}

export function presentConnection({
  workspaceId: _workspace,
  scopes,
  keyExpiresAt,
  createdAt,
  ...rest
}: Connection) {
  return {
    ...rest,
    keyExpiresAt: keyExpiresAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    scopes: requiredScopes.map((name) => ({ name, granted: scopes.includes(name) })),
  };
}
