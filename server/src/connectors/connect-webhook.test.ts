/** The receiver of docs/connecting-webhook.md, as it stands there, in a process of its own: a message there and its receipt back. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, expect, it } from "vitest";
import { aBearer, aSession, aWorkspace } from "../../test/factories.ts";
import { createTestApp } from "../../test/harness.ts";
import { signWebhook } from "../lib/standard-webhooks.ts";

const port = await freePort();
const { app, ctx, logLines } = await createTestApp({ webhookAllowedHosts: [`127.0.0.1:${port}`] });
const folder = mkdtempSync(path.join(tmpdir(), "ponte-receiver-"));
const file = path.join(folder, "receiver.mjs");
const guide = readFileSync(new URL("../../../docs/connecting-webhook.md", import.meta.url), "utf8");
writeFileSync(file, /```js\n([\s\S]*?)```/.exec(guide)?.[1] ?? "");

let receiver: ChildProcess | null = null;
let printed = "";

async function startReceiver(env: Record<string, string> = {}): Promise<void> {
  receiver?.kill();
  if (receiver) await new Promise((done) => receiver?.once("exit", done));
  receiver = spawn(process.execPath, [file], { env: { PORT: String(port), ...env } });
  receiver.stdout?.on("data", (chunk) => {
    printed += String(chunk);
  });
  receiver.stderr?.on("data", (chunk) => {
    printed += String(chunk);
  });
  await until(() => answers(port));
}

afterAll(() => {
  receiver?.kill();
  rmSync(folder, { recursive: true, force: true });
});

it("posts a message to the receiver of the guide and hears that it was delivered", async () => {
  const address = await app.server.listen({ host: "127.0.0.1", port: 0 });
  await startReceiver();
  const workspace = await aWorkspace(ctx);
  const { cookie } = await aSession(app, workspace.id);
  const connecting = (body: object) =>
    app.server.inject({
      method: "POST",
      url: `/api/v1/workspaces/${workspace.slug}/integrations/whatsapp/webhook/connections`,
      headers: { cookie },
      payload: { phone: "+55 11 3000-1000", displayName: "Aurora", ...body },
    });
  expect((await connecting({ url: "https://127.0.0.1:1/" })).json().error.code).toBe("webhook_unreachable");
  expect((await connecting({ url: "http://receiver.example/" })).json().error.code).toBe(
    "webhook_url_invalid",
  );
  const connected = await connecting({ url: `http://127.0.0.1:${port}/ponte` });
  expect(connected.statusCode).toBe(201);
  const { secret, reportUrl, subscriptionGroupId, connection } = connected.json();
  expect(connection).toMatchObject({ provider: "webhook", state: "ready", accountName: `127.0.0.1:${port}` });
  const reports = new URL(reportUrl).pathname;
  expect(JSON.stringify(connection)).not.toContain(secret);

  await startReceiver({ PONTE_SECRET: secret, PONTE_REPORT_URL: address + reports });
  expect(await report(reports, secret, message("+5511988887777", "Oi"))).toBe(200);
  expect(await report(reports, "whsec_AAAA", message("+5511988887777", "Oi"))).toBe(401);
  await app.processAll();
  const key = await aBearer(ctx, workspace.id, ["messages.send"]);
  await sql`
    with named as (update contacts set external_id = 'ana' where workspace_id = ${workspace.id} returning *)
    insert into contact_identifiers (workspace_id, kind, value, bucket, contact_id)
    select workspace_id, 'external_id', external_id, bucket, id from named`.execute(ctx.db);
  const sent = await app.server.inject({
    method: "POST",
    url: "/messages/send",
    headers: { authorization: key },
    payload: {
      external_user_ids: ["ana"],
      recipient_subscription_state: "all",
      messages: {
        whats_app: {
          subscription_group_id: subscriptionGroupId,
          message_type: "text_response_message",
          message: { body: "Welcome, Ana" },
        },
      },
    },
  });
  expect(sent.statusCode, sent.body).toBe(201);
  await app.processAll();
  await until(() => printed.includes("Welcome, Ana"));
  expect(printed).toContain("+5511988887777");
  await until(async () => {
    await app.processAll();
    const { rows } = await sql<{ state: string }>`
      select state::text as state from sends where workspace_id = ${workspace.id}`.execute(ctx.db);
    return rows[0]?.state === "delivered";
  });
  expect(logLines.join("\n")).not.toContain(secret);
});

function message(from: string, text: string) {
  return { type: "message", id: randomUUID(), from, to: "+551130001000", at: new Date().toISOString(), text };
}

async function report(url: string, secret: string, event: object): Promise<number> {
  const body = JSON.stringify({ events: [event] });
  const [id, seconds] = [randomUUID(), Math.floor(Date.now() / 1000)];
  const response = await app.server.inject({
    method: "POST",
    url,
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(seconds),
      "webhook-signature": signWebhook(secret, id, seconds, body),
    },
    payload: body,
  });
  return response.statusCode;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const started = Date.now(); Date.now() - started < 15_000; await wait(50))
    if (await condition()) return;
  throw new Error(`it did not come to that; the receiver printed: ${printed}`);
}

function answers(at: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(at, "127.0.0.1", () => resolve(true));
    socket.on("error", () => resolve(false));
    socket.on("connect", () => socket.destroy());
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
