/** Webhooks at the door: whose they are, whether they are genuine, and safe on disk before the provider is answered. */
import { createHash, timingSafeEqual } from "node:crypto";
import { sql } from "kysely";
import type { Connector, WebhookHeaders } from "../connectors/connector.ts";
import { connectorFor } from "../connectors/registry.ts";
import type { Context } from "../lib/context.ts";
import { AppError } from "../lib/errors.ts";

interface Receiver {
  readonly connectionId: string;
  readonly workspaceId: string;
  readonly provider: string;
  readonly secret: string;
}

const freshMs = 5000;
const keptReceivers = 1000;

type Query = Readonly<Record<string, string | undefined>>;

export interface WebhookDoor {
  /**
   * Stores the raw body durably; when this resolves the provider may be answered 200. Throws not_found (404) for an unknown
   * token and forbidden (401) for a signature that does not match, or for none where the provider always sends one.
   */
  store(provider: string, token: string, body: string, headers: WebhookHeaders): Promise<void>;
  /** The answer to a provider's first question about this address; null: not a genuine one. */
  answer(provider: string, token: string, query: Query): Promise<string | null>;
}

export function createWebhookDoor(ctx: Context): WebhookDoor {
  const cache = new Map<string, { readonly receiver: Promise<Receiver | null>; readonly until: number }>();

  function receiverOf(token: string): Promise<Receiver | null> {
    // Found by digest: how long the look-up takes says nothing about how much of a guess was right.
    const key = digest(token).toString("base64");
    const known = cache.get(key);
    if (known && known.until > Date.now()) return known.receiver;
    if (cache.size >= keptReceivers) cache.clear();
    const receiver = findReceiver(ctx, token);
    cache.set(key, { receiver, until: Date.now() + freshMs });
    receiver.catch(() => cache.delete(key));
    return receiver;
  }

  return {
    async store(provider, token, body, headers) {
      const receiver = await receiverOf(token);
      if (!receiver || receiver.provider !== provider)
        throw new AppError(
          "not_found",
          "No connection has this webhook address. Connect again to renew it.",
          {
            status: 404,
          },
        );
      requireOrigin(connectorFor(provider), headers, body, receiver.secret);
      await sql`
        with stored as (
          insert into webhook_inbox (workspace_id, bucket, connection_id, body, received_at)
          values (${receiver.workspaceId}, bucket_of(${receiver.connectionId}), ${receiver.connectionId}, ${body}, ${ctx.clock.now()})
          returning bucket)
        select pg_notify('ponte_inbox', bucket::text) from stored`.execute(ctx.db);
    },
    async answer(provider, token, query) {
      const receiver = await receiverOf(token);
      if (receiver?.provider !== provider) return null;
      return connectorFor(provider).answerChallenge?.(query, receiver.secret) ?? null;
    },
  };
}

function requireOrigin(connector: Connector, headers: WebhookHeaders, body: string, secret: string): void {
  const origin = connector.checkOrigin(headers, body, secret);
  if (origin === "valid" || (origin === "absent" && connector.acceptsUnsigned)) return;
  throw new AppError(
    "forbidden",
    origin === "absent"
      ? "This webhook carries no proof of where it comes from. Save the connection again: that renews its subscription at the provider."
      : "The signature of this webhook does not match its connection.",
    { status: 401 },
  );
}

async function findReceiver(ctx: Context, token: string): Promise<Receiver | null> {
  const row = await ctx.db
    .selectFrom("connections")
    .select(["id", "workspaceId", "provider", "webhookToken", "webhookSecret"])
    .where("webhookToken", "=", token)
    // Whoever disconnects hands inbound back: the same messages may be read by another system now, and must not be acted on twice.
    .where("state", "<>", "disconnected")
    .executeTakeFirst();
  if (!row || !timingSafeEqual(digest(row.webhookToken), digest(token))) return null;
  return {
    connectionId: row.id,
    workspaceId: row.workspaceId,
    provider: row.provider,
    secret: ctx.secrets.decrypt(row.webhookSecret, "connection.webhook_secret"),
  };
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
