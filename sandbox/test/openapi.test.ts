/** The sandbox's answers and webhooks against Infobip's published OpenAPI files. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Kit, type Receiver, startKit, startReceiver, subscribe, templateMessage } from "./harness.ts";
import { Spec, specsDir, specsPresent } from "./openapi.ts";

const title = specsPresent
  ? "answers are as Infobip publishes them"
  : `skipped: no OpenAPI files in ${specsDir} (set PONTE_SPECS_DIR)`;

const PHONE = "5511966667777";
const S = "{sender}";

const UNIFIED = {
  channel: "WHATSAPP",
  sender: S,
  destinations: [{ to: PHONE }],
  template: { templateName: "boas_vindas", language: "pt_BR" },
  content: { body: { type: "TEXT", 1: "Ana", 2: "Recife" } },
};

/** method, published path, the part after the path, body, expected status; product by first path segment. */
const CALLS: [string, string, string, unknown, number][] = [
  ["GET", "/account/1/balance", "", undefined, 200],
  ["GET", "/account/1/total-balance", "", undefined, 200],
  ["GET", "/account/1/free-messages", "", undefined, 200],
  ["GET", "/settings/1/accounts", "", undefined, 200],
  ["GET", "/settings/2/api-keys", "", undefined, 200],
  ["GET", "/settings/2/api-keys", "?page=-1", undefined, 400],
  ["GET", "/whatsapp/1/templates", "?size=20", undefined, 200],
  ["GET", "/whatsapp/1/templates", "?size=1000", undefined, 400],
  ["GET", `/whatsapp/2/senders/${S}/templates`, "", undefined, 200],
  [
    "POST",
    `/whatsapp/2/senders/${S}/templates`,
    "",
    {
      name: "publicado",
      language: "pt_BR",
      category: "UTILITY",
      structure: {
        body: { text: "Oi {{1}}", examples: ["Ana"] },
        buttons: [{ type: "QUICK_REPLY", text: "Sim" }],
      },
    },
    201,
  ],
  ["POST", `/whatsapp/2/senders/${S}/templates`, "", { name: "X" }, 400],
  ["DELETE", `/whatsapp/2/senders/${S}/templates/{templateName}`, "", undefined, 204],
  ["GET", "/whatsapp/1/senders/quality", `?senders=${S}`, undefined, 200],
  ["GET", `/whatsapp/1/senders/${S}/business-info`, "", undefined, 200],
  ["PATCH", `/whatsapp/1/senders/${S}/business-info`, "", { about: "x".repeat(131) }, 400],
  ["POST", "/whatsapp/1/message/template", "", { messages: [templateMessage(S, PHONE)] }, 200],
  [
    "POST",
    "/whatsapp/1/message/template",
    "",
    { messages: [templateMessage(S, PHONE), templateMessage(S, "5511966669012")] },
    200,
  ],
  ["POST", "/whatsapp/1/message/template", "", { messages: [{}] }, 400],
  ["POST", "/whatsapp/1/message/text", "", { from: S, to: PHONE, content: { text: "Olá" } }, 200],
  ["POST", "/whatsapp/1/message/text", "", {}, 400],
  [
    "POST",
    "/whatsapp/1/message/interactive/buttons",
    "",
    {
      from: S,
      to: PHONE,
      content: { body: { text: "a" }, action: { buttons: [{ type: "REPLY", id: "1", title: "b" }] } },
    },
    200,
  ],
  [
    "POST",
    "/whatsapp/1/events",
    "",
    { events: [{ sender: S, destinations: [{ to: PHONE }], content: { type: "TYPING_INDICATOR" } }] },
    200,
  ],
  ["POST", "/whatsapp/1/events", "", {}, 400],
  ["POST", `/whatsapp/1/senders/${S}/message/{messageId}/read`, "", undefined, 404],
  ["GET", "/subscriptions/1/subscription/{channel}", "", undefined, 200],
  ["GET", "/subscriptions/1/profiles", "", undefined, 200],
  ["GET", "/subscriptions/1/security", "", undefined, 200],
  ["GET", "/subscriptions/1/subscription/{channel}/{subscriptionId}", "", undefined, 200],
  [
    "PUT",
    "/subscriptions/1/subscription/{channel}/{subscriptionId}",
    "",
    { events: ["CLICK", "BILLING"] },
    200,
  ],
  ["POST", "/subscriptions/1/subscription/{channel}", "", {}, 400],
  [
    "POST",
    "/metrics/1/query-aggregate-data",
    "",
    {
      callbackUrl: "http://127.0.0.1:9/",
      request: {
        filterBy: { sentSince: "2026-01-01T00:00:00Z", sentUntil: "2027-01-01T00:00:00Z" },
        aggregateBy: ["DAY"],
        metrics: ["TOTAL_SENT_TRAFFIC_COUNT"],
      },
    },
    201,
  ],
  ["POST", "/metrics/1/query-aggregate-data", "", {}, 400],
  ["GET", "/metrics/1/requests/{requestId}", "", undefined, 404],
  ["GET", "/settings/1/accounts/{accountKey}/api-keys", "", undefined, 200],
  ["POST", "/settings/1/accounts/{accountKey}/api-keys", "", { name: "publicada" }, 201],
  ["POST", "/settings/1/accounts/{accountKey}/api-keys", "", {}, 400],
  ["GET", "/settings/1/accounts/{accountKey}/api-keys/{key}", "", undefined, 404],
  ["PUT", "/settings/1/accounts/{accountKey}", "", { enabled: false }, 400],
  ["POST", "/settings/2/api-keys", "", { name: "publicada" }, 200],
  ["POST", "/settings/2/api-keys", "", {}, 400],
  ["GET", "/settings/2/api-keys/{apiKeyId}", "", undefined, 404],
  ["GET", `/whatsapp/1/senders/${S}/flows`, "", undefined, 200],
  ["POST", `/whatsapp/1/senders/${S}/flows`, "", { name: "f", categories: ["SURVEY"] }, 201],
  ["POST", `/whatsapp/1/senders/${S}/flows`, "", { name: "", categories: ["X"] }, 400],
  ["POST", `/whatsapp/1/senders/${S}/flows/generate`, "", { prompt: "Pesquisa" }, 200],
  ["PATCH", `/whatsapp/1/senders/${S}/flows/{flowId}`, "", {}, 204],
  ["PUT", `/whatsapp/1/senders/${S}/flows/{flowId}/json`, "", { version: "1" }, 201],
  ["GET", `/whatsapp/1/senders/${S}/flows/{flowId}/json`, "", undefined, 200],
  ["GET", `/whatsapp/1/senders/${S}/flows/{flowId}/preview`, "", undefined, 200],
  ["POST", `/whatsapp/1/senders/${S}/flows/{flowId}/publish`, "", {}, 400],
  ["DELETE", `/whatsapp/1/senders/${S}/flows/{flowId}`, "", {}, 204],
  ["GET", `/whatsapp/1/senders/${S}/public-key`, "", undefined, 404],
  ["POST", `/whatsapp/1/senders/${S}/public-key`, "", {}, 400],
  ["GET", `/whatsapp/1/senders/${S}/business-info/logo`, "", undefined, 404],
  ["PATCH", `/whatsapp/1/senders/${S}/business-info`, "", { about: "Aberto" }, 204],
  ["GET", `/whatsapp/1/senders/${S}/calls/{userNumber}/permissions`, "", undefined, 200],
  ["GET", `/whatsapp/1/${S}/contacts/{userNumber}/identity`, "", undefined, 200],
  ["PUT", `/whatsapp/1/${S}/contacts/{userNumber}/identity`, "", {}, 400],
  ["PUT", `/whatsapp/1/${S}/contacts/{userNumber}/identity`, "", { hash: "x" }, 409],
  ["GET", `/whatsapp/1/senders/${S}/media/{mediaId}`, "", undefined, 404],
  ["DELETE", `/whatsapp/1/senders/${S}/media`, "", { url: "x" }, 404],
  [
    "POST",
    "/whatsapp/1/embedded-signup/registrations/business-account/{businessAccountId}/senders",
    "",
    {
      countryCode: "55",
      phoneNumber: "11900007777",
      displayName: "Filial",
      type: "EXTERNAL_SMS",
      locale: "pt_BR",
    },
    202,
  ],
  [
    "POST",
    "/whatsapp/1/embedded-signup/registrations/business-account/{businessAccountId}/senders",
    "",
    {},
    400,
  ],
  [
    "PUT",
    "/whatsapp/1/embedded-signup/registrations/senders/{sender}/verification",
    "",
    { type: "EXTERNAL_VOICE", locale: "en" },
    404,
  ],
  ["POST", "/messages-api/1/messages", "", { messages: [UNIFIED] }, 200],
  ["POST", "/messages-api/1/messages", "", { messages: [{}] }, 400],
  ["POST", "/messages-api/1/messages/validate", "", { messages: [UNIFIED] }, 200],
  ["POST", "/messages-api/1/messages/validate", "", { messages: [{}] }, 400],
  ["GET", "/messages-api/1/reports", "", undefined, 200],
  [
    "POST",
    "/messages-api/1/events",
    "",
    { events: [{ event: "TYPING_STARTED", channel: "WHATSAPP", sender: S, destinations: [{ to: PHONE }] }] },
    200,
  ],
  ["POST", "/messages-api/1/events", "", {}, 400],
];

