/**
 * Webhooks out: events gather in buckets per (profile, event), leave as one POST when the bucket is full or its window
 * ends, and are tried again with growing pauses until an answer is 2xx. Order is not promised, duplicates are possible:
 * as with the real thing, and more so when the fault panel says so.
 */
import { Agent, request } from "undici";
import { bookOf, drainOf, type State } from "../state.ts";
import type { Account, Message, Sender } from "../types.ts";
import type { TimerWheel } from "../wheel.ts";
import { type ResultEvent, type ResultForm, resultsBody } from "./forms.ts";
import { securityHeaders } from "./signing.ts";
import { type Profile, type Security, wants } from "./subscription.ts";

/** Where a batch goes: a profile of an account, or the address a message itself named. */
interface Destination {
  key: string;
  account: Account;
  profileId: string | null;
  url: string | null;
}

interface Bucket {
  destination: Destination;
  form: ResultForm;
  messages: Message[];
  closing: boolean;
}

interface Batch {
  destination: Destination;
  form: ResultForm | null;
  messages: Message[] | null;
  body: string | null;
  tries: number;
}

interface Lane {
  queue: Batch[];
  inFlight: number;
  /** Earliest time of the next POST, kept when the profile has a rateLimit. */
  nextAt: number;
}

const POSTS_AT_ONCE = 4;
const DEFAULT_BUCKET = 100;
const DEFAULT_WINDOW_MS = 100;
const DRAIN_CAP = 10_000;

export class WebhookDispatcher {
  readonly counts = { delivered: 0, failed: 0, pending: 0 };
  private readonly state: State;
  private readonly tasks: TimerWheel<() => void>;
  private readonly agent = new Agent({ connections: 8, keepAliveTimeout: 4000 });
  private readonly buckets = new Map<string, Bucket>();
  private readonly lanes = new Map<string, Lane>();
  private routes = new WeakMap<Sender, { version: number; byForm: Map<ResultForm, Bucket[]> }>();
  private active = 0;
  private closed = false;

  constructor(state: State, tasks: TimerWheel<() => void>) {
    this.state = state;
    this.tasks = tasks;
  }

  /** Queues one result of a message for everyone who subscribed to it. */
  publish(event: ResultEvent, message: Message): void {
    const { faults, timeScale, webhookDelayMs } = this.state.settings;
    if (faults.duplicateWebhookRate > 0 && Math.random() < faults.duplicateWebhookRate) {
      this.tasks.add(Date.now() + Math.random() * 1500 * timeScale, () => this.enqueue(event, message));
    }
    if (faults.dropWebhookRate > 0 && Math.random() < faults.dropWebhookRate) return;
    if (faults.reorderWebhookRate > 0 && Math.random() < faults.reorderWebhookRate) {
      this.tasks.add(Date.now() + (500 + Math.random() * 2500) * timeScale, () =>
        this.enqueue(event, message),
      );
    } else if (faults.delayWebhookRate > 0 && Math.random() < faults.delayWebhookRate) {
      const [low, high] = webhookDelayMs;
      const pauseMs = (low + Math.random() * (high - low)) * timeScale;
      this.tasks.add(Date.now() + pauseMs, () => this.enqueue(event, message));
    } else this.enqueue(event, message);
  }

  /** Sends one object that is a webhook body of its own (template update, account registration). */
  publishObject(account: Account, event: string, senderNumber: string | null, body: unknown): void {
    for (const subscription of bookOf(this.state, account.key).subscriptions.values()) {
      if (!wants(subscription, event, senderNumber)) continue;
      const destination = profileDestination(account, subscription.profileId);
      this.counts.pending++;
      this.queueBatch({ destination, form: null, messages: null, body: JSON.stringify(body), tries: 0 });
    }
  }

  /** Closes all open buckets at once. */
  flushBuckets(): void {
    for (const bucket of this.buckets.values()) this.closeBucket(bucket);
  }

  /** Nothing is queued or under way (retries that wait for their time do not count). */
  get idle(): boolean {
    return this.active === 0;
  }

  forget(): void {
    this.buckets.clear();
    this.lanes.clear();
    this.routes = new WeakMap();
    Object.assign(this.counts, { delivered: 0, failed: 0, pending: 0 });
    this.active = 0;
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.agent.destroy();
  }

  private enqueue(event: ResultEvent, message: Message): void {
    const { account, notifyUrl, extra } = message;
    if (event === "INBOUND_MESSAGE") {
      const { inboundConfiguration } = message.conversation.sender;
      if (inboundConfiguration) this.putAt(inboundConfiguration.url, account, event, message);
      else if (!this.putSubscribed(event, event, message)) {
        keepLatest(drainOf(this.state, account.key).inbound, message);
      }
      return;
    }
    const form: ResultForm = extra?.unified ? `UNIFIED_${event}` : event;
    const own = extra?.unified && event === "SEEN" ? extra.seenUrl : notifyUrl;
    if (own) this.putAt(own, account, form, message);
    else if (!this.putSubscribed(event, form, message) && extra?.unified) {
      keepLatest(drainOf(this.state, account.key).reports, { event, message });
    }
  }

  /** To one address instead of the subscriptions; null swallows it. */
  private putAt(url: string | null, account: Account, form: ResultForm, message: Message): void {
    if (url === null) return;
    this.put(this.bucket({ key: `${account.key} ${url}`, account, profileId: null, url }, form), message);
  }

