import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ALL_SCOPES, type Kit, startKit } from "./harness.ts";

let kit: Kit;
beforeAll(async () => {
  kit = await startKit();
});
afterAll(() => kit.close());

const ENDPOINTS: { method: string; path: string; family: "A" | "B"; scopes: string[] }[] = [
  { method: "GET", path: "/account/1/balance", family: "A", scopes: ["account-management:manage"] },
  { method: "GET", path: "/account/1/total-balance", family: "A", scopes: ["account-management:manage"] },
  { method: "GET", path: "/settings/1/accounts", family: "A", scopes: ["account-management:manage"] },
  { method: "GET", path: "/settings/2/api-keys", family: "B", scopes: ["account-management:manage"] },
  { method: "GET", path: "/whatsapp/1/templates", family: "B", scopes: ["whatsapp:manage"] },
  { method: "GET", path: "/whatsapp/2/senders/S/templates", family: "A", scopes: ["whatsapp:manage"] },
  { method: "POST", path: "/whatsapp/2/senders/S/templates", family: "A", scopes: ["whatsapp:manage"] },
  { method: "GET", path: "/whatsapp/1/senders", family: "A", scopes: ["whatsapp:manage"] },
  { method: "GET", path: "/whatsapp/1/senders/quality?senders=S", family: "A", scopes: ["whatsapp:manage"] },
  { method: "GET", path: "/whatsapp/1/senders/S/business-info", family: "B", scopes: ["whatsapp:manage"] },
  {
    method: "POST",
    path: "/whatsapp/1/embedded-signup/registrations/share-waba",
    family: "A",
    scopes: ["whatsapp:manage"],
  },
  {
    method: "GET",
    path: "/subscriptions/1/subscription/WHATSAPP",
    family: "A",
    scopes: ["subscriptions:manage"],
  },
  { method: "GET", path: "/subscriptions/1/profiles", family: "A", scopes: ["subscriptions:manage"] },
  { method: "GET", path: "/metrics/1/requests/0", family: "B", scopes: ["metrics:manage"] },
  {
    method: "POST",
    path: "/whatsapp/1/message/template",
    family: "A",
    scopes: ["message:send", "whatsapp:message:send", "whatsapp:manage"],
  },
  {
    method: "POST",
    path: "/whatsapp/1/message/text",
    family: "A",
    scopes: ["message:send", "whatsapp:message:send", "whatsapp:manage"],
  },
  {
    method: "POST",
    path: "/whatsapp/1/events",
    family: "B",
    scopes: ["message:send", "whatsapp:message:send", "whatsapp:manage"],
  },
];

describe.each(ENDPOINTS)("$method $path", ({ method, path, family, scopes }) => {
  const ask = (secret: string | null) =>
    kit.api(method, path.replace("S", kit.sender), method === "GET" ? undefined : {}, secret);

  test("refuses a missing key with 401 in its family's body", async () => {
    const reply = await ask(null);
    expect(reply.status).toBe(401);
    if (family === "A") {
      expect(reply.body).toEqual({
        requestError: { serviceException: { messageId: "UNAUTHORIZED", text: "Invalid login details" } },
      });
    } else {
      expect(reply.body).toMatchObject({ errorCode: "E401", violations: [] });
      expect(Object.keys(reply.body)).toEqual([
        "errorCode",
        "description",
        "action",
        "violations",
        "resources",
      ]);
    }
  });

  test("refuses a key without its scopes with 403, before it looks at the body", async () => {
    const others = ALL_SCOPES.filter((scope) => !scopes.includes(scope));
    const { apiKeySecret } = await kit.newKey({ scopeGuids: others });
    const reply = await ask(apiKeySecret);
    expect(reply.status).toBe(403);
    expect(family === "A" ? reply.body.requestError.serviceException.messageId : reply.body.errorCode).toBe(
      family === "A" ? "FORBIDDEN" : "E403",
    );
  });

  test("lets each single scope in", async () => {
    for (const scope of scopes) {
      const { apiKeySecret } = await kit.newKey({ scopeGuids: [scope] });
      const reply = await ask(apiKeySecret);
      expect([200, 400, 404]).toContain(reply.status);
    }
  });
});

