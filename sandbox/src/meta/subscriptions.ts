/** Webhook subscriptions: of an app to fields, of a WABA to apps, and the overrides of WABA and number. */
import type { FastifyInstance } from "fastify";
import { asArray, asString, asText, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Waba } from "../types.ts";
import { appOf, BASES, callWaba, type GraphCall, inputOf, MANAGEMENT, type Route, success } from "./call.ts";
import { GraphError, unknownNode } from "./errors.ts";
import type { MetaApp, MetaNumber } from "./store.ts";
import { handshake, WABA_OBJECT } from "./webhooks/receivers.ts";

/** Every field of `whatsapp_business_account` an app can subscribe to. */
export const FIELDS = [
  "account_alerts",
  "account_review_update",
  "account_settings_update",
  "account_update",
  "automatic_events",
  "business_capability_update",
  "business_username_update",
  "calls",
  "flows",
  "group_lifecycle_update",
  "group_participants_update",
  "group_settings_update",
  "group_status_update",
  "history",
  "message_echoes",
  "message_template_components_update",
  "message_template_quality_update",
  "message_template_status_update",
  "messages",
  "messaging_handovers",
  "partner_solutions",
  "payment_configuration_update",
  "phone_number_name_update",
  "phone_number_quality_update",
  "security",
  "smb_app_state_sync",
  "smb_message_echoes",
  "standby",
  "template_category_update",
  "tracking_events",
  "user_preferences",
];

/** `/{APP}/subscriptions`, with the app's own token. */
export function registerSubscriptions(app: FastifyInstance, sandbox: Sandbox): void {
  for (const base of BASES) {
    const url = `${base}/:id/subscriptions`;
    app.get(url, (request) => {
      const found = pathApp(sandbox, request.params, appOf(sandbox, request, inputOf(request)));
      return { data: [...found.subscriptions.values()].map((one) => present(found, one)) };
    });
    app.post(url, async (request) => {
      const input = inputOf(request);
      return subscribe(sandbox, pathApp(sandbox, request.params, appOf(sandbox, request, input)), input);
    });
    app.delete(url, (request) => {
      const input = inputOf(request);
      return unsubscribe(sandbox, pathApp(sandbox, request.params, appOf(sandbox, request, input)), input);
    });
  }
}

function pathApp(_sandbox: Sandbox, params: unknown, app: MetaApp): MetaApp {
  const { id } = params as { id: string };
  if (id !== app.id) throw unknownNode(id);
  return app;
}

function present(
  app: MetaApp,
  { object, callbackUrl, fields }: { object: string; callbackUrl: string; fields: string[] },
): Json {
  return {
    object,
    callback_url: callbackUrl,
    active: true,
    fields: fields.map((name) => ({ name, version: app.webhookVersion })),
  };
}

function fieldList(value: unknown): string[] {
  if (Array.isArray(value)) return asArray(value).filter((one) => typeof one === "string");
  const text = (asText(value) ?? "").trim();
  if (text.startsWith("[")) return fieldList(parseOr(text, []));
  return text === "" ? [] : text.split(",").map((one) => one.trim());
}

function parseOr(text: string, fallback: unknown): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return fallback;
  }
}

async function subscribe(sandbox: Sandbox, app: MetaApp, input: Json): Promise<unknown> {
  const object = asString(input.object) ?? "";
  if (object !== WABA_OBJECT)
    throw new GraphError(400, 100, `(#100) Param object must be one of {${WABA_OBJECT}}`);
  const known = app.subscriptions.get(object);
  const callbackUrl = asString(input.callback_url) ?? known?.callbackUrl;
  const verifyToken = asString(input.verify_token) ?? known?.verifyToken;
  if (!callbackUrl) throw new GraphError(400, 100, "(#100) The parameter callback_url is required.");
  if (!verifyToken) throw new GraphError(400, 100, "(#100) The parameter verify_token is required.");
  const fields = fieldList(input.fields);
  const strange = fields.find((field) => !FIELDS.includes(field));
  if (strange) throw new GraphError(400, 100, `(#100) Param fields has an unknown field: ${strange}`);
  await handshake(callbackUrl, verifyToken);
  const all = [...new Set([...(known?.fields ?? []), ...fields])];
  app.subscriptions.set(object, { object, callbackUrl, verifyToken, fields: all });
  return success(sandbox);
}