  /** False when nobody subscribed. */
  private putSubscribed(event: ResultEvent, form: ResultForm, message: Message): boolean {
    const buckets = this.route(event, form, message);
    for (const bucket of buckets) this.put(bucket, message);
    return buckets.length > 0;
  }

  private route(event: ResultEvent, form: ResultForm, message: Message): Bucket[] {
    const { sender } = message.conversation;
    const book = bookOf(this.state, message.account.key);
    let route = this.routes.get(sender);
    if (!route || route.version !== book.version) {
      route = { version: book.version, byForm: new Map() };
      this.routes.set(sender, route);
    }
    let buckets = route.byForm.get(form);
    if (!buckets) {
      buckets = [...book.subscriptions.values()]
        .filter((subscription) => wants(subscription, event, sender.number))
        .map((subscription) =>
          this.bucket(profileDestination(message.account, subscription.profileId), form),
        );
      route.byForm.set(form, buckets);
    }
    return buckets;
  }

  private bucket(destination: Destination, form: ResultForm): Bucket {
    const key = `${destination.key} ${form}`;
    let bucket = this.buckets.get(key);
    if (!bucket) {
      bucket = { destination, form, messages: [], closing: false };
      this.buckets.set(key, bucket);
    }
    return bucket;
  }

  private put(bucket: Bucket, message: Message): void {
    bucket.messages.push(message);
    this.counts.pending++;
    const profile = this.profile(bucket.destination);
    if (bucket.messages.length >= (profile?.maxBucketSize ?? DEFAULT_BUCKET)) this.closeBucket(bucket);
    else if (!bucket.closing) {
      bucket.closing = true;
      this.tasks.add(Date.now() + (profile?.windowSize ?? DEFAULT_WINDOW_MS), () => {
        bucket.closing = false;
        this.closeBucket(bucket);
      });
    }
  }

  private closeBucket(bucket: Bucket): void {
    if (bucket.messages.length === 0) return;
    const { destination, form, messages } = bucket;
    bucket.messages = [];
    this.queueBatch({ destination, form, messages, body: null, tries: 0 });
  }

  private queueBatch(batch: Batch): void {
    let lane = this.lanes.get(batch.destination.key);
    if (!lane) {
      lane = { queue: [], inFlight: 0, nextAt: 0 };
      this.lanes.set(batch.destination.key, lane);
    }
    lane.queue.push(batch);
    this.active++;
    this.drain(lane);
  }

  private drain(lane: Lane): void {
    while (!this.closed && lane.inFlight < POSTS_AT_ONCE) {
      const batch = lane.queue[0];
      if (!batch) return;
      const rateLimit = this.profile(batch.destination)?.rateLimit;
      const now = Date.now();
      if (rateLimit && lane.nextAt > now) {
        this.tasks.add(lane.nextAt, () => this.drain(lane));
        return;
      }
      if (rateLimit) lane.nextAt = Math.max(now, lane.nextAt) + 1000 / rateLimit;
      lane.queue.shift();
      lane.inFlight++;
      void this.send(batch).finally(() => {
        lane.inFlight--;
        this.active = Math.max(0, this.active - 1);
        this.drain(lane);
      });
    }
  }

  private async send(batch: Batch): Promise<void> {
    const size = batch.messages?.length ?? 1;
    batch.tries++;
    let accepted = false;
    try {
      accepted = await this.post(batch);
    } catch {
      accepted = false;
    }
    if (accepted) {
      this.counts.delivered += size;
      this.counts.pending -= size;
    } else if (batch.tries >= this.state.settings.webhookTries || this.closed) {
      this.counts.failed += size;
      this.counts.pending -= size;
    } else {
      const pauseMs = 60_000 * (1 + batch.tries * batch.tries) * this.state.settings.timeScale;
      this.tasks.add(Date.now() + pauseMs, () => this.queueBatch(batch));
    }
  }

  private async post(batch: Batch): Promise<boolean> {
    const profile = this.profile(batch.destination);
    const url = batch.destination.url ?? profile?.webhook?.notifyUrl;
    if (!url) return false;
    const body = batch.body ?? resultsBody(batch.form ?? "DELIVERY", batch.messages ?? []);
    const signed = await securityHeaders(this.security(batch.destination, profile), body);
    const response = await request(url, {
      method: "POST",
      dispatcher: this.agent,
      headers: { ...lowerCase(profile?.headers), "content-type": "application/json", ...signed },
      body,
      headersTimeout: profile?.readTimeout ?? 30_000,
      bodyTimeout: profile?.readTimeout ?? 30_000,
    });
    await response.body.dump();
    return response.statusCode >= 200 && response.statusCode < 300;
  }

  private profile(destination: Destination): Profile | undefined {
    if (destination.profileId === null) return undefined;
    return bookOf(this.state, destination.account.key).profiles.get(destination.profileId);
  }

  private security(destination: Destination, profile: Profile | undefined): Security | undefined {
    const authId = profile?.security?.authId;
    return authId ? bookOf(this.state, destination.account.key).securities.get(authId) : undefined;
  }
}

function profileDestination(account: Account, profileId: string): Destination {
  return { key: `${account.key} profile ${profileId}`, account, profileId, url: null };
}

/** Adds to a drain; the oldest items make room. */
function keepLatest<T>(items: T[], item: T): void {
  items.push(item);
  if (items.length > DRAIN_CAP) items.splice(0, items.length - DRAIN_CAP);
}

function lowerCase(headers: Record<string, string> | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
