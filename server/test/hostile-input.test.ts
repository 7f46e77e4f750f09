/** What a stranger or a broken client may send: always a 4xx that says why, never a 500. */
import { describe, expect, it } from "vitest";
import { aBearer, aSession, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";
import { bodyOf, routes } from "./openapi-walk.ts";

const { app, ctx, logLines } = await createTestApp();
const workspace = await aWorkspace(ctx);
const { cookie } = await aSession(app, workspace.id);
const bearer = await aBearer(ctx, workspace.id, [
  "users.track",
  "users.export.ids",
  "subscription.status.get",
  "subscription.status.set",
  "messages.send",
  "campaigns.trigger.send",
]);
const base = `/api/v1/workspaces/${workspace.id}`;
const id = "019a0000-0000-7000-8000-000000000000";

const paths = [
  "/api/v1/workspaces/%00/campaigns",
  "/api/v1/workspaces/%zz/campaigns",
  "/%zz",
  "/%",
  "/%00",
  "/assets/%00",
  "/assets/..%2f..%2fpackage.json",
  "/a%00b.js",
  ...[
    "contacts",
    "segments",
    "campaigns",
    "templates",
    "imports",
    "audit",
    "home",
    "attributes",
    "contacts/nope",
    "notices",
    "notices/settings",
    "subscription-groups/x/consequences",
    "integrations/whatsapp",
    "integrations/whatsapp/signups",
    "integrations/whatsapp/migration",
    `integrations/whatsapp/connections/${id}/costs`,
    `integrations/whatsapp/connections/${id}/health`,
    `integrations/whatsapp/connections/${id}/senders`,
    `contacts/${id}/messages/${id}/media`,
    "campaigns/1/report",
  ].flatMap((name) =>
    [
      "",
      "?q=%00",
      "?q=%zz",
      "?cursor=nonsense",
      "?cursor=%00",
      "?limit=99999999999999999999",
      "?limit=0",
      "?limit=-1",
      "?limit=1e3",
      `?cursor=${id}`,
      "?state=%00",
      "?segmentId=x",
      "?q=%25_%5C",
      "?__proto__=1",
    ].map((q) => `${base}/${name}${q}`),
  ),
  `${base}/imports/${id}/errors?cursor=1.${"-".repeat(36)}`,
  `${base}/campaigns/${id}/sends?code=%00`,
  `${base}/contacts/${id}/messages?cursor=x`,
  `${base}/contacts/${id}/events?cursor=x`,
  `${base}/contacts/%00`,
];
const nul = "a\0b";
const half = "a\ud800b";
const bodies: [string, string, unknown][] = [nul, half].flatMap((text): [string, string, unknown][] => [
  ["PATCH", "/api/v1/me", { name: text }],
  ["PATCH", `${base}/settings`, { name: text }],
  ["PATCH", `${base}/settings`, { timeZone: text }],
  ["PATCH", `${base}/settings`, { timeZone: "Nowhere/Land" }],
  ["POST", `${base}/api-keys`, { name: text, permissions: ["users.track"] }],
  ["POST", `${base}/campaigns`, { name: text }],
  ["POST", `${base}/segments`, { name: text, filter: { kind: "group", operator: "and", children: [] } }],
  [
    "POST",
    `${base}/segments`,
    {
      name: "x",
      filter: {
        kind: "group",
        operator: "and",
        children: [
          { kind: "attribute", custom: true, name: text, type: "string", operator: "equals", value: text },
        ],
      },
    },
  ],
  [
    "POST",
    `${base}/segments/preview`,
    {
      filter: {
        kind: "group",
        operator: "and",
        children: [
          { kind: "attribute", custom: true, name: "x", type: "number", operator: "equals", value: 1e308 },
        ],
      },
    },
  ],
  ["POST", `${base}/contacts`, { firstName: text }],
  ["POST", `${base}/contacts`, { attributes: { [text]: text } }],
  ["POST", `${base}/contacts`, { phone: text, email: text }],
  [
    "POST",
    `${base}/integrations/whatsapp/connections`,
    { provider: "infobip", apiKey: text, baseUrl: "localhost:4701" },
  ],
  [
    "POST",
    `${base}/integrations/whatsapp/connections`,
    { provider: "infobip", apiKey: "a\r\nx: y", baseUrl: "localhost:4701" },
  ],
  ["POST", `${base}/integrations/whatsapp/connections`, { provider: "infobip", apiKey: "k", baseUrl: text }],
  [
    "POST",
    `${base}/integrations/whatsapp/connections`,
    { provider: "infobip", apiKey: "k", baseUrl: "https://x.api.infobip.com@127.0.0.1/" },
  ],
  ["POST", `${base}/imports`, "x"],
  [
    "PUT",
    `${base}/imports/${id}/start`,
    { mapping: { [text]: { target: "ignore" } }, options: { defaultCountry: "BR" } },
  ],
  ["POST", "/api/auth/sign-in/email", { email: text, password: text }],
  ["POST", "/api/auth/sign-in/email", { email: { $ne: 1 }, password: 1 }],
  ["POST", "/api/auth/sign-in/email", undefined],
  ["POST", "/api/auth/update-user", { name: text }],
]);
const calls: [string, string, unknown][] = [nul, half].flatMap((text): [string, string, unknown][] => [
  ["POST", "/users/track", { attributes: [{ external_id: text, first_name: text }] }],
  ["POST", "/users/track", { attributes: [{ external_id: "x", [text]: text, custom: { a: text } }] }],
  ["POST", "/users/track", { events: [{ external_id: "x", name: text, time: "999999-01-01T00:00:00Z" }] }],
  [
    "POST",
    "/users/track",
    {
      events: [
        { external_id: "x", name: "n", time: "2026-01-01T00:00:00Z", properties: { a: text, b: 1e308 } },
      ],
    },
  ],
  [
    "POST",
    "/users/track",
    {
      purchases: [
        {
          external_id: "x",
          product_id: text,
          currency: "BRL",
          price: 1e308,
          quantity: 1,
          time: "2026-01-01T00:00:00Z",
        },
      ],
    },
  ],
  ["POST", "/users/export/ids", { external_ids: [text], braze_id: text, email_address: text, phone: text }],
  ["POST", "/campaigns/trigger/send", { campaign_id: text, recipients: [{ external_user_id: text }] }],
  ["POST", "/campaigns/trigger/send", { campaign_id: id, broadcast: true, trigger_properties: { a: text } }],
  [
    "POST",
    "/messages/send",
    {
      external_user_ids: [text],
      messages: {
        whats_app: {
          subscription_group_id: text,
          app_id: text,
          message_type: "text",
          message: { body: text },
        },
      },
    },
  ],
  [
    "POST",
    "/subscription/status/set",
    { subscription_group_id: text, subscription_state: "subscribed", external_id: [text] },
  ],
  [
    "GET",
    `/subscription/status/get?subscription_group_id=${encodeURIComponent(text.toWellFormed())}&external_id=%00`,
    undefined,
  ],
  [
    "GET",
    "/subscription/user/status?external_id=%00&limit=99999999999999&offset=9999999999999999999",
    undefined,
  ],
]);

type Call = readonly [method: string, url: string, payload: unknown];
const labelled = (list: readonly Call[]) =>
  list.map((call) => [`${call[0]} ${call[1]} ${JSON.stringify(call[2])}`, call] as const);

async function statusOf([method, url, payload]: Call, headers: Record<string, string>): Promise<number> {
  const response = await app.server.inject({
    method: method as "POST",
    url,
    headers,
    ...(payload === undefined ? {} : { payload: payload as object }),
  });
  return response.statusCode;
}

describe("odd input", () => {
  it.each(paths)("GET %s", async (url) => {
    expect(await statusOf(["GET", url, undefined], { cookie })).toBeLessThan(500);
  });

  it.each(labelled(bodies))("%s", async (_label, call) => {
    expect(await statusOf(call, { cookie })).toBeLessThan(500);
  });

  it.each(labelled(calls))("%s", async (_label, call) => {
    expect(await statusOf(call, { authorization: bearer })).toBeLessThan(500);
  });

  /** The walk of all that is described: what a schema lets through, and what it must not. */
  const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
  const raw = [
    "null",
    "[]",
    '"x"',
    "{",
    "",
    '{"__proto__":{"x":1}}',
    '{"a":1e999}',
    deep(20_000),
    `{"message":${deep(20_000)}}`,
  ];
  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    "%s, whatever is put into it",
    async (_label, { method, path, body }) => {
      const place = path.replaceAll("{workspace}", workspace.slug);
      const texts = body
        ? [nul, half, "a\r\nx: y", "{{", "{% if", "%00", "../../x", "x".repeat(100_000)].map((text) =>
            JSON.stringify(bodyOf(body, text)),
          )
        : [];
      const payloads = method === "GET" || method === "DELETE" ? [""] : [...raw, ...texts];
      for (const put of [id, "%00", "..%2f", "x"])
        for (const payload of put === id ? payloads : payloads.slice(0, 1)) {
          const response = await app.server.inject({
            method: method as "GET",
            url: place.replace(/\{\w+\}/g, put),
            headers: {
              ...(path.startsWith("/api/") ? { cookie } : { authorization: bearer }),
              ...(payload === "" ? {} : { "content-type": "application/json" }),
            },
            ...(payload === "" ? {} : { payload }),
          });
          // 502: a provider that is not there.
          expect(response.statusCode, `${put} ${payload.slice(0, 200)}: ${logLines.at(-2)}`).not.toBe(500);
        }
    },
    30_000,
  );

  it("says what is wrong with it", async () => {
    const response = await app.server.inject({ url: `${base}/segments?q=%00`, headers: { cookie } });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ error: { code: "invalid_input" } });
  });
});
