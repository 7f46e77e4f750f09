import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { evaluateFilter } from "../../test/evaluate-filter.ts";
import { aWorkspace } from "../../test/factories.ts";
import { createTestApp } from "../../test/harness.ts";
import { makeWorld, type World, worldNow } from "../../test/segment-world.ts";
import { compileFilter } from "./compile.ts";
import { type AttributeFilter, type Filter, type FilterType, operators } from "./filter.ts";
import { countSegment, loadRegistry, validateFilter } from "./segments.ts";

const { ctx } = await createTestApp();
let workspaceId = "";
let world: World;

beforeAll(async () => {
  workspaceId = (await aWorkspace(ctx)).id;
  world = await makeWorld(ctx, workspaceId, 120);
  // Neighbours of another tenant, which no filter may ever count.
  await makeWorld(ctx, (await aWorkspace(ctx)).id, 5);
});

async function matching(filter: Filter): Promise<string[]> {
  const { rows } = await sql<{ externalId: string }>`
    select c.external_id from contacts c
    where c.workspace_id = ${workspaceId} and ${compileFilter(filter, { now: worldNow })}`.execute(ctx.db);
  return rows.map((row) => row.externalId).sort();
}

function expected(filter: Filter): string[] {
  return world.contacts
    .filter((contact) => evaluateFilter(filter, contact, worldNow))
    .map((contact) => String(contact.fields.external_id))
    .sort();
}

const attribute = (
  custom: boolean,
  name: string,
  type: FilterType,
  operator: string,
  value?: unknown,
): AttributeFilter => ({
  kind: "attribute",
  custom,
  name,
  type,
  operator,
  ...(value === undefined ? {} : { value }),
});
const field = (name: string, operator: string, value?: unknown) =>
  attribute(false, name, "string", operator, value);
const custom = (name: string, type: FilterType, operator: string, value?: unknown) =>
  attribute(true, name, type, operator, value);

const cases: [label: string, filter: Filter][] = [
  ["everyone", { kind: "and", children: [] }],
  ["country", field("country", "equals", "BR")],
  ["not a country, or none", field("country", "not_equals", "BR")],
  ["one of several", field("home_city", "in", ["Lisboa", "São Paulo"])],
  ["contains, any case", field("first_name", "contains", "AN")],
  ["starts with accents", field("first_name", "starts_with", "jOSÉ")],
  ["quotes", field("last_name", "equals", "O'Hara")],
  ["wildcards are plain characters", field("last_name", "contains", "%_\\")],
  ["has a phone", field("phone", "exists")],
  ["has none", field("phone", "not_exists")],
  ["born before", attribute(false, "date_of_birth", "date", "before", "2000-01-01")],
  ["created in the last days", attribute(false, "created_at", "date", "in_last_days", 30)],
  ["not created in the last days", attribute(false, "created_at", "date", "not_in_last_days", 30)],
  ["custom text", custom("plan", "string", "equals", "gold")],
  ["custom text in another case", custom("plan", "string", "equals", "GOLD")],
  ["custom text empty exists", custom("plan", "string", "exists")],
  ["custom text in", custom("plan", "string", "in", ["gold", "Gold"])],
  ["number", custom("points", "number", "greater_or_equal", 2.5)],
  ["number between", custom("points", "number", "between", [-3, 1])],
  ["number not equal, or none", custom("points", "number", "not_equals", 0)],
  ["boolean", custom("vip", "boolean", "is_false")],
  ["date from the middle of a day", custom("since", "date", "after", "2026-11-21T10:00:00Z")],
  ["date from a day on", custom("since", "date", "after", "2026-11-20")],
  ["date before a day", custom("since", "date", "before", "2026-11-20")],
  ["date in the last 30 days, to the second", custom("since", "date", "in_last_days", 30)],
  ["array", custom("tags", "array", "includes", "a")],
  ["array without, or none", custom("tags", "array", "not_includes", "a")],
  ["array element with a space", custom("tags", "array", "includes", "c d")],
  ["did ever", { kind: "event", name: "bought", operator: "did", days: null }],
  ["did in 30 days", { kind: "event", name: "bought", operator: "did", days: 30 }],
  ["did twice in 30 days", { kind: "event", name: "bought", operator: "did", days: 30, minCount: 2 }],
  ["did not in 7 days", { kind: "event", name: "opened", operator: "did_not", days: 7 }],
  ["read in 7 days", { kind: "message", operator: "read", days: 7 }],
  ["never received", { kind: "message", operator: "not_received", days: null }],
];

