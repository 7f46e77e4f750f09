/** Meta's webhooks: who gets them where, how they are signed and wrapped, what they say, and how they misbehave. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Answer, call } from "./harness.ts";
import {
  ALL_FIELDS,
  APP,
  APP_TOKEN,
  type Hook,
  type MetaKit,
  startHook,
  startMetaKit,
  until,
} from "./meta-kit.ts";

let kit: MetaKit;
let next = 0;
beforeAll(async () => {
  kit = await startMetaKit();
});
afterAll(() => kit.close());
afterEach(async () => {
  await kit.control("PATCH", "/control/settings", {
    faults: { duplicateWebhookRate: 0, reorderWebhookRate: 0, dropWebhookRate: 0 },
  });
  await kit.flush();
  kit.hook.posts.length = 0;
});

const fresh = () => `55119${String(70_000_000 + 1000 * ++next)}`;
const app = (method: string, path: string, body?: unknown, token = APP_TOKEN) =>
  call(kit.url, method, `/graph/v25.0${path}`, body, { authorization: `Bearer ${token}` });
const subscribe = (hook: Hook, more: Record<string, unknown> = {}) =>
  app("POST", `/${APP.id}/subscriptions`, {
    object: "whatsapp_business_account",
    callback_url: hook.url,
    verify_token: hook.verifyToken,
    fields: "messages,account_update",
    ...more,
  });
async function exchange(to = fresh()): Promise<{ to: string; id: string }> {
  await kit.open(to);
  const sent = await kit.send(to, { text: { body: "ok" }, biz_opaque_callback_data: "b1:42" });
  const id = sent.body.messages[0].id;
  await kit.control("POST", `/control/messages/${id}/receipt`, { event: "delivered" });
  await kit.control("POST", `/control/messages/${id}/receipt`, { event: "seen" });
  await kit.flush();
  return { to, id };
}

describe("subscriptions", () => {
  test("the handshake decides; fields are checked; they are listed and deleted", async () => {
    expect((await subscribe(kit.hook, { verify_token: "wrong" })).body.error).toMatchObject({ code: 2200 });
    expect((await subscribe(kit.hook, { callback_url: "http://127.0.0.1:9/x" })).body.error.code).toBe(2200);
    expect((await subscribe(kit.hook, { fields: "dance" })).body.error.code).toBe(100);
    expect((await subscribe(kit.hook, { object: "page" })).body.error.code).toBe(100);
    expect((await app("GET", `/${APP.id}/subscriptions`, undefined, kit.token)).status).toBe(401);
    const [one] = (await app("GET", `/${APP.id}/subscriptions`)).body.data;
    expect(one).toMatchObject({
      object: "whatsapp_business_account",
      callback_url: kit.hook.url,
      active: true,
    });
    expect(one.fields).toHaveLength(ALL_FIELDS.length);
    const other = await kit.control("POST", "/control/meta/apps", { name: "Outra", secret: "s2" });
    const path = `/${other.id}/subscriptions`;
    const body = {
      object: "whatsapp_business_account",
      callback_url: kit.hook.url,
      verify_token: kit.hook.verifyToken,
    };
    expect((await app("POST", path, { ...body, fields: ["messages"] }, `${other.id}|s2`)).body).toEqual({
      success: true,
    });
    expect((await app("DELETE", path, {}, `${other.id}|s2`)).body).toEqual({ success: true });
    expect((await app("GET", path, undefined, `${other.id}|s2`)).body.data).toEqual([]);
  });

  test("number before WABA before app; account_update always to the app", async () => {
    const [waba, phone] = [await startHook(), await startHook()];
    const override = (hook: Hook) => ({ override_callback_uri: hook.url, verify_token: hook.verifyToken });
    const set = (body: unknown) => kit.graph("POST", `/${kit.waba}/subscribed_apps`, body);
    expect((await set({ ...override(waba), verify_token: "wrong" })).body.error.code).toBe(2200);
    expect(
      (await set({ ...override(waba), override_callback_uri: `http://a.example/${"x".repeat(200)}` })).status,
    ).toBe(400);
    await set(override(waba));
    await exchange();
    expect([kit.hook.posts.length, waba.statuses().length > 0]).toEqual([0, true]);
    const configure = (webhook_configuration: unknown) =>
      kit.graph("POST", `/${kit.phone}`, { webhook_configuration });
    await configure(override(phone));
    const node = (await kit.graph("GET", `/${kit.phone}?fields=webhook_configuration`)).body;
    expect(node.webhook_configuration).toEqual({
      application: kit.hook.url,
      whatsapp_business_account: waba.url,
      phone_number: phone.url,
    });
    waba.posts.length = 0;
    await exchange();
    expect([waba.posts.length, phone.statuses().length > 0]).toEqual([0, true]);
    await kit.control("POST", `/control/meta/wabas/${kit.waba}/account-update`, {
      event: "ACCOUNT_VIOLATION",
    });
    await kit.flush();
    expect(kit.hook.values("account_update")).toMatchObject([{ event: "ACCOUNT_VIOLATION" }]);
    await configure({ override_callback_uri: "" });
    await set({});
    await exchange();
    expect(kit.hook.statuses().length).toBeGreaterThan(0);
    waba.close();
    phone.close();
  });

  test("no override before the app itself is subscribed (#100); not subscribed, nothing comes", async () => {
    const other = await kit.control("POST", "/control/meta/apps", { name: "Nova", secret: "s3" });
    const { token } = await kit.control("POST", "/control/meta/tokens", {
      appId: other.id,
      wabaIds: [kit.waba],
    });
    const path = `/${kit.waba}/subscribed_apps`;
    const body = { override_callback_uri: kit.hook.url, verify_token: kit.hook.verifyToken };
    const refused = await kit.graph("POST", path, body, token);
    expect(refused.body.error.message).toMatch(/^\(#100\) Before override the current callback uri/);
    expect((await kit.graph("POST", path, {}, token)).body).toEqual({ success: true });
    expect((await kit.graph("GET", path)).body.data).toHaveLength(2);
    expect((await kit.graph("DELETE", path, undefined, token)).body).toEqual({ success: true });
    await kit.graph("DELETE", path);
    const refusal = await kit.open(fresh());
    expect(refusal.error.code).toBe("sender_not_connected");
    await kit.graph("POST", path, {});
  });
});

describe("what they say", () => {
  test("signed over the escaped bytes, in the envelope, with the callback data and the price", async () => {
    await kit.control("POST", "/control/phones", { number: "5511970770000", name: "Conceição 🌸" });
    const { id, to } = await exchange("5511970770000");
    expect(kit.hook.posts.length).toBeGreaterThan(0);
    for (const { valid, raw, body } of kit.hook.posts) {
      expect([valid, /[^\x20-\x7e]/.test(raw)]).toEqual([true, false]);
      expect(body).toMatchObject({ object: "whatsapp_business_account", entry: [{ id: kit.waba }] });
      expect(body.entry[0]).not.toHaveProperty("time");
    }
    expect(kit.hook.posts.some(({ raw }) => raw.includes("Concei\\u00e7\\u00e3o \\ud83c\\udf38"))).toBe(true);
    const [value] = kit.hook.values("messages");
    expect(value.metadata).toEqual({ display_phone_number: kit.number, phone_number_id: kit.phone });
    expect(value.contacts).toEqual([
      { profile: { name: "Conceição 🌸" }, wa_id: to, user_id: expect.stringMatching(/^BR\./) },
    ]);
    const mine = kit.hook.statuses().filter((one) => one.id === id);
    expect(mine.map(({ status }) => status)).toEqual(["sent", "delivered", "read"]);
    for (const status of mine) {
      expect(status).toMatchObject({
        recipient_id: to,
        biz_opaque_callback_data: "b1:42",
        timestamp: expect.stringMatching(/^\d{10}$/),
      });
    }
    expect(mine.map(({ pricing }) => pricing?.category)).toEqual(["service", "service", undefined]);
  });

  const acts: [string, Record<string, unknown>, Record<string, unknown>][] = [
    ["text", { kind: "text", text: "ação" }, { type: "text", text: { body: "ação" } }],
    [
      "location",
      { kind: "location", latitude: 1, longitude: 2, name: "Aqui" },
      { location: { latitude: 1, longitude: 2, name: "Aqui" } },
    ],
    [
      "contact",
      { kind: "contact", name: "Ana Lima", phone: "+55 11 99999-8888" },
      {
        type: "contacts",
        contacts: [
          {
            name: { formatted_name: "Ana Lima", first_name: "Ana" },
            phones: [{ phone: "+5511999998888", wa_id: "5511999998888" }],
          },
        ],
      },
    ],
    [
      "image",
      { kind: "image", url: "/assets-media/oferta.png", caption: "foto" },
      {
        type: "image",
        image: {
          mime_type: "image/png",
          caption: "foto",
          sha256: expect.any(String),
          url: expect.any(String),
        },
      },
    ],
    ["voice", { kind: "voice", url: "/assets/samples/voice.wav" }, { type: "audio", audio: { voice: true } }],
    [
      "order",
      { kind: "order", catalogId: "c1", items: [{ retailerId: "tenis", quantity: 2 }] },
      {
        type: "order",
        order: { catalog_id: "c1", product_items: [{ product_retailer_id: "tenis", quantity: 2 }] },
      },
    ],
  ];
  test.each(acts)("inbound %s", async (_label, act, expected) => {
    const to = fresh();
    const written = await kit.control("POST", `/control/phones/${to}/messages`, {
      sender: kit.number,
      ...act,
    });
    await kit.flush();
    await until(() => kit.hook.messages().length > 0);
    expect(kit.hook.messages()[0]).toMatchObject({ from: to, id: written.id, ...expected });
  });

  test("taps, choices, Flow answers, reactions and quotes name our message", async () => {
    const to = fresh();
    await kit.open(to);
    const interactive = async (value: unknown) => {
      const sent = await kit.send(to, { type: "interactive", interactive: value });
      const { id } = sent.body.messages[0];
      await kit.control("POST", `/control/messages/${id}/receipt`, { event: "delivered" });
      return id as string;
    };
    const act = (body: unknown) =>
      kit.control("POST", `/control/phones/${to}/messages`, { sender: kit.number, ...Object(body) });
    const buttons = await interactive({
      type: "button",
      body: { text: "?" },
      action: { buttons: [{ type: "reply", reply: { id: "y", title: "Sim" } }] },
    });
    const list = await interactive({
      type: "list",
      body: { text: "?" },
      action: { button: "Abrir", sections: [{ rows: [{ id: "r1", title: "Um", description: "d" }] }] },
    });
    const template = await kit.send(to, {
      type: "template",
      template: {
        name: "boas_vindas",
        language: { code: "pt_BR" },
        components: [
          {
            type: "body",
            parameters: [
              { type: "text", text: "Ana" },
              { type: "text", text: "SP" },
            ],
          },
          {
            type: "button",
            sub_type: "quick_reply",
            index: "1",
            parameters: [{ type: "payload", payload: "STOP_ALL" }],
          },
        ],
      },
    });
    const templateId = template.body.messages[0].id;
    await kit.control("POST", `/control/messages/${templateId}/receipt`, { event: "delivered" });
    await act({ kind: "button", messageId: buttons, index: 0 });
    await act({ kind: "list", messageId: list, rowId: "r1" });
    await act({ kind: "button", messageId: templateId, index: 1 });
    await act({ kind: "button", messageId: templateId, index: 0 });
    await act({ kind: "flow", messageId: list, response: { nota: 5 } });
    await act({ kind: "reaction", messageId: list, emoji: "👍" });
    await act({ kind: "reaction", messageId: list, emoji: "" });
    await act({ kind: "text", text: "sobre isto", replyTo: list });
    await kit.flush();
    await until(() => kit.hook.messages().length === 9);
    const context = (id: string) => ({ from: kit.number, id });
    expect(kit.hook.messages().slice(1)).toMatchObject([
      {
        type: "interactive",
        interactive: { type: "button_reply", button_reply: { id: "y", title: "Sim" } },
        context: context(buttons),
      },
      {
        interactive: { type: "list_reply", list_reply: { id: "r1", title: "Um", description: "d" } },
        context: context(list),
      },
      {
        type: "button",
        button: { payload: "STOP_ALL", text: "Parar promoções" },
        context: context(templateId),
      },
      { type: "button", button: { payload: "Quero ver", text: "Quero ver" } },
      {
        interactive: {
          type: "nfm_reply",
          nfm_reply: { name: "flow", body: "Sent", response_json: '{"nota":5}' },
        },
        context: context(list),
      },
      { type: "reaction", reaction: { message_id: list, emoji: "👍" } },
      { type: "reaction", reaction: { message_id: list } },
      { type: "text", context: context(list) },
    ]);
    expect(kit.hook.messages()[7].reaction).not.toHaveProperty("emoji");
  });

  test("a user with a username writes without a number until we answer", async () => {
    const to = "5511970880008";
    await kit.open(to);
    await kit.flush();
    await until(() => kit.hook.messages().length > 0);
    const [value] = kit.hook.values("messages");
    expect(value.messages[0]).not.toHaveProperty("from");
    expect(value.contacts[0]).not.toHaveProperty("wa_id");
    expect([value.messages[0].from_user_id, value.contacts[0].profile.username]).toEqual([
      value.contacts[0].user_id,
      expect.any(String),
    ]);
  });

  test("preferences, quality, limit, name, security, capability, review, restriction, ban, partner", async () => {
    const to = fresh();
    await kit.control("POST", `/control/phones/${to}/marketing`, { sender: kit.number, status: "stop" });
    const number = (body: unknown) => kit.control("PATCH", `/control/meta/numbers/${kit.phone}`, body);
    await number({ quality: "LOW" });
    await number({ limit: "LIMIT_100K" });
    await number({ throughput: "HIGH" });
    await kit.graph("POST", `/${kit.phone}`, { new_display_name: "Café Novo" });
    await kit.graph("POST", `/${kit.phone}`, { pin: "654321" });
    const waba = `/control/meta/wabas/${kit.waba}`;
    await kit.control("PATCH", waba, {
      reviewStatus: "APPROVED",
      capability: { max_phone_numbers_per_waba: 25 },
    });
    await kit.control("POST", `${waba}/account-update`, {
      event: "ACCOUNT_RESTRICTION",
      restrictions: ["RESTRICTED_BIZ_INITIATED_MESSAGING"],
    });
    await kit.control("POST", `${waba}/account-update`, { event: "ACCOUNT_RESTRICTION", restrictions: [] });
    await kit.control("POST", `${waba}/account-update`, { event: "DISABLED_UPDATE", state: "DISABLE" });
    expect((await kit.send(fresh(), { text: { body: "x" } })).body.error.code).toBe(131031);
    await kit.control("POST", `${waba}/account-update`, { event: "DISABLED_UPDATE", state: "REINSTATE" });
    await kit.control("POST", `${waba}/account-update`, { event: "PARTNER_ADDED" });
    await kit.flush();
    const one = (field: string) => kit.hook.values(field);
    expect(one("user_preferences")).toMatchObject([
      {
        user_preferences: [
          { wa_id: to, value: "stop", category: "marketing_messages", timestamp: expect.any(Number) },
        ],
      },
    ]);
    expect(one("phone_number_quality_update").map(({ event }) => event)).toEqual([
      "FLAGGED",
      "UPGRADE",
      "THROUGHPUT_UPGRADE",
    ]);
    expect(one("phone_number_quality_update")[1]).toMatchObject({
      old_limit: "TIER_10K",
      current_limit: "TIER_100K",
    });
    expect(one("phone_number_name_update")).toMatchObject([
      { decision: "APPROVED", requested_verified_name: "Café Novo" },
    ]);
    expect(one("security")).toMatchObject([{ event: "PIN_CHANGED" }]);
    expect(one("business_capability_update")).toEqual([{ max_phone_numbers_per_waba: 25 }]);
    expect(one("account_review_update")).toEqual([{ decision: "APPROVED" }]);
    expect(one("account_update").map(({ event }) => event)).toEqual([
      "ACCOUNT_RESTRICTION",
      "ACCOUNT_RESTRICTION",
      "DISABLED_UPDATE",
      "DISABLED_UPDATE",
      "PARTNER_ADDED",
    ]);
    const entries: Answer[] = kit.hook.posts.flatMap(({ body }) => body.entry);
    const partner = entries.find((entry) =>
      entry.changes.some((change: Answer) => change.value.event === "PARTNER_ADDED"),
    );
    expect([partner.id, partner.changes[0].value.waba_info.waba_id]).toEqual(["400000000000001", kit.waba]);
    expect(entries.every((entry) => entry.time === undefined || Number.isInteger(entry.time))).toBe(true);
    await number({ quality: "HIGH", throughput: "STANDARD" });
  });

  test("a status on command, in any order, as often as one likes", async () => {
    const { id } = await exchange();
    kit.hook.posts.length = 0;
    const tell = (body: unknown) => kit.control("POST", `/control/meta/messages/${id}/status`, body);
    await tell({ status: "read" });
    await tell({ status: "sent" });
    await tell({ status: "failed", errorCode: 131026, details: "velho" });
    await tell({ status: "failed", errorCode: 1 });
    expect((await tell({ status: "failed", errorCode: 999 })).error.code).toBe("invalid");
    await kit.flush();
    expect(kit.hook.statuses().map(({ status }) => status)).toEqual(["read", "sent", "failed", "failed"]);
    expect(kit.hook.statuses()[2].errors[0]).toMatchObject({
      code: 131026,
      error_data: { details: "velho" },
    });
  });
});

describe("how they misbehave", () => {
  test("many updates in one POST", async () => {
    await kit.control("PATCH", "/control/meta/settings", { messagesPerSecond: 0 });
    for (let i = 0; i < 20; i++) await exchangeFast();
    await kit.flush();
    await kit.control("PATCH", "/control/meta/settings", { messagesPerSecond: 80 });
    expect(kit.hook.statuses()).toHaveLength(40);
    expect(kit.hook.posts.length).toBeLessThan(40);
  });

  async function exchangeFast(): Promise<string> {
    const sent = await kit.send(fresh(), {
      type: "template",
      template: {
        name: "boas_vindas",
        language: { code: "pt_BR" },
        components: [
          {
            type: "body",
            parameters: [
              { type: "text", text: "A" },
              { type: "text", text: "B" },
            ],
          },
        ],
      },
    });
    const { id } = sent.body.messages[0];
    await kit.control("POST", `/control/messages/${id}/receipt`, { event: "delivered" });
    return id;
  }

  test.each([
    ["duplicateWebhookRate", 4],
    ["reorderWebhookRate", 2],
    ["dropWebhookRate", 0],
  ])("%s", async (fault, count) => {
    await kit.control("PATCH", "/control/settings", { faults: { [fault]: 1 } });
    await exchangeFast();
    await kit.flush();
    expect(kit.hook.statuses()).toHaveLength(count);
  });

  test("anything but 200 is tried again until it is", async () => {
    kit.hook.answer = 500;
    await exchangeFast();
    await until(() => kit.hook.posts.length >= 3);
    kit.hook.answer = 200;
    await kit.flush();
    const before = kit.hook.posts.length;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(kit.hook.posts.length).toBe(before);
    expect(new Set(kit.hook.posts.map(({ raw }) => raw)).size).toBeLessThan(before);
  });
});
