/** Prepared messages -> the provider -> what each send's row is told. */
import { providerIo } from "../connectors/connections.ts";
import type { SendResult } from "../connectors/connector.ts";
import { connectorFor } from "../connectors/registry.ts";
import type { Context } from "../lib/context.ts";
import type { ClaimedSend } from "./claims.ts";
import type { SendingNumber } from "./numbers.ts";
import type { Outcome } from "./outcomes.ts";
import type { PreparedSend } from "./prepare.ts";
import { retryDelay } from "./retry.ts";

/** All calls of the turn at once; a kind that travels alone (text) makes as many calls, a few at a time. */
export async function callProvider(
  ctx: Context,
  { connection }: SendingNumber,
  ready: readonly PreparedSend[],
): Promise<ReadonlyMap<string, SendResult>> {
  const connector = connectorFor(connection.provider);
  const io = { ...providerIo(ctx), timeoutMs: ctx.config.delivery.timeoutMs };
  const calls = [...Map.groupBy(ready, (one) => one.message.content.kind)].flatMap(([kind, some]) =>
    chunks(some, Math.min(ctx.config.delivery.callSize, connector.callSize(kind))),
  );
  const results = new Map<string, SendResult>();
  await inParallel(calls, 16, async (call) => {
    const messages = call.map((one) => one.message);
    for (const result of await connector.send(io, connection.credentials, messages))
      results.set(result.messageId, result);
  });
  return results;
}

/** What a result means for its send. */
export function judge(
  ctx: Context,
  send: ClaimedSend,
  rendered: unknown,
  result: SendResult | undefined,
): Outcome {
  if (!result) throw new Error("a connector left a message without a result");
  if (result.outcome === "accepted") {
    const { providerMessageId } = result;
    return { kind: "accepted", rendered, ...(providerMessageId ? { providerMessageId } : {}) };
  }
  const { code, text, action } = result.error;
  const { retryHours } = ctx.config.delivery;
  const delay = retryDelay(action, send.attempts, retryHours, Math.random());
  const next = new Date(ctx.clock.now().getTime() + (delay ?? 0) * 1000);
  // An unknown outcome must never fail for lack of patience alone: the provider may have the message.
  if (result.outcome === "unknown" && delay !== null)
    return { kind: "unknown", leaseUntil: next, code, text };
  if (delay === null) return { kind: "failed", rendered, code, text };
  return { kind: "again", dueAt: next, code, text, attempt: action !== "pause_connection" };
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

async function inParallel<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
}
