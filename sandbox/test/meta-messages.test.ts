/** `POST /{PHONE}/messages`: every kind, what is refused and with which code, what fails later. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "./harness.ts";
import { type MetaKit, startMetaKit, until } from "./meta-kit.ts";

let kit: MetaKit;
let next = 0;
beforeAll(async () => {
  kit = await startMetaKit();
});
afterAll(() => kit.close());

/** A phone that nobody used yet; its last digits mean nothing. */
const fresh = () => `55119${String(80_000_000 + 1000 * ++next)}`;
const text = (body: string) => ({ type: "text", text: { body } });
const template = (name: string, components: unknown[] = [], code = "pt_BR") => ({
  type: "template",
  template: { name, language: { code }, components },
});
const body = (...values: string[]) => ({
  type: "body",
  parameters: values.map((value) => ({ type: "text", text: value })),
});
const welcome = template("boas_vindas", [body("Ana", "Recife")]);
const interactive = (value: Record<string, unknown>) => ({
  type: "interactive",
  interactive: { body: { text: "Escolha" }, ...value },
});
const shown = async (to: string): Promise<Answer> =>
  (await kit.control("GET", `/control/phones/${to}/messages?sender=${kit.number}`)).at(-1);

async function deliver(id: string, event: Record<string, unknown> = { event: "delivered" }): Promise<void> {
  await kit.control("POST", `/control/messages/${id}/receipt`, event);
}

