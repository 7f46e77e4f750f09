/**
 * Where Meta reports to. Two locks must both be open: the app subscribes to fields, and each WABA subscribes to the app. Every WABA
 * gets an address of its own (an override), so that many connections and other systems can share one app; the app's own address
 * is set only when it has none, since the last writer would win. Meta asks the address for the verify token before it answers.
 */
import { AppError } from "../../lib/errors.ts";
import type { ProviderCredentials, ProviderIo, WebhookProblem, WebhookTarget } from "../connector.ts";
import { callGraph, dataOf, type GraphAnswer } from "./client.ts";
import { verifyToken } from "./signature.ts";
import { refusedCall } from "./token.ts";

export const webhookFields = [
  "messages",
  "message_template_status_update",
  "message_template_quality_update",
  "message_template_components_update",
  "template_category_update",
  "phone_number_quality_update",
  "phone_number_name_update",
  "account_update",
  "account_review_update",
  "account_alerts",
  "business_capability_update",
  "user_preferences",
  "security",
  "flows",
] as const;

interface AppSubscription {
  readonly object?: string;
  readonly callback_url?: string;
  readonly active?: boolean;
  readonly fields?: readonly (string | { readonly name?: string })[];
}

interface SubscribedApp {
  readonly whatsapp_business_api_data?: { readonly id?: string | number };
  readonly override_callback_uri?: string;
}

/** Idempotent. */
export async function subscribe(
  io: ProviderIo,
  credentials: ProviderCredentials,
  target: WebhookTarget,
): Promise<void> {
  if (canSpeakAsApp(credentials)) await subscribeApp(io, credentials, target);
  for (const wabaId of wabaIdsOf(target)) {
    const answer = await callGraph(io, credentials, {
      method: "POST",
      path: `/${encodeURIComponent(wabaId)}/subscribed_apps`,
      body: { override_callback_uri: target.notifyUrl, verify_token: verifyToken(target.secret) },
    });
    if (answer.status !== 200) throw subscriptionRefused(answer, target);
  }
}

export async function unsubscribe(
  io: ProviderIo,
  credentials: ProviderCredentials,
  target: WebhookTarget,
): Promise<void> {
  for (const wabaId of wabaIdsOf(target)) {
    const answer = await callGraph(io, credentials, {
      method: "DELETE",
      path: `/${encodeURIComponent(wabaId)}/subscribed_apps`,
    });
    // 100: the token reaches it no more, so nothing is subscribed through it either.
    if (answer.status !== 200 && answer.problem?.code !== 100)
      throw refusedCall("remove the webhook subscription", answer);
  }
}

/** What keeps the events of the target's numbers from arriving here. */
export async function checkSubscription(
  io: ProviderIo,
  credentials: ProviderCredentials,
  target: WebhookTarget,
): Promise<WebhookProblem[]> {
  const app = canSpeakAsApp(credentials) ? await readAppSubscription(io, credentials) : null;
  const problems = canSpeakAsApp(credentials) ? missingFields(app) : [];
  for (const wabaId of wabaIdsOf(target)) {
    const answer = await callGraph(io, credentials, {
      method: "GET",
      path: `/${encodeURIComponent(wabaId)}/subscribed_apps`,
    });
    if (answer.status !== 200) throw refusedCall("read the webhook subscriptions", answer);
    problems.push(
      ...problemsOfWaba(wabaId, dataOf<SubscribedApp>(answer), credentials, target, app?.callback_url),
    );
  }
  for (const number of target.numbers)
    if (number.phoneNumberId) {
      const elsewhere = await numberOverride(io, credentials, number.phoneNumberId, target);
      if (elsewhere)
        problems.push({
          code: "number_configuration",
          detail: `The number ${number.phone} has a webhook address of its own, at ${elsewhere}, which takes its messages away.`,
          params: { phone: number.phone, host: elsewhere },
        });
    }
  return problems;
}

async function subscribeApp(
  io: ProviderIo,
  credentials: ProviderCredentials,
  target: WebhookTarget,
): Promise<void> {
  const known = await readAppSubscription(io, credentials);
  const own = hostOf(target.notifyUrl);
  // Another system's address stays; each WABA points here by itself.
  if (known?.callback_url && hostOf(known.callback_url) !== own) return;
  if (known && missingFields(known).length === 0) return;
  const answer = await callGraph(io, credentials, {
    method: "POST",
    path: `/${credentials.appId}/subscriptions`,
    asApp: true,
    body: {
      object: "whatsapp_business_account",
      callback_url: target.notifyUrl,
      fields: webhookFields.join(","),
      verify_token: verifyToken(target.secret),
    },
  });
  if (answer.status !== 200) throw subscriptionRefused(answer, target);
}

