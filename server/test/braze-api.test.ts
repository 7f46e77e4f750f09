/** The compatible REST API for users and consent: stories as data, then what no single call shows. */
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { apiPermissions } from "../src/lib/permissions.ts";
import { runApiCases } from "./api-cases.ts";
import { aBearer, aNumber, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";

const test = await createTestApp();
const { app, ctx, clock } = test;
for (const file of ["track", "attributes", "export", "subscription"])
  runApiCases(test, `braze/${file}.json`, { permissions: apiPermissions });

async function aCaller() {
  const { id } = await aWorkspace(ctx);
  const authorization = await aBearer(ctx, id, apiPermissions);
  return {
    workspaceId: id,
    call: async (method: "GET" | "POST", url: string, payload?: object) => {
      const response = await app.server.inject({
        method,
        url,
        headers: { authorization },
        ...(payload ? { payload } : {}),
      });
      return { status: response.statusCode, headers: response.headers, body: response.json() };
    },
  };
}

const users = (count: number) => Array.from({ length: count }, (_, index) => ({ external_id: `u-${index}` }));
const ids = (count: number) => users(count).map((user) => user.external_id);
const events = (count: number) => users(count).map((user) => ({ ...user, name: "e", time: "2026-01-01" }));
const purchases = (count: number) =>
  users(count).map((user) => ({ ...user, product_id: "p", currency: "BRL", price: 1, time: "2026-01-01" }));
const aliases = (count: number) =>
  users(count).map((user) => ({ alias_label: "crm", alias_name: user.external_id }));

describe("sizes", () => {
  it.each<[string, number, (count: number, group: string) => [string, object]]>([
    ["attributes", 75, (count) => ["/users/track", { attributes: users(count) }]],
    ["events", 75, (count) => ["/users/track", { events: events(count) }]],
    ["purchases", 75, (count) => ["/users/track", { purchases: purchases(count) }]],
    ["exported ids", 50, (count) => ["/users/export/ids", { external_ids: ids(count) }]],
    ["exported aliases", 50, (count) => ["/users/export/ids", { user_aliases: aliases(count) }]],
    [
      "users whose consent is set",
      50,
      (count, group) => [
        "/subscription/status/set",
        { subscription_group_id: group, subscription_state: "subscribed", external_id: ids(count) },
      ],
    ],
    [
      "groups whose consent is set",
      50,
      (count, group) => [
        "/v2/subscription/status/set",
        {
          subscription_groups: ids(count).map((id) => ({
            subscription_group_id: group,
            subscription_state: "subscribed",
            external_ids: [id],
          })),
        },
      ],
    ],
  ])("%s: at most %d a call, one more is refused whole", async (_label, max, request) => {
    const { call, workspaceId } = await aCaller();
    const { subscriptionGroupId } = await aNumber(ctx, workspaceId);
    const tooMany = await call("POST", ...request(max + 1, subscriptionGroupId));
    expect([tooMany.status, typeof tooMany.body.message]).toEqual([400, "string"]);
    const { rows } = await sql`select from contacts where workspace_id = ${workspaceId}`.execute(ctx.db);
    expect(rows).toEqual([]);
    expect(await call("POST", ...request(max, subscriptionGroupId))).toMatchObject({ status: 201 });
  });
});

describe("rate limits", () => {
  it("count down to 429 and open again with the next window, whatever the answer was", async () => {
    const { call } = await aCaller();
    clock.set(new Date(Math.ceil(clock.now().getTime() / 60_000) * 60_000));
    const reset = String(Math.floor(clock.now().getTime() / 60_000) * 60 + 60);
    const answers = [];
    for (let n = 0; n < 251; n++)
      answers.push(await call("POST", "/users/export/ids", n % 2 ? {} : { external_ids: ["x"] }));
    expect(answers.map(({ headers }) => headers["x-ratelimit-remaining"])).toEqual([
      ...Array.from({ length: 250 }, (_, index) => String(249 - index)),
      "0",
    ]);
    expect(new Set(answers.map(({ headers }) => headers["x-ratelimit-reset"]))).toEqual(new Set([reset]));
    expect(answers.slice(0, 2).map(({ status }) => status)).toEqual([201, 400]);
    expect(answers.at(-1)).toMatchObject({ status: 429, body: { message: expect.any(String) } });
    clock.advance(60_000);
    expect(await call("POST", "/users/export/ids", { external_ids: ["x"] })).toMatchObject({
      status: 201,
      headers: { "x-ratelimit-remaining": "249" },
    });
  });

  it("are each workspace's and each endpoint's own", async () => {
    const [one, other] = [await aCaller(), await aCaller()];
    await one.call("POST", "/users/track", { attributes: users(1) });
    const remaining = async (caller: typeof one, url: string, body: object) =>
      (await caller.call("POST", url, body)).headers["x-ratelimit-remaining"];
    clock.advance(3000);
    expect(await remaining(one, "/users/track", { attributes: users(1) })).toBe("2999");
    expect(await remaining(other, "/users/track", { attributes: users(1) })).toBe("2999");
    expect(await remaining(one, "/users/export/ids", { external_ids: ["x"] })).toBe("249");
  });
});

describe("tenants", () => {
  it("never see each other's users and groups", async () => {
    const [one, other] = [await aCaller(), await aCaller()];
    const { subscriptionGroupId } = await aNumber(ctx, one.workspaceId);
    await one.call("POST", "/users/track", { attributes: [{ external_id: "same", first_name: "Ana" }] });
    const mine = await one.call("POST", "/users/export/ids", { external_ids: ["same"] });
    const brazeId = mine.body.users[0].braze_id;
    expect(
      await other.call("POST", "/users/export/ids", { external_ids: ["same"], braze_id: brazeId }),
    ).toMatchObject({ body: { users: [], invalid_user_ids: ["same", brazeId] } });
    const subscribed = { subscription_group_id: subscriptionGroupId, subscription_state: "subscribed" };
    expect(
      await other.call("POST", "/users/track", {
        attributes: [
          { braze_id: brazeId, first_name: "Eve" },
          { external_id: "same", subscription_groups: [subscribed] },
        ],
      }),
    ).toMatchObject({ status: 201, body: { attributes_processed: 1, errors: [{ index: 0 }, { index: 1 }] } });
    expect(
      await other.call("POST", "/subscription/status/set", { ...subscribed, external_id: "same" }),
    ).toMatchObject({ status: 400 });
    expect(
      await other.call(
        "GET",
        `/subscription/status/get?subscription_group_id=${subscriptionGroupId}&external_id=same`,
      ),
    ).toMatchObject({ status: 400 });
    const again = await one.call("POST", "/users/export/ids", { external_ids: ["same"] });
    expect(again.body).toEqual(mine.body);
  });
});

describe("many calls at once", () => {
  it("count every increment and every event of the same users, whatever the order", async () => {
    const { call, workspaceId } = await aCaller();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 }), { minLength: 2, maxLength: 12 }),
        async (batches) => {
          const run = randomUUID();
          const bodies = batches.map((batch) => ({
            attributes: batch.map((user) => ({ external_id: `${run}-${user}`, points: { inc: 1 } })),
            events: batch.map((user) => ({ external_id: `${run}-${user}`, name: "e", time: "2026-01-01" })),
          }));
          const answers = await Promise.all(bodies.map((body) => call("POST", "/users/track", body)));
          expect(answers.map(({ status }) => status)).toEqual(batches.map(() => 201));
          const { rows } = await sql<{ user: number; points: number; events: number }>`
            select right(external_id, 1)::int as user, (attributes ->> 'points')::int as points,
                   (select sum(count)::int from event_days d where d.contact_id = c.id) as events
            from contacts c where workspace_id = ${workspaceId} and external_id like ${`${run}%`} order by 1`.execute(
            ctx.db,
          );
          const counts = new Map<number, number>();
          for (const user of batches.flat()) counts.set(user, (counts.get(user) ?? 0) + 1);
          expect(rows).toEqual(
            [...counts].sort(([a], [b]) => a - b).map(([user, n]) => ({ user, points: n, events: n })),
          );
        },
      ),
      { numRuns: 15 },
    );
  });
});