describe("what is taken", () => {
  const picture = () => ({ link: `${kit.url}/assets-media/oferta.png` });
  const cases: [string, () => Record<string, unknown>, Record<string, unknown>][] = [
    ["text", () => ({ text: { body: "Olá, ção!", preview_url: true } }), { kind: "text", body: "Olá, ção!" }],
    ["image", () => ({ type: "image", image: { ...picture(), caption: "veja" } }), { kind: "image" }],
    ["video", () => ({ type: "video", video: picture() }), { kind: "video" }],
    ["audio", () => ({ type: "audio", audio: { ...picture(), voice: true } }), { kind: "audio" }],
    [
      "document",
      () => ({ type: "document", document: { ...picture(), filename: "a.pdf" } }),
      { kind: "document" },
    ],
    ["sticker", () => ({ type: "sticker", sticker: picture() }), { kind: "sticker" }],
    [
      "location",
      () => ({ type: "location", location: { latitude: -23.5, longitude: "-46.6", name: "Loja" } }),
      { location: { latitude: -23.5, longitude: -46.6, name: "Loja" } },
    ],
    [
      "contacts",
      () => ({
        type: "contacts",
        contacts: [
          { name: { formatted_name: "Ana Lima", first_name: "Ana" }, phones: [{ phone: "+55 11 9" }] },
        ],
      }),
      { kind: "contact" },
    ],
    [
      "buttons",
      () =>
        interactive({
          type: "button",
          action: { buttons: [{ type: "reply", reply: { id: "a", title: "Sim" } }] },
        }),
      { body: "Escolha", buttons: [{ text: "Sim", id: "a" }] },
    ],
    [
      "list",
      () =>
        interactive({
          type: "list",
          header: { type: "text", text: "Menu" },
          action: { button: "Abrir", sections: [{ title: "A", rows: [{ id: "1", title: "Um" }] }] },
        }),
      { list: { button: "Abrir" } },
    ],
    [
      "cta_url",
      () =>
        interactive({
          type: "cta_url",
          header: { type: "image", image: picture() },
          footer: { text: "fim" },
          action: { name: "cta_url", parameters: { display_text: "Ver", url: "https://a.example" } },
        }),
      { buttons: [{ text: "Ver", url: "https://a.example" }], footer: "fim" },
    ],
    [
      "location request",
      () => interactive({ type: "location_request_message", action: { name: "send_location" } }),
      { kind: "interactive/location-request" },
    ],
    [
      "contact request",
      () => interactive({ type: "request_contact_info", action: { name: "request_contact_info" } }),
      { kind: "interactive/request-contact-info" },
    ],
    [
      "product",
      () => interactive({ type: "product", action: { catalog_id: "1", product_retailer_id: "tenis" } }),
      { kind: "interactive/product" },
    ],
    [
      "product list",
      () =>
        interactive({
          type: "product_list",
          header: { type: "text", text: "Loja" },
          action: {
            catalog_id: "1",
            sections: [{ title: "A", product_items: [{ product_retailer_id: "tenis" }] }],
          },
        }),
      { kind: "interactive/multi-product" },
    ],
    [
      "catalog",
      () => interactive({ type: "catalog_message", action: { name: "catalog_message" } }),
      { kind: "interactive/catalog" },
    ],
    [
      "carousel",
      () =>
        interactive({
          type: "carousel",
          action: {
            cards: [0, 1].map((card_index) => ({
              card_index,
              type: "cta_url",
              header: { type: "image", image: picture() },
              body: { text: `Cartão ${card_index}` },
              action: { name: "cta_url", parameters: { display_text: "Ver", url: "https://a.example" } },
            })),
          },
        }),
      { cards: [{ body: "Cartão 0" }, { body: "Cartão 1" }] },
    ],
    [
      "call permission",
      () => ({
        type: "interactive",
        interactive: { type: "call_permission_request", action: { name: "call_permission_request" } },
      }),
      { kind: "interactive/call-permission-request" },
    ],
    ["template", () => welcome, { body: expect.stringContaining("Olá, Ana!") }],
    [
      "template with header, code and link",
      () =>
        template("oferta_relampago", [
          { type: "header", parameters: [{ type: "image", image: picture() }] },
          body("Ana", "20%"),
          {
            type: "button",
            sub_type: "copy_code",
            index: "0",
            parameters: [{ type: "coupon_code", coupon_code: "A20" }],
          },
        ]),
      { header: { kind: "IMAGE" }, buttons: [{ kind: "COPY_CODE", payload: "A20" }, { kind: "URL" }] },
    ],
    [
      "template with dynamic URL",
      () =>
        template("pedido_enviado", [
          body("Ana", "#1", "24/11"),
          { type: "button", sub_type: "url", index: 0, parameters: [{ type: "text", text: "10482" }] },
        ]),
      { buttons: [{ url: "https://loja-aurora.example/pedidos/10482" }] },
    ],
    [
      "authentication template",
      () =>
        template("codigo_acesso", [
          body("424242"),
          { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "424242" }] },
        ]),
      { buttons: [{ kind: "COPY_CODE", payload: "424242" }] },
    ],
  ];
  test.each(cases)("%s", async (_label, message, view) => {
    const to = fresh();
    await kit.open(to);
    const { status, body: answer } = await kit.send(`+${to}`, message());
    expect([status, answer]).toMatchObject([
      200,
      {
        messaging_product: "whatsapp",
        contacts: [{ input: `+${to}`, wa_id: to }],
        messages: [{ id: expect.stringMatching(/^wamid\./) }],
      },
    ]);
    await deliver(answer.messages[0].id);
    expect(await shown(to)).toMatchObject({ direction: "in", status: "delivered", ...view });
  });

  test("a template's answer says accepted; other messages have no such word", async () => {
    const to = fresh();
    await kit.open(to);
    expect((await kit.send(to, welcome)).body.messages[0].message_status).toBe("accepted");
    expect((await kit.send(to, text("oi"))).body.messages[0]).not.toHaveProperty("message_status");
  });

  test("a quoted reply, a reaction, and the tick of a read message", async () => {
    const to = fresh();
    const inbound = await kit.open(to);
    const quoted = await kit.send(to, { ...text("sim"), context: { message_id: inbound.id } });
    await deliver(quoted.body.messages[0].id);
    expect(await shown(to)).toMatchObject({ body: "sim", replyTo: inbound.id });
    const reaction = await kit.send(to, {
      type: "reaction",
      reaction: { message_id: inbound.id, emoji: "👍" },
    });
    expect(reaction.status).toBe(200);
    const read = await kit.send(to, {
      status: "read",
      message_id: inbound.id,
      typing_indicator: { type: "text" },
    });
    expect(read.body).toEqual({ success: true });
    const messages = await kit.control("GET", `/control/phones/${to}/messages?sender=${kit.number}`);
    expect(messages[0]).toMatchObject({ direction: "out", status: "read" });
    expect((await kit.send(to, { status: "read", message_id: "wamid.nope" })).body.error.code).toBe(131009);
  });
});

