/**
 * Owns connections, WhatsApp Business groups, subscription groups and sign-ups. Invariants: a key is stored encrypted and only
 * after it passed the probe; a WABA belongs to one workspace; an active number exists once; a connection that fails pauses
 * sending with nothing lost and is ready again as soon as a good key is entered.
 */
import type { Context } from "../lib/context.ts";
import { type Db, notify } from "../lib/db.ts";
import { AppError, notFound } from "../lib/errors.ts";
import { randomToken } from "../lib/secrets.ts";
import { recordAudit } from "../workspaces/audit.ts";
import { resolveNotices } from "../workspaces/notices/notices.ts";
import type {
  AccountFacts,
  ProviderCredentials,
  ProviderIo,
  ProviderName,
  SendingNumberRef,
  WebhookTarget,
} from "./connector.ts";
import { appIdOf, metaCredentials } from "./meta/credentials.ts";

export interface Connection {
  readonly id: string;
  readonly workspaceId: string;
  readonly provider: ProviderName;
  readonly state: "ready" | "failing" | "disconnected";
  readonly stateReason: string | null;
  readonly baseUrl: string;
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly keyName: string | null;
  readonly keyExpiresAt: Date | null;
  readonly allowedIps: string[];
  readonly scopes: string[];
  readonly createdAt: Date;
}

