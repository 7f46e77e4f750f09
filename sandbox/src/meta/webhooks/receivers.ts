/** Who gets which webhook: apps subscribed to the WABA, at the address of the number, the WABA or the app. */
import { randomInt } from "node:crypto";
import type { State } from "../../state.ts";
import type { Sender } from "../../types.ts";
import { GraphError } from "../errors.ts";
import type { MetaApp } from "../store.ts";

export interface Receiver {
  app: MetaApp;
  url: string;
}

export const WABA_OBJECT = "whatsapp_business_account";

/** Events about the account itself go to the app's own address, whatever the overrides say. */
const APP_LEVEL = new Set(["account_update", "partner_solutions"]);

export function receiversOf(state: State, wabaId: string, field: string, sender?: Sender): Receiver[] {
  const subscribed = Object.entries(state.wabas.get(wabaId)?.subscribedApps ?? {});
  return subscribed.flatMap(([appId, { overrideCallbackUri }]) => {
    const receiver = appReceiver(state, appId, field);
    if (!receiver) return [];
    const own = sender ? state.meta.numbers.get(sender.phoneNumberId)?.override?.callbackUri : undefined;
    const url = APP_LEVEL.has(field) ? receiver.url : (own ?? overrideCallbackUri ?? receiver.url);
    return [{ app: receiver.app, url }];
  });
}

/** The app at its own address, if it wants this field. */
export function appReceiver(state: State, appId: string, field: string): Receiver | null {
  const app = state.meta.apps.get(appId);
  const subscription = app?.subscriptions.get(WABA_OBJECT);
  return app && subscription?.fields.includes(field) ? { app, url: subscription.callbackUrl } : null;
}

const HANDSHAKE_MS = 5000;

/** Asks the address whether it wants webhooks, as Meta does before it answers the subscribing call. Throws (#2200) if not. */
export async function handshake(callbackUrl: string, verifyToken: string): Promise<void> {
  const fail = (why: string) =>
    new GraphError(400, 2200, `(#2200) Callback verification failed with the following errors: ${why}`);
  if (!/^https?:\/\//.test(callbackUrl) || !URL.canParse(callbackUrl)) throw fail("the URL is not valid");
  const challenge = String(randomInt(100_000_000, 2_000_000_000));
  const address = new URL(callbackUrl);
  address.searchParams.set("hub.mode", "subscribe");
  address.searchParams.set("hub.challenge", challenge);
  address.searchParams.set("hub.verify_token", verifyToken);
  const answer = await fetch(address, { signal: AbortSignal.timeout(HANDSHAKE_MS), redirect: "manual" }).then(
    async (response) => ({ status: response.status, text: await response.text() }),
    (error: Error) => ({ status: 0, text: error.message }),
  );
  if (answer.status === 0) throw fail(`curl_errno = 7; ${answer.text}`);
  if (answer.status !== 200) throw fail(`HTTP Status Code = ${answer.status}; HTTP Message = Forbidden`);
  if (answer.text.trim() !== challenge) throw fail("the response does not match the challenge");
}