describe("what is refused", () => {
  const to = "5511970000000";
  const buttons = (...titles: string[]) =>
    interactive({
      type: "button",
      action: { buttons: titles.map((title, i) => ({ type: "reply", reply: { id: String(i), title } })) },
    });
  const rows = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ id: String(i), title: `Linha ${i}` }));
  const list = (count: number) =>
    interactive({ type: "list", action: { button: "Abrir", sections: [{ rows: rows(count) }] } });
  const cases: [string, Record<string, unknown>, number, number][] = [
    ["an unknown type", { type: "poll", poll: {} }, 400, 100],
    ["a text without body", { type: "text", text: {} }, 400, 131008],
    ["a text that is too long", text("x".repeat(4097)), 400, 100],
    ["no text object", { type: "text" }, 400, 131008],
    [
      "a caption that is too long",
      { type: "image", image: { link: "https://a.example/a.png", caption: "x".repeat(1025) } },
      400,
      100,
    ],
    ["media without id and link", { type: "image", image: {} }, 400, 131009],
    ["an unknown media id", { type: "image", image: { id: "1" } }, 400, 131009],
    [
      "a caption on audio",
      { type: "audio", audio: { link: "https://a.example/a.mp3", caption: "x" } },
      400,
      100,
    ],
    ["a latitude out of range", { type: "location", location: { latitude: 91, longitude: 0 } }, 400, 131009],
    [
      "a contact with one name part",
      { type: "contacts", contacts: [{ name: { formatted_name: "Ana" } }] },
      400,
      131008,
    ],
    [
      "a reaction to nothing",
      { type: "reaction", reaction: { message_id: "wamid.x", emoji: "👍" } },
      400,
      131009,
    ],
    ["four buttons", buttons("a", "b", "c", "d"), 400, 131009],
    ["two buttons alike", buttons("a", "a"), 400, 131009],
    ["a button title of 21", buttons("x".repeat(21)), 400, 100],
    ["eleven rows", list(11), 400, 131009],
    ["an interactive type that does not exist", interactive({ type: "dance", action: {} }), 400, 100],
    [
      "an interactive without body",
      { type: "interactive", interactive: { type: "button", action: {} } },
      400,
      131008,
    ],
    [
      "a footer of 61",
      {
        ...interactive({
          type: "location_request_message",
          footer: { text: "x" },
          action: { name: "send_location" },
        }),
      },
      400,
      131009,
    ],
    [
      "a Flow nobody has",
      interactive({
        type: "flow",
        action: { name: "flow", parameters: { flow_message_version: "3", flow_id: "1", flow_cta: "Ir" } },
      }),
      400,
      131009,
    ],
    [
      "callback data that are too long",
      { ...text("a"), biz_opaque_callback_data: "x".repeat(513) },
      400,
      100,
    ],
    ["a group", { ...text("a"), recipient_type: "group" }, 400, 131041],
    ["a direct send", { ...text("a"), category: "utility" }, 400, 100],
    ["a template that does not exist", template("nada"), 404, 132001],
    ["a template in another language", template("pedido_enviado", [], "en"), 404, 132001],
    ["a template in review", template("pesquisa_satisfacao", [body("a")]), 404, 132001],
    ["a rejected template", template("promo_imperdivel"), 404, 132001],
    ["too few values", template("boas_vindas", [body("Ana")]), 400, 132000],
    ["too many values", template("boas_vindas", [body("a", "b", "c")]), 400, 132000],
    ["a value with a line break", template("boas_vindas", [body("a\nb", "c")]), 400, 100],
    ["an empty value", template("boas_vindas", [body("", "c")]), 400, 131008],
    [
      "values that make the text too long",
      template("boas_vindas", [body("x".repeat(1000), "c")]),
      400,
      132005,
    ],
    ["no header", template("oferta_relampago", [body("a", "b")]), 400, 132012],
    [
      "a header of the wrong kind",
      template("oferta_relampago", [
        { type: "header", parameters: [{ type: "text", text: "a" }] },
        body("a", "b"),
      ]),
      400,
      132012,
    ],
    ["no value for a dynamic URL", template("pedido_enviado", [body("a", "b", "c")]), 400, 131008],
    [
      "a button that is not there",
      template("boas_vindas", [
        body("a", "b"),
        { type: "button", sub_type: "url", index: "7", parameters: [] },
      ]),
      400,
      132018,
    ],
  ];
  test.each(cases)("%s", async (_label, message, status, code) => {
    const answer = await kit.send(to, message);
    expect([answer.status, answer.body.error]).toMatchObject([
      status,
      { code, type: "OAuthException", fbtrace_id: expect.any(String) },
    ]);
    expect(answer.body.error.message).toContain(`(#${code})`);
  });

  test("a body without messaging_product or recipient", async () => {
    const path = `/${kit.phone}/messages`;
    expect((await kit.graph("POST", path, { to, ...text("a") })).body.error.code).toBe(100);
    expect(
      (await kit.graph("POST", path, { messaging_product: "whatsapp", ...text("a") })).body.error.code,
    ).toBe(100);
  });

  test("oneself", async () => {
    expect((await kit.send(kit.number, welcome)).body.error.code).toBe(131021);
  });

  const states: [string, Record<string, unknown>, Record<string, unknown>, number][] = [
    ["a number that is not registered", { registered: false }, { registered: true }, 133010],
    ["a number in maintenance", { maintenanceMs: 60_000 }, { maintenanceMs: 0 }, 131057],
    ["a banned number", { status: "BANNED" }, { status: "CONNECTED" }, 131031],
  ];
  test.each(states)("%s", async (_label, change, back, code) => {
    await kit.control("PATCH", `/control/meta/numbers/${kit.phone}`, change);
    expect((await kit.send(fresh(), welcome)).body.error.code).toBe(code);
    await kit.control("PATCH", `/control/meta/numbers/${kit.phone}`, back);
  });

  test.each([
    ["FIRST_PAUSED", 132015],
    ["DISABLED", 132016],
  ])("a template that is %s", async (status, code) => {
    const [one] = (await kit.control("GET", "/control/templates")).filter(
      (candidate: Answer) => candidate.wabaId === kit.waba && candidate.name === "lembrete_consulta",
    );
    await kit.control("PATCH", `/control/meta/templates/${one.id}`, { status });
    expect((await kit.send(fresh(), template("lembrete_consulta"))).body.error.code).toBe(code);
    await kit.control("PATCH", `/control/meta/templates/${one.id}`, { status: "APPROVED" });
  });

  test("a number that a partner sends for", async () => {
    const { body: token } = {
      body: await kit.control("POST", "/control/meta/tokens", { wabaIds: [kit.wabaId] }),
    };
    const [partner] = (await kit.graph("GET", `/${kit.wabaId}/phone_numbers`, undefined, token.token)).body
      .data;
    const answer = await kit.graph(
      "POST",
      `/${partner.id}/messages`,
      { messaging_product: "whatsapp", to, ...text("a") },
      token.token,
    );
    expect([answer.status, answer.body.error.code]).toEqual([403, 10]);
  });
});

