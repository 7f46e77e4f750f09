/**
 * The running sandbox: its state and the three machines that move it (receipt timers, other timers, webhooks).
 * Every route gets this object; nothing else is shared.
 */
import { MetaDispatcher } from "./meta/webhooks/dispatcher.ts";
import { publishNative } from "./meta/webhooks/webhooks.ts";
import { ReceiptClock, type ResultSink } from "./receipts.ts";
import { createState, resetState, type State } from "./state.ts";
import { WebhookDispatcher } from "./webhooks/dispatcher.ts";
import { TimerWheel } from "./wheel.ts";

export interface Sandbox {
  state: State;
  /** Public address, e.g. `http://localhost:4701`; known once the server listens. */
  url: string;
  tasks: TimerWheel<() => void>;
  receipts: ReceiptClock;
  webhooks: WebhookDispatcher;
  /** Webhooks of numbers that Meta itself serves. */
  meta: MetaDispatcher;
  /** Takes every result of a message to the provider it went through. */
  results: ResultSink;
}

export function createSandbox(): Sandbox {
  const state = createState();
  const tasks = new TimerWheel<() => void>((due) => {
    for (const task of due) task();
  });
  const webhooks = new WebhookDispatcher(state, tasks);
  const meta = new MetaDispatcher(state, tasks);
  const results: ResultSink = {
    publish: (event, message) =>
      message.native ? publishNative(sandbox, event, message) : webhooks.publish(event, message),
  };
  const receipts = new ReceiptClock(state, results);
  const sandbox: Sandbox = { state, url: "", tasks, receipts, webhooks, meta, results };
  return sandbox;
}

export function resetSandbox(sandbox: Sandbox): void {
  sandbox.tasks.clear();
  sandbox.receipts.clear();
  sandbox.webhooks.forget();
  sandbox.meta.forget();
  resetState(sandbox.state);
}

const FLUSH_LIMIT_MS = 15_000;

/**
 * Fires every pending timer and waits until the webhook queues are empty, for 15 s at most.
 * `pendingWebhooks` counts the results whose receiver did not answer 2xx and that wait for another try.
 */
export async function flush(sandbox: Sandbox): Promise<{ fired: number; pendingWebhooks: number }> {
  const giveUpAt = Date.now() + FLUSH_LIMIT_MS;
  let fired = 0;
  for (let round = 0; round < 4 && Date.now() < giveUpAt; round++) {
    fired += sandbox.receipts.fireAll() + sandbox.tasks.fireAll();
    sandbox.webhooks.flushBuckets();
    sandbox.meta.flush();
    await until(() => sandbox.webhooks.idle && sandbox.meta.idle, giveUpAt);
    if (sandbox.receipts.size === 0 && sandbox.tasks.size === 0) break;
  }
  return { fired, pendingWebhooks: sandbox.webhooks.counts.pending + sandbox.meta.counts.pending };
}

async function until(done: () => boolean, giveUpAt: number): Promise<void> {
  while (!done() && Date.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 5));
}

export async function stopSandbox(sandbox: Sandbox): Promise<void> {
  sandbox.tasks.stop();
  sandbox.receipts.stop();
  await Promise.all([sandbox.webhooks.close(), sandbox.meta.stop()]);
}
