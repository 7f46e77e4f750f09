import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Kit, type Receiver, startKit, startReceiver, subscribe } from "./harness.ts";

let kit: Kit;
let receiver: Receiver;
let base: string;
beforeAll(async () => {
  // No timer fires by itself: templates stay in review until a flush.
  kit = await startKit({ timeScale: 1000 });
  receiver = await startReceiver();
  base = `/whatsapp/2/senders/${kit.sender}/templates`;
  await subscribe(kit, receiver, ["TEMPLATE_UPDATE"]);
});
afterAll(async () => {
  await kit.close();
  receiver.close();
});
beforeEach(() => {
  receiver.posts.length = 0;
});

const NEW = {
  name: "novidade",
  language: "pt_BR",
  category: "MARKETING",
  structure: {
    header: { format: "TEXT", text: "Oi {{1}}", example: "Ana" },
    body: { text: "Chegou {{1}} em {{2}}.", examples: ["azul", "Recife"] },
    footer: { text: "Loja Aurora" },
    buttons: [
      { type: "QUICK_REPLY", text: "Ver" },
      { type: "URL", text: "Loja", url: "https://loja.example/{{1}}", example: "https://loja.example/a" },
    ],
  },
};

describe("reading", () => {
  test("a new WABA brings templates of every kind, in three languages and all states", async () => {
    const { templates } = (await kit.api("GET", base)).body;
    const seen = templates.map(
      ({ name, language, status }: Record<string, string>) => `${name} ${language} ${status}`,
    );
    expect(seen).toEqual([
      "boas_vindas pt_BR APPROVED",
      "boas_vindas en APPROVED",
      "boas_vindas es APPROVED",
      "pedido_enviado pt_BR APPROVED",
      "oferta_relampago pt_BR APPROVED",
      "lembrete_consulta pt_BR APPROVED",
      "codigo_acesso pt_BR APPROVED",
      "novidades_carrossel pt_BR APPROVED",
      "oferta_relampago_tempo pt_BR APPROVED",
      "retirada_loja pt_BR APPROVED",
      "video_colecao pt_BR APPROVED",
      "animacao_promo pt_BR APPROVED",
      "nota_fiscal pt_BR APPROVED",
      "pesquisa_flow pt_BR APPROVED",
      "catalogo_loja pt_BR APPROVED",
      "selecao_produtos pt_BR APPROVED",
      "pesquisa_satisfacao pt_BR PENDING",
      "promo_imperdivel pt_BR REJECTED",
    ]);
    const one = templates[4];
    expect(one).toMatchObject({
      id: expect.any(String),
      businessAccountId: Number(kit.wabaId),
      structure: { type: "MEDIA" },
    });
    expect(JSON.stringify(one)).not.toContain('example"');
    expect((await kit.api("GET", `${base}/${one.id}`)).body).toEqual(one);
  });

  test("account-wide: paged and filtered", async () => {
    const page = (await kit.api("GET", "/whatsapp/1/templates?page=1&size=4")).body;
    expect(page.paging).toEqual({ page: 1, size: 4, totalPages: 5, totalResults: 18 });
    expect(page.results).toHaveLength(4);
    const count = async (query: string) =>
      (await kit.api("GET", `/whatsapp/1/templates?${query}`)).body.paging.totalResults;
    expect(await count("name=boas_vindas")).toBe(3);
    expect(await count("name=boas_vindas&language=en")).toBe(1);
    expect(await count("status=PENDING")).toBe(1);
    expect(await count("category=AUTHENTICATION")).toBe(1);
    expect(await count(`sender=${kit.sender}`)).toBe(18);
    expect(await count("sender=5511999999999")).toBe(0);
    expect((await kit.api("GET", "/whatsapp/1/templates?size=101")).status).toBe(400);
  });

  test("another account's sender is a 404", async () => {
    expect((await kit.api("GET", "/whatsapp/2/senders/5500000000000/templates")).status).toBe(404);
    expect((await kit.api("GET", `${base}/1`)).status).toBe(404);
  });
});

