/** The road of a message in a test: a workspace with one number at a sandbox of its own, contacts, and dispatches from it. */
import { afterAll } from "vitest";
import { type RunningSandbox, startSandbox } from "../../sandbox/src/app.ts";
import type { Context } from "../src/lib/context.ts";
import { type Dispatch, startDispatch } from "../src/messages/messages.ts";
import { aNumber, aWorkspace } from "./factories.ts";
import { everyone, welcome } from "./messages.ts";
import { controlOf, type SandboxProcess, sandboxNumber } from "./processes.ts";

export interface Road {
  readonly sandbox: RunningSandbox;
  readonly workspaceId: string;
  readonly connectionId: string;
  readonly subscriptionGroupId: string;
  readonly webhookToken: string;
  /** Our sending number, E.164. */
  readonly phone: string;
  readonly apiKey: string;
  readonly control: SandboxProcess["control"];
}

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
  const { apiKey, phone } = await sandboxNumber(control);
  const workspace = await aWorkspace(ctx);
  const baseUrl = `http://127.0.0.1:${sandbox.port}`;
  const number = await aNumber(ctx, workspace.id, { baseUrl, apiKey, phone, ...change });
  return { sandbox, workspaceId: workspace.id, apiKey, ...number, control };
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

/** Reports come to this address, signed with the secret that aNumber gives a connection. */
export async function subscribe(road: Road, notifyUrl: string): Promise<void> {
  const response = await fetch(
    `http://127.0.0.1:${road.sandbox.port}/subscriptions/1/subscription/WHATSAPP`,
    {
      method: "POST",
      headers: { authorization: `App ${road.apiKey}`, "content-type": "application/json" },
      body: JSON.stringify({
        subscriptionId: "test",
        events: ["DELIVERY", "SEEN"],
        profile: {
          profileId: "test",
          webhook: { notifyUrl },
          maxBucketSize: 20,
          windowSize: 20,
          security: {
            authId: "test",
            type: "HMAC",
            credentials: { secretKey: "webhook-secret", algorithm: "HMAC_SHA_256" },
          },
        },
      }),
    },
  );
  if (response.status !== 201) throw new Error(`the subscription was refused: ${await response.text()}`);
}
