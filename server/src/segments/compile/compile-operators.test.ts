/** Every operator on values, by hand: which of the values meet the condition, and no others. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { createTestApp } from "../../../test/harness.ts";
import type { AttributeFilter, ElementCondition } from "../filter.ts";
import { operators } from "../operators.ts";
import { validateFilter } from "../validate/validate.ts";
import { compileFilter } from "./compile.ts";

const { ctx } = await createTestApp();
/** 23 November, one in the morning, in São Paulo the 22nd at ten in the evening. */
const now = new Date("2026-11-23T01:00:00.000Z");
const nothing = Symbol("nothing");

/** Values of the attribute x (an object whose key is x, when there is a path) that meet the condition. */
async function meeting(filter: AttributeFilter, values: readonly unknown[]): Promise<unknown[]> {
  const documents = values.map((value) => {
    const attributes = value === nothing ? {} : { x: value };
    return JSON.stringify(filter.path ? { o: attributes } : attributes);
  });
  const { rows } = await sql<{ n: number }>`
    select c.n::int from (
      select gen_random_uuid() as workspace_id, 0::smallint as bucket, gen_random_uuid() as id, d.attributes, d.n
      from unnest(${documents}::jsonb[]) with ordinality as d (attributes, n)
    ) c
    where ${compileFilter(filter, { now, timeZone: "America/Sao_Paulo" })} order by c.n`.execute(ctx.db);
  return rows.map(({ n }) => values[n - 1]);
}

type Type = AttributeFilter["type"];

const texts = ["Ana", "ana", "BANANA", "", "1", 1, true, ["Ana"], null, nothing];
const numbers = [-2, 0, 1.5, 1.50001, 3, 1e30, "3", null, nothing];
const booleans = [true, false, "true", 1, nothing];
const lists = [["a"], ["a", "B b"], [], ["A"], "a", [1], nothing];
const days = [
  "2026-11-20",
  "2026-11-23",
  "2026-11-22T23:59:59.999Z",
  "2026-11-23T01:00:00.000Z",
  "2026-11-23T01:00:00.001Z",
  "2026-11-30",
  "2024-02-29",
  "2001-11-22",
  "soon",
  nothing,
];
const objects = [
  [
    { sku: "a", qty: 1 },
    { sku: "b", qty: 5, at: "2026-11-20T23:00:00-03:00" },
  ],
  [{ sku: "a", qty: 5 }],
  [{ sku: "a" }],
  [],
  { sku: "a", qty: 5 },
  nothing,
];
const element = (...conditions: ElementCondition[]) => conditions;
const sku: ElementCondition = { name: "sku", type: "string", operator: "equals", value: "a" };
const qty = (operator: string, value: unknown): ElementCondition => ({
  name: "qty",
  type: "number",
  operator,
  value,
});

