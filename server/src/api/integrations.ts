/** Integrations → WhatsApp: connections, sign-ups, WhatsApp Business groups and their numbers, template sync. */
import { sql } from "kysely";
import Type from "typebox";
import {
  type Connection,
  connectInfobip,
  disconnect,
  listConnections,
  loadConnection,
} from "../connectors/connections.ts";
import { syncTemplates } from "../connectors/handover.ts";
import { requiredScopes } from "../connectors/infobip/account.ts";
import { getSignup, retrySignup, startSignup } from "../connectors/signups.ts";
import type { Context } from "../lib/context.ts";
import type { ApiServer } from "./http-server.ts";
import { workspaceOf } from "./policy.ts";
import { Id, List, Nullable, named, Time, WorkspaceIdParams, WorkspaceParams } from "./schemas.ts";

const ConnectionSchema = named(
  "Connection",
  Type.Object({
    id: Id,
    provider: Type.Union([Type.Literal("infobip"), Type.Literal("meta"), Type.Literal("webhook")]),
    state: Type.Union([Type.Literal("ready"), Type.Literal("failing"), Type.Literal("disconnected")]),
    stateReason: Nullable(Type.String()),
    baseUrl: Type.String(),
    accountId: Nullable(Type.String()),
    accountName: Nullable(Type.String()),
    keyName: Nullable(Type.String()),
    keyExpiresAt: Nullable(Time),
    allowedIps: Type.Array(Type.String()),
    scopes: Type.Array(Type.Object({ name: Type.String(), granted: Type.Boolean() })),
    createdAt: Time,
  }),
);

const SubscriptionGroup = named(
  "SubscriptionGroup",
  Type.Object({
    id: Id,
    phone: Type.String({ description: "E.164" }),
    displayName: Type.String(),
    quality: Type.String(),
    messagingLimit: Nullable(Type.String()),
    status: Type.String(),
    messagesPerSecond: Type.Integer(),
    archivedAt: Nullable(Time),
    templates: Type.Object({ approved: Type.Integer(), total: Type.Integer() }),
    subscribed: Type.Integer(),
    wabaId: Type.String(),
    groupName: Type.String(),
    provider: Type.String(),
  }),
);

const WhatsAppBusinessGroup = named(
  "WhatsAppBusinessGroup",
  Type.Object({
    id: Id,
    wabaId: Type.String(),
    name: Type.String(),
    connectionId: Id,
    provider: Type.String(),
    accountName: Nullable(Type.String({ description: "Infobip account; null for native groups" })),
    baseUrl: Nullable(Type.String()),
    subscriptionGroups: Type.Array(SubscriptionGroup),
  }),
);

const SignupSettings = Type.Object({
  configured: Type.Boolean(),
  missing: Type.Array(Type.String()),
  sdkUrl: Type.String(),
  appId: Nullable(Type.String()),
  configId: Nullable(Type.String()),
  solutionId: Nullable(Type.String()),
  graphVersion: Type.String(),
  allowedOrigins: Type.Array(Type.String()),
});

const WhatsAppIntegration = named(
  "WhatsAppIntegration",
  Type.Object({
    connections: Type.Array(ConnectionSchema),
    groups: Type.Array(WhatsAppBusinessGroup),
    signup: SignupSettings,
    hints: Type.Object({ infobipPortalUrl: Nullable(Type.String()) }),
  }),
);

const SignupSchema = named(
  "Signup",
  Type.Object({
    id: Id,
    state: Type.Union([Type.Literal("running"), Type.Literal("completed"), Type.Literal("failed")]),
    steps: Type.Array(
      Type.Object({
        name: Type.String(),
        state: Type.Union([
          Type.Literal("pending"),
          Type.Literal("running"),
          Type.Literal("done"),
          Type.Literal("failed"),
        ]),
        error: Type.Optional(Type.String()),
      }),
    ),
    errorCode: Nullable(Type.String()),
    error: Nullable(Type.String()),
    groupId: Nullable(Id),
    subscriptionGroupId: Nullable(Id),
  }),
);

const NewConnection = Type.Object({
  provider: Type.Literal("infobip"),
  apiKey: Type.String({ minLength: 1, maxLength: 500 }),
  baseUrl: Type.String({ minLength: 1, maxLength: 500 }),
});

const NewSignup = Type.Object({
  code: Type.String({ minLength: 1, maxLength: 2000 }),
  wabaId: Type.Optional(Type.String({ pattern: "^[0-9]{1,20}$" })),
  phoneNumberId: Type.Optional(Type.String({ pattern: "^[0-9]{1,20}$" })),
  businessId: Type.Optional(Type.String({ pattern: "^[0-9]{1,20}$" })),
});

const base = "/api/v1/workspaces/:workspace";
const integration = `${base}/integrations/whatsapp`;