function unsubscribe(sandbox: Sandbox, app: MetaApp, input: Json): unknown {
  const object = asString(input.object);
  const fields = fieldList(input.fields);
  for (const subscription of app.subscriptions.values()) {
    if (object && subscription.object !== object) continue;
    if (fields.length > 0) subscription.fields = subscription.fields.filter((one) => !fields.includes(one));
    else app.subscriptions.delete(subscription.object);
  }
  return success(sandbox);
}

/** `/{WABA}/subscribed_apps`, with a token of the customer. */
export function registerSubscribedApps(route: Route, sandbox: Sandbox): void {
  const path = "/:id/subscribed_apps";
  route("GET", path, (call) => ({ data: subscribedApps(sandbox, callWaba(sandbox, call)) }), MANAGEMENT);
  route("POST", path, (call) => subscribeWaba(sandbox, call), MANAGEMENT);
  route(
    "DELETE",
    path,
    (call) => {
      delete callWaba(sandbox, call).subscribedApps[call.token.appId];
      return success(sandbox);
    },
    MANAGEMENT,
  );
}

function subscribedApps({ state }: Sandbox, waba: Waba): Json[] {
  return Object.entries(waba.subscribedApps).map(([id, { overrideCallbackUri }]) => ({
    whatsapp_business_api_data: {
      id,
      name: state.meta.apps.get(id)?.name ?? id,
      link: `https://www.facebook.com/games/?app_id=${id}`,
    },
    ...(overrideCallbackUri ? { override_callback_uri: overrideCallbackUri } : {}),
  }));
}

async function subscribeWaba(sandbox: Sandbox, call: GraphCall): Promise<unknown> {
  const waba = callWaba(sandbox, call);
  const override = await readOverride(sandbox, call.token.appId, call.input);
  waba.subscribedApps[call.token.appId] = override ? { overrideCallbackUri: override.callbackUri } : {};
  return success(sandbox);
}

/** Checks an override, handshake included; null when none is given. */
async function readOverride(sandbox: Sandbox, appId: string, input: Json): Promise<MetaNumber["override"]> {
  const callbackUri = asText(input.override_callback_uri);
  if (!callbackUri) return null;
  const verifyToken = asText(input.verify_token);
  if (!verifyToken) throw new GraphError(400, 100, "(#100) The parameter verify_token is required.");
  if (callbackUri.length > 200)
    throw new GraphError(400, 100, "(#100) Param override_callback_uri must be at most 200 characters long.");
  const subscription = sandbox.state.meta.apps.get(appId)?.subscriptions.get(WABA_OBJECT);
  if (!subscription?.fields.includes("messages")) {
    throw new GraphError(
      400,
      100,
      "(#100) Before override the current callback uri, your app must be subscribed to receive messages for WhatsApp Business Account.",
    );
  }
  await handshake(callbackUri, verifyToken);
  return { callbackUri, verifyToken };
}

/** `webhook_configuration` of a number; an empty address removes it. */
export async function overrideNumber(
  sandbox: Sandbox,
  call: GraphCall,
  number: MetaNumber,
  configuration: Json,
): Promise<void> {
  number.override = await readOverride(sandbox, call.token.appId, configuration);
}

/** `webhook_configuration` as WABA and number nodes show it. */
export function webhookConfiguration({ state }: Sandbox, number: MetaNumber, appId: string): Json {
  const waba = state.wabas.get(number.sender.wabaId);
  const application = state.meta.apps.get(appId)?.subscriptions.get(WABA_OBJECT)?.callbackUrl;
  const account = waba?.subscribedApps[appId]?.overrideCallbackUri;
  return {
    ...(application ? { application } : {}),
    ...(account ? { whatsapp_business_account: account } : {}),
    ...(number.override ? { phone_number: number.override.callbackUri } : {}),
  };
}
