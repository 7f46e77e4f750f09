/** The doctor against the sandbox: what is well, each thing that can be wrong, and a report that anybody may read. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { renewWebhooks } from "../src/connectors/webhooks.job.ts";
import { raiseNotice } from "../src/workspaces/notices/notices.ts";
import { bulkContacts } from "./bulk-contacts.ts";
import { aNumber, aSession, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";
import { allowing, aRoad, aSandbox, launch, type Road } from "./road.ts";

const sandbox = await aSandbox();
const { app, ctx, clock } = await createTestApp(allowing(sandbox));

interface Result {
  check: string;
  state: string;
  code: string;
  params?: Record<string, string | number>;
  items?: { code: string; params?: Record<string, string | number> }[];
  remedy?: string;
}

async function aPatient() {
  const road = await aRoad(ctx, sandbox);
  const { cookie } = await aSession(app, road.workspaceId, "admin");
  const base = `/api/v1/workspaces/${road.workspaceId}/integrations/whatsapp/connections/${road.connectionId}`;
  const call = (method: "GET" | "POST" | "PATCH", path: string, payload?: object, headers: object = {}) =>
    app.server.inject({
      method,
      url: base + path,
      headers: { cookie, ...headers },
      ...(payload ? { payload } : {}),
    });
  const examine = async () => {
    const answer = await call("POST", "/doctor");
    expect(answer.statusCode).toBe(200);
    return JSON.parse(answer.body) as { results: Result[]; version: string };
  };
  const found = async () =>
    Object.fromEntries((await examine()).results.map((one) => [one.check, one])) as Record<string, Result>;
  return { road, call, examine, found };
}

const brief = (results: readonly Result[]) =>
  Object.fromEntries(results.map(({ check, state, code }) => [check, `${state} ${code}`]));

const keyOf = (road: Road) => {
  const key = [...sandbox.state.keys.values()].find(({ secret }) => secret === road.apiKey);
  if (!key) throw new Error("no key");
  return key;
};
const changeKey = (road: Road, patch: object) =>
  road.control("PATCH", `/control/keys/${keyOf(road).id}`, patch);

describe("what it finds", () => {
  it("is well where all is well", async () => {
    const { road, examine } = await aPatient();
    await renewWebhooks(ctx, road);
    expect(brief((await examine()).results)).toEqual({
      host: "ok plain",
      clock: "ok ok",
      key: "ok ok",
      scopes: "ok ok",
      expiry: "ok ok",
      balance: "ok ok",
      numbers: "ok ok",
      webhook_address: "ok both_private",
      subscriptions: "ok ok",
      inbound_route: "ok ok",
      portfolio: "unknown untold",
      templates: "warning none",
      last_webhook: "unknown none_yet",
      round_trip: "unknown nothing_sent",
      waiting: "ok none",
      exclusivity: "ok ok",
      unknown_words: "ok ok",
      parked: "ok ok",
    });
  });

  it("names a refused key, and says what cannot be told without one", async () => {
    const { road, found } = await aPatient();
    await changeKey(road, { validTo: "2020-01-01T00:00:00" });
    const { key, balance, scopes, host } = await found();
    expect(host?.state).toBe("ok");
    expect(key).toMatchObject({
      state: "failed",
      code: "refused",
      remedy: "replace_key",
      params: { code: "infobip_key_expired" },
    });
    expect(balance).toMatchObject({ state: "unknown", code: "needs_key" });
    expect(scopes).toMatchObject({ state: "unknown", code: "needs_key" });
  });

  it("names each missing scope while the key itself is fine", async () => {
    const { road, found } = await aPatient();
    const { scopeGuids } = keyOf(road);
    await changeKey(road, { scopeGuids: scopeGuids.filter((scope) => scope !== "metrics:manage") });
    const { key, scopes } = await found();
    expect(key).toMatchObject({ state: "ok", code: "accepted" });
    expect(scopes).toMatchObject({ state: "failed", params: { scopes: "metrics:manage" } });
    expect(scopes?.items?.filter(({ code }) => code === "missing")).toEqual([
      { code: "missing", params: { scope: "metrics:manage" } },
    ]);
  });

  it("sees a clock that is off, and a host where nobody is", async () => {
    const { road, found } = await aPatient();
    const now = clock.now();
    clock.advance(10 * 60_000);
    try {
      expect((await found()).clock).toMatchObject({ state: "failed", code: "ahead" });
    } finally {
      clock.set(now);
    }
    await ctx.db
      .updateTable("connections")
      .set({ baseUrl: "http://127.0.0.1:9" })
      .where("id", "=", road.connectionId)
      .execute();
    const { host, key, clock: time } = await found();
    expect(host).toMatchObject({ state: "failed", code: "blocked" });
    expect(key).toMatchObject({ state: "unknown", code: "no_answer" });
    expect(time).toMatchObject({ state: "unknown" });
  });

  it("sees missing webhooks, tells people, and mends them at a press", async () => {
    const { road, found, call } = await aPatient();
    expect((await found()).subscriptions).toMatchObject({
      state: "failed",
      items: [{ code: "subscription_missing" }],
      remedy: "renew_webhooks",
    });
    const open = () =>
      ctx.db
        .selectFrom("notices")
        .select("kind")
        .where("workspaceId", "=", road.workspaceId)
        .where("resolvedAt", "is", null)
        .execute();
    expect(await open()).toEqual([{ kind: "webhooks_missing" }]);
    expect((await call("POST", "/webhooks")).statusCode).toBe(204);
    expect((await found()).subscriptions?.state).toBe("ok");
    expect(await open()).toEqual([]);
  });

  it("sees restricted numbers, ids in each other's place, and stopped templates", async () => {
    const { road, found, call } = await aPatient();
    await road.control("PATCH", `/control/senders/${road.phone.replace("+", "")}`, { status: "BANNED" });
    expect((await call("POST", "/templates")).statusCode).toBe(200);
    await sql`update whatsapp_business_groups set business_id = waba_id where connection_id = ${road.connectionId}`.execute(
      ctx.db,
    );
    await ctx.db
      .updateTable("templates")
      .set({ status: "PAUSED" })
      .where("workspaceId", "=", road.workspaceId)
      .where("name", "=", "boas_vindas")
      .execute();
    const { numbers, portfolio, templates } = await found();
    expect(numbers).toMatchObject({
      state: "failed",
      items: [{ code: "stopped", params: { phone: road.phone, status: "BANNED" } }],
    });
    expect(portfolio).toMatchObject({ state: "failed", code: "portfolio_is_waba" });
    expect(templates).toMatchObject({ state: "warning", code: "stopped" });
    await road.control("DELETE", `/control/senders/${road.phone.replace("+", "")}`);
    expect((await found()).numbers).toMatchObject({ state: "failed", items: [{ code: "missing" }] });
  });

  it("follows a message there and back, and what waits while sending is paused", async () => {
    const { road, found } = await aPatient();
    await renewWebhooks(ctx, road);
    await bulkContacts(ctx.db, { ...road, count: 2, prefix: "+5511771" });
    await launch(ctx, road);
    await app.processAll();
    expect((await found()).round_trip).toMatchObject({ state: "unknown", code: "no_report" });
    // Two hours of silence after messages were taken.
    const now = clock.now();
    clock.advance(2 * 3_600_000);
    expect((await found()).last_webhook).toMatchObject({ state: "failed", code: "silent" });
    clock.set(now);
    await changeKey(road, { enabled: false });
    await launch(ctx, road);
    await app.processAll();
    expect((await found()).waiting).toMatchObject({ state: "warning", code: "paused", params: { count: 2 } });
  });
});

describe("the report", () => {
  it("holds no secret and no number of a customer, wherever they were planted", async () => {
    const { road, call } = await aPatient();
    const customer = "+5511987654321";
    const { webhookSecret } = await ctx.db
      .selectFrom("connections")
      .select("webhookSecret")
      .where("id", "=", road.connectionId)
      .executeTakeFirstOrThrow();
    const secret = ctx.secrets.decrypt(webhookSecret, "connection.webhook_secret");
    const planted = `${customer} 55 11 98765-4321 ${road.apiKey} ${secret} ${road.webhookToken}`;
    await ctx.db
      .insertInto("webhookCounts")
      .values({
        workspaceId: road.workspaceId,
        connectionId: road.connectionId,
        event: `unknown:${planted}`,
        day: clock.now().toISOString().slice(0, 10),
        count: 3,
      })
      .execute();
    await ctx.db
      .insertInto("webhookInbox")
      .values({
        workspaceId: road.workspaceId,
        bucket: 0,
        connectionId: road.connectionId,
        body: planted,
        parkedReason: `failed: ${planted}`,
      })
      .execute();
    await raiseNotice(
      ctx.db,
      {
        workspaceId: road.workspaceId,
        kind: "foreign_traffic",
        subject: road.subscriptionGroupId,
        severity: "warning",
        params: { connectionId: road.connectionId },
        count: 4,
      },
      clock.now(),
    );
    await changeKey(road, { enabled: false });
    const plain = (await call("POST", "/doctor")).body;
    const streamed = (await call("POST", "/doctor", undefined, { accept: "application/x-ndjson" })).body;
    const health = (await call("GET", "/health")).body;
    for (const text of [plain, streamed]) {
      expect(text).toContain(road.phone);
      expect(text).toContain("4321");
      for (const hidden of [
        customer,
        customer.slice(1),
        "98765-4321",
        road.apiKey,
        secret,
        road.webhookToken,
      ])
        expect(text).not.toContain(hidden);
    }
    for (const hidden of [road.apiKey, secret, road.webhookToken]) expect(health).not.toContain(hidden);
    const { results } = JSON.parse(plain) as { results: Result[] };
    expect(brief(results)).toMatchObject({
      unknown_words: "warning some",
      parked: "warning some",
      exclusivity: "warning foreign",
    });
  });

  it("comes line by line to those who ask for that", async () => {
    const { call } = await aPatient();
    const answer = await call("POST", "/doctor", undefined, { accept: "application/x-ndjson" });
    expect(answer.headers["content-type"]).toContain("application/x-ndjson");
    const lines = answer.body
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines[0].checks).toHaveLength(18);
    expect(lines.at(-1).done.version).toMatch(/^\d/);
    expect(
      lines
        .slice(1, -1)
        .map(({ result }) => result.check)
        .sort(),
    ).toEqual([...lines[0].checks].sort());
  });

  it("is for those who look after connections, and only their own", async () => {
    const { road, call } = await aPatient();
    const viewer = await aSession(app, road.workspaceId, "viewer");
    expect((await call("POST", "/doctor", undefined, { cookie: viewer.cookie })).statusCode).toBe(403);
    expect((await call("GET", "/health", undefined, { cookie: viewer.cookie })).statusCode).toBe(200);
    const stranger = await aSession(app, (await aWorkspace(ctx)).id, "owner");
    expect((await call("POST", "/doctor", undefined, { cookie: stranger.cookie })).statusCode).toBe(404);
    const other = await aWorkspace(ctx);
    const foreign = await aNumber(ctx, other.id);
    const { cookie } = await aSession(app, road.workspaceId, "owner");
    for (const [method, path] of [
      ["POST", "doctor"],
      ["GET", "health"],
      ["POST", "refresh"],
      ["POST", "webhooks"],
      ["POST", "templates"],
    ] as const)
      expect(
        (
          await app.server.inject({
            method,
            url: `/api/v1/workspaces/${road.workspaceId}/integrations/whatsapp/connections/${foreign.connectionId}/${path}`,
            headers: { cookie },
          })
        ).statusCode,
        path,
      ).toBe(404);
  });
});

describe("balance and costs", () => {
  it("keeps the balance with its history and the threshold below which people are told", async () => {
    const { call } = await aPatient();
    expect((await call("POST", "/refresh")).statusCode).toBe(204);
    expect((await call("PATCH", "", { balanceAlert: "99999999" })).statusCode).toBe(204);
    expect((await call("PATCH", "", { balanceAlert: "0" })).statusCode).toBe(400);
    expect((await call("PATCH", "", { balanceAlert: "-1" })).statusCode).toBe(400);
    const health = JSON.parse((await call("GET", "/health")).body);
    expect(health).toMatchObject({
      balance: { currency: "BRL" },
      balanceAlert: "99999999.0000",
      balanceHistory: [{}],
      history: [{ action: "connection.balance_alert_set", actorName: "Ana" }],
    });
  });

  it("keeps currencies, countries and categories apart and loses no cent", async () => {
    const { road, call } = await aPatient();
    await bulkContacts(ctx.db, { ...road, count: 6, prefix: "+5511772" });
    const dispatch = await launch(ctx, road);
    await app.processAll();
    const priced = [
      ["+5511999990001", "0.10001", "BRL"],
      ["+5511999990002", "0.20002", "BRL"],
      ["+14155550101", "0.30003", "USD"],
      ["+14165550102", "0.00001", "USD"],
      ["+351912345678", "0.4", "EUR"],
    ] as const;
    const { rows } = await sql<{ id: string }>`
      select id from sends where dispatch_id = ${dispatch.id} order by id`.execute(ctx.db);
    expect(rows).toHaveLength(6);
    for (const [index, [recipient, cost, currency]] of priced.entries())
      await sql`update sends set recipient = ${recipient}, cost = ${cost}, currency = ${currency}
                where id = ${rows[index]?.id}`.execute(ctx.db);
    const month = clock.now().toISOString().slice(0, 7);
    const costs = JSON.parse((await call("GET", `/costs?month=${month}`)).body);
    const row = (currency: string, country: string, messages: number, amount: string) => ({
      category: "MARKETING",
      currency,
      country,
      messages,
      amount,
    });
    expect(costs).toEqual({
      month,
      rows: [
        row("BRL", "BR", 2, "0.30003"),
        row("EUR", "PT", 1, "0.40000"),
        row("USD", "US", 1, "0.30003"),
        row("USD", "CA", 1, "0.00001"),
      ],
      totals: [
        { currency: "BRL", messages: 2, amount: "0.30003" },
        { currency: "EUR", messages: 1, amount: "0.40000" },
        { currency: "USD", messages: 2, amount: "0.30004" },
      ],
      unpriced: 1,
    });
    expect(JSON.parse((await call("GET", "/costs?month=2020-01")).body)).toMatchObject({
      rows: [],
      unpriced: 0,
    });
  });
});
