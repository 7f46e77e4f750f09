/** What there is: connections, WhatsApp Business groups and numbers, and what Embedded Signup needs. */
import { sql } from "kysely";
import Type from "typebox";
import { type Connection, listConnections, loadConnection } from "../../connectors/connections.ts";
import { syncTemplates } from "../../connectors/sync-templates.ts";
import type { Context } from "../../lib/context.ts";
import { type Role, roleAllows } from "../../lib/permissions.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { List, WorkspaceParams } from "../schemas.ts";
import { presentConnection } from "./connections.ts";
import { base, integration, SubscriptionGroup, WhatsAppIntegration } from "./schemas.ts";

export function overviewRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    integration,
    {
      config: { permission: "integrations.read" },
      schema: { params: WorkspaceParams, response: { 200: WhatsAppIntegration } },
    },
    async (request) => {
      const workspace = workspaceOf(request);
      const [connections, groups, numbers, archived] = await Promise.all([
        listConnections(ctx.db, workspace.id),
        listGroups(ctx, workspace.id),
        listNumbers(ctx, workspace.id),
        listNumbers(ctx, workspace.id, "archived"),
      ]);
      return {
        connections: connections.map((one) => presentConnection(roleSees(request.role, one))),
        groups: groups.map((group) => ({
          ...group,
          subscriptionGroups: numbers.filter((number) => number.wabaId === group.wabaId),
        })),
        archived,
        signup: signupSettings(ctx),
        hints: {
          infobipPortalUrl: ctx.config.sandbox.enabled
            ? `${ctx.config.sandbox.url}/portal`
            : "https://portal.infobip.com",
        },
      };
    },
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

/** The address of a receiver may itself be its key: who manages connections sees it whole, others its host. */
function roleSees(role: Role | null, connection: Connection): Connection {
  if (role && roleAllows(role, "integrations.write")) return connection;
  return { ...connection, baseUrl: new URL(connection.baseUrl).origin };
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

async function listNumbers(ctx: Context, workspaceId: string, which: "active" | "archived" = "active") {
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
      "s.archivedReason",
      "s.qualityAt",
      "s.connectionId",
      "g.wabaId",
      "g.name as groupName",
      "c.provider",
      "s.pausedAt",
      "s.pauseReason",
      "s.pausedCode",
      "s.pausedText",
      "s.pauseRetryAt",
      "c.state as connectionState",
      "c.stateReason",
      "c.stateText",
      "c.failingSince",
      "c.retryAt",
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
    .where("s.archivedAt", which === "active" ? "is" : "is not", null)
    .orderBy("s.id")
    .execute();
  return rows.map(({ templatesTotal, templatesApproved, archivedAt, archivedReason, qualityAt, ...row }) => ({
    ...row,
    pause: archivedAt ? null : presentPause(row),
    archivedAt: archivedAt?.toISOString() ?? null,
    archivedReason: archivedReason as "archived" | "disconnected" | "moved" | null,
    qualityAt: qualityAt?.toISOString() ?? null,
    templates: { approved: templatesApproved, total: templatesTotal },
  }));
}

interface PauseColumns {
  readonly pausedAt: Date | null;
  readonly pauseReason: string | null;
  readonly pausedCode: string | null;
  readonly pausedText: string | null;
  readonly pauseRetryAt: Date | null;
  readonly connectionState: string;
  readonly stateReason: string | null;
  readonly stateText: string | null;
  readonly failingSince: Date | null;
  readonly retryAt: Date | null;
}

/** The number's own pause comes first: it would stay when the connection works again. */
function presentPause(row: PauseColumns) {
  if (row.pausedAt)
    return {
      of: "number" as const,
      reason: row.pauseReason === "person" ? ("person" as const) : ("trouble" as const),
      code: row.pausedCode,
      text: row.pausedText,
      since: row.pausedAt.toISOString(),
      retryAt: row.pauseRetryAt?.toISOString() ?? null,
    };
  if (row.connectionState !== "failing" || !row.failingSince) return null;
  return {
    of: "connection" as const,
    reason: "trouble" as const,
    code: row.stateReason,
    text: row.stateText,
    since: row.failingSince.toISOString(),
    retryAt: row.retryAt?.toISOString() ?? null,
  };
}