const PARAMETERS: Record<string, string> = {
  channel: "WHATSAPP",
  subscriptionId: "published",
  templateName: "pesquisa_satisfacao",
  messageId: "none",
  requestId: "0",
  accountKey: "_",
  apiKeyId: "none",
  key: "none",
  mediaId: "none",
  userNumber: PHONE,
};

function productOf(path: string): string {
  if (path.startsWith("/account") || path.startsWith("/settings")) return "account-management";
  if (path.startsWith("/messages-api")) return "messages-api";
  if (path.startsWith("/subscriptions")) return "subscriptions-api";
  return path.startsWith("/metrics") ? "metrics-api" : "whatsapp";
}

describe.skipIf(!specsPresent)(title, () => {
  let kit: Kit;
  let receiver: Receiver;
  const specs = new Map<string, Spec>();
  const specOf = (product: string) => {
    const spec = specs.get(product) ?? new Spec(product);
    specs.set(product, spec);
    return spec;
  };

  beforeAll(async () => {
    kit = await startKit({ identityChecks: true, enforceRates: false });
    receiver = await startReceiver();
    await kit.api("POST", "/subscriptions/1/subscription/WHATSAPP", {
      subscriptionId: "published",
      events: ["CLICK"],
      profile: {
        profileId: "published",
        webhook: { notifyUrl: receiver.url, contentType: "application/json" },
        security: { authId: "p", type: "BASIC", credentials: { username: "a", password: "b" } },
      },
    });
  });
  afterAll(async () => {
    await kit.close();
    receiver.close();
  });

  test("the judge follows discriminators: a text message without its text is found", () => {
    const result = {
      from: "1",
      to: "2",
      integrationType: "WHATSAPP",
      receivedAt: "2026-11-22T10:00:00.000+0000",
      messageId: "m",
      message: { type: "TEXT" },
      contact: { name: "a" },
      price: { pricePerMessage: 0, currency: "BRL" },
    };
    const body = { results: [result], messageCount: 1, pendingMessageCount: 0 };
    const problems = specOf("whatsapp").webhookProblems("receive-inbound-whatsapp-messages", body);
    expect(problems).toEqual(["/results/0/message must have required property 'text'"]);
  });

  test("the judge knows a Flow and a WABA", async () => {
    const made = await kit.api("POST", `/whatsapp/1/senders/${kit.sender}/flows`, {
      name: "publicado",
      categories: ["SURVEY"],
    });
    PARAMETERS.flowId = made.body.id;
    PARAMETERS.businessAccountId = kit.wabaId;
    expect(made.status).toBe(201);
  });

  const fill = (text: string) =>
    text.replaceAll(S, kit.sender).replace(/\{(\w+)\}/g, (_whole, name: string) => PARAMETERS[name] ?? name);

  test.each(CALLS)("%s %s%s %#", async (method, path, rest, body, status) => {
    const filled = body === undefined ? undefined : JSON.stringify(body).replaceAll(S, kit.sender);
    const reply = await kit.api(method, fill(path + rest), filled);
    expect(reply.status).toBe(status);
    expect(specOf(productOf(path)).answerProblems(method, path, status, reply.body)).toEqual([]);
  });

  test.each([401, 403])("%i in both families", async (status) => {
    const { apiKeySecret } = await kit.newKey({ scopeGuids: ["flows:manage"] });
    const key = status === 401 ? null : apiKeySecret;
    for (const [method, path] of CALLS) {
      const reply = await kit.api(method, fill(path), method === "GET" ? undefined : {}, key);
      expect(reply.status).toBe(status);
      expect(specOf(productOf(path)).answerProblems(method, path, status, reply.body)).toEqual([]);
    }
  });

  test("webhooks: identity change, payment, and the reports of the unified API", async () => {
    const posts = await startReceiver();
    const events = ["IDENTITY_CHANGE", "PAYMENT_STATUS", "DELIVERY", "SEEN"];
    await subscribe(kit, posts, events, { maxBucketSize: 1 });
    const command = (body: object) => kit.control("POST", `/control/senders/${kit.sender}/events`, body);
    await command({ event: "IDENTITY_CHANGE", phone: "5511944440001" });
    await command({ event: "PAYMENT_STATUS", phone: "5511944440001" });
    const message = { ...UNIFIED, sender: kit.sender, destinations: [{ to: PHONE, messageId: "unified" }] };
    await kit.api("POST", "/messages-api/1/messages", { messages: [message] });
    await kit.control("POST", "/control/messages/unified/receipt", { event: "seen" });
    await kit.control("POST", "/control/flush");
    const names = posts.posts.map(({ body }) => {
      const [result] = body.results ?? [];
      const name = result
        ? `receive-messages-api-${result.event === "SEEN" ? "seen" : "delivery"}-reports`
        : `receive-whatsapp-${body.content.type === "payment" ? "payment" : "identity-change"}-notification`;
      const spec = specOf(result ? "messages-api" : "whatsapp");
      expect([body, ...spec.webhookProblems(name, body)]).toEqual([body]);
      return name;
    });
    expect(new Set(names).size).toBe(4);
    posts.close();
    const removed = `/subscriptions/1/subscription/WHATSAPP/s-${events.join("-").toLowerCase()}-${kit.sender}`;
    expect((await kit.api("DELETE", removed)).status).toBe(200);
  });

  test("webhooks: delivery, failure, seen, inbound of each kind, template update, marketing stop", async () => {
    const events = [
      "DELIVERY",
      "SEEN",
      "INBOUND_MESSAGE",
      "TEMPLATE_UPDATE",
      "MARKETING_SUBSCRIPTION_UPDATE",
    ];
    await subscribe(kit, receiver, events, { maxBucketSize: 1 });
    receiver.posts.length = 0;
    const to = "5511955556666";
    const messages = [
      templateMessage(kit.sender, to, { messageId: "w1" }),
      templateMessage(kit.sender, "5511955557032", { messageId: "w2" }),
    ];
    await kit.api("POST", "/whatsapp/1/message/template", { messages });
    for (const id of ["w1", "w2"])
      await kit.control("POST", `/control/messages/${id}/receipt`, { event: "delivered" });
    await kit.control("POST", "/control/messages/w1/receipt", { event: "seen" });
    const act = (body: object) =>
      kit.control("POST", `/control/phones/${to}/messages`, { sender: kit.sender, ...body });
    await act({ text: "oi" });
    await act({ kind: "button", messageId: "w1", index: 0 });
    for (const kind of ["image", "video", "document", "audio", "voice", "sticker"]) {
      await act({ kind, url: "https://example.com/f" });
    }
    await act({ kind: "location", latitude: 1, longitude: 2 });
    await act({ kind: "reaction", messageId: "w1" });
    await kit.control("POST", `/control/phones/${to}/marketing`, { sender: kit.sender, status: "stop" });
    await kit.api("DELETE", `/whatsapp/2/senders/${kit.sender}/templates/boas_vindas`);
    await kit.control("POST", "/control/flush");
    const spec = specOf("whatsapp");
    const counts = new Map<string, number>();
    for (const { body } of receiver.posts) {
      const name = webhookName(body);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      expect([body, ...spec.webhookProblems(name, body)]).toEqual([body]);
    }
    expect(Object.fromEntries(counts)).toEqual({
      "receive-whatsapp-delivery-reports": 2,
      "receive-whatsapp-seen-reports": 1,
      "receive-inbound-whatsapp-messages": 10,
      "receive-whatsapp-marketing-update-notification": 1,
      "receive-whatsapp-message-template-update-events": 3,
    });
  });
});

function webhookName(body: { results?: Record<string, unknown>[]; change?: unknown }): string {
  const [result] = body.results ?? [];
  if (result?.seenAt) return "receive-whatsapp-seen-reports";
  if (result?.message) return "receive-inbound-whatsapp-messages";
  if (result) return "receive-whatsapp-delivery-reports";
  return body.change
    ? "receive-whatsapp-message-template-update-events"
    : "receive-whatsapp-marketing-update-notification";
}
