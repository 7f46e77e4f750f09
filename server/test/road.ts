/** The road of a message in a test: a workspace with one number at a sandbox of its own, contacts, and dispatches from it. */
import { afterAll } from "vitest";
import { type RunningSandbox, startSandbox } from "../../sandbox/src/app.ts";
import type { MessageContent } from "../src/content/message.ts";
import type { Context } from "../src/lib/context.ts";
import { type Dispatch, startDispatch } from "../src/messages/messages.ts";
import type { Filter } from "../src/segments/segments.ts";
import { aNumber, aWorkspace } from "./factories.ts";

export interface Road {
  readonly sandbox: RunningSandbox;
  readonly workspaceId: string;
  readonly connectionId: string;
  readonly subscriptionGroupId: string;
  readonly webhookToken: string;
  /** Our sending number, E.164. */
  readonly phone: string;
  control<T>(method: string, path: string, body?: unknown): Promise<T>;
}

export const scopes = [
  "message:send",
  "whatsapp:manage",
  "whatsapp:message:send",
  "account-management:manage",
  "subscriptions:manage",
  "metrics:manage",
];

/** A template of every WABA of the sandbox: two variables in the body, two quick replies. */
export const welcome: MessageContent = {
  kind: "template",
  templateName: "boas_vindas",
  language: "pt_BR",
  category: "MARKETING",
  structure: {
    body: { text: "Olá, {{1}}! Temos novidades em {{2}} para você." },
    buttons: [
      { type: "QUICK_REPLY", text: "Quero ver" },
      { type: "QUICK_REPLY", text: "Parar promoções" },
    ],
  },
  variables: {
    "body.1": "{{${first_name} | default: 'cliente'}}",
    "body.2": "{{custom_attribute.${city} | default: 'São Paulo'}}",
  },
};

export const everyone: Filter = { kind: "and", children: [] };

/** Receipts come only when a test asks for them. Start it before the app, which must be allowed to call it. */
export async function aSandbox(): Promise<RunningSandbox> {
  const sandbox = await startSandbox({ settings: { mode: "explicit" } });
  afterAll(() => sandbox.close());
  return sandbox;
}

export function allowing(sandbox: RunningSandbox) {
  return { infobipAllowedHosts: [`127.0.0.1:${sandbox.port}`] };
}

/** A fresh workspace and number; several roads may lead to one sandbox. */
export async function aRoad(
  ctx: Context,
  sandbox: RunningSandbox,
  change: { messagesPerSecond?: number } = {},
): Promise<Road> {
  const control = controlOf(sandbox.url);
  const [account] = await control<{ key: string }[]>("GET", "/control/accounts");
  const { apiKeySecret } = await control<{ apiKeySecret: string }>(
    "POST",
    `/control/accounts/${account?.key}/keys`,
    { name: "test", scopeGuids: scopes },
  );
  const phone = `+55113${Math.floor(1e7 + Math.random() * 8e7)}`;
  await control("POST", "/control/wabas", { name: "Loja Aurora", number: phone, accountKey: account?.key });
  const workspace = await aWorkspace(ctx);
  const baseUrl = `http://127.0.0.1:${sandbox.port}`;
  const number = await aNumber(ctx, workspace.id, { baseUrl, apiKey: apiKeySecret, phone, ...change });
  return { sandbox, workspaceId: workspace.id, ...number, control };
}

export function controlOf(url: string): Road["control"] {
  return async (method, path, body) => {
    const response = await fetch(url + path, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  };
}

export function launch(ctx: Context, road: Road, change: Partial<Parameters<typeof startDispatch>[1]> = {}) {
  return startDispatch(ctx.db, {
    workspaceId: road.workspaceId,
    subscriptionGroupId: road.subscriptionGroupId,
    kind: "campaign",
    message: welcome,
    audience: everyone,
    at: ctx.clock.now(),
    ...change,
  }) as Promise<Dispatch>;
}
