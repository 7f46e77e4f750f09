/** Numbers, tokens and media over Graph: from a new number to its registration, moves between accounts, who may do what. */
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, call, startKit } from "./harness.ts";
import { APP, APP_TOKEN, type MetaKit, startMetaKit } from "./meta-kit.ts";

let kit: MetaKit;
let next = 0;
beforeAll(async () => {
  kit = await startMetaKit({ otpMode: "fixed" });
});
afterAll(() => kit.close());

const local = () => `119${String(60_000_000 + 1000 * ++next)}`;
const add = (waba: string, body: Record<string, unknown>, token = kit.token) =>
  kit.graph("POST", `/${waba}/phone_numbers`, { cc: "55", ...body }, token);
const post = (id: string, action: string, body: unknown = {}, token = kit.token) =>
  kit.graph("POST", `/${id}/${action}`, body, token);
const register = (id: string, pin: string, token = kit.token) =>
  post(id, "register", { messaging_product: "whatsapp", pin }, token);
const number = (id: string, body: unknown) => kit.control("PATCH", `/control/meta/numbers/${id}`, body);
const node = async (id: string, fields: string, token = kit.token) =>
  (await kit.graph("GET", `/${id}?fields=${fields}`, undefined, token)).body;

describe("a new number", () => {
  test("added, verified with the code of the SMS log, registered, seen in the list", async () => {
    await kit.control("PATCH", "/control/settings", { otpMode: "random" });
    const phone_number = local();
    const { body } = await add(kit.waba, { phone_number, verified_name: "Filial" });
    const fields = "status,code_verification_status,platform_type,throughput";
    expect(await node(body.id, fields)).toEqual({
      id: body.id,
      status: "UNVERIFIED",
      code_verification_status: "NOT_VERIFIED",
      platform_type: "NOT_APPLICABLE",
      throughput: { level: "NOT_APPLICABLE" },
    });
    expect((await register(body.id, "111111")).body.error.code).toBe(133006);
    expect((await post(body.id, "request_code", { code_method: "SMS", language: "pt_BR" })).body).toEqual({
      success: true,
    });
    const [sms] = await kit.control(
      "GET",
      `/control/accounts/${kit.accountKey}/logs?channel=SMS&q=55${phone_number}`,
    );
    const code = /(\d{3})-(\d{3})/.exec(sms.text)?.slice(1).join("");
    expect((await post(body.id, "verify_code", { code: "000000" })).body.error.code).toBe(136025);
    expect((await post(body.id, "verify_code", { code })).body).toEqual({ success: true });
    expect((await register(body.id, "12345")).body.error.code).toBe(100);
    expect((await register(body.id, "111111")).body).toEqual({ success: true });
    expect(await node(body.id, fields)).toMatchObject({
      status: "CONNECTED",
      platform_type: "CLOUD_API",
      throughput: { level: "STANDARD" },
    });
    const { data } = (await kit.graph("GET", `/${kit.waba}/phone_numbers`)).body;
    expect(data.map(({ id }: Answer) => id)).toEqual([kit.phone, body.id]);
    await kit.control("PATCH", "/control/settings", { otpMode: "fixed" });
  });

  const refusals: [string, () => Record<string, unknown>, number | undefined][] = [
    ["no name", () => ({ phone_number: local() }), undefined],
    ["no number", () => ({ verified_name: "A" }), undefined],
    ["a name with Meta's brand", () => ({ phone_number: local(), verified_name: "WhatsApp Shop" }), 2388105],
    ["in this account already", () => ({ phone_number: kit.number.slice(2), verified_name: "A" }), 2388012],
    ["in another account", () => ({ phone_number: kit.sender.slice(2), verified_name: "A" }), 2388012],
  ];
  test.each(refusals)("refused: %s", async (_label, body, subcode) => {
    const { status, body: answer } = await add(kit.waba, body());
    expect([status, answer.error.code, answer.error.error_subcode]).toEqual([400, 100, subcode]);
  });

  test("an unverified business has two numbers, a restricted account adds none", async () => {
    const made = await kit.control("POST", "/control/meta/wabas", { number: `55${local()}` });
    const path = `/control/meta/wabas/${made.wabaId}`;
    await kit.control("PATCH", path, { verification: "not_verified" });
    expect((await add(made.wabaId, { phone_number: local(), verified_name: "A" }, made.token)).status).toBe(
      200,
    );
    expect(
      (await add(made.wabaId, { phone_number: local(), verified_name: "A" }, made.token)).body.error
        .error_subcode,
    ).toBe(2388092);
    await kit.control("PATCH", path, { verification: "verified" });
    await kit.control("POST", `${path}/account-update`, {
      event: "ACCOUNT_RESTRICTION",
      restrictions: ["RESTRICTED_ADD_PHONE_NUMBER_ACTION"],
    });
    expect(
      (await add(made.wabaId, { phone_number: local(), verified_name: "A" }, made.token)).body.error.code,
    ).toBe(368);
  });

  test("codes: the method, too many, and nothing to verify", async () => {
    const { body } = await add(kit.waba, { phone_number: local(), verified_name: "A" });
    expect((await post(body.id, "verify_code", { code: "123456" })).body.error.error_subcode).toBe(2388093);
    expect(
      (await post(body.id, "request_code", { code_method: "PIGEON", language: "en" })).body.error.code,
    ).toBe(100);
    for (let i = 0; i < 6; i++) await post(body.id, "request_code", { code_method: "VOICE", language: "en" });
    expect(
      (await post(body.id, "request_code", { code_method: "SMS", language: "en" })).body.error.code,
    ).toBe(136024);
    expect(
      (await post(kit.phone, "request_code", { code_method: "SMS", language: "en" })).body.error
        .error_subcode,
    ).toBe(2388091);
  });
});

