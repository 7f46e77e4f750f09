/**
 * One webhook subscription per connection, under ids derived from the connection: connecting again finds and updates what is
 * there instead of adding a second one (a second subscription for the same sender and event is refused). It names the
 * connection's own numbers, so that two workspaces, or another system, can share one Infobip account.
 */
import type { ProviderCredentials, ProviderIo } from "../connector.ts";
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

export interface WebhookTarget {
  readonly connectionId: string;
  readonly notifyUrl: string;
  /** HMAC-SHA256 key with which Infobip signs each body. */
  readonly secret: string;
  /** E.164 numbers whose events are ours. */
  readonly phones: readonly string[];
}

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
  const resources = target.phones.map((phone) => phone.replace("+", ""));
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
  connectionId: string,
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

function subscriptionIds(connectionId: string) {
  return {
    subscription: `ponte-${connectionId}-wa`,
    profile: `ponte-${connectionId}-profile`,
    security: `ponte-${connectionId}-hmac`,
  };
}