describe("speed limits", () => {
  test("80 messages a second, then 130429", async () => {
    await kit.control("PATCH", "/control/meta/settings", { messagesPerSecond: 3 });
    const codes = await Promise.all(Array.from({ length: 8 }, () => kit.send(fresh(), welcome)));
    await kit.control("PATCH", "/control/meta/settings", { messagesPerSecond: 80 });
    expect(codes.filter(({ status }) => status === 200).length).toBeLessThan(8);
    expect(codes.find(({ status }) => status !== 200)?.body.error.code).toBe(130429);
  });

  test("a burst of 45 to one person, then 131056", async () => {
    await kit.control("PATCH", "/control/settings", { timeScale: 1 });
    await kit.control("PATCH", "/control/meta/settings", { messagesPerSecond: 0 });
    const to = fresh();
    let accepted = 0;
    let code = 0;
    for (let i = 0; i < 50 && code === 0; i++) {
      const answer = await kit.send(to, welcome);
      if (answer.status === 200) accepted++;
      else code = answer.body.error.code;
    }
    await kit.control("PATCH", "/control/settings", { timeScale: 0.001 });
    await kit.control("PATCH", "/control/meta/settings", { messagesPerSecond: 80 });
    expect([accepted, code]).toEqual([45, 131056]);
  });

  test("the portfolio's limit of people a day", async () => {
    const made = await kit.control("POST", "/control/meta/wabas", {
      number: "5511900003333",
      businessId: "400000000000002",
    });
    await kit.control("PATCH", "/control/settings", { enforceLimits: true });
    await kit.control("PATCH", "/control/meta/settings", { messagesPerSecond: 0 });
    await kit.control("PATCH", `/control/meta/numbers/${made.phoneNumberId}`, { limit: "LIMIT_250" });
    const ids: string[] = [];
    for (let i = 0; i < 251; i++) {
      const answer = await kit.graph(
        "POST",
        `/${made.phoneNumberId}/messages`,
        { messaging_product: "whatsapp", to: fresh(), ...welcome },
        made.token,
      );
      ids.push(answer.body.messages[0].id);
    }
    await deliver(ids[249] ?? "");
    await deliver(ids[250] ?? "");
    await kit.flush();
    await kit.control("PATCH", "/control/settings", { enforceLimits: false });
    await kit.control("PATCH", "/control/meta/settings", { messagesPerSecond: 80 });
    const of = (id: string | undefined) =>
      kit.hook
        .statuses()
        .filter((one) => one.id === id)
        .at(-1);
    expect(of(ids[249]).status).toBe("delivered");
    expect(of(ids[250])).toMatchObject({ status: "failed", errors: [{ code: 131048 }] });
  });
});

