/**
 * A receiver of the operator's: connection, WhatsApp Business group and number in one go. The receiver cannot verify anything
 * before it has the secret that is made here, so it is only asked whether it is there; what it answers is read with the first
 * message, and a refusal pauses the connection until its receiver answers well.
 */
import { parsePhoneNumberFromString } from "libphonenumber-js";
import type { Context } from "../lib/context.ts";
import { inTransaction } from "../lib/db.ts";
import { AppError, invalidInput } from "../lib/errors.ts";
import { newWebhookSecret } from "../lib/standard-webhooks.ts";
import { type Connection, loadConnection, providerIo, saveConnection, webhookTarget } from "./connections.ts";
import type { AccountFacts, ProviderCredentials } from "./connector.ts";
import { placeNumber } from "./numbers/numbers.ts";
import { connectorFor } from "./registry.ts";

export interface NewReceiver {
  /** Where messages are posted; https, or a host of PONTE_WEBHOOK_ALLOWED_HOSTS. */
  readonly url: string;
  /** With country code, in any spelling. */
  readonly phone: string;
  readonly displayName: string;
}

export interface ConnectedReceiver {
  readonly connection: Connection;
  readonly subscriptionGroupId: string;
  /** Signs both directions. Never told again. */
  readonly secret: string;
  /** Where the receiver posts receipts and messages. */
  readonly reportUrl: string;
}

export async function connectWebhook(
  ctx: Context,
  workspaceId: string,
  input: NewReceiver,
  actor: string,
): Promise<ConnectedReceiver> {
  const allowedHosts = ctx.config.webhookAllowedHosts;
  const phone = requirePhone(input.phone);
  const secret = newWebhookSecret();
  const credentials = { baseUrl: requireUrl(input.url, allowedHosts), apiKey: secret, allowedHosts };
  await requireReachable(ctx, credentials);
  const { connection, subscriptionGroupId } = await inTransaction(ctx.db, async (tx) => {
    const saved = await saveConnection(ctx, tx, {
      workspaceId,
      provider: "webhook",
      credentials,
      facts: factsOf(credentials),
      webhookSecret: secret,
      actor,
    });
    const id = await placeNumber(ctx, tx, {
      workspaceId,
      connection: saved,
      // There is no WABA behind a URL; the group needs an id of its own.
      number: { phone, phoneNumberId: "", wabaId: `webhook-${saved.id}` },
      wabaName: input.displayName,
      businessId: null,
      displayName: input.displayName,
      quality: "UNKNOWN",
      status: "CONNECTED",
      messagingLimit: null,
      actor,
    });
    return { connection: saved, subscriptionGroupId: id };
  });
  const { notifyUrl } = await webhookTarget(ctx, await loadConnection(ctx, workspaceId, connection.id));
  return { connection, subscriptionGroupId, secret, reportUrl: notifyUrl };
}

function requirePhone(spelled: string): string {
  const parsed = parsePhoneNumberFromString(spelled);
  if (!parsed?.isPossible())
    throw invalidInput(
      "This is not a whole phone number. Write it with country and area code, as in +55 11 93000-1234.",
    );
  return parsed.number;
}

function requireUrl(input: string, allowedHosts: readonly string[]): string {
  const url = URL.parse(input.trim());
  const secure = url?.protocol === "https:" || (url?.protocol === "http:" && allowedHosts.includes(url.host));
  if (url && secure && !url.username && !url.password && !url.hash) return url.href;
  throw new AppError(
    "webhook_url_invalid",
    "This is not an address that messages can be posted to. Write the whole of it, beginning with https:// and without a user name or password in it.",
  );
}

/** Any answer will do: who does not know the secret yet may refuse. */
async function requireReachable(ctx: Context, credentials: ProviderCredentials): Promise<void> {
  try {
    await connectorFor("webhook").account.probe(providerIo(ctx), credentials);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "webhook_refused") throw error;
  }
}

function factsOf({ baseUrl }: ProviderCredentials): AccountFacts {
  return {
    accountId: null,
    accountName: new URL(baseUrl).host,
    keyName: null,
    keyExpiresAt: null,
    allowedIps: [],
    scopes: [],
  };
}