/** A connection with what is needed to speak through it. Never leaves the server. */
export interface LoadedConnection extends Connection {
  readonly credentials: ProviderCredentials;
  /** As in NewConnection. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly webhookToken: string;
  readonly webhookSecret: string;
}

const shown = [
  "id",
  "workspaceId",
  "provider",
  "state",
  "stateReason",
  "baseUrl",
  "accountId",
  "accountName",
  "keyName",
  "keyExpiresAt",
  "allowedIps",
  "scopes",
  "createdAt",
] as const;

export function providerIo(ctx: Context): ProviderIo {
  return { http: ctx.http, timeoutMs: 15_000 };
}

export async function listConnections(db: Db, workspaceId: string): Promise<Connection[]> {
  const rows = await db
    .selectFrom("connections")
    .select(shown)
    .where("workspaceId", "=", workspaceId)
    .where("state", "<>", "disconnected")
    .orderBy("id")
    .execute();
  return rows.map(present);
}

/** With credentials decrypted: for the delivery loop, syncs and webhooks. */
export async function loadConnection(
  ctx: Context,
  workspaceId: string,
  connectionId: string,
): Promise<LoadedConnection> {
  const row = await ctx.db
    .selectFrom("connections")
    .select([...shown, "credentials", "webhookToken", "webhookSecret", "settings"])
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", connectionId)
    .executeTakeFirst();
  if (!row) throw notFound("connection");
  const { credentials, webhookToken, webhookSecret, settings, ...connection } = row;
  const secret = ctx.secrets.decrypt(webhookSecret, "connection.webhook_secret");
  const apiKey = ctx.secrets.decrypt(credentials, "connection.credentials");
  return {
    ...present(connection),
    settings: (settings ?? {}) as Record<string, unknown>,
    webhookToken,
    webhookSecret: secret,
    credentials:
      row.provider === "meta"
        ? metaCredentials(
            ctx.config.meta,
            { accessToken: apiKey, appId: appIdOf(settings), appSecret: secret },
            ctx.config.infobipAllowedHosts,
          )
        : { baseUrl: row.baseUrl, apiKey, allowedHosts: allowedHostsOf(ctx, row.provider) },
  };
}

/** The operator's allow-lists: one for stand-ins of providers, one for receivers of webhooks. */
function allowedHostsOf({ config }: Context, provider: string): readonly string[] {
  return provider === "webhook" ? config.webhookAllowedHosts : config.infobipAllowedHosts;
}

/** Where this connection's provider must report what happens on its active numbers, and on a `joining` one. */
export async function webhookTarget(
  ctx: Context,
  { id, provider, webhookToken, webhookSecret }: LoadedConnection,
  joining?: SendingNumberRef,
): Promise<WebhookTarget> {
  const known = await ctx.db
    .selectFrom("subscriptionGroups as s")
    .innerJoin("whatsappBusinessGroups as g", "g.id", "s.whatsappBusinessGroupId")
    .select(["s.phone", "s.phoneNumberId", "g.wabaId"])
    .where("s.connectionId", "=", id)
    .where("s.archivedAt", "is", null)
    .orderBy("s.phone")
    .execute();
  const numbers = known.map((row) => ({ ...row, phoneNumberId: row.phoneNumberId ?? "" }));
  return {
    connectionId: id,
    notifyUrl: `${ctx.config.publicUrl}/webhooks/${provider}/${webhookToken}`,
    secret: webhookSecret,
    numbers: joining ? [...numbers.filter(({ phone }) => phone !== joining.phone), joining] : numbers,
  };
}

export interface NewConnection {
  readonly workspaceId: string;
  readonly provider: ProviderName;
  readonly credentials: ProviderCredentials;
  readonly facts: AccountFacts;
  /** Named switches for what the provider's documents leave open, and ids that only this provider has. No secrets. */
  readonly settings?: Readonly<Record<string, string | number | boolean | null>>;
  /** Proof of origin of the provider's webhooks; made here when the provider takes any. */
  readonly webhookSecret?: string;
  readonly actor: string;
}

/** Stores a connection whose credentials were probed. Inside the caller's transaction; with audit entry and notification. */
export async function saveConnection(ctx: Context, tx: Db, input: NewConnection): Promise<Connection> {
  const { workspaceId, provider, credentials, facts, settings = {}, webhookSecret, actor } = input;
  const row = await tx
    .insertInto("connections")
    .values({
      workspaceId,
      provider,
      ...accountColumns(ctx, credentials, facts),
      settings: JSON.stringify(settings),
      webhookToken: randomToken(24),
      webhookSecret: ctx.secrets.encrypt(webhookSecret ?? randomToken(32), "connection.webhook_secret"),
    })
    .returning(shown)
    .executeTakeFirstOrThrow();
  await told(tx, workspaceId, row.id, actor, "connection.created", facts);
  return present(row);
}

/** New credentials of the same account in place: numbers, webhooks and history stay, and sending goes on. */
export async function rotateCredentials(
  ctx: Context,
  tx: Db,
  input: Pick<NewConnection, "workspaceId" | "credentials" | "facts" | "actor"> & { readonly id: string },
): Promise<Connection> {
  const { workspaceId, id, credentials, facts, actor } = input;
  const known = await tx
    .selectFrom("connections")
    .select(["accountId", "accountName"])
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .where("state", "<>", "disconnected")
    .forUpdate()
    .executeTakeFirst();
  if (!known) throw notFound("connection");
  if (known.accountId && facts.accountId && known.accountId !== facts.accountId)
    throw new AppError(
      "other_account",
      `This key belongs to another account (${facts.accountName ?? facts.accountId}), and this connection's numbers are on ${known.accountName ?? known.accountId}. Enter a key of that account, or connect the other account as well.`,
      {
        status: 409,
        params: {
          account: facts.accountName ?? facts.accountId,
          expected: known.accountName ?? known.accountId,
        },
      },
    );
  const row = await tx
    .updateTable("connections")
    .set(accountColumns(ctx, credentials, facts))
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .returning(shown)
    .executeTakeFirstOrThrow();
  await told(tx, workspaceId, id, actor, "connection.key_rotated", facts);
  // What was said about the old key is over; the new one's end is looked at within a minute.
  for (const kind of ["key_failing", "key_expiring"] as const)
    await resolveNotices(tx, workspaceId, { kind, subject: id }, ctx.clock.now());
  return present(row);
}

async function told(
  tx: Db,
  workspaceId: string,
  subject: string,
  actor: string,
  action: string,
  { accountName, keyName }: AccountFacts,
): Promise<void> {
  await recordAudit(tx, workspaceId, {
    actor,
    action,
    subject,
    details: { account: accountName, key: keyName },
  });
  await notify(tx, "ponte_connections", subject);
}

function accountColumns(ctx: Context, credentials: ProviderCredentials, facts: AccountFacts) {
  const now = ctx.clock.now();
  return {
    baseUrl: credentials.baseUrl,
    accountId: facts.accountId,
    accountName: facts.accountName,
    keyName: facts.keyName,
    keyExpiresAt: facts.keyExpiresAt,
    allowedIps: [...facts.allowedIps],
    scopes: [...facts.scopes],
    credentials: ctx.secrets.encrypt(credentials.apiKey, "connection.credentials"),
    state: "ready",
    stateReason: null,
    stateText: null,
    failingSince: null,
    checkedAt: now,
    updatedAt: now,
  };
}

function present(
  row: Omit<Connection, "provider" | "state"> & { provider: string; state: string },
): Connection {
  return { ...row, provider: row.provider as ProviderName, state: row.state as Connection["state"] };
}
