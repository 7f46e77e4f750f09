/** The key of an Infobip account: probed before anything is stored, replaced in place, confirmed before another number is added. */
import type { Context } from "../lib/context.ts";
import { type Db, inTransaction } from "../lib/db.ts";
import { AppError } from "../lib/errors.ts";
import {
  type Connection,
  loadConnection,
  providerIo,
  rotateCredentials,
  saveConnection,
} from "./connections.ts";
import type { AccountFacts, ProviderCredentials } from "./connector.ts";
import { resumeConnection } from "./health/health.ts";
import { probeAccount } from "./infobip/account.ts";
import { normalizeBaseUrl } from "./infobip/base-url.ts";
import { connectorFor } from "./registry.ts";
import { renewWebhooksLater } from "./webhooks.job.ts";

export interface InfobipKey {
  readonly apiKey: string;
  readonly baseUrl: string;
}

/** The same account again is a rotation of the key in place: the connection, its numbers and its webhooks stay. */
export async function connectInfobip(
  ctx: Context,
  workspaceId: string,
  input: InfobipKey,
  actor: string,
): Promise<Connection> {
  const { credentials, facts } = await probe(ctx, input);
  return inTransaction(ctx.db, async (tx) => {
    const existing = await sameAccount(tx, workspaceId, facts.accountId);
    const saved = { workspaceId, credentials, facts, actor };
    if (!existing) return saveConnection(ctx, tx, { ...saved, provider: "infobip" });
    return rotate(ctx, tx, { ...saved, id: existing.id });
  });
}

/** A new key for this very connection. 409 other_account: the key is of another account. */
export async function replaceInfobipKey(
  ctx: Context,
  workspaceId: string,
  id: string,
  input: InfobipKey,
  actor: string,
): Promise<Connection> {
  const known = await loadConnection(ctx, workspaceId, id);
  if (known.provider !== "infobip")
    throw new AppError(
      "other_provider",
      "This connection takes no Infobip key. Renew its credentials on its own page.",
    );
  const { credentials, facts } = await probe(ctx, input);
  return inTransaction(ctx.db, (tx) => rotate(ctx, tx, { workspaceId, id, credentials, facts, actor }));
}

/** Tries the stored credentials: they are still good, so they may serve another number. */
export async function confirmConnection(ctx: Context, workspaceId: string, id: string): Promise<Connection> {
  const {
    credentials,
    webhookSecret: _secret,
    webhookToken: _token,
    ...connection
  } = await loadConnection(ctx, workspaceId, id);
  await connectorFor(connection.provider).account.probe(providerIo(ctx), credentials);
  if (connection.state !== "failing") return connection;
  await resumeConnection(ctx.db, id, ctx.clock.now());
  return { ...connection, state: "ready", stateReason: null };
}

/** Where a provider reports to follows PONTE_PUBLIC_URL: entering a key again brings a changed address to it. */
async function rotate(
  ctx: Context,
  tx: Db,
  input: Parameters<typeof rotateCredentials>[2],
): Promise<Connection> {
  const connection = await rotateCredentials(ctx, tx, input);
  await renewWebhooksLater(tx, [{ workspaceId: input.workspaceId, connectionId: input.id }]);
  return connection;
}

async function probe(
  ctx: Context,
  input: InfobipKey,
): Promise<{ credentials: ProviderCredentials; facts: AccountFacts }> {
  const allowedHosts = ctx.config.infobipAllowedHosts;
  const apiKey = input.apiKey.trim();
  // The key travels in a header, which carries nothing else.
  if (!/^[\x21-\x7e]+$/.test(apiKey))
    throw new AppError(
      "infobip_key_invalid",
      "This is not an API key: it contains spaces or characters that no key has. Copy it again from Infobip, whole and alone.",
    );
  const credentials = { baseUrl: normalizeBaseUrl(input.baseUrl, allowedHosts), apiKey, allowedHosts };
  return { credentials, facts: await probeAccount(providerIo(ctx), credentials) };
}

async function sameAccount(
  db: Db,
  workspaceId: string,
  accountId: string | null,
): Promise<{ id: string } | undefined> {
  if (!accountId) return undefined;
  return db
    .selectFrom("connections")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("provider", "=", "infobip")
    .where("accountId", "=", accountId)
    .where("state", "<>", "disconnected")
    .forUpdate()
    .executeTakeFirst();
}
