/**
 * One webhook subscription per connection, under ids derived from the connection: connecting again finds and updates what is
 * there instead of adding a second one (a second subscription for the same sender and event is refused). It names the
 * connection's own numbers, so that two workspaces, or another system, can share one Infobip account.
 */
import { AppError } from "../../lib/errors.ts";
import type { ProviderCredentials, ProviderIo, WebhookTarget } from "../connector.ts";
import { callInfobip, type InfobipAnswer, unexpected } from "./client.ts";
import { SECRET_HEADER } from "./signature.ts";
import { claimsOf, listSubscriptions } from "./subscription-list.ts";

export const webhookEvents: readonly string[] = [
  "INBOUND_MESSAGE",
  "DELIVERY",
  "SEEN",
  "TEMPLATE_UPDATE",
  "ACCOUNT_REGISTRATION",
  "ACCOUNT_UPDATE_NOTIFICATION",
  "MARKETING_SUBSCRIPTION_UPDATE",
  "IDENTITY_CHANGE",
  "CLICK",
];

const base = "/subscriptions/1";

/** Idempotent. */
export async function ensureSubscription(
  io: ProviderIo,
  credentials: ProviderCredentials,
  target: WebhookTarget,
): Promise<void> {
  const ids = subscriptionIds(target.connectionId);
  const path = `${base}/subscription/WHATSAPP/${ids.subscription}`;
  const existing = await callInfobip(io, credentials, { method: "GET", path });
  if (existing.status !== 200 && existing.status !== 404)
    throw unexpected("read the webhook subscriptions", existing);
  const security = { type: "HMAC", credentials: { secretKey: target.secret, algorithm: "HMAC_SHA_256" } };
  const profile = profileOf(target);
  const body = {
    name: "Ponte",
    events: webhookEvents,
    resources: target.numbers.map(({ phone }) => phone.replace("+", "")),
  };
  const answer =
    existing.status === 404
      ? await callInfobip(io, credentials, {
          method: "POST",
          path: `${base}/subscription/WHATSAPP`,
          body: {
            subscriptionId: ids.subscription,
            ...body,
            profile: { profileId: ids.profile, ...profile, security: { authId: ids.security, ...security } },
          },
        })
      : await updateAll(io, credentials, [
          { path: `${base}/security/${ids.security}`, body: security },
          {
            path: `${base}/profiles/${ids.profile}`,
            body: { ...profile, security: { authId: ids.security } },
          },
          { path, body: { ...body, profile: { profileId: ids.profile } } },
        ]);
  if (answer.status === 409) throw await takenError(io, credentials, target, answer);
  if (answer.status !== 200 && answer.status !== 201)
    throw unexpected("save the webhook subscription", answer);
}

function profileOf({ notifyUrl, secret }: WebhookTarget) {
  return {
    webhook: { notifyUrl, contentType: "application/json" },
    // Besides the signature, which Infobip describes less firmly than this header.
    headers: { [SECRET_HEADER]: secret },
    maxBucketSize: 500,
    windowSize: 250,
    connectTimeout: 5000,
    readTimeout: 10_000,
  };
}

/** The answer to the last one, or to the first that was refused. */
async function updateAll(
  io: ProviderIo,
  credentials: ProviderCredentials,
  updates: readonly { readonly path: string; readonly body: unknown }[],
): Promise<InfobipAnswer> {
  let answer: InfobipAnswer = { status: 200, json: null };
  for (const update of updates) {
    answer = await callInfobip(io, credentials, { method: "PUT", ...update });
    if (answer.status !== 200) return answer;
  }
  return answer;
}

/** Infobip does not say which subscription has the number already: the list does. */
async function takenError(
  io: ProviderIo,
  credentials: ProviderCredentials,
  target: WebhookTarget,
  answer: InfobipAnswer,
): Promise<AppError> {
  const all = (await listSubscriptions(io, credentials)) ?? [];
  const claims = claimsOf(all, target, subscriptionIds(target.connectionId).subscription, webhookEvents);
  if (claims.length === 0) return unexpected("save the webhook subscription", answer);
  const subscriptions = [...new Set(claims.map((claim) => claim.subscription))].join(", ");
  const phones = [...new Set(claims.map((claim) => claim.phone))].join(", ");
  return new AppError(
    "infobip_subscription_taken",
    `Infobip already reports what happens on ${phones} elsewhere: to the subscription ${subscriptions}. Only one system can hear a number. Remove the number from that subscription, or delete it, in Infobip under Developer tools → Subscriptions management, then try again.`,
    { status: 409, params: { subscriptions, phones } },
  );
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
    const answer = await callInfobip(io, credentials, { method: "DELETE", path: `${base}/${path}` });
    if (![200, 204, 404].includes(answer.status)) throw unexpected("remove the webhook subscription", answer);
  }
}

export function subscriptionIds(connectionId: string) {
  return {
    subscription: `ponte-${connectionId}-wa`,
    profile: `ponte-${connectionId}-profile`,
    security: `ponte-${connectionId}-hmac`,
  };
}
