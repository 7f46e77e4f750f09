/** Rows that many tests need, made through the domains' own verbs where they exist. */
import { randomUUID } from "node:crypto";
import type { App } from "../src/app.ts";
import type { WorkspaceAccess } from "../src/lib/access.ts";
import type { Context } from "../src/lib/context.ts";
import type { ApiPermission, Role } from "../src/lib/permissions.ts";
import { createApiKey } from "../src/workspaces/api-keys.ts";
import { createPerson } from "../src/workspaces/people.ts";
import { addMember, createWorkspace } from "../src/workspaces/workspaces.ts";

export async function aWorkspace(ctx: Context, name = "Loja"): Promise<WorkspaceAccess> {
  return createWorkspace(ctx.db, {
    slug: `w-${randomUUID().slice(0, 8)}`,
    name,
    timeZone: "America/Sao_Paulo",
    defaultCountry: "BR",
  });
}

/** Signs a new member in and returns the cookie header for inject(). */
export async function aSession(
  app: App,
  workspaceId: string,
  role: Role = "owner",
): Promise<{ cookie: string; personId: string }> {
  const email = `${randomUUID()}@example.com`;
  const personId = await createPerson(app.ctx, { name: "Ana", email, password: "correct horse battery" });
  await addMember(app.ctx.db, workspaceId, personId, role);
  const response = await app.server.inject({
    method: "POST",
    url: "/api/auth/sign-in/email",
    payload: { email, password: "correct horse battery" },
  });
  if (response.statusCode !== 200) throw new Error(`sign-in failed: ${response.statusCode} ${response.body}`);
  return {
    cookie: response.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; "),
    personId,
  };
}

/** The Authorization header value of a new API key. */
export async function aBearer(
  ctx: Context,
  workspaceId: string,
  permissions: readonly ApiPermission[],
): Promise<string> {
  const { key } = await createApiKey(ctx.db, workspaceId, { name: "test", permissions, allowedIps: [] });
  return `Bearer ${key}`;
}

/** A connection, a WhatsApp Business group and one sending number, as after a finished sign-up. */
export async function aNumber(
  ctx: Context,
  workspaceId: string,
  change: { baseUrl?: string; apiKey?: string; phone?: string; messagesPerSecond?: number } = {},
): Promise<{
  connectionId: string;
  groupId: string;
  subscriptionGroupId: string;
  phone: string;
  webhookToken: string;
}> {
  const webhookToken = randomUUID();
  const phone = change.phone ?? `+55119${Math.floor(1e7 + Math.random() * 8e7)}`;
  const connection = await ctx.db
    .insertInto("connections")
    .values({
      workspaceId,
      provider: "infobip",
      baseUrl: change.baseUrl ?? "http://localhost:1",
      accountName: "Loja Aurora",
      credentials: ctx.secrets.encrypt(change.apiKey ?? "test-key", "connection.credentials"),
      webhookToken,
      webhookSecret: ctx.secrets.encrypt("webhook-secret", "connection.webhook_secret"),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const group = await ctx.db
    .insertInto("whatsappBusinessGroups")
    .values({
      workspaceId,
      connectionId: connection.id,
      wabaId: String(Math.floor(Math.random() * 1e15)),
      name: "Aurora",
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const number = await ctx.db
    .insertInto("subscriptionGroups")
    .values({
      workspaceId,
      connectionId: connection.id,
      whatsappBusinessGroupId: group.id,
      phone,
      displayName: "Aurora",
      status: "CONNECTED",
      messagesPerSecond: change.messagesPerSecond ?? 100_000,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return {
    connectionId: connection.id,
    groupId: group.id,
    subscriptionGroupId: number.id,
    phone,
    webhookToken,
  };
}
