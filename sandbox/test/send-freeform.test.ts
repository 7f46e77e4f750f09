import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Kit, startKit } from "./harness.ts";

let kit: Kit;
const PHONE = "5511955550001";

beforeAll(async () => {
  kit = await startKit();
  await kit.control("POST", `/control/phones/${PHONE}/messages`, {
    sender: kit.sender,
    kind: "text",
    text: "oi",
  });
});
afterAll(() => kit.close());

const send = (kind: string, content: unknown, to = PHONE) =>
  kit.api("POST", `/whatsapp/1/message/${kind}`, { from: kit.sender, to, content });

const url = "https://example.com/file";
const body = { text: "Escolha" };
const rows = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `r${i}`, title: `Opção ${i}` }));

const VALID: [string, unknown][] = [
  ["text", { text: "Olá" }],
  ["document", { mediaUrl: url, caption: "Nota", filename: "nota.pdf" }],
  ["image", { mediaUrl: url, caption: "Foto" }],
  ["video", { mediaUrl: url }],
  ["audio", { mediaUrl: url, voice: true }],
  ["sticker", { mediaUrl: url }],
  ["location", { latitude: -23.55, longitude: -46.63, name: "Loja" }],
  [
    "contact",
    { contacts: [{ name: { firstName: "Ana", formattedName: "Ana Lima" }, phones: [{ phone: "5511" }] }] },
  ],
  ["interactive/buttons", { body, action: { buttons: [{ type: "REPLY", id: "a", title: "Sim" }] } }],
  ["interactive/list", { body, action: { title: "Ver", sections: [{ title: "Tudo", rows: rows(3) }] } }],
  ["interactive/url-button", { body, action: { displayText: "Abrir", url } }],
  ["interactive/location-request", { body }],
  ["interactive/product", { action: { catalogId: "1", productRetailerId: "2" } }],
  [
    "interactive/multi-product",
    {
      header: { type: "TEXT", text: "Novos" },
      body,
      action: { catalogId: "1", sections: [{ title: "A", productRetailerIds: ["1", "2"] }] },
    },
  ],
  [
    "interactive/flow",
    { body, action: { flowMessageVersion: 3, flowToken: "t", flowId: "9", callToActionButton: "Começar" } },
  ],
  [
    "interactive/media-carousel",
    {
      body,
      action: {
        type: "URL",
        cards: [1, 2].map(() => ({
          header: { type: "IMAGE", url },
          body: { text: "x" },
          button: { displayText: "a", url },
        })),
      },
    },
  ],
];

describe("inside the window", () => {
  test.each(VALID)("%s is accepted, delivered and shown on the phone", async (kind, content) => {
    const { status, body: answer } = await send(kind, content);
    expect(status).toBe(200);
    expect(answer).toMatchObject({ to: PHONE, messageCount: 1, status: { id: 7 } });
    await kit.control("POST", `/control/messages/${answer.messageId}/receipt`, { event: "delivered" });
    const shown = await kit.control("GET", `/control/phones/${PHONE}/messages?sender=${kit.sender}`);
    expect(shown.at(-1)).toMatchObject({ id: answer.messageId, direction: "in", kind, status: "delivered" });
  });
});

describe("outside the window", () => {
  test("accepted, then 7010; open again after the person writes; closed by the control API", async () => {
    const other = "5511955550002";
    const fate = async () => {
      const { messageId } = (await send("text", { text: "Olá" }, other)).body;
      await kit.control("POST", `/control/messages/${messageId}/receipt`, { event: "delivered" });
      return kit.sandbox.state.messages.find(({ id }) => id === messageId)?.error;
    };
    expect(await fate()).toBe(7010);
    await kit.control("POST", `/control/phones/${other}/messages`, {
      sender: kit.sender,
      kind: "text",
      text: "oi",
    });
    expect(await fate()).toBe(0);
    await kit.control("POST", `/control/phones/${other}/close-window`, { sender: kit.sender });
    expect(await fate()).toBe(7010);
  });
});

