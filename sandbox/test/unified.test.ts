/** The unified Messages API: one request for any content, its own reports, and what nobody fetched by webhook. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Kit, type Receiver, startKit, startReceiver, subscribe } from "./harness.ts";

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

const PHONE = "5511966660000";
const flush = () => kit.control("POST", "/control/flush");
const openWindow = () =>
  kit.control("POST", `/control/phones/${PHONE}/messages`, { sender: kit.sender, text: "oi" });

const message = (fields: object) => ({
  channel: "WHATSAPP",
  sender: kit.sender,
  destinations: [{ to: PHONE, messageId: "u1" }],
  ...fields,
});
const send = (...messages: object[]) => kit.api("POST", "/messages-api/1/messages", { messages });
const template = () =>
  message({
    template: { templateName: "boas_vindas", language: "pt_BR" },
    content: { body: { type: "TEXT", 1: "Ana", 2: "Recife" } },
    options: { campaignReferenceId: "c1", platform: { entityId: "e1" } },
    webhooks: { callbackData: "x" },
  });

const button = { type: "REPLY", text: "Sim", postbackData: "sim" };
const card = (i: number) => ({
  body: { text: `Cartão ${i}`, url: "https://example.com/a.png" },
  buttons: [{ type: "OPEN_URL", text: "Abrir", url: "https://example.com" }],
});
test.each<[string, string, object]>([
  ["text", "text", { body: { type: "TEXT", text: "Olá" } }],
  ["text with replies", "interactive/buttons", { body: { type: "TEXT", text: "Olá" }, buttons: [button] }],
  [
    "text with a link",
    "interactive/url-button",
    {
      body: { type: "TEXT", text: "Olá" },
      buttons: [{ type: "OPEN_URL", text: "Abrir", url: "https://example.com" }],
    },
  ],
  ["image", "image", { body: { type: "IMAGE", url: "https://example.com/a.png", text: "a" } }],
  [
    "document",
    "document",
    { body: { type: "DOCUMENT", url: "https://example.com/a.pdf", filename: "a.pdf" } },
  ],
  ["sticker", "sticker", { body: { type: "STICKER", reference: "https://example.com/a.webp" } }],
  ["location", "location", { body: { type: "LOCATION", latitude: 1, longitude: 2 } }],
  ["contact", "contact", { body: { type: "CONTACT", name: "Ana", phoneNumber: "5511" } }],
  [
    "list",
    "interactive/list",
    {
      body: {
        type: "LIST",
        text: "Escolha",
        sections: [{ sectionTitle: "A", items: [{ id: "1", text: "um" }] }],
      },
    },
  ],
  [
    "product",
    "interactive/product",
    { body: { type: "PRODUCT", catalogId: "1", sections: [{ productRetailerIds: ["2"] }] } },
  ],
  ["carousel", "interactive/media-carousel", { body: { type: "CAROUSEL", cards: [card(1), card(2)] } }],
])("%s becomes %s", async (_label, kind, content) => {
  await openWindow();
  const { status, body } = await send(message({ content }));
  expect([status, body.messages?.[0].status.name]).toEqual([200, "MESSAGE_ACCEPTED"]);
  await kit.control("POST", "/control/messages/u1/receipt", { event: "delivered" });
  const shown = await kit.control("GET", `/control/phones/${PHONE}/messages?sender=${kit.sender}`);
  expect(shown.at(-1)).toMatchObject({ id: "u1", kind, status: "delivered" });
});

test("reports nobody took wait to be fetched, each once", async () => {
  expect((await send(template())).body.messages[0]).toMatchObject({ messageId: "u1", destination: PHONE });
  await kit.control("POST", "/control/messages/u1/receipt", { event: "seen" });
  const path = "/messages-api/1/reports?campaignReferenceId=";
  expect((await kit.api("GET", `${path}other`)).body.results).toEqual([]);
  const { results } = (await kit.api("GET", `${path}c1`)).body;
  expect(results.map(({ event }: { event: string }) => event)).toEqual(["DELIVERY", "SEEN"]);
  expect(results[0]).toMatchObject({
    sender: kit.sender,
    destination: PHONE,
    callbackData: "x",
    platform: { entityId: "e1" },
  });
  expect((await kit.api("GET", `${path}c1`)).body.results).toEqual([]);
});

test("a subscription gets them in this API's shape, and nothing waits then", async () => {
  await subscribe(kit, receiver, ["DELIVERY", "SEEN"]);
  await send(template());
  await kit.control("POST", "/control/messages/u1/receipt", { event: "seen" });
  await flush();
  expect(
    receiver
      .results()
      .map(({ event }) => event)
      .sort(),
  ).toEqual(["DELIVERY", "SEEN"]);
  expect((await kit.api("GET", "/messages-api/1/reports")).body.results).toEqual([]);
});

test("inbound is fetched once by a key that may", async () => {
  await openWindow();
  const { apiKeySecret } = await kit.newKey({ scopeGuids: ["inbound-message:read"] });
  const fetchAll = async () =>
    (await kit.api("GET", "/messages-api/1/inbound?channel=WHATSAPP", undefined, apiKeySecret)).body;
  expect((await fetchAll()).results).toMatchObject([
    { event: "MO", sender: PHONE, content: [{ type: "TEXT", text: "oi", cleanText: "oi" }] },
  ]);
  expect(await fetchAll()).toEqual({ results: [], messageCount: 0, pendingMessageCount: 0 });
});

test("validation names what is wrong and what would be ignored, and sends nothing", async () => {
  const path = "/messages-api/1/messages/validate";
  const good = await kit.api("POST", path, { messages: [{ ...template(), colour: "red" }] });
  expect(good.body.skippableViolations).toEqual([
    { property: "messages[0].colour", violation: "Unknown property" },
  ]);
  const bad = await kit.api("POST", path, {
    messages: [message({ content: { body: { type: "TEXT", text: "" } } })],
  });
  expect([bad.status, bad.body.violations]).toEqual([
    400,
    [{ property: "messages[0].content.text", violation: "must not be blank" }],
  ]);
  expect(await kit.control("GET", "/control/witness")).toMatchObject({ accepted: 0 });
});

test("a scheduled message goes out at its time", async () => {
  const sendAt = new Date(Date.now() + 3_600_000).toISOString();
  await kit.api("POST", "/messages-api/1/messages", {
    messages: [template()],
    options: { schedule: { sendAt } },
  });
  expect(await kit.control("GET", "/control/witness")).toMatchObject({ accepted: 0 });
  await flush();
  expect(await kit.control("GET", "/control/witness")).toMatchObject({ accepted: 1 });
});

test("typing shows on the phone", async () => {
  await openWindow();
  const events = [
    { channel: "WHATSAPP", event: "TYPING_STARTED", sender: kit.sender, destinations: [{ to: PHONE }] },
  ];
  expect((await kit.api("POST", "/messages-api/1/events", { events })).status).toBe(200);
  const conversation = kit.sandbox.state.phones.get(PHONE)?.conversations[0];
  expect(conversation?.typingUntil).toBeGreaterThan(Date.now());
});
