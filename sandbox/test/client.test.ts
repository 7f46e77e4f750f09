/** Infobip's own npm client, unmodified, against the sandbox. */
import { createRequire } from "node:module";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Answer, type Kit, startKit } from "./harness.ts";

const { Infobip, AuthType } = createRequire(import.meta.url)("@infobip-api/sdk");

let kit: Kit;
let whatsapp: Answer;
const PHONE = "5511977778888";
beforeAll(async () => {
  kit = await startKit();
  const infobip = new Infobip({ baseUrl: kit.url, apiKey: kit.secret, authType: AuthType.ApiKey });
  whatsapp = infobip.channels.whatsapp;
});
afterAll(() => kit.close());

test("templates: list, create, delete", async () => {
  const listed = await whatsapp.template.get(kit.sender);
  expect([listed.status, listed.data.templates.length]).toEqual([200, 18]);
  const created = await whatsapp.template.create(kit.sender, {
    name: "do_cliente",
    language: "pt_BR",
    category: "MARKETING",
    structure: { type: "TEXT", body: { text: "Olá {{1}}", examples: ["Ana"] } },
  });
  expect([created.status, created.data?.status]).toEqual([201, "PENDING"]);
  expect((await whatsapp.template.delete(kit.sender, "do_cliente")).status).toBe(204);
});

test("a template message", async () => {
  const response = await whatsapp.send({
    type: "template",
    messages: [
      {
        from: kit.sender,
        to: PHONE,
        messageId: "from-the-client",
        content: {
          templateName: "boas_vindas",
          language: "pt_BR",
          templateData: { body: { placeholders: ["Ana", "Recife"] } },
        },
      },
    ],
  });
  expect(response.status).toBe(200);
  expect(response.data.messages[0]).toMatchObject({
    messageId: "from-the-client",
    status: { groupName: "PENDING" },
  });
});

test("a text message, and an inbound one marked as read", async () => {
  const inbound = await kit.control("POST", `/control/phones/${PHONE}/messages`, {
    sender: kit.sender,
    text: "oi",
  });
  const response = await whatsapp.send({
    type: "text",
    from: kit.sender,
    to: PHONE,
    content: { text: "Olá!" },
  });
  expect([response.status, response.data.to]).toEqual([200, PHONE]);
  expect((await whatsapp.markAsRead(kit.sender, inbound.id)).status).toBe(204);
});

const file = (name: string) => `https://example.com/${name}`;
const body = { text: "Escolha" };
const replies = [{ type: "REPLY", id: "a", title: "Sim" }];

/** Every free-form type the client knows; its name for the type, ours for the phone, and the content. */
const TYPES: [string, string, object][] = [
  ["text", "text", { text: "Olá" }],
  ["document", "document", { mediaUrl: file("a.pdf"), filename: "a.pdf" }],
  ["image", "image", { mediaUrl: file("a.jpg"), caption: "a" }],
  ["audio", "audio", { mediaUrl: file("a.mp3") }],
  ["video", "video", { mediaUrl: file("a.mp4") }],
  ["sticker", "sticker", { mediaUrl: file("a.webp") }],
  ["location", "location", { latitude: -23.5, longitude: -46.6, name: "Loja" }],
  ["contact", "contact", { contacts: [{ name: { firstName: "Ana", formattedName: "Ana Lima" } }] }],
  ["interactive-buttons", "interactive/buttons", { body, action: { buttons: replies } }],
  [
    "interactive-list",
    "interactive/list",
    { body, action: { title: "Ver", sections: [{ title: "A", rows: [{ id: "1", title: "um" }] }] } },
  ],
  ["interactive-product", "interactive/product", { action: { catalogId: "1", productRetailerId: "2" } }],
  [
    "interactive-multi-product",
    "interactive/multi-product",
    {
      header: { type: "TEXT", text: "Novos" },
      body,
      action: { catalogId: "1", sections: [{ title: "A", productRetailerIds: ["1"] }] },
    },
  ],
];

test.each(TYPES)("%s is sent, delivered and shown", async (type, kind, content) => {
  await kit.control("POST", `/control/phones/${PHONE}/messages`, { sender: kit.sender, text: "oi" });
  const messageId = `sdk-${type}`;
  const response = await whatsapp.send({ type, from: kit.sender, to: PHONE, messageId, content });
  expect([response.status, response.data?.messageId]).toEqual([200, messageId]);
  await kit.control("POST", `/control/messages/${messageId}/receipt`, { event: "delivered" });
  const shown = await kit.control("GET", `/control/phones/${PHONE}/messages?sender=${kit.sender}`);
  expect(shown.at(-1)).toMatchObject({ id: messageId, kind, status: "delivered" });
});

test("media: bytes, metadata, deletion", async () => {
  const { id } = await kit.control("POST", `/control/phones/${PHONE}/messages`, {
    sender: kit.sender,
    kind: "image",
    url: `${kit.url}/assets-media/oferta.png`,
  });
  const metadata = await whatsapp.media.metadata(kit.sender, id);
  expect([metadata.status, metadata.headers["content-type"]]).toEqual([200, "image/png"]);
  const downloaded = await whatsapp.media.download(kit.sender, id);
  expect(downloaded.status).toBe(200);
  const url = `${kit.url}/whatsapp/1/senders/${kit.sender}/media/${id}`;
  expect((await whatsapp.media.delete(kit.sender, url)).status).toBe(204);
  expect((await whatsapp.media.metadata(kit.sender, id)).response.status).toBe(404);
});

test("identity: read and confirmed", async () => {
  const change = { event: "IDENTITY_CHANGE", phone: PHONE };
  const { sent } = await kit.control("POST", `/control/senders/${kit.sender}/events`, change);
  const read = await whatsapp.identity.get(kit.sender, PHONE);
  expect(read.data).toMatchObject({ hash: sent.hash, acknowledged: false });
  expect((await whatsapp.identity.confirm(kit.sender, PHONE, sent.hash)).status).toBe(204);
});

test("a wrong key comes back as an error, not as an exception", async () => {
  const stranger = new Infobip({ baseUrl: kit.url, apiKey: "nope", authType: AuthType.ApiKey });
  const error = await stranger.channels.whatsapp.template.get(kit.sender);
  expect(error.response.status).toBe(401);
});
