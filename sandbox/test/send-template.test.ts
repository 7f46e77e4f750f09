import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Kit, startKit, templateMessage } from "./harness.ts";

let kit: Kit;
beforeAll(async () => {
  kit = await startKit();
});
afterAll(() => kit.close());
beforeEach(() =>
  kit.control("PATCH", "/control/settings", { magicNumbers: true, faults: { rejectRate: 0 } }),
);

const PATH = "/whatsapp/1/message/template";
const send = (...messages: unknown[]) => kit.api("POST", PATH, { messages });

/** The error code a message ends with: 0 = delivered. */
async function outcome(messageId: string): Promise<number> {
  await kit.control("POST", `/control/messages/${messageId}/receipt`, { event: "delivered" });
  const message = kit.sandbox.state.messages.find(({ id }) => id === messageId);
  return message?.state === "failed" ? message.error : 0;
}

const content = (name: string, data: unknown, language = "pt_BR") => ({
  content: { templateName: name, language, templateData: data },
});

describe("the answer", () => {
  test("one message: no bulk id, PENDING_ENROUTE, our message id", async () => {
    const { status, body } = await send(templateMessage(kit.sender, "5511988880001", { messageId: "one" }));
    expect(status).toBe(200);
    expect(body).toEqual({
      messages: [
        {
          to: "5511988880001",
          messageCount: 1,
          messageId: "one",
          status: {
            groupId: 1,
            groupName: "PENDING",
            id: 7,
            name: "PENDING_ENROUTE",
            description: "Message sent to next instance",
          },
        },
      ],
    });
  });

  test("several messages: in order, with one bulk id, ids made when missing", async () => {
    const { body } = await kit.api("POST", PATH, {
      bulkId: "my-bulk",
      messages: ["5511988880002", "+5511988880003"].map((to) => templateMessage(kit.sender, to)),
    });
    expect(body.bulkId).toBe("my-bulk");
    expect(body.messages.map(({ to }: { to: string }) => to)).toEqual(["5511988880002", "5511988880003"]);
    expect(new Set(body.messages.map(({ messageId }: { messageId: string }) => messageId)).size).toBe(2);
  });
});

describe("refused at once, in a 200", () => {
  test("a message id used before: status 23, counted once", async () => {
    const message = templateMessage(kit.sender, "5511988880010", { messageId: "again" });
    const [first, second] = [await send(message), await send(message)];
    expect(first.body.messages[0].status.id).toBe(7);
    expect(second.body.messages[0].status).toMatchObject({
      id: 23,
      name: "REJECTED_DUPLICATE_MESSAGE_ID",
      groupId: 5,
    });
    const seen = kit.sandbox.state.messages.filter(
      ({ conversation }) => conversation.phone.number === "5511988880010",
    );
    expect(seen).toHaveLength(1);
  });

  test("a sender of nobody: status 13", async () => {
    const { body } = await send(templateMessage("5511999990000", "5511988880011"));
    expect(body.messages[0].status).toMatchObject({ id: 13, name: "REJECTED_SENDER" });
  });

  test.each([
    ["9012", 12, "REJECTED_NOT_ENOUGH_CREDITS"],
    ["9018", 18, "REJECTED_DESTINATION_NOT_REGISTERED"],
    ["9006", 6, "REJECTED_NETWORK"],
  ])("a number ending %s: status %i", async (ending, id, name) => {
    const { body } = await send(templateMessage(kit.sender, `551198888${ending}`));
    expect(body.messages[0].status).toMatchObject({ id, name, groupId: 5, groupName: "REJECTED" });
  });

  test("magic numbers can be switched off", async () => {
    await kit.control("PATCH", "/control/settings", { magicNumbers: false });
    const { body } = await send(templateMessage(kit.sender, "5511988889012"));
    expect(body.messages[0].status.id).toBe(7);
  });

  test("rejectRate refuses by dice", async () => {
    await kit.control("PATCH", "/control/settings", { faults: { rejectRate: 1 } });
    const { body } = await send(templateMessage(kit.sender, "5511988880012"));
    expect(body.messages[0].status).toMatchObject({ id: 6, groupId: 5 });
  });
});

