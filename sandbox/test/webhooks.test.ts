import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type Kit,
  type Receiver,
  startKit,
  startReceiver,
  subscribe,
  templateMessage,
  until,
} from "./harness.ts";

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

const flush = () => kit.control("POST", "/control/flush");

/** Sends and delivers `count` messages. */
async function deliver(count: number, changes: Record<string, unknown> = {}): Promise<void> {
  const messages = Array.from({ length: count }, (_, i) =>
    templateMessage(kit.sender, `55119333${String(i).padStart(5, "0")}`, { messageId: `m${i}`, ...changes }),
  );
  await kit.api("POST", "/whatsapp/1/message/template", { messages });
  for (let i = 0; i < count; i++) {
    await kit.control("POST", `/control/messages/m${i}/receipt`, { event: "delivered" });
  }
}

test("a delivery report carries price, status, contact and our callback data", async () => {
  await subscribe(kit, receiver, ["DELIVERY"]);
  await deliver(1, { callbackData: "our-data" });
  await flush();
  const date = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/);
  expect(receiver.results()).toEqual([
    {
      bulkId: "",
      messageId: "m0",
      to: "5511933300000",
      sentAt: date,
      doneAt: date,
      messageCount: 1,
      price: { pricePerMessage: 0.41, currency: "BRL" },
      status: {
        groupId: 3,
        groupName: "DELIVERED",
        id: 5,
        name: "DELIVERED_TO_HANDSET",
        description: "Message delivered to handset",
      },
      error: {
        groupId: 0,
        groupName: "OK",
        id: 0,
        name: "NO_ERROR",
        description: "No Error",
        permanent: false,
      },
      callbackData: "our-data",
      contact: { name: expect.any(String), phoneNumber: "5511933300000", userId: expect.any(String) },
    },
  ]);
});

test("prices follow country and category; failures are free", async () => {
  await subscribe(kit, receiver, ["DELIVERY"]);
  const utility = {
    templateName: "pedido_enviado",
    language: "pt_BR",
    templateData: { body: { placeholders: ["a", "b", "c"] }, buttons: [{ type: "URL", parameter: "1" }] },
  };
  await kit.api("POST", "/whatsapp/1/message/template", {
    messages: [
      templateMessage(kit.sender, "5511933300100", { messageId: "br-marketing" }),
      templateMessage(kit.sender, "351912300100", { messageId: "pt-marketing" }),
      templateMessage(kit.sender, "5511933300101", { messageId: "br-utility", content: utility }),
      templateMessage(kit.sender, "5511933307032", { messageId: "capped" }),
    ],
  });
  for (const id of ["br-marketing", "pt-marketing", "br-utility", "capped"]) {
    await kit.control("POST", `/control/messages/${id}/receipt`, { event: "delivered" });
  }
  await flush();
  const price = Object.fromEntries(
    receiver.results().map((one) => [one.messageId, one.price.pricePerMessage]),
  );
  expect(price).toEqual({ "br-marketing": 0.41, "pt-marketing": 0.38, "br-utility": 0.05, capped: 0 });
  const failed = receiver.results().find(({ messageId }) => messageId === "capped");
  expect(failed).toMatchObject({
    status: { id: 4, groupId: 2, name: "UNDELIVERABLE_REJECTED_OPERATOR" },
    error: { id: 7032, name: "EC_FREQUENCY_CAPPING", permanent: true },
  });
  const { balance } = (await kit.api("GET", "/account/1/balance")).body;
  expect(balance).toBeCloseTo(250_000 - 0.41 - 0.38 - 0.05, 2);
});

describe("what proves the origin", () => {
  test.each([
    ["HMAC_SHA_256", "sha256"],
    ["HMAC_SHA_512", "sha512"],
  ])("%s over the raw body", async (algorithm, name) => {
    const security = { authId: "h", type: "HMAC", credentials: { secretKey: "segredo", algorithm } };
    await subscribe(kit, receiver, ["DELIVERY"], { security, headers: { "X-Ponte-Secret": "abc" } });
    await deliver(1);
    await flush();
    const [post] = receiver.posts;
    const digest = createHmac(name, "segredo")
      .update(post?.raw ?? "")
      .digest("hex");
    expect(post?.headers["x-hub-signature"]).toBe(`${name.toUpperCase()}=${digest}`);
    expect(post?.headers["x-ponte-secret"]).toBe("abc");
    expect(post?.headers["content-type"]).toBe("application/json");
  });

  test("Basic", async () => {
    const security = { authId: "b", type: "BASIC", credentials: { username: "ana", password: "x" } };
    await subscribe(kit, receiver, ["DELIVERY"], { security });
    await deliver(1);
    await flush();
    expect(receiver.posts[0]?.headers.authorization).toBe(`Basic ${Buffer.from("ana:x").toString("base64")}`);
  });
});

