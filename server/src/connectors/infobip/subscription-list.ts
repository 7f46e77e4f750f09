/** All webhook subscriptions of the account, and which of them claim numbers of ours. */
import type { ProviderCredentials, ProviderIo, WebhookTarget } from "../connector.ts";
import { callInfobip, unexpected } from "./client.ts";
import { type Json, object, objects } from "./json.ts";

export interface Subscription {
  readonly subscriptionId: string;
  readonly events: readonly string[];
  /** Sender numbers, digits; empty: every number of the account. */
  readonly resources: readonly string[];
}

/** A subscription that hears a number of ours. */
export interface Claim {
  readonly subscription: string;
  /** E.164 */
  readonly phone: string;
  readonly events: readonly string[];
}

const PAGE = 100;
/** A thousand subscriptions of one channel: more than any account was seen to have. */
const MOST_PAGES = 10;

/** null: the key may not list them. */
export async function listSubscriptions(
  io: ProviderIo,
  credentials: ProviderCredentials,
): Promise<Subscription[] | null> {
  const found: Subscription[] = [];
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await callInfobip(io, credentials, {
      method: "GET",
      path: "/subscriptions/1/subscription/WHATSAPP",
      query: { page, size: PAGE },
    });
    if (answer.status === 403) return null;
    if (answer.status !== 200) throw unexpected("read the webhook subscriptions", answer);
    const results = objects(object(answer.json).results);
    found.push(...results.map(toSubscription));
    if (results.length < PAGE) break;
  }
  return found;
}

/** Who else hears the target's numbers, for events that we want. */
export function claimsOf(
  subscriptions: readonly Subscription[],
  target: WebhookTarget,
  ownId: string,
  wanted: readonly string[],
): Claim[] {
  return subscriptions
    .filter(({ subscriptionId }) => subscriptionId !== ownId)
    .flatMap(({ subscriptionId, events, resources }) => {
      const shared = events.filter((event) => wanted.includes(event));
      if (shared.length === 0) return [];
      return target.numbers
        .filter(({ phone }) => resources.length === 0 || resources.includes(phone.replace("+", "")))
        .map(({ phone }) => ({ subscription: subscriptionId, phone, events: shared }));
    });
}

export function toSubscription({ subscriptionId, events, resources }: Json): Subscription {
  return { subscriptionId: String(subscriptionId), events: texts(events), resources: texts(resources) };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