describe("keys that no longer open anything", () => {
  const cases: [string, Record<string, unknown>][] = [
    ["expired", { validTo: "2020-01-01" }],
    ["for another address", { allowedIPs: ["203.0.113.7"] }],
  ];
  test.each(cases)("%s", async (_label, fields) => {
    const { apiKeySecret } = await kit.newKey(fields);
    expect((await kit.api("GET", "/account/1/balance", undefined, apiKeySecret)).status).toBe(401);
  });

  test("disabled, then deleted", async () => {
    const { id, apiKeySecret } = await kit.newKey();
    const status = async () => (await kit.api("GET", "/account/1/balance", undefined, apiKeySecret)).status;
    expect(await status()).toBe(200);
    await kit.control("PATCH", `/control/keys/${id}`, { enabled: false });
    expect(await status()).toBe(401);
    await kit.control("PATCH", `/control/keys/${id}`, { enabled: true });
    expect(await status()).toBe(200);
    await kit.control("DELETE", `/control/keys/${id}`);
    expect(await status()).toBe(401);
  });

  test.each([["127.0.0.1"], ["127.0.0.0/8"], ["127.0.0.1 - 127.0.0.9"]])("allowed from %s", async (entry) => {
    const { apiKeySecret } = await kit.newKey({ allowedIPs: [entry] });
    expect((await kit.api("GET", "/account/1/balance", undefined, apiKeySecret)).status).toBe(200);
  });
});

describe("probes", () => {
  test("balance", async () => {
    expect((await kit.api("GET", "/account/1/balance")).body).toEqual({ balance: 250_000, currency: "BRL" });
  });

  test("the key finds itself by its secret, masked", async () => {
    const { body } = await kit.api("GET", `/settings/2/api-keys?apiKeySecret=${kit.secret}&size=1`);
    expect(body.paging).toMatchObject({ totalCount: 1, pageSize: 1 });
    expect(body.apiKeys[0]).toMatchObject({
      accountId: kit.accountKey,
      scopeGuids: ALL_SCOPES,
      enabled: true,
    });
    expect(body.apiKeys[0].apiKeySecret).not.toBe(kit.secret);
  });

  test("the account's name", async () => {
    const { body } = await kit.api("GET", "/settings/1/accounts?limit=100");
    expect(body.accounts).toEqual([
      { key: kit.accountKey, ownerKey: expect.any(String), name: "Loja Aurora", enabled: true },
    ]);
  });

  test("an empty send body is a 400, an unknown metrics request a 404", async () => {
    expect((await kit.api("POST", "/whatsapp/1/message/text", {})).status).toBe(400);
    expect((await kit.api("GET", "/metrics/1/requests/00000000000000000000000000000000")).status).toBe(404);
  });

  test("a body that is no JSON is a 400; an unknown path a 404; a trailing slash is fine", async () => {
    expect((await kit.api("POST", "/whatsapp/1/message/text", "{")).status).toBe(400);
    expect((await kit.api("GET", "/whatsapp/1/nothing")).status).toBe(404);
    expect((await kit.api("GET", "/account/1/balance/")).status).toBe(200);
  });
});

describe("rates and faults", () => {
  test("the eleventh key listing within a second is a 429", async () => {
    const { apiKeySecret } = await kit.newKey();
    const replies = await Promise.all(
      Array.from({ length: 14 }, () => kit.api("GET", "/settings/2/api-keys", undefined, apiKeySecret)),
    );
    const refused = replies.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.body).toMatchObject({ errorCode: "E429", description: "Too many requests sent." });
  });

  test("throttleRate and outage", async () => {
    await kit.control("PATCH", "/control/settings", { faults: { throttleRate: 1 } });
    expect((await kit.api("GET", "/account/1/balance")).status).toBe(429);
    await kit.control("PATCH", "/control/settings", { faults: { throttleRate: 0, outage: true } });
    expect((await kit.api("GET", "/account/1/balance")).status).toBe(503);
    expect((await fetch(`${kit.url}/graph/v25.0/me`)).status).toBe(503);
    await kit.control("PATCH", "/control/settings", { faults: { outage: false } });
    expect((await kit.api("GET", "/account/1/balance")).status).toBe(200);
  });

  test("a wrong setting is refused by name and changes nothing", async () => {
    const before = await kit.control("GET", "/control/settings");
    for (const patch of [
      { mode: "fast" },
      { faults: { rejectRate: 2 } },
      { nonsense: 1 },
      { deliverMs: [5, 1] },
    ]) {
      const { error } = await kit.control("PATCH", "/control/settings", patch);
      expect(error.message).toContain(Object.keys(patch.faults ?? patch)[0]);
    }
    expect(await kit.control("GET", "/control/settings")).toEqual(before);
  });
});
