/** Settings of a workspace: its name and clock, API keys, and the audit trail. */
import Type from "typebox";
import type { Context } from "../lib/context.ts";
import { inTransaction } from "../lib/db.ts";
import { apiPermissions } from "../lib/permissions.ts";
import {
  type ApiKey,
  createApiKey,
  listApiKeys,
  revokeApiKey,
  updateApiKey,
} from "../workspaces/api-keys.ts";
import { listAudit, recordAudit } from "../workspaces/audit.ts";
import { updateWorkspace, workspaceSettings } from "../workspaces/workspaces.ts";
import type { ApiServer } from "./http-server.ts";
import { workspaceOf } from "./policy.ts";
import {
  Id,
  List,
  Nullable,
  named,
  Page,
  PageQuery,
  Time,
  WorkspaceIdParams,
  WorkspaceParams,
} from "./schemas.ts";

const UnconfirmedSends = Type.Union([Type.Literal("fail"), Type.Literal("resend")], {
  description:
    "What becomes of a message of which nobody knows whether it left, on a provider that cannot tell a repeated one",
});

const Settings = named(
  "Settings",
  Type.Object({
    name: Type.String(),
    timeZone: Type.String(),
    defaultCountry: Type.String(),
    unconfirmedSends: UnconfirmedSends,
  }),
);

const SettingsChange = Type.Object({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  timeZone: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  defaultCountry: Type.Optional(Type.String({ pattern: "^[A-Z]{2}$" })),
  unconfirmedSends: Type.Optional(UnconfirmedSends),
});

const ApiKeySchema = named(
  "ApiKey",
  Type.Object({
    id: Id,
    name: Type.String(),
    prefix: Type.String(),
    permissions: Type.Array(Type.String()),
    allowedIps: Type.Array(Type.String()),
    createdAt: Time,
    lastUsedAt: Nullable(Time),
  }),
);

const NewApiKey = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100 }),
  permissions: Type.Array(Type.Union(apiPermissions.map((name) => Type.Literal(name))), {
    minItems: 1,
    uniqueItems: true,
  }),
  allowedIps: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 100 })),
});

/** Only what is given changes. */
const ApiKeyChange = Type.Partial(NewApiKey);

const CreatedApiKey = named(
  "CreatedApiKey",
  Type.Object({ ...ApiKeySchema.properties, key: Type.String({ description: "shown this once" }) }),
);

const AuditEntry = named(
  "AuditEntry",
  Type.Object({
    id: Id,
    at: Time,
    actor: Type.String(),
    actorName: Nullable(Type.String()),
    action: Type.String(),
    subject: Type.String(),
    details: Type.Unknown(),
  }),
);

const AuditQuery = Type.Object({ limit: PageQuery.properties.limit, cursor: Type.Optional(Id) });

const base = "/api/v1/workspaces/:workspace";

export function settingsRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    `${base}/settings`,
    {
      config: { permission: "workspace.read" },
      schema: { params: WorkspaceParams, response: { 200: Settings } },
    },
    (request) => workspaceSettings(ctx.db, workspaceOf(request).id),
  );

  server.patch(
    `${base}/settings`,
    {
      config: { permission: "workspace.write" },
      schema: { params: WorkspaceParams, body: SettingsChange, response: { 200: Settings } },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      return inTransaction(ctx.db, async (tx) => {
        const settings = await updateWorkspace(tx, id, request.body);
        await recordAudit(tx, id, {
          actor: request.actor,
          action: "workspace.changed",
          subject: id,
          details: request.body,
        });
        return settings;
      });
    },
  );

  server.get(
    `${base}/api-keys`,
    {
      config: { permission: "api_keys.read" },
      schema: { params: WorkspaceParams, response: { 200: List(ApiKeySchema) } },
    },
    async (request) => ({
      items: (await listApiKeys(ctx.db, workspaceOf(request).id)).map(presentKey),
    }),
  );

  server.get(
    `${base}/api-keys/permissions`,
    {
      config: { permission: "api_keys.read" },
      schema: { params: WorkspaceParams, response: { 200: List(Type.String()) } },
    },
    async () => ({
      items: [...apiPermissions],
    }),
  );

  server.post(
    `${base}/api-keys`,
    {
      config: { permission: "api_keys.write" },
      schema: { params: WorkspaceParams, body: NewApiKey, response: { 201: CreatedApiKey } },
    },
    async (request, reply) => {
      const { id } = workspaceOf(request);
      const { name, permissions, allowedIps = [] } = request.body;
      const created = await inTransaction(ctx.db, async (tx) => {
        const key = await createApiKey(tx, id, { name, permissions, allowedIps });
        await recordAudit(tx, id, {
          actor: request.actor,
          action: "api_key.created",
          subject: key.id,
          details: { name },
        });
        return key;
      });
      return reply.status(201).send({ ...presentKey(created), key: created.key });
    },
  );

  server.patch(
    `${base}/api-keys/:id`,
    {
      config: { permission: "api_keys.write" },
      schema: { params: WorkspaceIdParams, body: ApiKeyChange, response: { 200: ApiKeySchema } },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      return inTransaction(ctx.db, async (tx) => {
        const { before, after } = await updateApiKey(tx, id, request.params.id, request.body);
        await recordAudit(tx, id, {
          actor: request.actor,
          action: "api_key.changed",
          subject: after.id,
          details: keyDifferences(before, after),
        });
        return presentKey(after);
      });
    },
  );

  server.delete(
    `${base}/api-keys/:id`,
    {
      config: { permission: "api_keys.write" },
      schema: { params: WorkspaceIdParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const { id } = workspaceOf(request);
      await inTransaction(ctx.db, async (tx) => {
        await revokeApiKey(tx, id, request.params.id, ctx.clock.now());
        await recordAudit(tx, id, {
          actor: request.actor,
          action: "api_key.revoked",
          subject: request.params.id,
        });
      });
      return reply.status(204).send(null);
    },
  );

  server.get(
    `${base}/audit`,
    {
      config: { permission: "audit.read" },
      schema: { params: WorkspaceParams, querystring: AuditQuery, response: { 200: Page(AuditEntry) } },
    },
    async (request) => {
      const { limit = 50, cursor } = request.query;
      const items = await listAudit(ctx.db, workspaceOf(request).id, limit, cursor);
      return {
        items: items.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
        nextCursor: items.length === limit ? (items.at(-1)?.id ?? null) : null,
      };
    },
  );
}

/** What the audit log says about a changed key: the new name, and what was given and taken away. */
function keyDifferences(before: ApiKey, after: ApiKey): Record<string, string> {
  const without = (all: readonly string[], others: readonly string[]) =>
    all.filter((entry) => !others.includes(entry)).join(", ");
  const details = {
    name: after.name,
    formerName: before.name === after.name ? "" : before.name,
    permissionsAdded: without(after.permissions, before.permissions),
    permissionsRemoved: without(before.permissions, after.permissions),
    addressesAdded: without(after.allowedIps, before.allowedIps),
    addressesRemoved: without(before.allowedIps, after.allowedIps),
  };
  return Object.fromEntries(Object.entries(details).filter(([, text]) => text !== ""));
}

function presentKey(key: ApiKey) {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    permissions: key.permissions,
    allowedIps: key.allowedIps,
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  };
}