describe("what fails later", () => {
  async function statusOf(to: string, message: Record<string, unknown>): Promise<Answer> {
    const { body: answer } = await kit.send(to, { biz_opaque_callback_data: `for ${to}`, ...message });
    const { id } = answer.messages[0];
    await new Promise((resolve) => setTimeout(resolve, 50));
    await deliver(id);
    await kit.flush();
    await until(() => kit.hook.statuses().some((one) => one.id === id && one.status !== "sent"));
    return kit.hook
      .statuses()
      .filter((one) => one.id === id)
      .at(-1);
  }
  const prepare: [string, (to: string) => Promise<unknown>, Record<string, unknown>, number][] = [
    ["free-form outside the window", async () => {}, text("oi"), 131047],
    [
      "to somebody who blocked us",
      (to) =>
        kit.open(to).then(() => kit.control("POST", `/control/phones/${to}/block`, { sender: kit.number })),
      text("oi"),
      131026,
    ],
    [
      "marketing to somebody who stopped it",
      (to) => kit.control("POST", `/control/phones/${to}/marketing`, { sender: kit.number, status: "stop" }),
      welcome,
      131050,
    ],
    [
      "a file that cannot be fetched",
      (to) => kit.open(to),
      { type: "image", image: { link: "http://127.0.0.1:9/x.png" } },
      131053,
    ],
  ];
  test.each(prepare)("%s", async (_label, setUp, message, code) => {
    const to = fresh();
    await setUp(to);
    expect(await statusOf(to, message)).toMatchObject({
      status: "failed",
      recipient_id: to,
      biz_opaque_callback_data: `for ${to}`,
      errors: [{ code, title: expect.any(String), error_data: { details: expect.any(String) } }],
    });
  });

  test("marketing to the United States, and without a payment method", async () => {
    expect((await statusOf("12125550100", welcome)).errors[0].code).toBe(131049);
    await kit.control("PATCH", `/control/meta/wabas/${kit.waba}`, { paymentMethod: false });
    expect((await statusOf(fresh(), welcome)).errors[0].code).toBe(131042);
    await kit.control("PATCH", `/control/meta/wabas/${kit.waba}`, { paymentMethod: true });
  });

  test.each([131026, 131049, 130472, 132015, 131000])("recipients that end in %d", async (code) => {
    expect((await statusOf(`551180${code}`, welcome)).errors[0].code).toBe(code);
  });

  test.each([4, 190, 368, 80007, 130429, 131056, 131048])(
    "recipients whose number ends in 9 and %d are refused at once",
    async (code) => {
      const { body: answer } = await kit.send(`55119${`9${String(code).padStart(6, "0")}`}`, welcome);
      expect(answer.error).toMatchObject({ code, fbtrace_id: expect.any(String) });
    },
  );
});

