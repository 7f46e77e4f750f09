/** Prepared messages -> the provider -> what each send's row is told. */
import { providerIo } from "../connectors/connections.ts";
import type {
  Connector,
  OutboundMessage,
  ProviderCredentials,
  ProviderIo,
  SendError,
  SendResult,
} from "../connectors/connector.ts";
import type { Context } from "../lib/context.ts";
import type { Claim, ClaimedSend } from "./claims.ts";
import type { SendingNumber } from "./numbers.ts";
import type { Outcome } from "./outcomes.ts";
import type { PreparedSend } from "./prepare.ts";
import { retryDelay } from "./retry.ts";
import { markOffered, unconfirmed } from "./unconfirmed.ts";

/** So many calls are announced at once where a repeated message is not recognised: all that a crash can leave in doubt. */
const announcedCalls = 16;

/**
 * All calls of the turn at once; a kind that travels alone (text) makes as many calls, a few at a time. Sends whose lease would
 * run out during their call are not offered and have no result: another worker may be about to decide over them.
 */
export async function callProvider(
  ctx: Context,
  connector: Connector,
  { connection }: SendingNumber,
  ready: readonly PreparedSend[],
  claim: Claim,
): Promise<ReadonlyMap<string, SendResult>> {
  const io = { ...providerIo(ctx), timeoutMs: ctx.config.delivery.timeoutMs };
  const calls = [...Map.groupBy(ready, (one) => one.message.content.kind)].flatMap(([kind, some]) =>
    chunks(some, Math.min(ctx.config.delivery.callSize, connector.callSize(kind))),
  );
  const results = new Map<string, SendResult>();
  const call = async (sends: readonly PreparedSend[]) => {
    const messages = sends.map((one) => one.message);
    for (const result of await offer(ctx, connector, io, connection.credentials, messages))
      results.set(result.messageId, result);
  };
  if (connector.deduplicates) {
    await inParallel(calls, 16, async (sends) => {
      if (ctx.clock.now() < claim.leaseUntil) await call(sends);
    });
    return results;
  }
  for (const wave of chunks(calls, announcedCalls)) {
    const now = ctx.clock.now();
    const until = new Date(now.getTime() + ctx.config.delivery.unconfirmedMinutes * 60_000);
    const mine = await markOffered(
      ctx.db,
      claim,
      wave.flat().map((one) => one.send),
      until,
      now,
    );
    await inParallel(wave, 16, async (sends) => {
      const offered = sends.filter((one) => mine.has(one.send.sendId));
      const late = ctx.clock.now().getTime() >= until.getTime() - io.timeoutMs;
      if (offered.length > 0 && !late) await call(offered);
    });
  }
  return results;
}

/**
 * A connector that breaks on a message says nothing about the others of the turn: their answers count. Where a repeated message is
 * recognised the call is made again one by one, so that only the culprit stays without an answer.
 */
async function offer(
  ctx: Context,
  connector: Connector,
  io: ProviderIo,
  credentials: ProviderCredentials,
  messages: readonly OutboundMessage[],
): Promise<SendResult[]> {
  try {
    const results = await connector.send(io, credentials, messages);
    const answered = new Set(results.map((result) => result.messageId));
    if (!messages.every((message) => answered.has(message.messageId)))
      throw new Error("a connector left a message without a result");
    return results;
  } catch (error) {
    ctx.log.error({ err: error, provider: connector.name, messages: messages.length }, "a call broke");
    if (messages.length > 1 && connector.deduplicates) {
      const results: SendResult[] = [];
      for (const message of messages)
        results.push(...(await offer(ctx, connector, io, credentials, [message])));
      return results;
    }
    return messages.map(({ messageId }) => ({ messageId, outcome: "unknown", error: broken }));
  }
}

const broken: SendError = {
  code: "call_broke",
  text: "Ponte could not carry out the call to the provider; its log says why.",
  action: "retry",
};

/** What a result means for its send. Without one it was not offered, and goes back into the queue as it was. */
export function judge(
  ctx: Context,
  { deduplicates }: Pick<Connector, "deduplicates">,
  send: ClaimedSend,
  rendered: unknown,
  result: SendResult | undefined,
): Outcome {
  const now = ctx.clock.now().getTime();
  if (!result) return { kind: "again", dueAt: new Date(now), ...notOffered, attempt: false };
  if (result.outcome === "accepted") {
    const { providerMessageId } = result;
    return { kind: "accepted", rendered, ...(providerMessageId ? { providerMessageId } : {}) };
  }
  const { code, text, action } = result.error;
  const { retryHours, unconfirmedMinutes } = ctx.config.delivery;
  if (result.outcome === "unknown" && !deduplicates) {
    const leaseUntil = new Date(now + unconfirmedMinutes * 60_000);
    return { kind: "unknown", leaseUntil, code: unconfirmed, text, rendered };
  }
  const delay = retryDelay(action, send.attempts, retryHours, Math.random());
  const next = new Date(now + (delay ?? 0) * 1000);
  // An unknown outcome must never fail for lack of patience alone: the provider may have the message.
  if (result.outcome === "unknown" && delay !== null)
    return { kind: "unknown", leaseUntil: next, code, text };
  if (delay === null) return { kind: "failed", rendered, code, text };
  return { kind: "again", dueAt: next, code, text, attempt: action === "retry" };
}

const notOffered = { code: "not_offered", text: "The turn ended before this message was offered." };

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
