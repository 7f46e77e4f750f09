/**
 * The running sandbox: its state and the three machines that move it (receipt timers, other timers, webhooks).
 * Every route gets this object; nothing else is shared.
 */
import { ReceiptClock } from "./receipts.ts";
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
}

export function createSandbox(): Sandbox {
  const state = createState();
  const tasks = new TimerWheel<() => void>((due) => {
    for (const task of due) task();
  });
  const webhooks = new WebhookDispatcher(state, tasks);
  return { state, url: "", tasks, receipts: new ReceiptClock(state, webhooks), webhooks };
}

export function resetSandbox(sandbox: Sandbox): void {
  sandbox.tasks.clear();
  sandbox.receipts.clear();
  sandbox.webhooks.forget();
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
    await until(() => sandbox.webhooks.idle, giveUpAt);
    if (sandbox.receipts.size === 0 && sandbox.tasks.size === 0) break;
  }
  return { fired, pendingWebhooks: sandbox.webhooks.counts.pending };
}

async function until(done: () => boolean, giveUpAt: number): Promise<void> {
  while (!done() && Date.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 5));
}

export function stopSandbox(sandbox: Sandbox): Promise<void> {
  sandbox.tasks.stop();
  sandbox.receipts.stop();
  return sandbox.webhooks.close();
}
