/** The lanes of the torture: a workspace with one number each, contacts, and a campaign that goes out from it. */
import { sql } from "kysely";
import { saveConnection } from "../../src/connectors/connections.ts";
import { requiredScopes } from "../../src/connectors/infobip/account.ts";
import { addNumber } from "../../src/connectors/numbers/numbers.ts";
import { renewWebhooks } from "../../src/connectors/webhooks.job.ts";
import type { MessageContent } from "../../src/content/message.ts";
import { startDispatch } from "../../src/messages/messages.ts";
import { bulkContacts } from "../bulk-contacts.ts";
import { aWorkspace } from "../factories.ts";
import { everyone, welcome } from "../messages.ts";
import type { NativeAccount } from "../native-world.ts";
import type { World } from "./world.ts";

export interface LanePlan {
  readonly name: string;
  readonly provider: "infobip" | "meta";
  readonly size: number;
  readonly message: "template" | "text";
  /** On Meta: what becomes of sends of unknown outcome. */
  readonly policy?: "fail" | "resend";
  /** Of the fast clock. */
  readonly messagesPerSecond: number;
}

export interface Lane {
  readonly plan: LanePlan;
  readonly workspaceId: string;
  readonly connectionId: string;
  readonly subscriptionGroupId: string;
  /** Our sending number, digits. */
  readonly number: string;
  /** The id of the Infobip key. */
  readonly keyId: string;
}

const text: MessageContent = { kind: "text", body: "Oi, {{$" + "{first_name}}}!", previewUrl: false };

/** Contacts whose number decides what becomes of their message. */
const endings = {
  infobip: ["7002", "7032", "7013"],
  meta: ["131026", "880001", "880003", "880004", "880005", "880006", "880007", "880009"],
};

let made = 0;

/** What a lane is opened in. */
type Place = Pick<World, "ctx" | "control" | "sandbox">;

export async function openLane(world: Place, plan: LanePlan): Promise<Lane> {
  const { ctx } = world;
  const index = made++;
  const { id: workspaceId } = await aWorkspace(ctx, plan.name);
  if (plan.policy)
    await sql`update workspaces set unconfirmed_sends = ${plan.policy} where id = ${workspaceId}`.execute(
      ctx.db,
    );
  const number = `551130${String(index).padStart(2, "0")}${String(Math.floor(Math.random() * 1e4)).padStart(4, "0")}`;
  const account = plan.provider === "infobip" ? await infobip(world, number) : await meta(world, number);
  const connection = await saveConnection(ctx, ctx.db, {
    workspaceId,
    provider: plan.provider,
    credentials: { baseUrl: account.baseUrl, apiKey: account.secret, allowedHosts: [] },
    facts: {
      accountId: account.accountId,
      accountName: null,
      keyName: null,
      keyExpiresAt: null,
      allowedIps: [],
      scopes: [],
    },
    ...(plan.provider === "meta" ? { settings: { appId: ctx.config.meta.appId } } : {}),
    ...(account.webhookSecret ? { webhookSecret: account.webhookSecret } : {}),
    actor: "torture",
  });
  const subscriptionGroupId = await addNumber(ctx, {
    workspaceId,
    connection: { id: connection.id, provider: plan.provider, accountId: account.accountId },
    number: { phone: `+${number}`, phoneNumberId: account.phoneNumberId, wabaId: account.wabaId },
    wabaName: null,
    businessId: null,
    displayName: "Aurora",
    quality: "HIGH",
    status: "CONNECTED",
    messagingLimit: null,
    actor: "torture",
  });
  await sql`update subscription_groups set messages_per_second = ${plan.messagesPerSecond}
            where id = ${subscriptionGroupId}`.execute(ctx.db);
  await renewWebhooks(ctx, { workspaceId, connectionId: connection.id });
  const prefix = `+55${11 + index}98`;
  await bulkContacts(ctx.db, { workspaceId, subscriptionGroupId, count: plan.size, prefix });
  if (plan.message === "template") await placeEndings(world, workspaceId, plan, prefix);
  return {
    plan,
    workspaceId,
    connectionId: connection.id,
    subscriptionGroupId,
    number,
    keyId: account.keyId,
  };
}

