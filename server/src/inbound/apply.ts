/** Webhook bodies -> receipts, inbound messages, preferences and what other domains want to know, in one transaction. */
import type { Receipt, WebhookEvent } from "../connectors/connector.ts";
import { connectorFor } from "../connectors/registry.ts";
import type { Context } from "../lib/context.ts";
import type { Db } from "../lib/db.ts";
import { applyClicks, applyReceipts, type Click } from "../messages/messages.ts";
import { countEvents } from "./counts.ts";
import { noteForeign } from "./foreign.ts";
import { receiveMessages } from "./messages-in.ts";
import { applyHereAndBefore } from "./moved.ts";
import { applyPreferences, applyRefusals, type MarketingPreference } from "./preferences.ts";
import { forgetBodies, parkBody, type StoredBody } from "./store.ts";
import { pauseForFailed } from "./trouble.ts";

export interface ConnectionRef {
  readonly workspaceId: string;
  readonly connectionId: string;
}

/** Domains that wait for provider news hand in what to do, in the inbox's transaction. */
export interface EventHandlers {
  readonly template?: (
    tx: Db,
    connection: ConnectionRef,
    change: Extract<WebhookEvent, { kind: "template" }>["change"],
  ) => Promise<void>;
  readonly registration?: (
    tx: Db,
    connection: ConnectionRef,
    event: Extract<WebhookEvent, { kind: "registration" }>,
  ) => Promise<void>;
  /** A number or its account changed at the provider. */
  readonly account?: (
    tx: Db,
    connection: ConnectionRef,
    event: Extract<WebhookEvent, { kind: "account" }>,
  ) => Promise<void>;
}

interface ReadBody {
  readonly body: StoredBody;
  readonly events: readonly WebhookEvent[];
  /** Why the body is kept after it is applied; empty: nothing odd in it. */
  readonly oddities: ReadonlySet<string>;
}

export async function applyBodies(
  ctx: Context,
  tx: Db,
  handlers: EventHandlers,
  bodies: readonly StoredBody[],
): Promise<void> {
  const read = bodies.map(readBody);
  for (const group of Map.groupBy(read, (one) => one.body.connectionId).values()) {
    const [first] = group;
    if (first)
      await applyGroup(
        ctx,
        tx,
        handlers,
        first.body,
        group.flatMap((one) => one.events),
      );
  }
  const plain = read.filter((one) => one.oddities.size === 0);
  await forgetBodies(
    tx,
    plain.map((one) => one.body),
  );
  for (const { body, oddities } of read)
    if (oddities.size > 0) await parkBody(tx, body, [...oddities].join("; "));
}

function readBody(body: StoredBody): ReadBody {
  try {
    const events = connectorFor(body.provider).parseWebhook(body.body);
    const oddities = new Set(events.flatMap((event) => (event.kind === "unknown" ? [event.reason] : [])));
    return { body, events, oddities };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { body, events: [], oddities: new Set(["the body is not JSON"]) };
  }
}

async function applyGroup(
  ctx: Context,
  tx: Db,
  handlers: EventHandlers,
  { workspaceId, connectionId }: StoredBody,
  events: readonly WebhookEvent[],
): Promise<void> {
  const connection = { workspaceId, connectionId };
  const receipts: Receipt[] = [];
  const clicks: Click[] = [];
  const preferences: MarketingPreference[] = [];
  const inbound = [];
  for (const event of events) {
    if (event.kind === "receipt") receipts.push(event.receipt);
    if (event.kind === "click") clicks.push(event);
    if (event.kind === "inbound") inbound.push(event.message);
    if (event.kind === "marketing_preference") preferences.push(event);
    if (event.kind === "template") await handlers.template?.(tx, connection, event.change);
    if (event.kind === "registration") await handlers.registration?.(tx, connection, event);
    if (event.kind === "account") await handlers.account?.(tx, connection, event);
  }
  await countEvents(tx, connection, events, ctx.clock.now());
  if (receipts.length > 0) await applyAndReport(ctx, tx, connection, receipts);
  if (clicks.length > 0) await applyHereAndBefore(tx, connection, (where) => applyClicks(tx, where, clicks));
  if (inbound.length > 0) await receiveMessages(ctx, tx, connection, inbound);
  if (preferences.length > 0) await applyPreferences(ctx, tx, connection, preferences);
}

async function applyAndReport(
  ctx: Context,
  tx: Db,
  connection: ConnectionRef,
  receipts: readonly Receipt[],
): Promise<void> {
  const { foreign, missing } = await applyHereAndBefore(tx, connection, (workspaceId) =>
    applyReceipts(tx, workspaceId, receipts),
  );
  await pauseForFailed(ctx, tx, connection, receipts);
  await applyRefusals(tx, connection, receipts);
  if (foreign > 0) await noteForeign(ctx, tx, connection, receipts);
  if (missing > 0)
    ctx.log.warn(
      { connection: connection.connectionId, missing },
      "receipts of sends that are no longer here",
    );
}
