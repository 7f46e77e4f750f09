/** Integrations → WhatsApp → Native: Embedded Signup without a partner, and access tokens of one's own. */
import Type from "typebox";
import { connectMeta, rotateMetaToken, startNativeSignup } from "../connectors/connect-meta.ts";
import { startingPoints } from "../connectors/signups.ts";
import type { Context } from "../lib/context.ts";
import type { ApiServer } from "./http-server.ts";
import { presentConnection } from "./integrations/connections.ts";
import { ConnectionSchema, integration, oneOf } from "./integrations/schemas.ts";
import { metaId, pin, presentSignup, SignupSchema } from "./integrations/signups.ts";
import { workspaceOf } from "./policy.ts";
import { WorkspaceIdParams, WorkspaceParams } from "./schemas.ts";

const native = `${integration}/native`;

const accessToken = Type.String({ minLength: 1, maxLength: 1000 });
const appSecret = Type.String({
  minLength: 1,
  maxLength: 200,
  description: "signs Meta's webhooks and proves our calls; of the app that the token was made with",
});

const NewNativeConnection = Type.Object({
  accessToken,
  appSecret,
  appId: Type.Optional(metaId),
  wabaId: Type.Optional(metaId),
});

const NewToken = Type.Object({ accessToken, appSecret: Type.Optional(appSecret) });

const NewNativeSignup = Type.Object({
  code: Type.String({ minLength: 1, maxLength: 2000 }),
  wabaId: Type.Optional(metaId),
  phoneNumberId: Type.Optional(metaId),
  businessId: Type.Optional(metaId),
  startingPoint: Type.Optional(oneOf(startingPoints)),
  pin: Type.Optional(pin),
});

export function nativeRoutes(server: ApiServer, ctx: Context): void {
  server.post(
    `${native}/signups`,
    {
      config: { permission: "integrations.write" },
      schema: { params: WorkspaceParams, body: NewNativeSignup, response: { 202: SignupSchema } },
    },
    async (request, reply) => {
      const signup = await startNativeSignup(ctx, workspaceOf(request).id, request.body, request.actor);
      return reply.status(202).send(presentSignup(signup));
    },
  );

  server.post(
    `${native}/connections`,
    {
      config: { permission: "integrations.write" },
      schema: { params: WorkspaceParams, body: NewNativeConnection, response: { 201: ConnectionSchema } },
    },
    async (request, reply) => {
      const connection = await connectMeta(ctx, workspaceOf(request).id, request.body, request.actor);
      return reply.status(201).send(presentConnection(connection));
    },
  );

  server.put(
    `${native}/connections/:id/token`,
    {
      config: { permission: "integrations.write" },
      schema: { params: WorkspaceIdParams, body: NewToken, response: { 200: ConnectionSchema } },
    },
    async (request) => {
      const { params, body, actor } = request;
      return presentConnection(await rotateMetaToken(ctx, workspaceOf(request).id, params.id, body, actor));
    },
  );
}
