/**
 * Meta's webhooks out: updates gather per address for a moment, leave as one signed POST, and are tried again with growing
 * pauses until the answer is 200. At least once, in no promised order; the fault settings make it worse.
 */
import { Agent, request } from "undici";
import type { Json } from "../../json.ts";
import type { State } from "../../state.ts";
import type { TimerWheel } from "../../wheel.ts";
import type { Receiver } from "./receivers.ts";
import { envelope, signatures, signedText } from "./signing.ts";

export interface Update {
  /** The WABA, or the portfolio for events about partners. */
  entryId: string;
  field: string;
  value: Json;
  /** Unix seconds; absent in the `messages` field. */
  time?: number;
}

interface Lane {
  receiver: Receiver;
  waiting: Update[];
  closing: boolean;
}

const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 3_600_000;

export class MetaDispatcher {
  readonly counts = { delivered: 0, failed: 0, pending: 0 };
  private readonly state: State;
  private readonly tasks: TimerWheel<() => void>;
  private readonly agent = new Agent({ connections: 8, keepAliveTimeout: 4000 });
  private lanes = new Map<string, Lane>();
  private active = 0;
  private closed = false;

  constructor(state: State, tasks: TimerWheel<() => void>) {
    this.state = state;
    this.tasks = tasks;
  }

  /** Nothing is under way (retries that wait for their time do not count). */
  get idle(): boolean {
    return this.active === 0;
  }

  send(receivers: Receiver[], update: Update): void {
    const { faults, timeScale } = this.state.settings;
    const later = (ms: number) =>
      this.tasks.add(Date.now() + ms * timeScale, () => this.enqueueAll(receivers, update));
    const [low, high] = this.state.settings.webhookDelayMs;
    if (Math.random() < faults.reorderWebhookRate) later(500 + Math.random() * 2500);
    else if (Math.random() < faults.delayWebhookRate) later(low + Math.random() * (high - low));
    else this.enqueueAll(receivers, update);
    if (Math.random() < faults.duplicateWebhookRate) later(Math.random() * 1500);
  }

  /** Closes all gatherings at once. */
  flush(): void {
    for (const lane of this.lanes.values()) this.close(lane);
  }

  forget(): void {
    this.lanes = new Map();
    Object.assign(this.counts, { delivered: 0, failed: 0, pending: 0 });
    this.active = 0;
  }

  async stop(): Promise<void> {
    this.closed = true;
    await this.agent.destroy();
  }

  private enqueueAll(receivers: Receiver[], update: Update): void {
    for (const receiver of receivers) this.enqueue(receiver, update);
  }

  private enqueue(receiver: Receiver, update: Update): void {
    const key = `${receiver.app.id} ${receiver.url}`;
    let lane = this.lanes.get(key);
    if (!lane) {
      lane = { receiver, waiting: [], closing: false };
      this.lanes.set(key, lane);
    }
    lane.waiting.push(update);
    this.counts.pending++;
    const { webhookBatch, webhookWindowMs } = this.state.meta.settings;
    if (lane.waiting.length >= webhookBatch) this.close(lane);
    else if (!lane.closing) {
      lane.closing = true;
      const gathering = lane;
      this.tasks.add(Date.now() + webhookWindowMs, () => {
        gathering.closing = false;
        this.close(gathering);
      });
    }
  }

  private close(lane: Lane): void {
    if (lane.waiting.length === 0) return;
    const updates = lane.waiting;
    lane.waiting = [];
    if (Math.random() < this.state.settings.faults.dropWebhookRate) {
      this.counts.pending -= updates.length;
      this.counts.failed += updates.length;
    } else {
      void this.deliver(lane.receiver, signedText(envelope(updates)), updates.length, 1);
    }
  }

  private async deliver(receiver: Receiver, body: string, size: number, tries: number): Promise<void> {
    if (this.closed) return;
    this.active++;
    const accepted = await this.post(receiver, body).catch(() => false);
    this.active = Math.max(0, this.active - 1);
    if (accepted) {
      this.counts.delivered += size;
      this.counts.pending -= size;
    } else if (tries >= this.state.settings.webhookTries || this.closed) {
      this.counts.failed += size;
      this.counts.pending -= size;
    } else {
      const pauseMs =
        Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS) * this.state.settings.timeScale;
      this.tasks.add(Date.now() + pauseMs, () => void this.deliver(receiver, body, size, tries + 1));
    }
  }

  private async post(receiver: Receiver, body: string): Promise<boolean> {
    const response = await request(receiver.url, {
      method: "POST",
      dispatcher: this.agent,
      headers: {
        "content-type": "application/json",
        "user-agent": "facebookexternalua",
        ...signatures(receiver.app.secret, body),
      },
      body,
      headersTimeout: 20_000,
      bodyTimeout: 20_000,
    });
    await response.body.dump();
    return response.statusCode === 200;
  }
}