describe("special recipients", () => {
  const course = async (ending: string): Promise<Answer[]> => {
    await kit.control("PATCH", "/control/settings", { mode: "auto", autoReadRate: 0 });
    const to = `551190${ending}`;
    await kit.open(to);
    const answer = await kit.send(to, text("oi"));
    await kit.flush();
    await kit.control("PATCH", "/control/settings", { mode: "explicit" });
    return kit.hook.statuses().filter((one) => one.id === answer.body.messages[0].id);
  };
  test.each([
    ["880001", ["sent", "read"]],
    ["880002", ["sent", "delivered", "failed"]],
    ["880004", []],
    ["880009", ["read", "delivered", "sent"]],
  ])("%s: %j", async (ending, expected) => {
    expect((await course(ending)).map(({ status }) => status)).toEqual(expected);
  });

  test("880003: statuses before the answer", async () => {
    const to = "551190880003";
    await kit.open(to);
    const before = kit.hook.statuses().length;
    const sending = kit.send(to, text("oi"));
    await until(() => kit.hook.statuses().length > before);
    const early = kit.hook.statuses().at(-1);
    expect((await sending).body.messages[0].id).toBe(early.id);
  });

  test("880005: taken, and the line is dropped", async () => {
    const to = "551190880005";
    await kit.open(to);
    await expect(kit.send(to, text("chegou"))).rejects.toThrow();
    const witness = await kit.control("GET", `/control/witness?sender=${kit.number}`);
    expect(witness.accepted).toBeGreaterThan(0);
  });

  test("880007 and 880008: another wa_id, and none", async () => {
    const other = (await kit.send("5511980880007", welcome)).body.contacts[0];
    expect(other).toEqual({ input: "5511980880007", wa_id: "551180880007" });
    const hidden = (await kit.send("5511980880008", welcome)).body.contacts[0];
    expect(hidden).toEqual({ input: "5511980880008", user_id: expect.stringMatching(/^BR\./) });
    const again = await kit.graph("POST", `/${kit.phone}/messages`, {
      messaging_product: "whatsapp",
      recipient: hidden.user_id,
      ...welcome,
    });
    expect(again.status).toBe(200);
  });
});