describe("accepted, then failed by report", () => {
  const body = { placeholders: ["Marina", "São Paulo"] };
  const cases: [string, Record<string, unknown>, number][] = [
    ["unknown template", content("nao_existe", { body }), 7009],
    ["language not registered", content("boas_vindas", { body }, "fr"), 7009],
    ["template under review", content("pesquisa_satisfacao", { body: { placeholders: ["Ana"] } }), 7009],
    ["rejected template", content("promo_imperdivel", { body: { placeholders: [] } }), 7009],
    ["too few placeholders", content("boas_vindas", { body: { placeholders: ["Ana"] } }), 7008],
    ["too many placeholders", content("boas_vindas", { body: { placeholders: ["a", "b", "c"] } }), 7008],
    [
      "header of another kind",
      content("boas_vindas", { body, header: { type: "TEXT", placeholder: "x" } }),
      7008,
    ],
    [
      "missing media header",
      content("oferta_relampago", { body, buttons: [{ type: "COPY_CODE", parameter: "A" }] }),
      7008,
    ],
    ["missing dynamic URL", content("pedido_enviado", { body: { placeholders: ["a", "b", "c"] } }), 7008],
    ["all as it should be", content("boas_vindas", { body }), 0],
    [
      "quick replies with payloads",
      content("boas_vindas", {
        body,
        buttons: [
          { type: "QUICK_REPLY", parameter: "a" },
          { type: "QUICK_REPLY", parameter: "b" },
        ],
      }),
      0,
    ],
    [
      "dynamic URL given",
      content("pedido_enviado", {
        body: { placeholders: ["a", "b", "c"] },
        buttons: [{ type: "URL", parameter: "1" }],
      }),
      0,
    ],
    [
      "image header and code given",
      content("oferta_relampago", {
        body,
        header: { type: "IMAGE", mediaUrl: "https://example.com/a.png" },
        buttons: [{ type: "COPY_CODE", parameter: "AURORA20" }],
      }),
      0,
    ],
    [
      "text header given",
      content("lembrete_consulta", { body, header: { type: "TEXT", placeholder: "Ana" } }),
      0,
    ],
  ];
  test.each(cases)("%s", async (label, changes, code) => {
    const messageId = `fate-${label}`;
    const { body: answer } = await send(
      templateMessage(kit.sender, "5511988880020", { messageId, ...changes }),
    );
    expect(answer.messages[0].status.id).toBe(7);
    expect(await outcome(messageId)).toBe(code);
  });

  test.each([7003, 7032, 7033, 7050])("a number ending in %i fails with it", async (code) => {
    const messageId = `magic-${code}`;
    await send(templateMessage(kit.sender, `551198888${code}`, { messageId }));
    expect(await outcome(messageId)).toBe(code);
  });

  test("a person who blocked the sender, and one who stopped marketing", async () => {
    await kit.control("POST", "/control/phones", { number: "5511988880030" });
    await kit.control("POST", "/control/phones/5511988880030/block");
    await send(templateMessage(kit.sender, "5511988880030", { messageId: "blocked" }));
    expect(await outcome("blocked")).toBe(7003);
    await kit.control("POST", "/control/phones/5511988880031/marketing", {
      sender: kit.sender,
      status: "stop",
    });
    await send(templateMessage(kit.sender, "5511988880031", { messageId: "stopped" }));
    expect(await outcome("stopped")).toBe(7033);
  });

  test("a sender over its limit, when limits are enforced", async () => {
    await kit.control("PATCH", "/control/settings", { enforceLimits: true });
    await kit.control("PATCH", `/control/senders/${kit.sender}`, { limit: "LIMIT_250" });
    const all = Array.from({ length: 260 }, (_, i) =>
      templateMessage(kit.sender, `5521970${String(i).padStart(6, "0")}`, { messageId: `limit-${i}` }),
    );
    await send(...all);
    expect(await outcome("limit-0")).toBe(0);
    expect(await outcome("limit-259")).toBe(7016);
    await kit.control("PATCH", "/control/settings", { enforceLimits: false });
  });
});