const table: [
  type: Type,
  operator: string,
  value: unknown,
  of: readonly unknown[],
  met: readonly unknown[],
][] = [
  ["string", "equals", "Ana", texts, ["Ana"]],
  ["string", "not_equals", "Ana", texts, texts.slice(1)],
  ["string", "in", ["ana", "1"], texts, ["ana", "1"]],
  ["string", "not_in", ["ana", "1"], texts, texts.filter((text) => text !== "ana" && text !== "1")],
  ["string", "contains", "AN", texts, ["Ana", "ana", "BANANA"]],
  ["string", "not_contains", "AN", texts, texts.slice(3)],
  ["string", "starts_with", "AN", texts, ["Ana", "ana"]],
  ["string", "matches_regex", "^[Aa]n", texts, ["Ana", "ana"]],
  ["string", "not_matches_regex", "(?i)an", texts, texts.slice(3)],
  ["string", "is_blank", undefined, texts, ["", 1, true, ["Ana"], null, nothing]],
  ["string", "is_not_blank", undefined, texts, ["Ana", "ana", "BANANA", "1"]],
  ["string", "exists", undefined, texts, texts.slice(0, -2)],
  ["string", "not_exists", undefined, texts, [null, nothing]],
  ["number", "equals", 1.5, numbers, [1.5]],
  ["number", "not_equals", 1.5, numbers, numbers.filter((number) => number !== 1.5)],
  ["number", "greater", 1.5, numbers, [1.50001, 3, 1e30]],
  ["number", "greater_or_equal", 1.5, numbers, [1.5, 1.50001, 3, 1e30]],
  ["number", "less", 1.5, numbers, [-2, 0]],
  ["number", "less_or_equal", 1.5, numbers, [-2, 0, 1.5]],
  ["number", "between", [0, 1.5], numbers, [0, 1.5]],
  ["number", "exists", undefined, numbers, numbers.slice(0, -2)],
  ["number", "not_exists", undefined, numbers, [null, nothing]],
  ["boolean", "is_true", undefined, booleans, [true]],
  ["boolean", "is_false", undefined, booleans, [false]],
  ["boolean", "exists", undefined, booleans, booleans.slice(0, -1)],
  ["boolean", "not_exists", undefined, booleans, [nothing]],
  ["date", "before", "2026-11-22", days, ["2026-11-20", "2024-02-29", "2001-11-22"]],
  [
    "date",
    "after",
    "2026-11-23T01:00:00.000Z",
    days,
    ["2026-11-23T01:00:00.000Z", "2026-11-23T01:00:00.001Z", "2026-11-30"],
  ],
  ["date", "after", "2026-11-30", days, ["2026-11-30"]],
  ["date", "between", ["2026-11-20", "2026-11-22"], days, ["2026-11-20", "2026-11-22T23:59:59.999Z"]],
  ["date", "in_last_days", 1, days, ["2026-11-23", "2026-11-22T23:59:59.999Z", "2026-11-23T01:00:00.000Z"]],
  [
    "date",
    "not_in_last_days",
    4,
    days,
    ["2026-11-23T01:00:00.001Z", "2026-11-30", "2024-02-29", "2001-11-22", "soon", nothing],
  ],
  ["date", "in_next_days", 7, days, ["2026-11-23T01:00:00.000Z", "2026-11-23T01:00:00.001Z", "2026-11-30"]],
  [
    "date",
    "not_in_next_days",
    7,
    days,
    ["2026-11-20", "2026-11-23", "2026-11-22T23:59:59.999Z", "2024-02-29", "2001-11-22", "soon", nothing],
  ],
  // It is the 22nd in São Paulo, and so are the moments of this night; what is only a day is that day.
  [
    "date",
    "anniversary_today",
    undefined,
    days,
    ["2026-11-22T23:59:59.999Z", "2026-11-23T01:00:00.000Z", "2026-11-23T01:00:00.001Z", "2001-11-22"],
  ],
  [
    "date",
    "anniversary_in_next_days",
    8,
    days,
    [
      "2026-11-23",
      "2026-11-22T23:59:59.999Z",
      "2026-11-23T01:00:00.000Z",
      "2026-11-23T01:00:00.001Z",
      "2026-11-30",
      "2001-11-22",
    ],
  ],
  ["date", "anniversary_in_month", 2, days, ["2024-02-29"]],
  ["date", "exists", undefined, days, days.slice(0, -1)],
  ["date", "not_exists", undefined, days, [nothing]],
  ["array", "includes", "a", lists, [["a"], ["a", "B b"]]],
  ["array", "not_includes", "a", lists, [[], ["A"], "a", [1], nothing]],
  ["array", "includes_any", ["A", "B b"], lists, [["a", "B b"], ["A"]]],
  ["array", "includes_all", ["a", "B b"], lists, [["a", "B b"]]],
  ["array", "element_contains", "B", lists, [["a", "B b"]]],
  ["array", "element_matches_regex", "(?i)^b", lists, [["a", "B b"]]],
  ["array", "is_empty", undefined, lists, [[]]],
  ["array", "exists", undefined, lists, lists.slice(0, -1)],
  ["array", "not_exists", undefined, lists, [nothing]],
  ["object_array", "any_element", element(sku), objects, objects.slice(0, 3)],
  ["object_array", "any_element", element(sku, qty("equals", 5)), objects, [objects[1]]],
  ["object_array", "any_element", element(sku, qty("greater", 0)), objects, objects.slice(0, 2)],
  ["object_array", "any_element", element(sku, qty("not_equals", 1)), objects, objects.slice(1, 3)],
  [
    "object_array",
    "any_element",
    element({ name: "at", type: "date", operator: "after", value: "2026-11-21" }),
    objects,
    [objects[0]],
  ],
  ["object_array", "any_element", element(qty("greater", 1), qty("less", 9)), objects, objects.slice(0, 2)],
  ["object_array", "exists", undefined, objects, objects.slice(0, -1)],
  ["object_array", "not_exists", undefined, objects, [nothing]],
];
const registry = {
  attributes: new Map(),
  subscriptionGroupIds: new Set<string>(),
  campaignIds: new Set<string>(),
  variants: new Map(),
  segments: new Map(),
};

describe("every operator", () => {
  it.each(table)("%s %s %j", async (type, operator, value, of, met) => {
    const filter: AttributeFilter = {
      kind: "attribute",
      custom: true,
      name: "x",
      type,
      operator,
      ...(value === undefined ? {} : { value }),
    };
    expect(validateFilter(filter, registry)).toEqual([]);
    expect(await meeting(filter, of)).toEqual(met);
    // The same inside an object.
    const inside = { ...filter, name: "o", path: ["x"] };
    expect(validateFilter(inside, registry)).toEqual([]);
    expect(await meeting(inside, of)).toEqual(met);
  });

  it("is in the table", () => {
    const covered = new Set(table.map(([type, operator]) => `${type} ${operator}`));
    const missing = Object.entries(operators).flatMap(([type, names]) =>
      names
        .filter((operator) => !covered.has(`${type} ${operator}`))
        .map((operator) => `${type} ${operator}`),
    );
    expect(missing).toEqual([]);
  });
});
