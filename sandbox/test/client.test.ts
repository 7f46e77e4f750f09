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

test("a wrong key comes back as an error, not as an exception", async () => {
  const stranger = new Infobip({ baseUrl: kit.url, apiKey: "nope", authType: AuthType.ApiKey });
  const error = await stranger.channels.whatsapp.template.get(kit.sender);
  expect(error.response.status).toBe(401);
});
