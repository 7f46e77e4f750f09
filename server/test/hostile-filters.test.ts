/** Filter trees that are made to hurt: over HTTP, against the real database. None may crash, hang or starve the others. */
import { beforeAll, describe, expect, it } from "vitest";
import { aSession, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";

const { app, ctx } = await createTestApp();
let base = "";
let cookie = "";

beforeAll(async () => {
  const workspace = await aWorkspace(ctx);
  base = `/api/v1/workspaces/${workspace.slug}`;
  cookie = (await aSession(app, workspace.id)).cookie;
});

async function post(url: string, payload: object | string) {
  const response = await app.server.inject({
    method: "POST",
    url: `${base}${url}`,
    headers: { cookie, "content-type": "application/json" },
    payload: typeof payload === "string" ? payload : JSON.stringify(payload),
  });
  return { status: response.statusCode, body: response.json() };
}

const preview = (filter: unknown) => post("/segments/preview", { filter });
const regex = (value: string, operator = "matches_regex") => ({
  kind: "attribute",
  custom: true,
  name: "note",
  type: "string",
  operator,
  value,
});
const leaf = { kind: "random_bucket", from: 0, to: 5000 };

describe("a filter that is made to hurt", () => {
  it.each([
    ["deep behind a list of children that nobody reads", nested(3000, { children: [] })],
    ["deep", nested(3000, {})],
    ["wide", { kind: "and", children: Array.from({ length: 5000 }, () => leaf) }],
  ])("is refused as too large: %s", async (_name, filter) => {
    const { status, body } = await preview(filter);
    expect([status, body.error.code, body.error.details[0].code]).toEqual([
      400,
      "invalid_filter",
      "too_large",
    ]);
  });

  function nested(depth: number, extra: object): unknown {
    let tree: unknown = leaf;
    for (let n = 0; n < depth; n++) tree = { kind: "not", child: tree, ...extra };
    return tree;
  }

  it("refuses objects that are no text wherever a text is expected", async () => {
    const odd = { toString: null, valueOf: 1 };
    const nodes = [
      { kind: "constructor" },
      { kind: "segment", segmentId: odd },
      { kind: "attribute", custom: true, name: "a", type: odd, operator: odd, value: odd },
      { kind: "attribute", custom: true, name: "a", type: "string", operator: odd, value: odd },
      { kind: "attribute", custom: false, name: "email", type: odd, operator: "equals", value: "a" },
      { kind: "message", operator: odd, days: 1 },
      {
        kind: "message",
        operator: "received",
        days: 1,
        campaignId: odd,
        variantId: odd,
        subscriptionGroupId: odd,
      },
      { kind: "event", name: "a", operator: odd, days: odd },
      { kind: "event_time", name: "a", which: odd, operator: odd, value: odd },
      { kind: "purchase", operator: odd, currency: odd, productId: odd, days: 1 },
      { kind: "subscription", subscriptionGroupId: odd, state: odd },
      { kind: "window", open: true, subscriptionGroupId: odd },
      { kind: "phone", operator: odd },
      { kind: "last_message", operator: odd },
      { kind: "age", min: odd },
      { kind: "import", list: odd },
      { kind: "random_bucket", from: odd, to: odd },
    ];
    for (const node of nodes) {
      expect((await preview(node)).status, JSON.stringify(node)).toBe(400);
      expect((await preview({ kind: "and", children: [node] })).status, JSON.stringify(node)).toBe(400);
    }
  });

  it("counts with numbers at the ends of what numbers are", async () => {
    const number = (operator: string, value: unknown) => ({
      kind: "attribute",
      custom: true,
      name: "points",
      type: "number",
      operator,
      value,
    });
    for (const value of [
      "1e308",
      "-1.7976931348623157e308",
      "-0",
      "5e-324",
      "1e-400",
      "123456789012345678901234567890",
    ])
      expect(
        (
          await post(
            "/segments/preview",
            `{"filter":${JSON.stringify(number("equals", "@")).replace('"@"', value)}}`,
          )
        ).status,
        value,
      ).toBe(200);
    expect(
      (
        await post(
          "/segments/preview",
          `{"filter":${JSON.stringify(number("equals", "@")).replace('"@"', "1e400")}}`,
        )
      ).status,
    ).toBe(400);
    expect(
      (await preview({ kind: "purchase", operator: "did", days: null, minSpent: 1e308, maxSpent: 1e308 }))
        .status,
    ).toBe(200);
    expect((await preview(number("between", [-1e308, 1e308]))).status).toBe(200);
  });

  it("refuses segments inside segments that would grow beyond all measure", async () => {
    let inner = leaf as object;
    for (let level = 0; level < 6; level++) {
      const answer = await post("/segments", {
        name: `level ${level}`,
        filter: { kind: "or", children: Array.from({ length: 100 }, () => inner) },
      });
      if (answer.status !== 201) {
        expect(level).toBeGreaterThan(0);
        expect([answer.status, answer.body.error.details[0].code]).toEqual([400, "expands_too_large"]);
        expect((await preview({ kind: "and", children: [inner, inner] })).status).toBe(200);
        return;
      }
      inner = { kind: "segment", segmentId: answer.body.id };
    }
    throw new Error("all of them were taken");
  });

  it("refuses more patterns than PostgreSQL remembers compiled", async () => {
    const patterns = (count: number) => ({
      kind: "and",
      children: Array.from({ length: count }, (_, n) => regex(`a${n}.*b{1,20}`)),
    });
    expect((await preview(patterns(20))).status).toBe(200);
    const { status, body } = await preview(patterns(21));
    expect([status, body.error.details[0].code]).toEqual([400, "too_many_patterns"]);
    const inProperties = {
      kind: "event",
      name: "visit",
      operator: "did",
      days: null,
      properties: Array.from({ length: 10 }, (_, n) => ({
        name: "page",
        type: "string",
        operator: "matches_regex",
        value: `x${n}`,
      })),
    };
    expect((await preview({ kind: "or", children: [inProperties, inProperties, regex("y")] })).status).toBe(
      400,
    );
  });
});
