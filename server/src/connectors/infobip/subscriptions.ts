/**
 * One webhook subscription per connection, under ids derived from the connection: connecting again finds and updates what is
 * there instead of adding a second one (a second subscription for the same sender and event is refused). It names the
 * connection's own numbers, so that two workspaces, or another system, can share one Infobip account.
 */
import type { ProviderCredentials, ProviderIo, WebhookProblem, WebhookTarget } from "../connector.ts";
import { callInfobip, unexpected } from "./client.ts";
import { SECRET_HEADER } from "./signature.ts";

const events = [
  "INBOUND_MESSAGE",
  "DELIVERY",
  "SEEN",
  "TEMPLATE_UPDATE",
  "ACCOUNT_REGISTRATION",
  "MARKETING_SUBSCRIPTION_UPDATE",
];

/** Idempotent. */
export async function ensureSubscription(
  io: ProviderIo,
  credentials: ProviderCredentials,
  target: WebhookTarget,
): Promise<void> {
  const ids = subscriptionIds(target.connectionId);
  const security = { type: "HMAC", credentials: { secretKey: target.secret, algorithm: "HMAC_SHA_256" } };
  const profile = {
    webhook: { notifyUrl: target.notifyUrl, contentType: "application/json" },
    // Besides the signature, which Infobip describes less firmly than this header.
    headers: { [SECRET_HEADER]: target.secret },
    maxBucketSize: 500,
    windowSize: 250,
    connectTimeout: 5000,
    readTimeout: 10_000,
  };
  const resources = target.numbers.map(({ phone }) => phone.replace("+", ""));
  const base = "/subscriptions/1";
  const existing = await callInfobip(io, credentials, {
    method: "GET",
    path: `${base}/subscription/WHATSAPP/${ids.subscription}`,
  });
  if (existing.status === 404) {
    const created = await callInfobip(io, credentials, {
      method: "POST",
      path: `${base}/subscription/WHATSAPP`,
      body: {
        subscriptionId: ids.subscription,
        name: "Ponte",
        events,
        resources,
        profile: { profileId: ids.profile, ...profile, security: { authId: ids.security, ...security } },
      },
    });
    if (created.status !== 201 && created.status !== 200)
      throw unexpected("create the webhook subscription", created);
    return;
  }
  if (existing.status !== 200) throw unexpected("read the webhook subscriptions", existing);
  const updates = [
    { path: `${base}/security/${ids.security}`, body: security },
    { path: `${base}/profiles/${ids.profile}`, body: { ...profile, security: { authId: ids.security } } },
    {
      path: `${base}/subscription/WHATSAPP/${ids.subscription}`,
      body: { name: "Ponte", events, resources, profile: { profileId: ids.profile } },
    },
  ];
  for (const update of updates) {
    const answer = await callInfobip(io, credentials, { method: "PUT", ...update });
    if (answer.status !== 200) throw unexpected("update the webhook subscription", answer);
  }
}

/** Removes subscription, profile and security; what is already gone is fine. */
export async function removeSubscription(
  io: ProviderIo,
  credentials: ProviderCredentials,
  { connectionId }: WebhookTarget,
): Promise<void> {
  const ids = subscriptionIds(connectionId);
  for (const path of [
    `subscription/WHATSAPP/${ids.subscription}`,
    `profiles/${ids.profile}`,
    `security/${ids.security}`,
  ]) {
    const answer = await callInfobip(io, credentials, { method: "DELETE", path: `/subscriptions/1/${path}` });
    if (![200, 204, 404].includes(answer.status)) throw unexpected("remove the webhook subscription", answer);
  }
}

interface Subscription {
  readonly events?: readonly string[];
  readonly resources?: readonly string[];
  readonly profile?: { readonly profileId?: string };
}

/** What keeps the events of the target's numbers from arriving here. */
export async function checkSubscription(
  io: ProviderIo,
  credentials: ProviderCredentials,
  target: WebhookTarget,
): Promise<WebhookProblem[]> {
  const ids = subscriptionIds(target.connectionId);
  const found = await read<Subscription>(io, credentials, `subscription/WHATSAPP/${ids.subscription}`);
  if (!found)
    return [
      { code: "subscription_missing", detail: `There is no subscription ${ids.subscription}.`, params: {} },
    ];
  const profile = await read<{ webhook?: { notifyUrl?: string } }>(
    io,
    credentials,
    `profiles/${ids.profile}`,
  );
  const problems: WebhookProblem[] = [];
  const address = profile?.webhook?.notifyUrl ?? "";
  if (address !== target.notifyUrl)
    problems.push({
      code: "subscription_elsewhere",
      detail: `The subscription points to ${hostOf(address)}, not to ${hostOf(target.notifyUrl)}.`,
      params: { host: hostOf(address), expected: hostOf(target.notifyUrl) },
    });
  const missing = events.filter((event) => !found.events?.includes(event));
  if (missing.length > 0)
    problems.push({
      code: "events_missing",
      detail: `The subscription does not report ${missing.join(", ")}.`,
      params: { events: missing.join(", ") },
    });
  for (const { phone } of target.numbers)
    if (!found.resources?.includes(phone.replace("+", "")))
      problems.push({
        code: "number_missing",
        detail: `The subscription does not name ${phone}.`,
        params: { phone },
      });
  return problems;
}

async function read<T>(io: ProviderIo, credentials: ProviderCredentials, path: string): Promise<T | null> {
  const answer = await callInfobip(io, credentials, { method: "GET", path: `/subscriptions/1/${path}` });
  if (answer.status === 404) return null;
  if (answer.status !== 200) throw unexpected("read the webhook subscriptions", answer);
  return answer.json as T;
}

/** The address itself holds the connection's token: only its host is told. */
function hostOf(address: string): string {
  return URL.parse(address)?.host ?? "nowhere";
}

function subscriptionIds(connectionId: string) {
  return {
    subscription: `ponte-${connectionId}-wa`,
    profile: `ponte-${connectionId}-profile`,
    security: `ponte-${connectionId}-hmac`,
  };
}