describe("compileFilter counts what a person would count", () => {
  it.each(cases)("%s", async (_label, filter) => {
    const wanted = expected(filter);
    expect(await matching(filter)).toEqual(wanted);
    expect(await countSegment(ctx.db, workspaceId, filter, worldNow)).toBe(wanted.length);
    expect(validateFilter(filter, await loadRegistry(ctx.db, workspaceId, filter))).toEqual([]);
  });

  it("references to groups and campaigns", async () => {
    for (const state of ["subscribed", "unsubscribed", "unknown"] as const) {
      const filter: Filter = {
        kind: "subscription",
        subscriptionGroupId: world.subscriptionGroupIds[0] ?? "",
        state,
      };
      expect(await matching(filter), state).toEqual(expected(filter));
    }
    for (const operator of ["received", "not_received", "read", "not_read", "replied", "failed"] as const) {
      const filter: Filter = { kind: "message", operator, campaignId: world.campaignIds[0] ?? "", days: 30 };
      expect(await matching(filter), operator).toEqual(expected(filter));
    }
  });

  it("treats hostile texts as texts", async () => {
    for (const text of ["'; drop table contacts; --", "$1", "\\", '"', "{}", "a' or 'a'='a", "%"]) {
      for (const filter of [
        field("first_name", "equals", text),
        field("first_name", "contains", text),
        custom(text, "string", "equals", text),
        custom(text, "number", "greater", 1),
        custom(text, "array", "includes", text),
        { kind: "event", name: text, operator: "did", days: 3, minCount: 2 } as Filter,
      ])
        expect(await matching(filter)).toEqual(expected(filter));
    }
  });
});

const texts = fc.constantFrom("gold", "Gold", "", "a", "b", "c d", "BR", "Ana", "100%_\\", "O'Hara", "é");
const days = fc.constantFrom(1, 2, 7, 29, 30, 31, 365);
const instants = fc.constantFrom(
  "2026-11-20",
  "2026-11-21T10:00:00Z",
  "2026-11-21T07:00:00-03:00",
  "1990-01-01",
);

function valueFor(type: FilterType, operator: string): fc.Arbitrary<unknown> {
  if (operator === "in") return fc.array(texts, { minLength: 1, maxLength: 3 });
  if (operator === "between") return fc.tuple(fc.constantFrom(-5, 0, 1), fc.constantFrom(1, 2.5, 1000));
  if (operator.endsWith("last_days")) return days;
  if (type === "number") return fc.constantFrom(-3, 0, 1, 2.5, 1000);
  if (type === "date") return instants;
  return texts;
}

const attributeLeaf = fc
  .constantFrom<[boolean, string, FilterType]>(
    [false, "first_name", "string"],
    [false, "last_name", "string"],
    [false, "home_city", "string"],
    [false, "date_of_birth", "date"],
    [false, "created_at", "date"],
    [true, "plan", "string"],
    [true, "points", "number"],
    [true, "vip", "boolean"],
    [true, "since", "date"],
    [true, "tags", "array"],
    [true, "missing", "string"],
    // Conditions of a type the attribute does not have are false, never an error of the database.
    [true, "plan", "number"],
    [true, "points", "date"],
    [true, "tags", "string"],
  )
  .chain(([isCustom, name, type]) =>
    fc
      .constantFrom(...operators[type])
      .chain((operator) =>
        valueFor(type, operator).map((value): Filter => attribute(isCustom, name, type, operator, value)),
      ),
  );

const otherLeaf = fc.oneof(
  fc.record({
    kind: fc.constant("event" as const),
    name: fc.constantFrom("bought", "opened", "never"),
    operator: fc.constantFrom("did" as const, "did_not" as const),
    days: fc.option(days),
    minCount: fc.constantFrom(1, 2, 3),
  }),
  fc.record({
    kind: fc.constant("subscription" as const),
    group: fc.nat(1),
    state: fc.constantFrom("subscribed" as const, "unsubscribed" as const, "unknown" as const),
  }),
  fc.record({
    kind: fc.constant("message" as const),
    operator: fc.constantFrom("received", "not_received", "read", "not_read", "replied", "failed"),
    campaign: fc.option(fc.nat(1)),
    days: fc.option(days),
  }),
);

const tree = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { arbitrary: attributeLeaf, weight: 3 },
    { arbitrary: otherLeaf, weight: 2 },
    {
      arbitrary: fc.record({
        kind: fc.constantFrom("and", "or"),
        children: fc.array(tie("node"), { minLength: 1, maxLength: 4 }),
      }),
      weight: 2,
    },
    { arbitrary: fc.record({ kind: fc.constant("not"), child: tie("node") }), weight: 1 },
  ),
})).node;

/** Generated trees name groups and campaigns by position; their ids exist only once the world does. */
function bound(node: unknown): Filter {
  const raw = node as {
    kind: string;
    children?: unknown[];
    child?: unknown;
    group?: number;
    campaign?: number | null;
  };
  if (raw.children) return { ...raw, children: raw.children.map(bound) } as unknown as Filter;
  if (raw.kind === "not") return { kind: "not", child: bound(raw.child) };
  if (raw.kind === "subscription")
    return { ...raw, subscriptionGroupId: world.subscriptionGroupIds[raw.group ?? 0] } as unknown as Filter;
  if (raw.kind === "message")
    return {
      ...raw,
      campaignId: raw.campaign == null ? null : world.campaignIds[raw.campaign],
    } as unknown as Filter;
  return raw as unknown as Filter;
}

describe("any filter tree", () => {
  it("selects in SQL whom the naive evaluation selects", async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (generated) => {
        const filter = bound(generated);
        expect(await matching(filter)).toEqual(expected(filter));
      }),
      { numRuns: 400 },
    );
  });
});
