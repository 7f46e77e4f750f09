import { createServer } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Kit, type Receiver, startKit, startReceiver, subscribe, templateMessage } from "./harness.ts";

let kit: Kit;
let receiver: Receiver;
const PHONE = "5511944440001";

beforeAll(async () => {
  kit = await startKit();
  receiver = await startReceiver();
  await subscribe(kit, receiver, ["INBOUND_MESSAGE", "SEEN"]);
});
afterAll(async () => {
  await kit.close();
  receiver.close();
});
beforeEach(() => {
  receiver.posts.length = 0;
});

const act = (body: Record<string, unknown>, phone = PHONE) =>
  kit.control("POST", `/control/phones/${phone}/messages`, { sender: kit.sender, ...body });

async function received(): Promise<Record<string, unknown>[]> {
  await kit.control("POST", "/control/flush");
  return receiver.results();
}

async function delivered(kind: string, body: unknown): Promise<string> {
  const { messageId } = (await kit.api("POST", `/whatsapp/1/message/${kind}`, body)).body;
  await kit.control("POST", `/control/messages/${messageId}/receipt`, { event: "delivered" });
  return messageId;
}

describe("what a person does becomes an inbound message", () => {
  test("text, with everything the webhook promises", async () => {
    const { id } = await act({ kind: "text", text: "Olá, loja!" });
    const [result] = await received();
    expect(result).toEqual({
      from: PHONE,
      to: kit.sender,
      integrationType: "WHATSAPP",
      receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/),
      messageId: id,
      message: { type: "TEXT", text: "Olá, loja!" },
      contact: { name: expect.any(String), phoneNumber: PHONE, userId: expect.stringMatching(/^BR\.\d+$/) },
      price: { pricePerMessage: 0, currency: "BRL" },
    });
    expect(receiver.posts[0]?.body).toMatchObject({ messageCount: 1, pendingMessageCount: 0 });
  });

  test("a template's quick reply, with its payload and context", async () => {
    const message = templateMessage(kit.sender, PHONE, { messageId: "tap-me", callbackData: "cb-1" });
    Object.assign(message.content.templateData, {
      buttons: [
        { type: "QUICK_REPLY", parameter: "quero" },
        { type: "QUICK_REPLY", parameter: "parar" },
      ],
    });
    await kit.api("POST", "/whatsapp/1/message/template", { messages: [message] });
    await kit.control("POST", "/control/messages/tap-me/receipt", { event: "delivered" });
    await act({ kind: "button", messageId: "tap-me", index: 1 });
    const [result] = await received();
    expect(result).toMatchObject({
      pairedMessageId: "tap-me",
      callbackData: "cb-1",
      message: {
        type: "BUTTON",
        text: "Parar promoções",
        payload: "parar",
        context: { from: kit.sender, id: "tap-me" },
      },
    });
  });

  test("an interactive button, a list row, a Flow", async () => {
    const body = { text: "Escolha" };
    const common = { from: kit.sender, to: PHONE };
    const buttons = await delivered("interactive/buttons", {
      ...common,
      content: { body, action: { buttons: [{ type: "REPLY", id: "b1", title: "Sim" }] } },
    });
    const list = await delivered("interactive/list", {
      ...common,
      content: {
        body,
        action: {
          title: "Ver",
          sections: [{ title: "A", rows: [{ id: "r1", title: "Azul", description: "cor" }] }],
        },
      },
    });
    const flow = await delivered("interactive/flow", {
      ...common,
      content: {
        body,
        action: { flowMessageVersion: 3, flowToken: "t", flowId: "1", callToActionButton: "Ir" },
      },
    });
    await act({ kind: "button", messageId: buttons, index: 0 });
    await act({ kind: "list", messageId: list, rowId: "r1" });
    await act({ kind: "flow", messageId: flow, response: { city: "Recife" } });
    const messages = (await received()).map(({ message }) => message);
    expect(messages).toMatchObject([
      { type: "INTERACTIVE_BUTTON_REPLY", id: "b1", title: "Sim" },
      { type: "INTERACTIVE_LIST_REPLY", id: "r1", title: "Azul", description: "cor" },
      { type: "INTERACTIVE_FLOW_REPLY", response: { city: "Recife" } },
    ]);
  });

  test("an image: the webhook's address needs the key and gives the bytes; deleted it is gone", async () => {
    const file = createServer((_request, response) =>
      response.setHeader("content-type", "image/png").end("bytes"),
    );
    file.listen(0, "127.0.0.1");
    await new Promise((resolve) => file.once("listening", resolve));
    const { port } = file.address() as { port: number };
    await act({ kind: "image", url: `http://127.0.0.1:${port}/a.png`, caption: "Minha compra" });
    const message = (await received())[0]?.message as { url: string; type: string; caption: string };
    expect(message).toMatchObject({ type: "IMAGE", caption: "Minha compra" });
    expect(message).not.toHaveProperty("sourceUrl");
    const path = new URL(message.url).pathname;
    expect((await kit.api("GET", path, undefined, null)).status).toBe(401);
    const media = await kit.api("GET", path);
    expect([media.status, media.body, media.headers.get("content-type")]).toEqual([
      200,
      "bytes",
      "image/png",
    ]);
    const folder = `/whatsapp/1/senders/${kit.sender}/media`;
    expect((await kit.api("DELETE", folder, { url: message.url })).status).toBe(204);
    expect((await kit.api("GET", path)).status).toBe(404);
    file.close();
    file.closeAllConnections();
  });

  test("location and reaction", async () => {
    const text = await delivered("text", { from: kit.sender, to: PHONE, content: { text: "Onde?" } });
    await act({ kind: "location", latitude: -8.05, longitude: -34.9, name: "Recife" });
    await act({ kind: "reaction", messageId: text, emoji: "❤️" });
    expect((await received()).map(({ message }) => message)).toMatchObject([
      { type: "LOCATION", latitude: -8.05, longitude: -34.9, name: "Recife" },
      { type: "REACTION", emoji: "❤️", action: "ADDED", context: { id: text } },
    ]);
  });

  test.each([
    [{ kind: "text", text: "  " }, "empty"],
    [{ kind: "button", messageId: "none", index: 0 }, "does not exist"],
    [{ kind: "hologram", url: "x" }, "cannot send"],
  ])("%o is refused with a reason", async (body, reason) => {
    expect((await act(body)).error.message).toContain(reason);
  });

  test("a sender without an account: the person is told", async () => {
    await kit.control("POST", "/control/wabas", { name: "Só", number: "5511900002222" });
    const { error } = await act({ sender: "5511900002222", text: "oi" });
    expect(error).toMatchObject({ code: "sender_not_connected" });
  });
});

