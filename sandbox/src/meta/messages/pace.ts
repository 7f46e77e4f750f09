/** Meta's speed limits: messages per second of a number, messages to one person, people per day of a portfolio. */
import type { Sandbox } from "../../sandbox.ts";
import type { Conversation } from "../../types.ts";
import { catalogued } from "../errors.ts";
import type { MetaNumber } from "../store.ts";

const SECOND_MS = 1000;
const PAIR_MS = 6000;
const PAIR_BURST = 45;
const HIGH_FACTOR = 12.5;

const seconds = new WeakMap<MetaNumber, { since: number; count: number }>();
const pairs = new WeakMap<Conversation, { tokens: number; at: number }>();

/** 130429 when the number sent more than its share in this second. */
export function checkThroughput({ state }: Sandbox, number: MetaNumber, now: number): void {
  const { messagesPerSecond } = state.meta.settings;
  if (messagesPerSecond === 0) return;
  const limit =
    number.throughput === "HIGH"
      ? messagesPerSecond * HIGH_FACTOR
      : number.onBusinessApp
        ? 20
        : messagesPerSecond;
  const second = seconds.get(number);
  if (!second || now - second.since >= SECOND_MS) {
    seconds.set(number, { since: now, count: 1 });
    return;
  }
  second.count++;
  if (second.count > limit) throw catalogued(130429);
}

/** 131056 when one person got a burst of 45 and then more than one message in 6 s (times `timeScale`). */
export function checkPair({ state }: Sandbox, conversation: Conversation, now: number): void {
  if (!state.meta.settings.pairRate) return;
  const refillMs = Math.max(PAIR_MS * state.settings.timeScale, 0.001);
  const pair = pairs.get(conversation) ?? { tokens: PAIR_BURST, at: now };
  const tokens = Math.min(PAIR_BURST, pair.tokens + (now - pair.at) / refillMs);
  if (tokens < 1) throw catalogued(131056);
  pairs.set(conversation, { tokens: tokens - 1, at: now });
}

const LIMITS: Record<string, number> = {
  LIMIT_250: 250,
  LIMIT_2K: 2000,
  LIMIT_10K: 10_000,
  LIMIT_100K: 100_000,
};
const DAY_MS = 86_400_000;
const days = new WeakMap<object, { since: number; people: Set<string> }>();

/** Whether this would be one person too many for the portfolio in 24 hours; the largest limit of its numbers counts. */
export function overLimit({ state }: Sandbox, conversation: Conversation, now: number): boolean {
  if (conversation.windowUntil > now) return false;
  const businessId = state.wabas.get(conversation.sender.wabaId)?.businessId;
  const business = businessId ? state.businesses.get(businessId) : undefined;
  const limit = LIMITS[conversation.sender.limit];
  if (!limit || !business) return false;
  let day = days.get(business);
  if (!day || now - day.since > DAY_MS) {
    day = { since: now, people: new Set() };
    days.set(business, day);
  }
  const { number } = conversation.phone;
  if (day.people.size >= limit && !day.people.has(number)) return true;
  day.people.add(number);
  return false;
}

const marketing = new WeakMap<object, number[]>();

/** Whether a person had as many marketing templates in 24 hours as Meta lets one have. */
export function overMarketingCap({ state }: Sandbox, conversation: Conversation, now: number): boolean {
  const cap = state.meta.settings.marketingCap;
  if (cap === 0) return false;
  const recent = (marketing.get(conversation.phone) ?? []).filter((at) => at > now - DAY_MS);
  if (recent.length >= cap) return true;
  marketing.set(conversation.phone, [...recent, now]);
  return false;
}
