/** Every answer that Meta's published file describes, compared with it. Skipped when the file is not at hand. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "./harness.ts";
import { type MetaKit, startMetaKit } from "./meta-kit.ts";
import { MetaSpec, metaSpecPresent } from "./meta-openapi.ts";

const TO = "5511970456000";

describe.skipIf(!metaSpecPresent)("Meta's OpenAPI file (skipped when absent)", () => {
  let kit: MetaKit;
  let spec: MetaSpec;
  beforeAll(async () => {
    spec = new MetaSpec();
    kit = await startMetaKit({ otpMode: "fixed" });
    await kit.open(TO);
  });
  afterAll(() => kit.close());

  /** Calls and compares; the template is the file's path. */
  async function check(
    method: string,
    template: string,
    path: string,
    body?: unknown,
    status = 200,
  ): Promise<Answer> {
    const answer = await kit.graph(method, path, body);
    expect([answer.status, answer.body]).toMatchObject([status, expect.anything()]);
    expect(spec.problems(method, template, status, answer.body), JSON.stringify(answer.body)).toEqual([]);
    return answer.body;
  }

  const PHONE = "/{Phone-Number-ID}";
  const WABA = "/{WABA-ID}";
  const send = (message: Record<string, unknown>) =>
    check("POST", `${PHONE}/messages`, `/${kit.phone}/messages`, {
      messaging_product: "whatsapp",
      to: TO,
      ...message,
    });

  test.each([
    ["text", { type: "text", text: { body: "oi" } }],
    ["location", { type: "location", location: { latitude: 1, longitude: 2 } }],
    [
      "template",
      {
        type: "template",
        template: {
          name: "boas_vindas",
          language: { code: "pt_BR" },
          components: [
            {
              type: "body",
              parameters: [
                { type: "text", text: "a" },
                { type: "text", text: "b" },
              ],
            },
          ],
        },
      },
    ],
    [
      "buttons",
      {
        type: "interactive",
        interactive: {
          type: "button",
          body: { text: "?" },
          action: { buttons: [{ type: "reply", reply: { id: "a", title: "A" } }] },
        },
      },
    ],
  ])("message: %s", (_label, message) => send(message));

  test("media", async () => {
    const form = new FormData();
    form.set("messaging_product", "whatsapp");
    form.set("file", new Blob([new Uint8Array([1])], { type: "image/png" }), "a.png");
    const response = await fetch(`${kit.url}/graph/v25.0/${kit.phone}/media`, {
      method: "POST",
      headers: { authorization: `Bearer ${kit.token}` },
      body: form,
    });
    const uploaded = (await response.json()) as Answer;
    expect(spec.problems("POST", `${PHONE}/media`, 200, uploaded)).toEqual([]);
    await check("GET", "/{Media-ID}", `/${uploaded.id}`);
    await check("DELETE", "/{Media-ID}", `/${uploaded.id}`);
  });

  test("numbers", async () => {
    const made = await check("POST", `${WABA}/phone_numbers`, `/${kit.waba}/phone_numbers`, {
      cc: "55",
      phone_number: "11955557777",
      verified_name: "Filial",
    });
    await check("POST", `${PHONE}/request_code`, `/${made.id}/request_code`, {
      code_method: "SMS",
      language: "pt_BR",
    });
    await check("POST", `${PHONE}/verify_code`, `/${made.id}/verify_code`, { code: "123456" });
    await check("POST", `${PHONE}/register`, `/${made.id}/register`, {
      messaging_product: "whatsapp",
      pin: "111111",
    });
    await check("GET", PHONE, `/${made.id}`);
    await check("GET", `${WABA}/phone_numbers`, `/${kit.waba}/phone_numbers`);
    await check("POST", PHONE, `/${made.id}`, { pin: "222222" });
    await check("POST", `${PHONE}/deregister`, `/${made.id}/deregister`);
    const profile = `/${kit.phone}/whatsapp_business_profile`;
    await check("POST", `${PHONE}/whatsapp_business_profile`, profile, {
      messaging_product: "whatsapp",
      about: "Loja",
    });
    await check("GET", `${PHONE}/whatsapp_business_profile`, `${profile}?fields=about,vertical`);
    await check("GET", `${PHONE}/whatsapp_commerce_settings`, `/${kit.phone}/whatsapp_commerce_settings`);
    const key = { business_public_key: "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----" };
    await check(
      "POST",
      `${PHONE}/whatsapp_business_encryption`,
      `/${kit.phone}/whatsapp_business_encryption`,
      key,
    );
    await check("GET", `${PHONE}/whatsapp_business_encryption`, `/${kit.phone}/whatsapp_business_encryption`);
  });

  test("QR codes", async () => {
    const path = `/${kit.phone}/message_qrdls`;
    const { code } = await check("POST", `${PHONE}/message_qrdls`, path, {
      prefilled_message: "Oi!",
      generate_qr_image: "SVG",
    });
    await check("GET", `${PHONE}/message_qrdls`, path);
    await check("DELETE", `${PHONE}/message_qrdls/{QR-Code-ID}`, `${path}/${code}`);
  });

  test("the account: node, subscriptions, people, solutions", async () => {
    await check("GET", WABA, `/${kit.waba}?fields=id,name,currency,timezone_id,message_template_namespace`);
    const apps = `/${kit.waba}/subscribed_apps`;
    await check("POST", `${WABA}/subscribed_apps`, apps, {});
    await check("GET", `${WABA}/subscribed_apps`, apps);
    await check(
      "POST",
      "/{WhatsApp-Business-Account-ID}/assigned_users",
      `/${kit.waba}/assigned_users?user=7&tasks=['MANAGE']`,
    );
    await check(
      "GET",
      "/{WhatsApp-Business-Account-ID}/assigned_users",
      `/${kit.waba}/assigned_users?business=400000000000001`,
    );
    await check(
      "POST",
      `${WABA}/set_solution_migration_intent`,
      `/${kit.waba}/set_solution_migration_intent`,
      { solution_id: "3000000000000001" },
    );
    await check("GET", `${WABA}/solutions`, `/${kit.waba}/solutions`);
    await check(
      "GET",
      "/{Business-ID}/owned_whatsapp_business_accounts",
      "/400000000000001/owned_whatsapp_business_accounts",
    );
  });

  test("templates", async () => {
    const path = `/${kit.waba}/message_templates`;
    const made = await check("POST", `${WABA}/message_templates`, path, {
      name: "publicado",
      language: "pt_BR",
      category: "UTILITY",
      components: [{ type: "BODY", text: "Seu pedido saiu para entrega." }],
    });
    await check("GET", `${WABA}/message_templates`, `${path}?limit=3`);
    await check("GET", "/{TEMPLATE_ID}", `/${made.id}`);
    await kit.flush();
    await check("POST", "/{TEMPLATE_ID}", `/${made.id}`, {
      components: [{ type: "BODY", text: "Seu pedido já saiu." }],
    });
    await check("DELETE", `${WABA}/message_templates`, `${path}?name=publicado`);
  });

  test("Flows", async () => {
    const { id } = await check("POST", `${WABA}/flows`, `/${kit.waba}/flows`, {
      name: "publicado",
      categories: ["OTHER"],
    });
    await check("GET", `${WABA}/flows`, `/${kit.waba}/flows`);
    await check("GET", "/{Flow-ID}", `/${id}`);
    await check("GET", "/{Flow-ID}/assets", `/${id}/assets`);
    await check("POST", "/{Flow-ID}", `/${id}`, { name: "outro" });
    await check("DELETE", "/{Flow-ID}", `/${id}`);
  });

  test.each([
    ["an unknown object", "GET", PHONE, () => "/123456", undefined, 400],
    ["a wrong token", "GET", PHONE, () => `/${kit.phone}?access_token=x`, undefined, 200],
    ["a missing parameter", "POST", `${PHONE}/request_code`, () => `/${kit.phone}/request_code`, {}, 400],
    [
      "a wrong PIN",
      "POST",
      `${PHONE}/register`,
      () => `/${kit.phone}/register`,
      { messaging_product: "whatsapp", pin: "999999" },
      400,
    ],
  ] as [string, string, string, () => string, unknown, number][])(
    "error: %s",
    async (_label, method, template, path, body, status) => {
      await check(method, template, path(), body, status);
    },
  );
});
