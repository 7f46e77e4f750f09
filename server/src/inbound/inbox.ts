/**
 * The inbox loop: stored webhook bodies are applied many per transaction, in order per connection (a bucket's bodies are taken
 * by one worker at a time), and deleted in that transaction. A body that cannot be applied is parked with the reason, never dropped.
 */
import { sql } from "kysely";
import type { Context } from "../lib/context.ts";
import { type Db, inTransaction } from "../lib/db.ts";
import { createKeyedQueue } from "../lib/keyed-queue.ts";
import { createListener } from "../lib/listen.ts";
import { applyBodies, type EventHandlers } from "./apply.ts";
import { parkBody, type StoredBody, takeBodies } from "./store.ts";

export interface Inbox {
  start(): void;
  stop(): Promise<void>;
  /** Applies all that is stored; resolves to how many bodies. */
  drain(): Promise<number>;
}

const sweepMs = 5000;
const concurrency = 2;
/** Deadlock, serialisation, lock and connection trouble: the body is not at fault. */
const passing = /^(?:40|08|53|55|57)/;

export function createInbox(ctx: Context, handlers: EventHandlers = {}): Inbox {
  let handled = 0;
  let sweepTimer: NodeJS.Timeout | null = null;
  let background: Promise<void> = Promise.resolve();

  const buckets = createKeyedQueue<number>(concurrency, async (bucket) => {
    try {
      const { count, more } = await applyBucket(ctx, handlers, bucket);
      handled += count;
      if (more) add(bucket);
    } catch (error) {
      report(error, "webhooks could not be applied; they are tried again");
      buckets.rest(String(bucket), 500);
      add(bucket);
    }
  });

  function add(bucket: number): void {
    buckets.add(String(bucket), String(bucket), bucket);
  }

  async function sweep(): Promise<void> {
    const { rows } = await sql<{ bucket: number }>`
      select distinct bucket from webhook_inbox where parked_reason is null`.execute(ctx.db);
    for (const { bucket } of rows) add(bucket);
  }

  function inBackground(work: () => Promise<void>): void {
    background = background
      .then(work)
      .catch((error) => report(error, "looking for webhooks failed; it is tried again"));
  }

  function report(error: unknown, what: string): void {
    ctx.log.error({ err: error }, what);
  }

  const listener = createListener(ctx.pool, {
    channels: { ponte_inbox: (payload) => add(Number(payload)) },
    onReconnect: () => inBackground(sweep),
    log: ctx.log,
  });

  return {
    start() {
      listener.start();
      sweepTimer = setInterval(() => inBackground(sweep), sweepMs);
    },
    async stop() {
      if (sweepTimer) clearInterval(sweepTimer);
      await listener.stop();
      await Promise.all([buckets.stop(), background]);
    },
    async drain() {
      const before = handled;
      await sweep();
      await buckets.idle();
      return handled - before;
    },
  };
}

interface Applied {
  readonly count: number;
  readonly more: boolean;
}

async function applyBucket(ctx: Context, handlers: EventHandlers, bucket: number): Promise<Applied> {
  try {
    return await ctx.db.transaction().execute((tx) => applyNext(ctx, tx, handlers, bucket, null));
  } catch (error) {
    if (isPassing(error)) throw error;
    // One of them cannot be applied: one by one, the others get through and the culprit is found.
    return applyOneByOne(ctx, handlers, bucket);
  }
}

async function applyNext(
  ctx: Context,
  tx: Db,
  handlers: EventHandlers,
  bucket: number,
  only: StoredBody | null,
): Promise<Applied> {
  const taken = await takeBodies(tx, bucket, only?.id ?? null);
  if (taken.bodies.length > 0) await applyBodies(ctx, tx, handlers, taken.bodies);
  return { count: taken.bodies.length, more: taken.more };
}

async function applyOneByOne(ctx: Context, handlers: EventHandlers, bucket: number): Promise<Applied> {
  const { bodies, more } = await ctx.db.transaction().execute((tx) => takeBodies(tx, bucket, null));
  for (const body of bodies) {
    try {
      await ctx.db.transaction().execute((tx) => applyNext(ctx, tx, handlers, bucket, body));
    } catch (error) {
      if (isPassing(error)) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      ctx.log.error({ webhook: body.id, reason }, "a webhook could not be applied and was parked");
      await inTransaction(ctx.db, (tx) => parkBody(tx, body, `failed: ${reason}`));
    }
  }
  return { count: bodies.length, more };
}

function isPassing(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: string };
  if (typeof code === "string") return passing.test(code) || /^E[A-Z]+$/.test(code);
  return /Connection terminated|timeout exceeded when trying to connect/.test(message ?? "");
}
