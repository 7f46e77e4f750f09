/** Templates and Flows over Graph: what is taken and refused, what review says, and how both providers see the same ones. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "./harness.ts";
import { type MetaKit, startMetaKit } from "./meta-kit.ts";

let kit: MetaKit;
beforeAll(async () => {
  kit = await startMetaKit();
});
afterAll(() => kit.close());

const path = () => `/${kit.waba}/message_templates`;
const named = (name: string, more: Record<string, unknown> = {}) => ({
  name,
  language: "pt_BR",
  category: "MARKETING",
  components: [BODY],
  ...more,
});
const BODY = {
  type: "BODY",
  text: "Olá {{1}}, temos novidades para você hoje.",
  example: { body_text: [["Ana"]] },
};
const picture = { type: "HEADER", format: "IMAGE", example: { header_handle: ["https://a.example/a.png"] } };
const buttons = (...list: unknown[]) => ({ type: "BUTTONS", buttons: list });
const reply = { type: "QUICK_REPLY", text: "Sim" };
const url = { type: "URL", text: "Ver", url: "https://a.example" };

test("listed with their components, filtered, page by page", async () => {
  const all = (await kit.graph("GET", `${path()}?limit=100`)).body;
  const own = (await kit.control("GET", "/control/templates")).filter(
    (one: Answer) => one.wabaId === kit.waba,
  );
  expect(all.data).toHaveLength(own.length);
  const shipped = all.data.find((one: Answer) => one.name === "pedido_enviado");
  expect(shipped).toMatchObject({
    language: "pt_BR",
    status: "APPROVED",
    category: "UTILITY",
    parameter_format: "POSITIONAL",
    components: [
      { type: "BODY", example: { body_text: [["Marina", "#10482", "24/11"]] } },
      { type: "BUTTONS", buttons: [{ type: "URL", example: [expect.any(String)] }] },
    ],
  });
  expect((await kit.graph("GET", `${path()}?status=REJECTED`)).body.data).toHaveLength(1);
  expect((await kit.graph("GET", `${path()}?name=boas_vindas&fields=language`)).body.data).toHaveLength(3);
  const seen: string[] = [];
  let after = "";
  do {
    const page = (await kit.graph("GET", `${path()}?limit=4${after && `&after=${after}`}`)).body;
    seen.push(...page.data.map(({ id }: Answer) => id));
    after = page.paging.next ? page.paging.cursors.after : "";
  } while (after);
  expect(new Set(seen).size).toBe(own.length);
  expect((await kit.graph("GET", `${path()}?after=nonsense`)).body.error.code).toBe(131059);
});

test("created, reviewed, told by webhook, seen by Infobip's API too, sent, edited once a day, deleted", async () => {
  const created = await kit.graph(
    "POST",
    path(),
    named("do_grafo", { components: [picture, BODY, buttons(reply, url)] }),
  );
  expect(created.body).toEqual({ id: expect.any(String), status: "PENDING", category: "MARKETING" });
  await kit.flush();
  expect(kit.hook.values("message_template_status_update").at(-1)).toMatchObject({
    event: "APPROVED",
    message_template_id: Number(created.body.id),
    message_template_name: "do_grafo",
    message_template_language: "pt_BR",
    reason: "NONE",
  });
  const read = (await kit.graph("GET", `/${created.body.id}?fields=status,components,quality_score`)).body;
  expect(read).toMatchObject({ status: "APPROVED", quality_score: { score: "UNKNOWN" } });
  expect(read.components.map(({ type }: Answer) => type)).toEqual(["HEADER", "BODY", "BUTTONS"]);
  const edit = () =>
    kit.graph("POST", `/${created.body.id}`, {
      components: [{ ...BODY, text: "Oi {{1}}, veja o que chegou nesta semana." }],
    });
  await kit.control("PATCH", "/control/settings", { timeScale: 1 });
  expect((await edit()).body).toEqual({ success: true });
  expect((await kit.graph("GET", `/${created.body.id}`)).body.status).toBe("PENDING");
  await kit.flush();
  expect((await edit()).body.error).toMatchObject({ code: 100, error_subcode: 2388043 });
  expect((await kit.graph("DELETE", `${path()}?name=do_grafo`)).body).toEqual({ success: true });
  expect((await kit.graph("POST", path(), named("do_grafo"))).body.error.error_subcode).toBe(2388023);
  await kit.control("PATCH", "/control/settings", { timeScale: 0.001 });
});

test("refused by review, paused, disabled, better and worse, and in another category", async () => {
  const { body: made } = await kit.graph("POST", path(), named("para_recusar"));
  await kit.flush();
  expect(kit.hook.values("message_template_status_update").at(-1)).toMatchObject({
    event: "REJECTED",
    reason: "INCORRECT_CATEGORY",
    rejection_info: { reason: expect.any(String) },
  });
  const change = (body: unknown) => kit.control("PATCH", `/control/meta/templates/${made.id}`, body);
  await change({ status: "FIRST_PAUSED" });
  await change({ quality: "LOW" });
  await change({ category: "UTILITY" });
  await kit.flush();
  expect(kit.hook.values("message_template_status_update").at(-1)).toMatchObject({
    event: "PAUSED",
    other_info: { title: "FIRST_PAUSE" },
  });
  expect(kit.hook.values("message_template_quality_update").at(-1)).toMatchObject({
    previous_quality_score: "UNKNOWN",
    new_quality_score: "RED",
  });
  expect(kit.hook.values("template_category_update").at(-1)).toMatchObject({
    previous_category: "MARKETING",
    new_category: "UTILITY",
  });
  expect((await kit.graph("POST", `/${made.id}/unpause`)).body).toEqual({ success: true });
  await change({ status: "DISABLED" });
  expect((await kit.graph("DELETE", `${path()}?name=para_recusar`)).body.error.error_subcode).toBe(2388026);
});

test("named variables are sent by name", async () => {
  const body = {
    type: "BODY",
    text: "Olá {{first_name}}, seu pedido {{order_id}} já está a caminho de casa.",
    example: {
      body_text_named_params: [
        { param_name: "first_name", example: "Ana" },
        { param_name: "order_id", example: "7" },
      ],
    },
  };
  const made = await kit.graph(
    "POST",
    path(),
    named("com_nomes", { parameter_format: "NAMED", components: [body] }),
  );
  await kit.flush();
  const read = (await kit.graph("GET", `/${made.body.id}`)).body;
  expect(read).toMatchObject({ parameter_format: "NAMED", components: [body] });
  const send = (parameters: unknown[]) =>
    kit.send("5511970010000", {
      type: "template",
      template: {
        name: "com_nomes",
        language: { code: "pt_BR" },
        components: [{ type: "body", parameters }],
      },
    });
  const sent = await send([
    { type: "text", parameter_name: "order_id", text: "10" },
    { type: "text", parameter_name: "first_name", text: "Bia" },
  ]);
  await kit.control("POST", `/control/messages/${sent.body.messages[0].id}/receipt`, { event: "delivered" });
  const [shown] = await kit.control("GET", "/control/phones/5511970010000/messages");
  expect(shown.body).toBe("Olá Bia, seu pedido 10 já está a caminho de casa.");
  expect((await send([{ type: "text", parameter_name: "first_name", text: "Bia" }])).body.error.code).toBe(
    132012,
  );
});

test("a carousel with an offer's countdown and an authentication template", async () => {
  const card = (n: number) => ({
    components: [picture, { type: "BODY", text: `Produto ${n}` }, buttons(url)],
  });
  const carousel = { type: "CAROUSEL", cards: [card(1), card(2)] };
  expect((await kit.graph("POST", path(), named("vitrine", { components: [BODY, carousel] }))).status).toBe(
    200,
  );
  const offer = { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Só hoje", has_expiration: true } };
  const code = { type: "COPY_CODE", example: "AURORA20" };
  expect(
    (
      await kit.graph(
        "POST",
        path(),
        named("oferta", { components: [picture, offer, BODY, buttons(code, url)] }),
      )
    ).status,
  ).toBe(200);
  const auth = {
    category: "AUTHENTICATION",
    components: [
      { type: "BODY", add_security_recommendation: true },
      { type: "FOOTER", code_expiration_minutes: 5 },
      buttons({ type: "OTP", otp_type: "COPY_CODE", text: "Copiar" }),
    ],
  };
  expect((await kit.graph("POST", path(), named("codigo", auth))).status).toBe(200);
  const many = await kit.graph("POST", `/${kit.waba}/upsert_message_templates`, {
    ...named("codigos", auth),
    languages: ["pt_BR", "es"],
  });
  expect(many.body.data).toHaveLength(2);
  await kit.flush();
  const picked = {
    type: "header",
    parameters: [{ type: "image", image: { link: "https://a.example/a.png" } }],
  };
  const to = "5511970020000";
  const sendCards = (count: number) =>
    kit.send(to, {
      type: "template",
      template: {
        name: "vitrine",
        language: { code: "pt_BR" },
        components: [
          { type: "body", parameters: [{ type: "text", text: "Ana" }] },
          {
            type: "carousel",
            cards: Array.from({ length: count }, (_, card_index) => ({ card_index, components: [picked] })),
          },
        ],
      },
    });
  expect((await sendCards(1)).body.error.code).toBe(132000);
  const sent = await sendCards(2);
  await kit.control("POST", `/control/messages/${sent.body.messages[0].id}/receipt`, { event: "delivered" });
  const [shown] = await kit.control("GET", `/control/phones/${to}/messages`);
  expect(shown.cards).toMatchObject([{ body: "Produto 1" }, { body: "Produto 2" }]);
  const sendOffer = (time: unknown) =>
    kit.send(to, {
      type: "template",
      template: {
        name: "oferta",
        language: { code: "pt_BR" },
        components: [
          picked,
          { type: "body", parameters: [{ type: "text", text: "Ana" }] },
          {
            type: "button",
            sub_type: "copy_code",
            index: 0,
            parameters: [{ type: "coupon_code", coupon_code: "A20" }],
          },
          {
            type: "limited_time_offer",
            parameters: [{ type: "limited_time_offer", limited_time_offer: { expiration_time_ms: time } }],
          },
        ],
      },
    });
  expect((await sendOffer(Date.now() - 1000)).body.error.code).toBe(132018);
  expect((await sendOffer(undefined)).body.error.code).toBe(132000);
  expect((await sendOffer(Date.now() + 3_600_000)).status).toBe(200);
});

describe("refused templates", () => {
  const cases: [string, Record<string, unknown>, number | undefined][] = [
    ["a name with capitals", named("Nome"), undefined],
    ["no category", { ...named("a"), category: undefined }, undefined],
    ["an unknown language", named("a", { language: "klingon!" }), undefined],
    ["no components", { ...named("a"), components: undefined }, undefined],
    ["a name that exists", named("boas_vindas"), 2388024],
    ["no body", named("a", { components: [picture] }), 2388072],
    [
      "a body that is too long",
      named("a", { components: [{ type: "BODY", text: "x".repeat(1025) }] }),
      2388040,
    ],
    [
      "a variable at the start",
      named("a", { components: [{ ...BODY, text: "{{1}} é o nome que você usa aqui" }] }),
      2388299,
    ],
    [
      "a variable at the end",
      named("a", { components: [{ ...BODY, text: "o nome que você usa aqui é {{1}}" }] }),
      2388299,
    ],
    [
      "too many variables",
      named("a", {
        components: [{ type: "BODY", text: "a {{1}} e {{2}} fim", example: { body_text: [["1", "2"]] } }],
      }),
      2388293,
    ],
    ["no example", named("a", { components: [{ ...BODY, example: undefined }] }), 2388072],
    [
      "a picture without a sample",
      named("a", { components: [{ type: "HEADER", format: "IMAGE" }, BODY] }),
      2388047,
    ],
    [
      "a footer with a variable",
      named("a", { components: [BODY, { type: "FOOTER", text: "{{1}}" }] }),
      2388073,
    ],
    ["three URL buttons", named("a", { components: [BODY, buttons(url, url, url)] }), undefined],
    ["scattered quick replies", named("a", { components: [BODY, buttons(reply, url, reply)] }), undefined],
    [
      "one card",
      named("a", { components: [BODY, { type: "CAROUSEL", cards: [{ components: [picture] }] }] }),
      undefined,
    ],
  ];
  test.each(cases)("%s", async (_label, body, subcode) => {
    const { status, body: answer } = await kit.graph("POST", path(), body);
    expect([status, answer.error.code, answer.error.error_subcode]).toEqual([400, 100, subcode]);
    if (subcode) expect(answer.error.error_user_msg).toEqual(expect.any(String));
  });

  test("the 101st of an hour", async () => {
    await kit.control("PATCH", "/control/settings", { timeScale: 1 });
    const made = await kit.control("POST", "/control/meta/wabas", { number: "5511900004444" });
    const codes: number[] = [];
    for (let i = 0; i < 101; i++) {
      const answer = await kit.graph(
        "POST",
        `/${made.wabaId}/message_templates`,
        named(`n_${i}`),
        made.token,
      );
      codes.push(answer.body.error?.code ?? 0);
    }
    await kit.control("PATCH", "/control/settings", { timeScale: 0.001 });
    expect(codes.slice(99)).toEqual([0, 80007]);
  });
});

describe("Flows", () => {
  const JSON_OK = JSON.stringify({
    version: "7.3",
    screens: [
      {
        id: "FIM",
        title: "Fim",
        terminal: true,
        layout: {
          type: "SingleColumnLayout",
          children: [
            { type: "Footer", label: "Enviar", "on-click-action": { name: "complete", payload: {} } },
          ],
        },
      },
    ],
  });
  const uploadJson = async (id: string, text: string) => {
    const form = new FormData();
    form.set("name", "flow.json");
    form.set("asset_type", "FLOW_JSON");
    form.set("file", new Blob([text], { type: "application/json" }), "flow.json");
    const response = await fetch(`${kit.url}/graph/v25.0/${id}/assets`, {
      method: "POST",
      headers: { authorization: `Bearer ${kit.token}` },
      body: form,
    });
    return response.json() as Promise<Answer>;
  };
  const create = async (name: string) =>
    (await kit.graph("POST", `/${kit.waba}/flows`, { name, categories: ["SURVEY"] })).body.id as string;

  test("from draft to deprecation, sent in between, told by webhook", async () => {
    const id = await create("Pesquisa");
    expect((await kit.graph("POST", `/${id}/publish`)).body.error.code).toBe(139002);
    expect((await uploadJson(id, "{")).validation_errors).not.toHaveLength(0);
    expect(await uploadJson(id, JSON_OK)).toEqual({ success: true, validation_errors: [] });
    const send = (mode: string) =>
      kit.send("5511970030000", {
        type: "interactive",
        interactive: {
          type: "flow",
          body: { text: "Responda" },
          action: {
            name: "flow",
            parameters: { flow_message_version: "3", flow_id: id, flow_cta: "Ir", mode, flow_token: "t1" },
          },
        },
      });
    expect((await send("published")).body.error.code).toBe(131009);
    expect((await send("draft")).status).toBe(200);
    expect((await kit.graph("POST", `/${id}/publish`)).body).toEqual({ success: true });
    expect((await send("published")).status).toBe(200);
    const node = (await kit.graph("GET", `/${id}?fields=status,preview,json_version`)).body;
    expect(node).toMatchObject({
      status: "PUBLISHED",
      json_version: "7.3",
      preview: { preview_url: expect.any(String) },
    });
    const { data } = (await kit.graph("GET", `/${id}/assets`)).body;
    expect(await (await fetch(data[0].download_url)).text()).toBe(JSON_OK);
    expect((await kit.graph("DELETE", `/${id}`)).body.error.code).toBe(139004);
    await kit.control("PATCH", `/control/meta/flows/${id}`, { status: "THROTTLED" });
    expect((await send("published")).body.error.code).toBe(132069);
    await kit.control("PATCH", `/control/meta/flows/${id}`, { status: "PUBLISHED" });
    expect((await kit.graph("POST", `/${id}/deprecate`)).body).toEqual({ success: true });
    await kit.flush();
    expect(kit.hook.values("flows").map(({ new_status }) => new_status)).toEqual([
      "PUBLISHED",
      "THROTTLED",
      "PUBLISHED",
      "DEPRECATED",
    ]);
    const listed = (await kit.graph("GET", `/${kit.waba}/flows`)).body.data;
    expect(listed[0]).toMatchObject({ id, name: "Pesquisa", status: "DEPRECATED" });
  });

  test("names are unique, drafts can go, copies are drafts", async () => {
    const id = await create("Única");
    const again = await kit.graph("POST", `/${kit.waba}/flows`, { name: "Única", categories: ["OTHER"] });
    expect(again.body.error.error_subcode).toBe(4016019);
    expect((await kit.graph("POST", `/${kit.waba}/flows`, { name: "x", categories: ["DANCE"] })).status).toBe(
      400,
    );
    expect((await kit.graph("POST", `/${id}`, { name: "Outra" })).body).toEqual({ success: true });
    expect((await kit.graph("DELETE", `/${id}`)).body).toEqual({ success: true });
  });
});