async function readAppSubscription(
  io: ProviderIo,
  credentials: ProviderCredentials,
): Promise<AppSubscription | null> {
  const answer = await callGraph(io, credentials, {
    method: "GET",
    path: `/${credentials.appId}/subscriptions`,
    asApp: true,
  });
  if (answer.status !== 200) throw refusedCall("read the app's webhook subscription", answer);
  return (
    dataOf<AppSubscription>(answer).find(
      ({ object, active }) => object === "whatsapp_business_account" && active !== false,
    ) ?? null
  );
}

function missingFields(app: AppSubscription | null): WebhookProblem[] {
  if (!app)
    return [
      { code: "subscription_missing", detail: "The Meta app subscribes to no WhatsApp events.", params: {} },
    ];
  const fields = (app.fields ?? []).map((field) => (typeof field === "string" ? field : field.name));
  const missing = webhookFields.filter((field) => !fields.includes(field));
  if (missing.length === 0) return [];
  return [
    {
      code: "events_missing",
      detail: `The Meta app does not subscribe to ${missing.join(", ")}. Tick them in its dashboard under WhatsApp → Configuration.`,
      params: { events: missing.join(", ") },
    },
  ];
}

function problemsOfWaba(
  wabaId: string,
  apps: readonly SubscribedApp[],
  { appId }: ProviderCredentials,
  target: WebhookTarget,
  appAddress: string | undefined,
): WebhookProblem[] {
  const own = apps.find((app) =>
    appId
      ? String(app.whatsapp_business_api_data?.id) === appId
      : app.override_callback_uri === target.notifyUrl,
  );
  if (!own)
    return [
      {
        code: "subscription_missing",
        detail: `The WhatsApp Business account ${wabaId} does not report to Ponte's Meta app.`,
        params: { wabaId },
      },
    ];
  const address = own.override_callback_uri ?? appAddress ?? "";
  if (address === target.notifyUrl) return [];
  return [
    {
      code: "subscription_elsewhere",
      detail: `The WhatsApp Business account ${wabaId} reports to ${hostOf(address)}, not to ${hostOf(target.notifyUrl)}.`,
      params: { host: hostOf(address), expected: hostOf(target.notifyUrl) },
    },
  ];
}

/** The host of an address that the number itself reports to, when it is not ours. */
async function numberOverride(
  io: ProviderIo,
  credentials: ProviderCredentials,
  phoneNumberId: string,
  target: WebhookTarget,
): Promise<string | null> {
  const answer = await callGraph(io, credentials, {
    method: "GET",
    path: `/${encodeURIComponent(phoneNumberId)}`,
    query: { fields: "webhook_configuration" },
  });
  if (answer.status !== 200) return null;
  const { webhook_configuration: addresses } = answer.json as {
    webhook_configuration?: { phone_number?: string };
  };
  const own = addresses?.phone_number;
  return own && own !== target.notifyUrl ? hostOf(own) : null;
}

function subscriptionRefused(answer: GraphAnswer, { notifyUrl }: WebhookTarget): AppError {
  const words = answer.problem?.text ?? "";
  if (answer.problem?.code === 100 && /must be subscribed|before override/i.test(words))
    return new AppError(
      "meta_app_not_subscribed",
      "The Meta app itself has no webhook for messages yet, and Meta wants one before an account may have its own. Enter the app id together with the secret so that Ponte sets it up, or do it in the app's dashboard under WhatsApp → Configuration: tick the field messages.",
    );
  if (answer.problem?.code === 2200 || /callback|verif/i.test(words))
    return new AppError(
      "webhook_address_unreachable",
      `Meta could not reach this server at ${hostOf(notifyUrl)} to confirm the webhook address (${words}). It must be on the internet with HTTPS; check PONTE_PUBLIC_URL and the reverse proxy, then go on from here.`,
      { params: { host: hostOf(notifyUrl) } },
    );
  return refusedCall("subscribe to reports and messages", answer);
}

function canSpeakAsApp({ appId, appSecret }: ProviderCredentials): boolean {
  return appId !== undefined && appSecret !== undefined;
}

function wabaIdsOf({ numbers }: WebhookTarget): string[] {
  return [...new Set(numbers.map(({ wabaId }) => wabaId).filter((id) => id !== ""))];
}

/** The address itself holds the connection's token: only its host is told. */
function hostOf(address: string): string {
  return URL.parse(address)?.host ?? "nowhere";
}