describe("one invalid message refuses the whole call", () => {
  const cases: [string, unknown, Record<string, string>][] = [
    ["no recipient", { to: undefined }, { to: "must not be blank" }],
    ["recipient is a name", { to: "marina" }, { to: "is not a valid recipient" }],
    ["long message id", { messageId: "x".repeat(201) }, { messageId: "size must be between 0 and 200" }],
    ["no content", { content: undefined }, { content: "must not be null" }],
    [
      "blank placeholder",
      content("boas_vindas", { body: { placeholders: ["a", " "] } }),
      { "content.templateData.body.placeholders[1]": "must not be blank" },
    ],
    [
      "line break in a placeholder",
      content("boas_vindas", { body: { placeholders: ["a\nb", "c"] } }),
      {
        "content.templateData.body.placeholders[0]":
          "cannot have new-line/tab characters or more than 4 consecutive spaces",
      },
    ],
    [
      "placeholders missing",
      content("boas_vindas", { body: {} }),
      { "content.templateData.body.placeholders": "must not be null" },
    ],
    [
      "header that is no URL",
      content("oferta_relampago", {
        body: { placeholders: [] },
        header: { type: "IMAGE", mediaUrl: "nope" },
      }),
      { "content.templateData.header.mediaUrl": "is not a valid url" },
    ],
    [
      "template name in capitals",
      content("Boas", { body: { placeholders: [] } }),
      { "content.templateName": "must only contain lowercase alphanumeric characters and underscores" },
    ],
  ];
  test.each(cases)("%s", async (_label, changes, expected) => {
    const good = templateMessage(kit.sender, "5511988880040");
    const before = kit.sandbox.state.messages.length;
    const { status, body } = await send(good, { ...good, ...(changes as object) });
    expect(status).toBe(400);
    const found = body.requestError.serviceException.validationErrors;
    for (const [path, phrase] of Object.entries(expected))
      expect(found[`messages[1].${path}`]).toContain(phrase);
    expect(Object.keys(found)).toHaveLength(Object.keys(expected).length);
    expect(kit.sandbox.state.messages.length).toBe(before);
  });

  test("no messages at all", async () => {
    expect(
      (await kit.api("POST", PATH, { messages: [] })).body.requestError.serviceException.validationErrors,
    ).toEqual({
      messages: ["must not be empty"],
    });
  });
});

test("a timeout after acceptance loses the answer, not the message; the retry says duplicate", async () => {
  await kit.control("PATCH", "/control/settings", { faults: { timeoutAfterAcceptRate: 1 } });
  const message = templateMessage(kit.sender, "5511988880050", { messageId: "lost-answer" });
  await expect(send(message)).rejects.toThrow();
  await kit.control("PATCH", "/control/settings", { faults: { timeoutAfterAcceptRate: 0 } });
  expect((await send(message)).body.messages[0].status.id).toBe(23);
});

test("the witness counts what arrived, once", async () => {
  const number = "5511977770000";
  await kit.control("POST", "/control/wabas", { name: "Outra", number, accountKey: kit.accountKey });
  await send(...["5511966660001", "5511966660002", "5511966660002"].map((to) => templateMessage(number, to)));
  expect(await kit.control("GET", `/control/witness?sender=${number}`)).toMatchObject({
    accepted: 3,
    distinctRecipients: 2,
    duplicates: ["5511966660002"],
    byStatus: { pending: 3, delivered: 0, seen: 0, failed: 0 },
  });
  const other = await kit.control("GET", `/control/witness?sender=${number}&templateName=pedido_enviado`);
  expect(other.accepted).toBe(0);
});