describe("the phone's own view", () => {
  test("templates arrive rendered, with header, footer and buttons", async () => {
    const content = {
      templateName: "pedido_enviado",
      language: "pt_BR",
      templateData: {
        body: { placeholders: ["Ana", "#77", "24/11"] },
        buttons: [{ type: "URL", parameter: "77" }],
      },
    };
    const messages = [{ from: kit.sender, to: "5511944440009", messageId: "shown", content }];
    await kit.api("POST", "/whatsapp/1/message/template", { messages });
    const view = () => kit.control("GET", `/control/phones/5511944440009/messages?sender=${kit.sender}`);
    expect(await view()).toEqual([]);
    await kit.control("POST", "/control/messages/shown/receipt", { event: "delivered" });
    expect(await view()).toMatchObject([
      {
        kind: "template",
        body: "Ana, seu pedido #77 saiu para entrega. 📦 A previsão de chegada é 24/11.",
        buttons: [
          { index: 0, kind: "URL", text: "Acompanhar pedido", url: "https://loja-aurora.example/pedidos/77" },
        ],
      },
    ]);
  });

  test("opening reads everything, fires SEEN and marks the phone attended", async () => {
    const phone = "5511944440010";
    for (const messageId of ["open-1", "open-2"]) {
      await kit.api("POST", "/whatsapp/1/message/template", {
        messages: [templateMessage(kit.sender, phone, { messageId })],
      });
      await kit.control("POST", `/control/messages/${messageId}/receipt`, { event: "delivered" });
    }
    const list = await kit.control("GET", `/control/phones?q=${phone}`);
    expect(list).toMatchObject([
      { number: phone, attended: false, unread: 2, lastMessage: { sender: kit.sender } },
    ]);
    expect(await kit.control("POST", `/control/phones/${phone}/open`, { sender: kit.sender })).toEqual({
      read: 2,
    });
    expect(await received()).toMatchObject([
      { messageId: "open-1", from: phone, to: kit.sender, seenAt: expect.any(String) },
      { messageId: "open-2" },
    ]);
    expect(await kit.control("GET", `/control/phones/${phone}`)).toMatchObject({
      attended: true,
      conversations: [{ unread: 0 }],
    });
  });

  test("phones can be created, named and found", async () => {
    await kit.control("POST", "/control/phones", { number: "+351 912 345 678", name: "Inês Duarte" });
    expect(await kit.control("GET", "/control/phones?q=inês")).toMatchObject([
      { number: "351912345678", name: "Inês Duarte", lastMessage: null, unread: 0 },
    ]);
    expect((await kit.control("POST", "/control/phones", { number: "12" })).error.message).toContain(
      "country code",
    );
    expect((await kit.control("GET", "/control/phones/99999999")).error.code).toBe("not_found");
  });
});

test("open pages hear of messages and statuses", async () => {
  const response = await fetch(`${kit.url}/control/events`);
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  await reader?.read();
  await act({ text: "ao vivo" });
  const { value = "" } = (await reader?.read()) ?? {};
  expect(JSON.parse(value.replace(/^data: /, ""))).toMatchObject({
    type: "message",
    number: PHONE,
    direction: "out",
  });
  await reader?.cancel();
});
