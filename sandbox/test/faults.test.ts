/** Misbehaviour on order, and every event on command. */

import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Kit, type Receiver, startKit, startReceiver, subscribe, templateMessage } from "./harness.ts";

let kit: Kit;
let receiver: Receiver;
beforeEach(async () => {
  kit = await startKit();
  receiver = await startReceiver();
});
afterEach(async () => {
  await kit.close();
  receiver.close();
});

const PHONE = "5511955550000";
const flush = () => kit.control("POST", "/control/flush");
const send = (messageId: string) =>
  kit.api("POST", "/whatsapp/1/message/template", {
    messages: [templateMessage(kit.sender, PHONE, { messageId })],
  });
const order = (fault: object) => kit.control("POST", "/control/faults", fault);
const deliver = (id: string) =>
  kit.control("POST", `/control/messages/${id}/receipt`, { event: "delivered" });

describe("the next calls", () => {
  test("three answer 502 in the family's body, the fourth is served", async () => {
    await order({ path: "/whatsapp/1/message/*", times: 3, status: 502 });
    const statuses = [];
    for (const id of ["a", "b", "c", "d"]) statuses.push((await send(id)).status);
    expect(statuses).toEqual([502, 502, 502, 200]);
    expect(await kit.control("GET", "/control/witness")).toMatchObject({ accepted: 1 });
  });

  test("drop does nothing, drop-answer does it without saying so: the second try is a duplicate", async () => {
    await order({ path: "/whatsapp/1/message/template", kind: "drop" });
    await expect(send("a")).rejects.toThrow();
    await order({ method: "POST", path: "/whatsapp/1/message/template", kind: "drop-answer" });
    await expect(send("a")).rejects.toThrow();
    expect((await send("a")).body.messages[0].status.name).toBe("REJECTED_DUPLICATE_MESSAGE_ID");
    expect(await kit.control("GET", "/control/witness")).toMatchObject({
      accepted: 1,
      duplicateIdRejections: 1,
    });
  });

  test("delay waits; other methods and paths are left alone; what is wrong is named", async () => {
    await order({ method: "GET", path: "/account/1/balance", kind: "delay", delayMs: 150 });
    const at = Date.now();
    await send("a");
    expect(Date.now() - at).toBeLessThan(140);
    await kit.api("GET", "/account/1/balance");
    expect(Date.now() - at).toBeGreaterThanOrEqual(150);
    expect((await order({ path: "x" })).error.message).toContain('"path"');
    expect((await order({ path: "/x", kind: "explode" })).error.message).toContain('"kind"');
  });

  test("a wrong key is refused before a fault is spent", async () => {
    await order({ path: "/account/1/balance" });
    expect((await kit.api("GET", "/account/1/balance", undefined, "nope")).status).toBe(401);
    expect((await kit.control("GET", "/control/faults")).calls).toHaveLength(1);
    expect((await kit.api("GET", "/account/1/balance")).status).toBe(500);
  });

  test("an outage ends by itself", async () => {
    await kit.control("POST", "/control/faults/outage", { seconds: 0.2 });
    expect((await kit.api("GET", "/account/1/balance")).status).toBe(503);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await kit.api("GET", "/account/1/balance")).status).toBe(200);
  });
});

test("dropped webhooks never come, delayed ones later", async () => {
  await subscribe(kit, receiver, ["DELIVERY"]);
  await kit.control("PATCH", "/control/settings", { faults: { dropWebhookRate: 1 } });
  await send("gone");
  await deliver("gone");
  const late = { timeScale: 1, webhookDelayMs: [3_600_000, 3_600_000] };
  await kit.control("PATCH", "/control/settings", {
    ...late,
    faults: { dropWebhookRate: 0, delayWebhookRate: 1 },
  });
  await send("late");
  await deliver("late");
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(receiver.posts).toHaveLength(0);
  await flush();
  expect(receiver.results().map(({ messageId }) => messageId)).toEqual(["late"]);
});

test("OAuth: the token of the token address goes with the webhook", async () => {
  const tokens = createServer((_request, response) => response.end('{"access_token":"t-1"}')).listen(0);
  await once(tokens, "listening");
  const tokenUrl = `http://127.0.0.1:${(tokens.address() as { port: number }).port}/`;
  const credentials = { tokenUrl, grantType: "client_credentials", clientId: "a", clientSecret: "b" };
  await subscribe(kit, receiver, ["DELIVERY"], { security: { authId: "o", type: "OAUTH", credentials } });
  await send("a");
  await deliver("a");
  await flush();
  expect(receiver.posts[0]?.headers.authorization).toBe("Bearer t-1");
  tokens.close();
});

