/** Connecting an Infobip account and disconnecting any connection. */
import Type from "typebox";
import { confirmConnection, connectInfobip, replaceInfobipKey } from "../../connectors/connect-infobip.ts";
import type { Connection } from "../../connectors/connections.ts";
import { disconnect } from "../../connectors/disconnect.ts";
import { requiredScopes } from "../../connectors/infobip/account.ts";
import { requiredPermissions } from "../../connectors/meta/account.ts";
import type { Context } from "../../lib/context.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { Nullable, WorkspaceIdParams, WorkspaceParams } from "../schemas.ts";
import { ConnectionSchema, integration } from "./schemas.ts";

const apiKey = Type.String({ minLength: 1, maxLength: 500 });
const baseUrl = Type.String({
  minLength: 1,
  maxLength: 500,
  description: "the account's own host, with or without https:// and a slash",
});
const NewConnection = Type.Object({ provider: Type.Literal("infobip"), apiKey, baseUrl });
const NewKey = Type.Object({ apiKey, baseUrl });

const Disconnected = Type.Object({
  webhooksRemoved: Type.Boolean({
    description: "false: the provider still has them; remove them in its portal",
  }),
  errorCode: Nullable(Type.String()),
  error: Nullable(Type.String()),
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

  server.put(
    `${integration}/connections/:id/key`,
    {
      config: { permission: "integrations.write" },
      schema: { params: WorkspaceIdParams, body: NewKey, response: { 200: ConnectionSchema } },
    },
    async (request) => {
      const { params, body, actor } = request;
      return presentConnection(await replaceInfobipKey(ctx, workspaceOf(request).id, params.id, body, actor));
    },
  );

  server.post(
    `${integration}/connections/:id/confirm`,
    {
      config: { permission: "integrations.write" },
      schema: { params: WorkspaceIdParams, response: { 200: ConnectionSchema } },
    },
    async (request) =>
      presentConnection(await confirmConnection(ctx, workspaceOf(request).id, request.params.id)),
  );

  server.delete(
    `${integration}/connections/:id`,
    {
      config: { permission: "integrations.write" },
      schema: { params: WorkspaceIdParams, response: { 200: Disconnected } },
    },
    (request) => disconnect(ctx, workspaceOf(request).id, request.params.id, request.actor),
  );
}

/** What a key must be allowed to do, by provider. */
const requiredOf: Readonly<Record<Connection["provider"], readonly string[]>> = {
  infobip: requiredScopes,
  meta: requiredPermissions,
  webhook: [],
};

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
    scopes: requiredOf[rest.provider].map((name) => ({
      name,
      granted: scopes.includes(name),
    })),
  };
}