describe("registration", () => {
  test("the PIN must be repeated, guesses are counted, a new one can be set", async () => {
    const { phoneNumberId: id, token } = await kit.control("POST", "/control/meta/wabas", {
      number: `55${local()}`,
      pin: "222222",
    });
    expect((await register(id, "333333", token)).body.error.code).toBe(133005);
    expect((await kit.graph("POST", `/${id}`, { pin: "333333" }, token)).body).toEqual({ success: true });
    expect((await register(id, "333333", token)).body).toEqual({ success: true });
    await kit.control("PATCH", "/control/settings", { timeScale: 1 });
    const codes: number[] = [];
    for (let i = 0; i < 9; i++) codes.push((await register(id, "999999", token)).body.error.code);
    expect([codes[0], codes.at(-1)]).toEqual([133005, 133016]);
    await kit.control("PATCH", "/control/settings", { timeScale: 0.001 });
  });

  test("after a deregistration one waits; sends say 133010", async () => {
    const { phoneNumberId: id, token } = await kit.control("POST", "/control/meta/wabas", {
      number: `55${local()}`,
      pin: "222222",
    });
    await kit.control("PATCH", "/control/settings", { timeScale: 1 });
    expect((await post(id, "deregister", {}, token)).body).toEqual({ success: true });
    expect((await register(id, "222222", token)).body.error.code).toBe(133015);
    const sent = await kit.graph(
      "POST",
      `/${id}/messages`,
      { messaging_product: "whatsapp", to: "5511970000000", text: { body: "a" } },
      token,
    );
    expect(sent.body.error.code).toBe(133010);
    await kit.control("PATCH", "/control/settings", { timeScale: 0 });
    expect((await register(id, "222222", token)).body).toEqual({ success: true });
    await kit.control("PATCH", "/control/settings", { timeScale: 0.001 });
  });

  test("not for a number of a partner, nor of the WhatsApp Business app", async () => {
    const { token } = await kit.control("POST", "/control/meta/tokens", { wabaIds: [kit.wabaId] });
    const [partner] = (await kit.graph("GET", `/${kit.wabaId}/phone_numbers`, undefined, token)).body.data;
    expect((await register(partner.id, "111111", token)).body.error.code).toBe(131005);
    await number(kit.phone, { onBusinessApp: true });
    expect((await register(kit.phone, "123456")).body.error.code).toBe(100);
    await number(kit.phone, { onBusinessApp: false });
  });
});