test.each<[string, object, object]>([
  ["CLICK", { messageId: "a" }, { notificationType: "CLICKED", recipient: PHONE, messageId: "a" }],
  ["IDENTITY_CHANGE", { phone: PHONE }, { content: { type: "user_identity_changed", userNumber: PHONE } }],
  [
    "PAYMENT_STATUS",
    { phone: PHONE, status: "CAPTURED" },
    { content: { type: "payment", paymentStatus: "CAPTURED" } },
  ],
  [
    "MARKETING_SUBSCRIPTION_UPDATE",
    { phone: PHONE, status: "stop" },
    { content: { notificationMessagesStatus: "stop" } },
  ],
  [
    "ACCOUNT_REGISTRATION",
    { status: "FAILED", registrationInfo: "x" },
    { status: "FAILED", registrationInfo: "x" },
  ],
  ["ACCOUNT_UPDATE_NOTIFICATION", { body: { restriction: "x" } }, { restriction: "x" }],
  ["BILLING", { body: { any: 1 } }, { any: 1 }],
])("%s on command", async (event, fields, expected) => {
  await subscribe(kit, receiver, [event]);
  await send("a");
  await kit.control("POST", `/control/senders/${kit.sender}/events`, { event, ...fields });
  await flush();
  expect(receiver.posts.map(({ body }) => body)).toMatchObject([expected]);
});

test("template decisions: status, category and quality, each told in its own kind", async () => {
  await subscribe(kit, receiver, ["TEMPLATE_UPDATE"]);
  const templates = await kit.control("GET", "/control/templates");
  const { id } = templates.find(({ name }: { name: string }) => name === "pedido_enviado");
  const patch = { status: "FIRST_PAUSED", category: "MARKETING", quality: "LOW" };
  await kit.control("PATCH", `/control/templates/${id}`, patch);
  await flush();
  expect(receiver.posts.map(({ body }) => body.change).sort((a, b) => (a.type < b.type ? -1 : 1))).toEqual([
    { type: "TEMPLATE_CATEGORY_UPDATE", previousCategory: "UTILITY", newCategory: "MARKETING" },
    { type: "TEMPLATE_QUALITY_UPDATE", previousQualityScore: "HIGH", newQualityScore: "LOW" },
    { type: "TEMPLATE_STATUS_UPDATE", newStatus: "FIRST_PAUSED", reason: "NONE" },
  ]);
});

test("the balance is set by a control call, and an empty one refuses (12) when limits are enforced", async () => {
  await kit.control("PATCH", "/control/settings", { enforceLimits: true });
  await kit.control("PATCH", `/control/accounts/${kit.accountKey}`, { balance: 0 });
  expect((await kit.api("GET", "/account/1/balance")).body.balance).toBe(0);
  expect((await send("a")).body.messages[0].status.name).toBe("REJECTED_NOT_ENOUGH_CREDITS");
});

test("media that cannot be fetched fail with 7013 when they are checked", async () => {
  await kit.control("PATCH", "/control/settings", { checkMedia: true });
  await subscribe(kit, receiver, ["DELIVERY"]);
  const message = (messageId: string, mediaUrl: string) => ({
    from: kit.sender,
    to: PHONE,
    messageId,
    content: {
      templateName: "oferta_relampago",
      language: "pt_BR",
      templateData: {
        header: { type: "IMAGE", mediaUrl },
        body: { placeholders: ["a", "b"] },
        buttons: [{ type: "COPY_CODE", parameter: "A" }],
      },
    },
  });
  const messages = [
    message("ok", `${kit.url}/assets-media/oferta.png`),
    message("no", `${kit.url}/missing.png`),
  ];
  await kit.api("POST", "/whatsapp/1/message/template", { messages });
  await new Promise((resolve) => setTimeout(resolve, 200));
  for (const id of ["ok", "no"]) await deliver(id);
  await flush();
  const errors = Object.fromEntries(receiver.results().map(({ messageId, error }) => [messageId, error.id]));
  expect(errors).toEqual({ ok: 0, no: 7013 });
});
