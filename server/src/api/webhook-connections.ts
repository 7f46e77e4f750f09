/** Integrations → WhatsApp → Webhook: a receiver of the operator's that messages are posted to. */
import Type from "typebox";
import { connectWebhook } from "../connectors/connect-webhook.ts";
import type { Context } from "../lib/context.ts";
import type { ApiServer } from "./http-server.ts";
import { presentConnection } from "./integrations/connections.ts";
import { ConnectionSchema, integration } from "./integrations/schemas.ts";
import { workspaceOf } from "./policy.ts";
import { Id, WorkspaceParams } from "./schemas.ts";

const NewReceiver = Type.Object({
  url: Type.String({
    minLength: 1,
    maxLength: 2000,
    description: "where messages are posted, beginning with https://",
  }),
  phone: Type.String({ minLength: 4, maxLength: 40, description: "with country code, in any spelling" }),
  displayName: Type.String({ minLength: 1, maxLength: 100 }),
});

const ConnectedReceiver = Type.Object({
  connection: ConnectionSchema,
  subscriptionGroupId: Id,
  secret: Type.String({
    description: "signs both directions after Standard Webhooks; shown this once, never again",
  }),
  reportUrl: Type.String({
    description: "where the receiver posts receipts and messages; secret like the secret",
  }),
});

export function webhookConnectionRoutes(server: ApiServer, ctx: Context): void {
  server.post(
    `${integration}/webhook/connections`,
    {
      config: { permission: "integrations.write" },
      schema: { params: WorkspaceParams, body: NewReceiver, response: { 201: ConnectedReceiver } },
    },
    async (request, reply) => {
      const workspace = workspaceOf(request);
      const { connection, ...rest } = await connectWebhook(ctx, workspace.id, request.body, request.actor);
      return reply.status(201).send({ connection: presentConnection(connection), ...rest });
    },
  );
}
