/**
 * The delivery loop of a worker: notifications wake it at once, a slow sweep finds what a lost notification left. Any number
 * of workers may run it; all they share is the database.
 */
import type { Connector } from "../connectors/connector.ts";
import { connectorFor } from "../connectors/registry.ts";
import type { Context } from "../lib/context.ts";
import { createKeyedQueue } from "../lib/keyed-queue.ts";
import { createListener } from "../lib/listen.ts";
import { completeDispatches } from "./completion.ts";
import { type DeliveryKey, deliverTurn } from "./deliver.ts";
import { dispatchChannel } from "./dispatches.ts";
import { createNumbers } from "./numbers.ts";
import { createPlans } from "./plans.ts";
import { queueAudience } from "./queueing.ts";
import { clearStopped, stopOnArchivedNumbers } from "./stopping.ts";
import { findDueKeys, findOpenDispatches } from "./sweep.ts";

export interface Delivery {
  start(): void;
  stop(): Promise<void>;
  /** Sends all that is due now; resolves to how many sends and dispatches it handled. */
  drain(): Promise<number>;
}

const sweepMs = 5000;
/** Completion is looked at this long after a bucket ran dry, once for all buckets that did meanwhile. */
const settleMs = 300;

/** `connectors` leads from a provider's name to its connector: the registry, but in tests. */
export function createDelivery(
  ctx: Context,
  connectors: (provider: string) => Connector = connectorFor,
): Delivery {
  const tools = { ctx, numbers: createNumbers(ctx), plans: createPlans(), connectorFor: connectors };
  const settling = new Set<string>();
  let stopped = false;
  let handled = 0;
  let sweepTimer: NodeJS.Timeout | null = null;
  let settleTimer: NodeJS.Timeout | null = null;
  let background: Promise<void> = Promise.resolve();

  const sends = createKeyedQueue<DeliveryKey>(ctx.config.delivery.concurrency, async (key) => {
    try {
      await turn(key);
    } catch (error) {
      report(error, "a delivery failed; its sends are offered again when their lease runs out");
      sends.rest(key.subscriptionGroupId, 1000);
    }
  });
  const dispatches = createKeyedQueue<string>(1, async (id) => {
    try {
      handled += (await queueAudience(ctx, id, () => stopped)) + (await clearStopped(ctx, id));
      await addDueKeys(); // a resumed dispatch has sends that were announced long ago
      settle([id]);
    } catch (error) {
      report(error, "an audience could not be written; it is tried again");
    }
  });

  async function turn(key: DeliveryKey): Promise<void> {
    const { claimed, more, restMs, dispatchIds } = await deliverTurn(tools, key);
    handled += claimed;
    if (restMs > 0) sends.rest(key.subscriptionGroupId, restMs);
    if (more) addKey(key);
    else settle(dispatchIds);
  }

  function addKey(key: DeliveryKey): void {
    sends.add(key.subscriptionGroupId, `${key.bucket}:${key.subscriptionGroupId}`, key);
  }

  function addDispatch(id: string): void {
    dispatches.add("dispatches", id, id);
  }

  function settle(ids: Iterable<string>): void {
    for (const id of ids) settling.add(id);
    if (settling.size === 0 || settleTimer || stopped || !sweepTimer) return;
    settleTimer = setTimeout(() => {
      settleTimer = null;
      inBackground(complete);
    }, settleMs);
  }

  async function complete(): Promise<void> {
    const ids = [...settling];
    settling.clear();
    if (ids.length > 0) handled += await completeDispatches(ctx, ids);
  }

  async function sweep(): Promise<void> {
    await stopOnArchivedNumbers(ctx);
    const { queuing, stopped: clearing } = await findOpenDispatches(ctx);
    for (const id of [...queuing, ...clearing]) addDispatch(id);
    await addDueKeys();
    await completeDispatches(ctx, null);
  }

  async function addDueKeys(): Promise<void> {
    for (const key of await findDueKeys(ctx)) addKey(key);
  }

  function inBackground(work: () => Promise<void>): void {
    background = background
      .then(work)
      .catch((error) => report(error, "looking for due sends failed; it is tried again"));
  }

  function report(error: unknown, what: string): void {
    ctx.log.error({ err: error }, what);
  }

  const listener = createListener(ctx.pool, {
    channels: {
      ponte_sends: (payload) => {
        const [workspaceId = "", bucket = "", subscriptionGroupId = ""] = payload.split(":");
        addKey({ workspaceId, bucket: Number(bucket), subscriptionGroupId });
      },
      [dispatchChannel]: addDispatch,
    },
    onReconnect: () => inBackground(sweep),
    log: ctx.log,
  });

  return {
    start() {
      listener.start();
      sweepTimer = setInterval(() => inBackground(sweep), sweepMs);
    },
    async stop() {
      stopped = true;
      if (sweepTimer) clearInterval(sweepTimer);
      if (settleTimer) clearTimeout(settleTimer);
      await listener.stop();
      await Promise.all([sends.stop(), dispatches.stop(), background]);
    },
    async drain() {
      const before = handled;
      tools.numbers.forget();
      sends.awaken();
      for (;;) {
        const round = handled;
        await sweep();
        await dispatches.idle();
        await addDueKeys();
        await sends.idle();
        await complete();
        if (handled === round) return handled - before;
      }
    },
  };
}
