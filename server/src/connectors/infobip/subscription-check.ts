/** What keeps the events of the target's numbers from arriving here. */
import type { ProviderCredentials, ProviderIo, WebhookProblem, WebhookTarget } from "../connector.ts";
import { callInfobip, unexpected } from "./client.ts";
import { isObject, type Json, object, phoneOf, text } from "./json.ts";
import { claimsOf, listSubscriptions, type Subscription, toSubscription } from "./subscription-list.ts";
import { subscriptionIds, webhookEvents } from "./subscriptions.ts";

export async function checkSubscription(
  io: ProviderIo,
  credentials: ProviderCredentials,
  target: WebhookTarget,
): Promise<WebhookProblem[]> {
  const ids = subscriptionIds(target.connectionId);
  const own = await read(io, credentials, `subscription/WHATSAPP/${ids.subscription}`);
  const profile = own ? await read(io, credentials, `profiles/${ids.profile}`) : null;
  const all = await listSubscriptions(io, credentials);
  return [
    ...(own ? ownProblems(toSubscription(own), profile, target) : [missing(ids.subscription)]),
    ...claimProblems(all ?? [], target, ids.subscription),
    ...(await configurationProblems(io, credentials, target)),
  ];
}

function missing(id: string): WebhookProblem {
  return { code: "subscription_missing", detail: `There is no subscription ${id}.`, params: {} };
}

function ownProblems(own: Subscription, profile: Json | null, target: WebhookTarget): WebhookProblem[] {
  const problems: WebhookProblem[] = [];
  const address = text(object(profile?.webhook).notifyUrl) ?? "";
  if (address !== target.notifyUrl)
    problems.push({
      code: "subscription_elsewhere",
      detail: `The subscription points to ${hostOf(address)}, not to ${hostOf(target.notifyUrl)}.`,
      params: { host: hostOf(address), expected: hostOf(target.notifyUrl) },
    });
  const silent = webhookEvents.filter((event) => !own.events.includes(event));
  if (silent.length > 0)
    problems.push({
      code: "events_missing",
      detail: `The subscription does not report ${silent.join(", ")}.`,
      params: { events: silent.join(", ") },
    });
  for (const { phone } of target.numbers)
    if (own.resources.length > 0 && !own.resources.includes(phone.replace("+", "")))
      problems.push({
        code: "number_missing",
        detail: `The subscription does not name ${phone}.`,
        params: { phone },
      });
  return problems;
}

function claimProblems(all: readonly Subscription[], target: WebhookTarget, ownId: string): WebhookProblem[] {
  return claimsOf(all, target, ownId, webhookEvents).map(({ subscription, phone, events }) => ({
    code: "second_subscription",
    detail: `The subscription ${subscription} reports ${events.join(", ")} of ${phone} as well.`,
    params: { subscription, phone, events: events.join(", ") },
  }));
}

/**
 * An inbound configuration of the number itself goes before every subscription. Reading it needs numbers:manage, which our key
 * does not ask for, and the body is known only roughly: what cannot be read is no problem.
 */
async function configurationProblems(
  io: ProviderIo,
  credentials: ProviderCredentials,
  target: WebhookTarget,
): Promise<WebhookProblem[]> {
  const path = "/resource-management/1/inbound-message-configurations";
  const answer = await callInfobip(io, credentials, { method: "GET", path });
  if (answer.status !== 200) return [];
  const numbers = new Set(configurationsIn(answer.json).flatMap(numbersOf));
  return target.numbers
    .filter(({ phone }) => numbers.has(phone))
    .map(({ phone }) => ({
      code: "number_configuration",
      detail: `${phone} has an inbound configuration of its own in Infobip, which goes before the subscription.`,
      params: { phone },
    }));
}

function configurationsIn(json: unknown): Json[] {
  const lists = [json, ...Object.values(object(json))].filter(Array.isArray);
  return lists.flat().filter(isObject).filter(isForWhatsApp);
}

function isForWhatsApp({ channel, channels, enabled }: Json): boolean {
  const named = [channel, ...(Array.isArray(channels) ? channels : [])].flatMap((one) => text(one) ?? []);
  return enabled !== false && (named.length === 0 || named.some((one) => /whatsapp/i.test(one)));
}

function numbersOf({ number, sender, resource, numbers, resources }: Json): string[] {
  const listed = [numbers, resources].flatMap((list) => (Array.isArray(list) ? list : []));
  return [number, sender, resource, ...listed].flatMap((one) => phoneOf(one) ?? []);
}

async function read(io: ProviderIo, credentials: ProviderCredentials, path: string): Promise<Json | null> {
  const answer = await callInfobip(io, credentials, { method: "GET", path: `/subscriptions/1/${path}` });
  if (answer.status === 404) return null;
  if (answer.status !== 200) throw unexpected("read the webhook subscriptions", answer);
  return object(answer.json);
}

/** The address itself holds the connection's token: only its host is told. */
function hostOf(address: string): string {
  return URL.parse(address)?.host ?? "nowhere";
}