describe("refused with the field and the phrase", () => {
  const cases: [string, unknown, string, string][] = [
    ["text", { text: "" }, "content.text", "must not be blank"],
    ["text", { text: "x".repeat(4097) }, "content.text", "size must be between 1 and 4096"],
    ["image", { mediaUrl: "file" }, "content.mediaUrl", "is not a valid url"],
    [
      "document",
      { mediaUrl: url, filename: "x".repeat(241) },
      "content.filename",
      "size must be between 0 and 240",
    ],
    ["location", { latitude: -91, longitude: 0 }, "content.latitude", "must be greater than or equal to -90"],
    [
      "contact",
      { contacts: [{ name: { firstName: "A", formattedName: "A" }, birthday: "1/2/03" }] },
      "content.contacts[0].birthday",
      "must be in the YYYY-MM-DD format",
    ],
    [
      "contact",
      { contacts: [{ name: { firstName: "A", formattedName: "A" }, emails: [{ email: "x" }] }] },
      "content.contacts[0].emails[0].email",
      "must be a well-formed email address",
    ],
    [
      "interactive/buttons",
      { body, action: { buttons: [1, 2].map(() => ({ type: "REPLY", id: "a", title: "b" })) } },
      "content.action.buttons",
      "ids and titles must be unique",
    ],
    [
      "interactive/list",
      { body, action: { title: "Ver", sections: [{ rows: rows(11) }] } },
      "content.action.sections",
      "number of rows must be between 1 and 10",
    ],
    [
      "interactive/list",
      {
        body,
        action: {
          title: "Ver",
          sections: [
            { title: "A", rows: rows(1) },
            { title: "B", rows: rows(1) },
          ],
        },
      },
      "content.action.sections",
      "row's ids must be unique across sections",
    ],
    [
      "interactive/list",
      { body, action: { title: "Ver", sections: [{ rows: rows(1) }, { rows: [{ id: "z", title: "z" }] }] } },
      "content.action.sections",
      "titles must not be blank when more than one section provided",
    ],
    [
      "interactive/multi-product",
      {
        header: { type: "TEXT", text: "a" },
        body,
        action: { catalogId: "1", sections: [{ productRetailerIds: ["1", "1"] }] },
      },
      "content.action.sections",
      "products in section must be unique",
    ],
  ];
  test.each(cases)("%s %#", async (kind, content, path, phrase) => {
    const { status, body: answer } = await send(kind, content);
    expect(status).toBe(400);
    expect(answer.requestError.serviceException.validationErrors[path]).toContain(phrase);
  });
});

describe("around the conversation", () => {
  test("typing indicator", async () => {
    const events = [
      { sender: kit.sender, destinations: [{ to: PHONE }], content: { type: "TYPING_INDICATOR" } },
    ];
    const { status, body: answer } = await kit.api("POST", "/whatsapp/1/events", { events });
    expect(status).toBe(200);
    expect(answer.messages[0]).toMatchObject({ destination: PHONE, status: { id: 26, groupId: 1 } });
    const refused = await kit.api("POST", "/whatsapp/1/events", { events: [{}] });
    expect(refused.body.violations).toContainEqual({
      property: "events[0].sender",
      violation: "must not be blank",
    });
  });

  test("mark as read: inbound only, of this sender only", async () => {
    const inbound = await kit.control("POST", `/control/phones/${PHONE}/messages`, {
      sender: kit.sender,
      text: "leia",
    });
    const read = (id: string) => kit.api("POST", `/whatsapp/1/senders/${kit.sender}/message/${id}/read`);
    expect((await read(inbound.id)).status).toBe(204);
    const shown = await kit.control("GET", `/control/phones/${PHONE}/messages`);
    expect(shown.find(({ id }: { id: string }) => id === inbound.id).status).toBe("read");
    expect((await read("nothing")).status).toBe(404);
    const { messageId } = (await send("text", { text: "a" })).body;
    expect((await read(messageId)).body).toEqual({ error: expect.any(String) });
  });
});