describe("buckets", () => {
  test("a full bucket leaves at once, the rest at the end of the window", async () => {
    await subscribe(kit, receiver, ["DELIVERY"], { maxBucketSize: 4, windowSize: 100 });
    await deliver(10);
    await flush();
    expect(receiver.posts.map(({ body }) => body.results.length)).toEqual([4, 4, 2]);
    expect((await kit.control("GET", "/control/witness")).webhooks).toEqual({
      delivered: 10,
      failed: 0,
      pending: 0,
    });
  });

  test("only the subscribed events of the subscribed sender", async () => {
    await kit.api("POST", "/subscriptions/1/subscription/WHATSAPP", {
      subscriptionId: "other",
      events: ["DELIVERY"],
      resources: ["5511900009999"],
      profile: { profileId: "other", webhook: { notifyUrl: receiver.url } },
    });
    await deliver(2);
    await flush();
    expect(receiver.posts).toHaveLength(0);
  });

  test("a message's notifyUrl wins over the subscription", async () => {
    const own = await startReceiver();
    await subscribe(kit, receiver, ["DELIVERY", "SEEN"]);
    await deliver(1, { notifyUrl: own.url });
    await kit.control("POST", "/control/messages/m0/receipt", { event: "seen" });
    await flush();
    expect(receiver.posts).toHaveLength(0);
    expect(own.results()).toHaveLength(2);
    own.close();
  });

  test("a profile's rateLimit spaces the posts", async () => {
    await subscribe(kit, receiver, ["DELIVERY"], { maxBucketSize: 1, rateLimit: 10 });
    await deliver(4);
    await until(() => receiver.posts.length >= 4);
    const [first, , , last] = receiver.posts;
    expect((last?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(250);
  });
});

describe("failing receivers", () => {
  test("an answer that is not 2xx is tried again until it is taken", async () => {
    await subscribe(kit, receiver, ["DELIVERY"]);
    receiver.answer = 500;
    await deliver(1);
    await until(() => receiver.posts.length >= 1);
    expect((await kit.control("GET", "/control/witness")).webhooks).toMatchObject({
      delivered: 0,
      pending: 1,
    });
    receiver.answer = 204;
    await flush();
    expect((await kit.control("GET", "/control/witness")).webhooks).toMatchObject({
      delivered: 1,
      pending: 0,
    });
    expect(new Set(receiver.posts.map(({ raw }) => raw)).size).toBe(1);
  });

  test("the pauses grow: 1 minute and n² minutes, times timeScale", async () => {
    await subscribe(kit, receiver, ["DELIVERY"]);
    receiver.answer = 500;
    await deliver(1);
    await until(() => receiver.posts.length >= 4);
    const gaps = receiver.posts.slice(1, 4).map(({ at }, i) => at - (receiver.posts[i]?.at ?? 0));
    [120, 300, 600].forEach((atLeast, i) => {
      expect(gaps[i]).toBeGreaterThanOrEqual(atLeast - 10);
    });
  });

  test("given up after webhookTries", async () => {
    await kit.control("PATCH", "/control/settings", { webhookTries: 2, timeScale: 0 });
    await subscribe(kit, receiver, ["DELIVERY"]);
    receiver.answer = 503;
    await deliver(3);
    await flush();
    await flush();
    expect((await kit.control("GET", "/control/witness")).webhooks).toEqual({
      delivered: 0,
      failed: 3,
      pending: 0,
    });
  });
});

describe("faults", () => {
  test("duplicates: the same report twice", async () => {
    await kit.control("PATCH", "/control/settings", { faults: { duplicateWebhookRate: 1 } });
    await subscribe(kit, receiver, ["DELIVERY"]);
    await deliver(2);
    await flush();
    expect(
      receiver
        .results()
        .map(({ messageId }) => messageId)
        .sort(),
    ).toEqual(["m0", "m0", "m1", "m1"]);
  });

  test("reordering: a report may come after the seen report", async () => {
    await kit.control("PATCH", "/control/settings", { timeScale: 1, faults: { reorderWebhookRate: 1 } });
    await subscribe(kit, receiver, ["DELIVERY"]);
    await deliver(1);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(receiver.posts).toHaveLength(0);
    await flush();
    expect(receiver.results()).toHaveLength(1);
  });
});

test("auto mode: delivered and read without anybody's help", async () => {
  const settings = { mode: "auto", deliverMs: [5, 20], readMs: [5, 20], autoReadRate: 1, timeScale: 1 };
  await kit.control("PATCH", "/control/settings", settings);
  await subscribe(kit, receiver, ["DELIVERY", "SEEN"]);
  const messages = Array.from({ length: 50 }, (_, i) => templateMessage(kit.sender, `5511922220${100 + i}`));
  await kit.api("POST", "/whatsapp/1/message/template", { messages });
  await until(() => receiver.results().length >= 100);
  const results = receiver.results();
  expect(results.filter((one) => one.seenAt)).toHaveLength(50);
  expect(results.filter((one) => one.doneAt)).toHaveLength(50);
});