describe("life of a template", () => {
  test("created PENDING, approved after review, told by webhook; edited, once a day; deleted in all languages", async () => {
    const created = await kit.api("POST", base, NEW);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ name: "novidade", status: "PENDING", quality: "UNKNOWN" });
    const one = `${base}/${created.body.id}`;
    await kit.control("POST", "/control/flush");
    expect((await kit.api("GET", one)).body.status).toBe("APPROVED");
    expect(receiver.posts.map(({ body }) => body)).toEqual([
      {
        messageTemplateId: created.body.id,
        messageTemplateName: "novidade",
        messageTemplateLanguage: "pt_BR",
        timestamp: expect.any(String),
        change: { type: "TEMPLATE_STATUS_UPDATE", newStatus: "APPROVED", reason: "NONE" },
      },
    ]);

    const structure = { ...NEW.structure, footer: { text: "Outra" } };
    expect((await kit.api("PATCH", one, { category: "UTILITY" })).status).toBe(400);
    expect((await kit.api("PATCH", one, { structure })).body.status).toBe("PENDING");
    expect((await kit.api("PATCH", one, { structure })).status).toBe(400);
    await kit.control("POST", "/control/flush");
    const again = await kit.api("PATCH", one, { structure });
    expect(again.body.requestError.serviceException.validationErrors.structure[0]).toContain(
      "once in 24 hours",
    );

    await kit.api("POST", base, { ...NEW, language: "es" });
    expect((await kit.api("DELETE", `${base}/novidade`)).status).toBe(204);
    expect((await kit.api("GET", "/whatsapp/1/templates?name=novidade")).body.results).toEqual([]);
    expect((await kit.api("DELETE", `${base}/novidade`)).status).toBe(404);
  });

  test("a name that asks for it is rejected, with a reason in the webhook only", async () => {
    const { body } = await kit.api("POST", base, { ...NEW, name: "para_recusar" });
    await kit.control("POST", "/control/flush");
    expect((await kit.api("GET", `${base}/${body.id}`)).body.status).toBe("REJECTED");
    expect(receiver.posts[0]?.body.change).toEqual({
      type: "TEMPLATE_STATUS_UPDATE",
      newStatus: "REJECTED",
      reason: "INCORRECT_CATEGORY",
    });
  });

  test("an authentication template reads back as text and one URL button", async () => {
    const { status, body } = await kit.api("POST", base, {
      name: "codigo",
      language: "en",
      category: "AUTHENTICATION",
      structure: {
        body: { addSecurityRecommendation: true },
        footer: { codeExpirationMinutes: 10 },
        buttons: [{ otpType: "COPY_CODE", text: "Copy" }],
      },
    });
    expect(status).toBe(201);
    expect(body.structure).toMatchObject({
      body: { text: expect.stringContaining("{{1}}") },
      footer: { text: "This code expires in 10 minutes." },
      buttons: [{ type: "URL", text: "Copy", url: expect.stringContaining("otp_type=COPY_CODE") }],
    });
  });
});

describe("refused", () => {
  const structure = (changes: Record<string, unknown>) => ({ structure: { ...NEW.structure, ...changes } });
  const quick = { type: "QUICK_REPLY", text: "a" };
  const cases: [string, Record<string, unknown>, string][] = [
    ["a name in capitals", { name: "Novidade" }, "name"],
    ["a language with a dash", { language: "pt-BR" }, "language"],
    ["an unknown category", { category: "PROMO" }, "category"],
    ["a body without examples", structure({ body: { text: "Oi {{1}}" } }), "structure.body.examples"],
    ["a long footer", structure({ footer: { text: "x".repeat(61) } }), "structure.footer.text"],
    [
      "two header placeholders",
      structure({ header: { format: "TEXT", text: "{{1}} {{2}}", example: "a" } }),
      "structure.header.text",
    ],
    ["an image without example", structure({ header: { format: "IMAGE" } }), "structure.header.example"],
    [
      "scattered quick replies",
      structure({
        buttons: [quick, { type: "PHONE_NUMBER", text: "b", phoneNumber: "+5511" }, { ...quick, text: "c" }],
      }),
      "structure.buttons",
    ],
    [
      "two copy-code buttons",
      structure({ buttons: [1, 2].map(() => ({ type: "COPY_CODE", example: "A" })) }),
      "structure.buttons",
    ],
    [
      "a placeholder in the middle of a URL",
      structure({ buttons: [{ type: "URL", text: "a", url: "https://a.b/{{1}}/c", example: "x" }] }),
      "structure.buttons[0].url",
    ],
    ["a name that exists", { name: "boas_vindas" }, "name"],
  ];
  test.each(cases)("%s", async (_label, changes, field) => {
    const { status, body } = await kit.api("POST", base, { ...NEW, name: "recusado", ...changes });
    expect(status).toBe(400);
    expect(Object.keys(body.requestError.serviceException.validationErrors)).toEqual([field]);
  });
});

test("senders, quality and business profile", async () => {
  expect((await kit.api("GET", "/whatsapp/1/senders")).body.senders).toMatchObject([
    { sender: kit.sender, displayName: "Loja Aurora", connectionStatus: "CONNECTED" },
  ]);
  await kit.control("PATCH", `/control/senders/${kit.sender}`, { quality: "LOW", status: "FLAGGED" });
  expect(
    (await kit.api("GET", `/whatsapp/1/senders/quality?senders=${kit.sender},5500`)).body.results,
  ).toEqual([
    {
      sender: kit.sender,
      qualityRating: "LOW",
      status: "FLAGGED",
      currentLimit: "LIMIT_10K",
      lastUpdated: expect.any(String),
    },
  ]);
  expect((await kit.api("GET", "/whatsapp/1/senders/quality")).status).toBe(400);
  const info = `/whatsapp/1/senders/${kit.sender}/business-info`;
  expect((await kit.api("PATCH", info, { about: "Moda e casa", email: "oi@loja.example" })).status).toBe(204);
  expect((await kit.api("GET", info)).body).toMatchObject({
    about: "Moda e casa",
    displayName: "Loja Aurora",
  });
  const refused = await kit.api("PATCH", info, { email: "nope" });
  expect(refused.body.violations).toEqual([
    { property: "email", violation: "must be a well-formed email address" },
  ]);
});

test("the header pictures of the seeded templates are real PNGs", async () => {
  const response = await fetch(`${kit.url}/assets-media/oferta.png`);
  expect(response.headers.get("content-type")).toBe("image/png");
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  expect((await fetch(`${kit.url}/assets-media/..%2Fx`)).status).toBe(404);
});