export function integrationRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    integration,
    {
      config: { permission: "integrations.read" },
      schema: { params: WorkspaceParams, response: { 200: WhatsAppIntegration } },
    },
    async (request) => {
      const workspace = workspaceOf(request);
      const [connections, groups, numbers] = await Promise.all([
        listConnections(ctx.db, workspace.id),
        listGroups(ctx, workspace.id),
        listNumbers(ctx, workspace.id),
      ]);
      return {
        connections: connections.map(presentConnection),
        groups: groups.map((group) => ({
          ...group,
          subscriptionGroups: numbers.filter((number) => number.wabaId === group.wabaId),
        })),
        signup: signupSettings(ctx),
        hints: {
          infobipPortalUrl: ctx.config.sandbox.enabled
            ? `${ctx.config.sandbox.url}/portal`
            : "https://portal.infobip.com",
        },
      };
    },
  );

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

  server.post(
    `${integration}/connections/:id/signups`,
    {
      config: { permission: "integrations.write" },
      schema: { params: WorkspaceIdParams, body: NewSignup, response: { 202: SignupSchema } },
    },
    async (request, reply) =>
      reply
        .status(202)
        .send(
          await startSignup(ctx, workspaceOf(request).id, request.params.id, request.body, request.actor),
        ),
  );

  server.get(
    `${integration}/signups/:id`,
    {
      config: { permission: "integrations.read" },
      schema: { params: WorkspaceIdParams, response: { 200: SignupSchema } },
    },
    (request) => getSignup(ctx, workspaceOf(request).id, request.params.id),
  );

  server.post(
    `${integration}/signups/:id/retry`,
    {
      config: { permission: "integrations.write" },
      schema: { params: WorkspaceIdParams, response: { 202: SignupSchema } },
    },
    async (request, reply) =>
      reply.status(202).send(await retrySignup(ctx, workspaceOf(request).id, request.params.id)),
  );

  server.get(
    `${base}/subscription-groups`,
    {
      config: { permission: "contacts.read" },
      schema: { params: WorkspaceParams, response: { 200: List(SubscriptionGroup) } },
    },
    async (request) => ({
      items: await listNumbers(ctx, workspaceOf(request).id),
    }),
  );

  server.post(
    `${base}/templates/sync`,
    {
      config: { permission: "templates.write" },
      schema: { params: WorkspaceParams, response: { 200: Type.Object({ synced: Type.Integer() }) } },
    },
    async (request) => {
      const workspace = workspaceOf(request);
      let synced = 0;
      for (const group of await listGroups(ctx, workspace.id)) {
        const connection = await loadConnection(ctx, workspace.id, group.connectionId);
        synced += await syncTemplates(ctx, workspace.id, connection, group.wabaId);
      }
      return { synced };
    },
  );
}

function presentConnection({
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

function signupSettings(ctx: Context) {
  const { appId, appSecret, configId, solutionId, sdkUrl, graphVersion, extraOrigins } = ctx.config.meta;
  const missing = [
    ...(appId ? [] : ["PONTE_META_APP_ID"]),
    ...(appSecret ? [] : ["PONTE_META_APP_SECRET"]),
    ...(configId ? [] : ["PONTE_META_CONFIG_ID"]),
  ];
  return {
    configured: missing.length === 0,
    missing,
    sdkUrl,
    appId,
    configId,
    solutionId,
    graphVersion,
    allowedOrigins: [...extraOrigins],
  };
}

async function listGroups(ctx: Context, workspaceId: string) {
  const rows = await ctx.db
    .selectFrom("whatsappBusinessGroups as g")
    .innerJoin("connections as c", "c.id", "g.connectionId")
    .select(["g.id", "g.wabaId", "g.name", "g.connectionId", "c.provider", "c.accountName", "c.baseUrl"])
    .where("g.workspaceId", "=", workspaceId)
    .where("g.archivedAt", "is", null)
    .orderBy("g.id")
    .execute();
  return rows.map((row) => (row.provider === "infobip" ? row : { ...row, accountName: null, baseUrl: null }));
}

async function listNumbers(ctx: Context, workspaceId: string) {
  const rows = await ctx.db
    .selectFrom("subscriptionGroups as s")
    .innerJoin("whatsappBusinessGroups as g", "g.id", "s.whatsappBusinessGroupId")
    .innerJoin("connections as c", "c.id", "s.connectionId")
    .select([
      "s.id",
      "s.phone",
      "s.displayName",
      "s.quality",
      "s.messagingLimit",
      "s.status",
      "s.messagesPerSecond",
      "s.archivedAt",
      "g.wabaId",
      "g.name as groupName",
      "c.provider",
    ])
    .select([
      sql<number>`(select count(*)::int from templates t where t.whatsapp_business_group_id = g.id)`.as(
        "templatesTotal",
      ),
      sql<number>`(select count(*)::int from templates t where t.whatsapp_business_group_id = g.id and t.status = 'APPROVED')`.as(
        "templatesApproved",
      ),
      sql<number>`(select count(*)::int from subscription_states x where x.workspace_id = s.workspace_id and x.subscription_group_id = s.id and x.state = 'subscribed')`.as(
        "subscribed",
      ),
    ])
    .where("s.workspaceId", "=", workspaceId)
    .where("s.archivedAt", "is", null)
    .orderBy("s.id")
    .execute();
  return rows.map(({ templatesTotal, templatesApproved, archivedAt, ...row }) => ({
    ...row,
    archivedAt: archivedAt?.toISOString() ?? null,
    templates: { approved: templatesApproved, total: templatesTotal },
  }));
}