async function placeEndings(
  { ctx }: Place,
  workspaceId: string,
  { provider }: LanePlan,
  prefix: string,
): Promise<void> {
  for (const [at, ending] of endings[provider].entries())
    await sql`update contacts set phone = ${`${prefix}5555555`.slice(0, -ending.length) + ending}
              where workspace_id = ${workspaceId} and external_id = ${`c${at + 1}`}`.execute(ctx.db);
}

interface Account {
  readonly baseUrl: string;
  readonly secret: string;
  readonly accountId: string;
  readonly wabaId: string;
  readonly phoneNumberId: string;
  readonly keyId: string;
  readonly webhookSecret?: string;
}

async function infobip({ control, sandbox }: Place, number: string): Promise<Account> {
  const [first] = await control<{ key: string }[]>("GET", "/control/accounts");
  const accountKey = first?.key ?? "";
  const key = await newKey({ control }, accountKey);
  const { wabaId } = await control<{ wabaId: string }>("POST", "/control/wabas", { number, accountKey });
  return {
    baseUrl: `http://localhost:${sandbox.port}`,
    secret: key.secret,
    accountId: accountKey,
    wabaId,
    phoneNumberId: "",
    keyId: key.id,
  };
}

export async function newKey({ control }: Pick<World, "control">, accountKey: string) {
  const made = await control<{ id: string; apiKeySecret: string }>(
    "POST",
    `/control/accounts/${accountKey}/keys`,
    { name: "Ponte", validTo: "2036-01-01T00:00:00", scopeGuids: requiredScopes },
  );
  return { id: made.id, secret: made.apiKeySecret };
}

async function meta({ ctx, control }: Place, number: string): Promise<Account> {
  const account = await control<NativeAccount>("POST", "/control/meta/wabas", { number });
  return {
    baseUrl: ctx.config.meta.graphUrl,
    secret: account.token,
    accountId: account.businessId,
    wabaId: account.wabaId,
    phoneNumberId: account.phoneNumberId,
    keyId: "",
    webhookSecret: ctx.config.meta.appSecret ?? "",
  };
}

/** Everybody writes to the number, so that free text may be sent: by phone, webhook and inbox. */
export async function everybodyWrites({ ctx, control }: World, lane: Lane): Promise<void> {
  // Contacts in bulk are made without it; who writes must be found.
  await sql`insert into contact_identifiers (workspace_id, kind, value, bucket, contact_id)
            select workspace_id, 'phone', phone, bucket, id from contacts where workspace_id = ${lane.workspaceId}
            on conflict do nothing`.execute(ctx.db);
  const people = await ctx.db
    .selectFrom("contacts")
    .select("phone")
    .where("workspaceId", "=", lane.workspaceId)
    .execute();
  for (const { phone } of people)
    await control("POST", `/control/phones/${phone?.slice(1)}/messages`, {
      sender: lane.number,
      kind: "text",
      text: "Oi",
    });
}

export async function openWindows({ ctx }: World, lane: Lane): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from service_windows
    where workspace_id = ${lane.workspaceId} and subscription_group_id = ${lane.subscriptionGroupId}`.execute(
    ctx.db,
  );
  return rows[0]?.open ?? 0;
}

export async function launchLane({ ctx }: World, lane: Lane): Promise<string> {
  const { id } = await startDispatch(ctx.db, {
    workspaceId: lane.workspaceId,
    subscriptionGroupId: lane.subscriptionGroupId,
    kind: "campaign",
    message: lane.plan.message === "text" ? text : welcome,
    audience: everyone,
    at: ctx.clock.now(),
  });
  return id;
}