describe("moving a number", () => {
  /** A WABA at Infobip with a number, and an empty one of the same business with its app subscribed. */
  async function prepare(): Promise<{
    number: string;
    from: string;
    to: string;
    token: string;
    old: string;
  }> {
    const moving = `55${local()}`;
    const source = await kit.control("POST", "/control/wabas", {
      number: moving,
      accountKey: kit.accountKey,
    });
    const target = await kit.control("POST", "/control/meta/wabas", { number: `55${local()}` });
    return {
      number: moving,
      from: source.wabaId,
      to: target.wabaId,
      token: target.token,
      old: source.phoneNumberId,
    };
  }
  const start = (made: { number: string; to: string; token: string }) =>
    add(made.to, { phone_number: made.number.slice(2), migrate_phone_number: true }, made.token);

  test("works at the old place until it is registered at the new one; name, quality and good templates come along", async () => {
    const made = await prepare();
    const { body } = await start(made);
    await post(body.id, "request_code", { code_method: "SMS", language: "pt_BR" }, made.token);
    expect((await post(body.id, "verify_code", { code: "123456" }, made.token)).body).toEqual({
      success: true,
    });
    const send = () =>
      kit.api("POST", "/whatsapp/1/message/template", {
        messages: [
          {
            from: made.number,
            to: "5511970050000",
            content: {
              templateName: "boas_vindas",
              language: "pt_BR",
              templateData: { body: { placeholders: ["a", "b"] } },
            },
          },
        ],
      });
    expect((await send()).body.messages[0].status.groupName).toBe("PENDING");
    expect((await register(body.id, "444444", made.token)).body).toEqual({ success: true });
    expect((await send()).body.messages[0].status.name).toBe("REJECTED_SENDER");
    expect(await node(body.id, "status,quality_rating,verified_name", made.token)).toMatchObject({
      status: "CONNECTED",
      quality_rating: "GREEN",
    });
    expect((await kit.graph("GET", `/${made.old}?fields=status`, undefined, made.token)).body.status).toBe(
      "MIGRATED",
    );
    const gone = await kit.graph(
      "POST",
      `/${made.old}/messages`,
      { messaging_product: "whatsapp", to: "5511970050000", text: { body: "a" } },
      made.token,
    );
    expect(gone.body.error.code).toBe(133010);
    const sent = await kit.graph(
      "POST",
      `/${body.id}/messages`,
      {
        messaging_product: "whatsapp",
        to: "5511970050000",
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
      made.token,
    );
    expect(sent.status).toBe(200);
  });

  const preconditions: [string, (made: Awaited<ReturnType<typeof prepare>>) => Promise<unknown>, number][] = [
    ["two-step verification is on", (made) => number(made.number, { pin: "123123" }), 2388001],
    ["the name is not approved", (made) => number(made.number, { nameStatus: "PENDING_REVIEW" }), 2388103],
    ["it is in the WhatsApp Business app", (made) => number(made.number, { onBusinessApp: true }), 2388103],
    [
      "the source is not approved",
      (made) => kit.control("PATCH", `/control/meta/wabas/${made.from}`, { reviewStatus: "PENDING" }),
      2388103,
    ],
    [
      "the destination is not approved",
      (made) => kit.control("PATCH", `/control/meta/wabas/${made.to}`, { reviewStatus: "REJECTED" }),
      2388103,
    ],
    [
      "the business is not verified",
      (made) => kit.control("PATCH", `/control/meta/wabas/${made.to}`, { verification: "pending" }),
      2388103,
    ],
    [
      "no payment method",
      (made) => kit.control("PATCH", `/control/meta/wabas/${made.to}`, { paymentMethod: false }),
      2388103,
    ],
    [
      "no app subscribed",
      (made) => kit.graph("DELETE", `/${made.to}/subscribed_apps`, undefined, made.token),
      2388103,
    ],
  ];
  test.each(preconditions)("refused: %s", async (_label, spoil, subcode) => {
    const made = await prepare();
    await spoil(made);
    expect((await start(made)).body.error).toMatchObject({
      code: 100,
      error_subcode: subcode,
      error_user_msg: expect.any(String),
    });
  });

  test("refused: in maintenance, on no platform, in this account already", async () => {
    const made = await prepare();
    await number(made.number, { maintenanceMs: 60_000 });
    expect((await start(made)).body.error.code).toBe(2494100);
    expect((await start({ ...made, number: `55${local()}` })).body.error.error_subcode).toBe(2388103);
    await number(made.number, { maintenanceMs: 0 });
    await start(made);
    expect((await start(made)).body.error.error_subcode).toBe(2388012);
  });
});

describe("profile, settings, health and what else hangs on a number", () => {
  test("profile", async () => {
    const path = `/${kit.phone}/whatsapp_business_profile`;
    const write = (body: unknown) =>
      kit.graph("POST", path, { messaging_product: "whatsapp", ...Object(body) });
    expect(
      (await write({ about: "Café de bairro", websites: ["https://a.example"], vertical: "RESTAURANT" }))
        .body,
    ).toEqual({ success: true });
    const read = (await kit.graph("GET", `${path}?fields=about,websites,vertical`)).body;
    expect(read).toEqual({
      data: [
        {
          messaging_product: "whatsapp",
          about: "Café de bairro",
          websites: ["https://a.example"],
          vertical: "RESTAURANT",
        },
      ],
    });
    for (const bad of [
      { about: "x".repeat(140) },
      { email: "nope" },
      { websites: ["a", "b", "c"] },
      { vertical: "DANCE" },
      { description: "x".repeat(513) },
    ]) {
      expect((await write(bad)).body.error.code).toBe(100);
    }
  });

  test("settings, key, username, automation, commerce", async () => {
    const path = (name: string) => `/${kit.phone}/${name}`;
    await kit.graph("POST", path("settings"), { storage_configuration: { status: "NO_STORAGE_ENABLED" } });
    expect((await kit.graph("GET", path("settings"))).body.storage_configuration.status).toBe(
      "NO_STORAGE_ENABLED",
    );
    expect(
      (await kit.graph("POST", path("whatsapp_business_encryption"), { business_public_key: "x" })).status,
    ).toBe(400);
    const pem = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----";
    await kit.graph("POST", path("whatsapp_business_encryption"), { business_public_key: pem });
    expect(
      (await kit.graph("GET", path("whatsapp_business_encryption"))).body.data[0]
        .business_public_key_signature_status,
    ).toBe("VALID");
    expect((await kit.graph("POST", path("username"), { username: "taken.name" })).body.error.code).toBe(
      147001,
    );
    expect((await kit.graph("POST", path("username"), { username: "cafe.nativo" })).body.status).toBe(
      "approved",
    );
    expect((await kit.graph("GET", path("whatsapp_commerce_settings"))).body.data[0].is_cart_enabled).toBe(
      true,
    );
  });

  test("health says what blocks", async () => {
    const word = async () => (await node(kit.phone, "health_status")).health_status.can_send_message;
    expect(await word()).toBe("AVAILABLE");
    await number(kit.phone, { quality: "LOW" });
    expect(await word()).toBe("LIMITED");
    await kit.control("PATCH", `/control/meta/wabas/${kit.waba}`, { paymentMethod: false });
    expect(await word()).toBe("BLOCKED");
    await kit.control("PATCH", `/control/meta/wabas/${kit.waba}`, { paymentMethod: true });
    await number(kit.phone, { quality: "HIGH" });
  });

  test("blocked users: those who wrote today, with partial failure", async () => {
    const to = "5511970090000";
    await kit.open(to);
    const block = (...users: string[]) =>
      kit.graph("POST", `/${kit.phone}/block_users`, {
        messaging_product: "whatsapp",
        block_users: users.map((user) => ({ user })),
      });
    expect((await block(to)).body.block_users.added_users).toEqual([{ input: to, wa_id: to }]);
    const partly = await block("5511970091000", to);
    expect([partly.status, partly.body.error.code, partly.body.block_users.failed_users.length]).toEqual([
      400, 139100, 1,
    ]);
    expect((await kit.graph("GET", `/${kit.phone}/block_users`)).body.data).toEqual([
      { messaging_product: "whatsapp", wa_id: to },
    ]);
    await kit.graph("DELETE", `/${kit.phone}/block_users`, {
      messaging_product: "whatsapp",
      block_users: [{ user: to }],
    });
    expect((await kit.graph("GET", `/${kit.phone}/block_users`)).body.data).toEqual([]);
  });

  test("QR codes, assigned users, accounts of a portfolio, solutions, analytics", async () => {
    const made = (
      await kit.graph("POST", `/${kit.phone}/message_qrdls`, {
        prefilled_message: "Oi!",
        generate_qr_image: "SVG",
      })
    ).body;
    expect(made).toMatchObject({
      prefilled_message: "Oi!",
      deep_link_url: expect.stringContaining(made.code),
      qr_image_url: expect.any(String),
    });
    await kit.graph("POST", `/${kit.phone}/message_qrdls`, { code: made.code, prefilled_message: "Olá!" });
    expect(
      (await kit.graph("GET", `/${kit.phone}/message_qrdls/${made.code}`)).body.data[0].prefilled_message,
    ).toBe("Olá!");
    expect((await kit.graph("DELETE", `/${kit.phone}/message_qrdls/${made.code}`)).body).toEqual({
      success: true,
    });
    expect(
      (await kit.graph("POST", `/${kit.waba}/assigned_users?user=7&tasks=['MANAGE','DEVELOP']`)).body,
    ).toEqual({ success: true });
    expect(
      (await kit.graph("GET", `/${kit.waba}/assigned_users?business=400000000000001`)).body.data,
    ).toEqual([{ id: "7", name: "System user", tasks: ["MANAGE", "DEVELOP"] }]);
    const owned = (await kit.graph("GET", "/400000000000001/owned_whatsapp_business_accounts")).body.data;
    expect(owned.map(({ id }: Answer) => id)).toEqual([kit.waba]);
    expect(
      (
        await kit.graph("POST", `/${kit.waba}/set_solution_migration_intent`, {
          solution_id: "3000000000000001",
        })
      ).body.id,
    ).toEqual(expect.any(String));
    expect((await kit.graph("GET", `/${kit.waba}/solutions`)).body.data[0].status).toBe("ACTIVE");
    const to = "5511970095000";
    await kit.open(to);
    const { id } = (await kit.send(to, { text: { body: "a" } })).body.messages[0];
    await kit.control("POST", `/control/messages/${id}/receipt`, { event: "delivered" });
    const now = Math.floor(Date.now() / 1000);
    const fields = `analytics.start(${now - 3600}).end(${now + 3600}).granularity(DAY),pricing_analytics.start(${now - 3600}).end(${now + 3600}).granularity(DAILY).dimensions(PRICING_CATEGORY,COUNTRY)`;
    const read = (await kit.graph("GET", `/${kit.waba}?fields=${encodeURIComponent(fields)}`)).body;
    expect(read.analytics.data_points[0]).toMatchObject({ sent: 1, delivered: 1 });
    expect(read.pricing_analytics.data[0].data_points).toMatchObject([
      { pricing_category: "SERVICE", country: "BR", volume: 1 },
    ]);
  });
});

describe("media", () => {
  const upload = async (
    type: string,
    bytes: Uint8Array<ArrayBuffer>,
    fields: Record<string, string> = { messaging_product: "whatsapp" },
  ) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set("file", new Blob([bytes], { type }), "a.png");
    const response = await fetch(`${kit.url}/graph/v25.0/${kit.phone}/media`, {
      method: "POST",
      headers: { authorization: `Bearer ${kit.token}` },
      body: form,
    });
    return (await response.json()) as Answer;
  };

  test("uploaded, sent by id, fetched with the token for five minutes, deleted", async () => {
    const bytes = new Uint8Array([137, 80, 78, 71, 1, 2, 3]);
    const { id } = await upload("image/png", bytes);
    const info = (await kit.graph("GET", `/${id}?phone_number_id=${kit.phone}`)).body;
    expect(info).toMatchObject({
      messaging_product: "whatsapp",
      mime_type: "image/png",
      file_size: 7,
      id,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const fetchIt = (token?: string) =>
      fetch(info.url, token ? { headers: { authorization: `Bearer ${token}` } } : {});
    expect((await fetchIt()).status).toBe(401);
    expect(new Uint8Array(await (await fetchIt(kit.token)).arrayBuffer())).toEqual(bytes);
    const to = "5511970097000";
    await kit.open(to);
    const sent = await kit.send(to, { type: "image", image: { id } });
    await kit.control("POST", `/control/messages/${sent.body.messages[0].id}/receipt`, {
      event: "delivered",
    });
    const shown = (await kit.control("GET", `/control/phones/${to}/messages`)).at(-1);
    expect((await fetch(shown.media.url)).headers.get("content-type")).toBe("image/png");
    await kit.control("POST", `/control/meta/media/${id}/expire`);
    expect((await fetchIt(kit.token)).status).toBe(404);
    expect((await kit.graph("DELETE", `/${id}`)).body).toEqual({ success: true });
    expect((await kit.graph("GET", `/${id}`)).body.error).toMatchObject({ code: 100, error_subcode: 33 });
  });

  test("refused: an unknown type, too large, no product", async () => {
    expect((await upload("video/quicktime", new Uint8Array(3))).error.code).toBe(100);
    expect((await upload("image/png", new Uint8Array(5 * 1024 * 1024 + 1))).error.code).toBe(131053);
    expect((await upload("image/png", new Uint8Array(3), {})).error.code).toBe(100);
  });

  test("a resumable upload gives a handle for templates and the picture of the profile", async () => {
    const start = (
      await kit.graph("POST", `/${APP.id}/uploads?file_length=4&file_type=image/png&file_name=a.png`)
    ).body;
    const part = (offset: number, bytes: number[]) =>
      fetch(`${kit.url}/graph/v25.0/${start.id}`, {
        method: "POST",
        headers: {
          authorization: `OAuth ${kit.token}`,
          file_offset: String(offset),
          "content-type": "application/octet-stream",
        },
        body: new Uint8Array(bytes),
      }).then((response) => response.json() as Promise<Answer>);
    expect((await part(0, [1, 2])).file_offset).toBe(2);
    expect((await part(0, [1, 2])).error.code).toBe(100);
    expect((await kit.graph("GET", `/${start.id}`)).body.file_offset).toBe(2);
    expect((await part(2, [3, 4])).h).toMatch(/^4::/);
  });
});

describe("tokens", () => {
  test("of the own portfolio: all its accounts, scopes, expiry, revocation", async () => {
    const issue = (body: unknown) => kit.control("POST", "/control/meta/tokens", body);
    const own = await issue({ name: "Painel", businessId: "400000000000001" });
    expect((await kit.graph("GET", `/${kit.waba}`, undefined, own.token)).status).toBe(200);
    const debug = async (token: string) =>
      (await kit.graph("GET", `/debug_token?input_token=${token}`, undefined, APP_TOKEN)).body.data;
    const known = await debug(own.token);
    expect(known).toMatchObject({ type: "SYSTEM_USER", is_valid: true, expires_at: 0 });
    expect(known.granular_scopes[0]).not.toHaveProperty("target_ids");
    const other = await issue({ businessId: "400000000000002" });
    expect((await kit.graph("GET", `/${kit.waba}`, undefined, other.token)).body.error).toMatchObject({
      code: 100,
      error_subcode: 33,
    });

    const reader = await issue({ wabaIds: [kit.waba], scopes: ["whatsapp_business_management"] });
    const refused = await kit.graph(
      "POST",
      `/${kit.phone}/messages`,
      { messaging_product: "whatsapp", to: "5511970000000", text: { body: "a" } },
      reader.token,
    );
    expect([refused.status, refused.body.error.code]).toEqual([403, 200]);
    const sender = await issue({ wabaIds: [kit.waba], scopes: ["whatsapp_business_messaging"] });
    expect((await kit.graph("GET", `/${kit.waba}/message_templates`, undefined, sender.token)).status).toBe(
      403,
    );

    await kit.control("PATCH", `/control/meta/tokens/${reader.id}`, { expiresAt: "2020-01-01T00:00:00Z" });
    expect((await kit.graph("GET", `/${kit.waba}`, undefined, reader.token)).body.error).toMatchObject({
      code: 190,
      error_subcode: 463,
    });
    await kit.control("PATCH", `/control/meta/tokens/${sender.id}`, { revoked: true });
    expect((await kit.graph("GET", `/${kit.waba}`, undefined, sender.token)).body.error).toMatchObject({
      code: 190,
      error_subcode: 460,
    });
    expect(await debug(sender.token)).toMatchObject({ is_valid: false, error: { code: 190 } });
    const shy = await issue({ wabaIds: [kit.waba] });
    await kit.control("PATCH", `/control/meta/tokens/${shy.id}`, {
      shownScopes: ["whatsapp_business_manage_events", "whatsapp_business_messaging"],
    });
    expect((await debug(shy.token)).granular_scopes.map(({ scope }: Answer) => scope)).not.toContain(
      "whatsapp_business_management",
    );
    expect((await kit.graph("GET", `/${kit.waba}/phone_numbers`, undefined, shy.token)).status).toBe(200);
  });

  test("none, nonsense, and the proof of the app's secret", async () => {
    expect((await kit.graph("GET", `/${kit.waba}`, undefined, null)).status).toBe(401);
    expect((await kit.graph("GET", `/${kit.waba}`, undefined, "EAAnope")).body.error.code).toBe(190);
    const proof = createHmac("sha256", APP.secret).update(kit.token).digest("hex");
    expect((await kit.graph("GET", `/${kit.waba}?appsecret_proof=wrong`)).body.error.code).toBe(100);
    await kit.control("PATCH", `/control/meta/apps/${APP.id}`, { requireProof: true });
    expect((await kit.graph("GET", `/${kit.waba}`)).body.error.message).toContain("appsecret_proof");
    expect((await kit.graph("GET", `/${kit.waba}?appsecret_proof=${proof}`)).status).toBe(200);
    await kit.control("PATCH", `/control/meta/apps/${APP.id}`, { requireProof: false });
  });

  test("the token travels by header, query or body; with and without a version", async () => {
    expect((await call(kit.url, "GET", `/graph/${kit.waba}?access_token=${kit.token}`)).status).toBe(200);
    const form = await fetch(`${kit.url}/graph/v23.0/${kit.phone}/messages`, {
      method: "POST",
      body: new URLSearchParams({
        messaging_product: "whatsapp",
        access_token: kit.token,
        status: "read",
        message_id: "wamid.x",
      }),
    });
    expect(((await form.json()) as Answer).error.code).toBe(131009);
    expect((await kit.graph("GET", "/1234567890")).body.error).toMatchObject({
      code: 100,
      error_subcode: 33,
      type: "GraphMethodException",
    });
  });
});

test("a restart keeps apps, registrations, tokens and messages", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ponte-sandbox-"));
  const first = await startKit({}, folder);
  const made = await first.control("POST", "/control/meta/wabas", { number: "5511900007777", pin: "987654" });
  const send = (url: string) =>
    call(
      url,
      "POST",
      `/graph/${made.phoneNumberId}/messages`,
      {
        messaging_product: "whatsapp",
        to: "5511970000000",
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
      { authorization: `Bearer ${made.token}` },
    );
  const sent = (await send(first.url)).body.messages[0].id;
  await first.close();
  const second = await startKit({}, folder).catch((error: unknown) => error as Error);
  if (second instanceof Error) throw second;
  expect((await send(second.url)).status).toBe(200);
  expect(
    (await second.control("POST", `/control/messages/${sent}/receipt`, { event: "delivered" })).status,
  ).toBe("delivered");
  const wrong = await call(
    second.url,
    "POST",
    `/graph/${made.phoneNumberId}/register`,
    { messaging_product: "whatsapp", pin: "111111" },
    { authorization: `Bearer ${made.token}` },
  );
  expect(wrong.body.error.code).toBe(133005);
  await second.close();
  rmSync(folder, { recursive: true });
});
