import { describe, expect, it } from "vitest";
import type { AttributeType } from "../../contacts/contacts.ts";
import type { Filter } from "../filter.ts";
import type { FilterRegistry } from "./problems.ts";
import { validateFilter } from "./validate.ts";

const group = "01999999-0000-7000-8000-00000000000a";
const registry: FilterRegistry = {
  attributes: new Map<string, AttributeType>([
    ["plan", "string"],
    ["address", "object"],
    ["orders", "object_array"],
  ]),
  subscriptionGroupIds: new Set([group]),
  campaignIds: new Set(["c1", "c2"]),
  variants: new Map([["v1", "c1"]]),
  segments: new Map<string, Filter>([
    ["s1", { kind: "segment", segmentId: "s2" }],
    ["s2", { kind: "and", children: [] }],
    ["mine", { kind: "and", children: [] }],
  ]),
};
const attribute = (change: object) => ({
  kind: "attribute",
  custom: true,
  name: "x",
  type: "string",
  operator: "equals",
  value: "a",
  ...change,
});
const event = (change: object) => ({ kind: "event", name: "bought", operator: "did", days: 30, ...change });
const message = (change: object) => ({ kind: "message", operator: "read", days: null, ...change });
const deep = (levels: number): unknown =>
  levels === 0 ? attribute({}) : { kind: "not", child: deep(levels - 1) };

describe("a filter that is not right", () => {
  it.each<[label: string, filter: unknown, path: string, code: string]>([
    ["nothing", null, "", "not_a_filter"],
    ["a kind of its own", { kind: "constructor" }, "kind", "unknown_kind"],
    [
      "an empty group inside",
      { kind: "and", children: [{ kind: "or", children: [] }] },
      "children.0.children",
      "empty_group",
    ],
    ["a not of nothing", { kind: "not" }, "child", "not_a_filter"],
    ["too deep", deep(10), "", "too_large"],
    ["too many", { kind: "or", children: Array.from({ length: 200 }, () => attribute({})) }, "", "too_large"],
    ["no attribute", attribute({ name: "" }), "name", "value_missing"],
    ["custom or not", attribute({ custom: undefined }), "custom", "value_missing"],
    ["an unknown type", attribute({ type: "colour" }), "type", "unknown_type"],
    ["an unknown field", attribute({ custom: false, name: "shoe_size" }), "name", "unknown_field"],
    [
      "the type of a field",
      attribute({ custom: false, name: "phone", type: "number", value: 1 }),
      "type",
      "attribute_type",
    ],
    [
      "the type of an attribute",
      attribute({ name: "plan", type: "number", value: 1 }),
      "type",
      "attribute_type",
    ],
    ["an object without a key", attribute({ name: "address" }), "path", "path_missing"],
    ["a path into a text", attribute({ name: "plan", path: ["a"] }), "path", "path_not_allowed"],
    [
      "a path into a field",
      attribute({ custom: false, name: "country", path: ["a"] }),
      "path",
      "path_not_allowed",
    ],
    ["an empty path", attribute({ name: "address", path: [] }), "path", "value_missing"],
    ["another type's operator", attribute({ operator: "greater" }), "operator", "unknown_operator"],
    ["no value", attribute({ value: "" }), "value", "value_missing"],
    ["characters that are no text", attribute({ value: "a\0" }), "value", "value_not_allowed"],
    ["half a character", attribute({ value: "\ud83d" }), "value", "value_not_allowed"],
    ["no list", attribute({ operator: "not_in", value: [] }), "value", "value_not_allowed"],
    ["a pattern", attribute({ operator: "matches_regex", value: "(a+)+" }), "value", "pattern_not_allowed"],
    ["a number that is a text", attribute({ type: "number", value: "3" }), "value", "value_not_allowed"],
    [
      "a range upside down",
      attribute({ type: "number", operator: "between", value: [2, 1] }),
      "value",
      "value_not_allowed",
    ],
    [
      "a time without a zone",
      attribute({ type: "date", operator: "after", value: "2026-01-01T10:00" }),
      "value",
      "value_not_allowed",
    ],
    [
      "a year before the calendar",
      attribute({ type: "date", operator: "after", value: "0000-01-01" }),
      "value",
      "value_not_allowed",
    ],
    [
      "dates upside down",
      attribute({ type: "date", operator: "between", value: ["2026-02-01", "2026-01-01"] }),
      "value",
      "value_not_allowed",
    ],
    [
      "half a day",
      attribute({ type: "date", operator: "in_next_days", value: 0.5 }),
      "value",
      "value_not_allowed",
    ],
    [
      "a thirteenth month",
      attribute({ type: "date", operator: "anniversary_in_month", value: 13 }),
      "value",
      "value_not_allowed",
    ],
    [
      "no conditions on elements",
      attribute({ name: "orders", type: "object_array", operator: "any_element", value: [] }),
      "value",
      "value_missing",
    ],
    [
      "a condition on an element",
      attribute({
        name: "orders",
        type: "object_array",
        operator: "any_element",
        value: [{ name: "qty", type: "number", operator: "less", value: "1" }],
      }),
      "value.0.value",
      "value_not_allowed",
    ],
    [
      "an element's type",
      attribute({
        name: "orders",
        type: "object_array",
        operator: "any_element",
        value: [{ name: "qty", type: "array", operator: "includes" }],
      }),
      "value.0.type",
      "unknown_type",
    ],
    ["no event", event({ name: "" }), "name", "value_missing"],
    ["days of an event", event({ days: 0 }), "days", "value_not_allowed"],
    ["days left out", event({ days: undefined }), "days", "value_not_allowed"],
    ["a count", event({ minCount: 0 }), "minCount", "value_not_allowed"],
    ["counts upside down", event({ minCount: 3, maxCount: 2 }), "maxCount", "value_not_allowed"],
    [
      "a property",
      event({ properties: [{ name: "", type: "string", operator: "equals", value: "a" }] }),
      "properties.0.name",
      "value_missing",
    ],
    [
      "first or last",
      { kind: "event_time", name: "a", which: "middle", operator: "before", value: "2026-01-01" },
      "which",
      "value_missing",
    ],
    [
      "a moment where a day is meant",
      { kind: "event_time", name: "a", which: "first", operator: "before", value: "2026-01-01T00:00:00Z" },
      "value",
      "value_not_allowed",
    ],
    [
      "a day that is not",
      { kind: "event_time", name: "a", which: "first", operator: "after", value: "2026-02-30" },
      "value",
      "value_not_allowed",
    ],
    [
      "a currency",
      { kind: "purchase", operator: "did", days: null, currency: "real" },
      "currency",
      "value_not_allowed",
    ],
    [
      "amounts upside down",
      { kind: "purchase", operator: "did", days: null, minSpent: 2, maxSpent: 1 },
      "maxSpent",
      "value_not_allowed",
    ],
    [
      "an operator of purchases",
      { kind: "purchase", operator: "dreamt", days: null },
      "operator",
      "unknown_operator",
    ],
    [
      "another workspace's number",
      { kind: "subscription", subscriptionGroupId: "x", state: "subscribed" },
      "subscriptionGroupId",
      "unknown_subscription_group",
    ],
    [
      "a state",
      { kind: "subscription", subscriptionGroupId: group, state: "maybe" },
      "state",
      "value_not_allowed",
    ],
    [
      "since when unknown",
      { kind: "subscription", subscriptionGroupId: group, state: "unknown", changedInDays: 3 },
      "changedInDays",
      "value_not_allowed",
    ],
    ["a message's operator", message({ operator: "eaten" }), "operator", "unknown_operator"],
    ["a campaign", message({ campaignId: "c9" }), "campaignId", "unknown_campaign"],
    [
      "a variant of another campaign",
      message({ campaignId: "c2", variantId: "v1" }),
      "variantId",
      "unknown_variant",
    ],
    ["a variant", message({ variantId: "v9" }), "variantId", "unknown_variant"],
    ["a code of what was read", message({ errorCode: "1" }), "errorCode", "value_not_allowed"],
    ["so many times not", message({ operator: "not_read", minCount: 2 }), "minCount", "value_not_allowed"],
    [
      "a number of messages",
      message({ subscriptionGroupId: "x" }),
      "subscriptionGroupId",
      "unknown_subscription_group",
    ],
    [
      "the last message's date",
      { kind: "last_message", operator: "before", value: "soon" },
      "value",
      "value_not_allowed",
    ],
    ["a window", { kind: "window", subscriptionGroupId: null }, "open", "value_missing"],
    ["countries", { kind: "phone", operator: "country_in", value: ["Brazil"] }, "value", "value_not_allowed"],
    ["no countries", { kind: "phone", operator: "country_not_in" }, "value", "value_missing"],
    ["no ages", { kind: "age", min: null, max: null }, "min", "value_missing"],
    ["ages upside down", { kind: "age", min: 30, max: 20 }, "max", "value_not_allowed"],
    ["a random bucket", { kind: "random_bucket", from: 0, to: 10_000 }, "to", "value_not_allowed"],
    ["no list of an import", { kind: "import", list: "" }, "list", "value_missing"],
    ["a segment that is gone", { kind: "segment", segmentId: "s9" }, "segmentId", "unknown_segment"],
  ])("%s", (_label, filter, path, code) => {
    const problems = validateFilter(filter, registry);
    expect(problems.map((problem) => [problem.path, problem.code])).toContainEqual([path, code]);
    for (const { message: words } of problems) expect(words).toMatch(/[.]$/);
  });

  it("would contain itself, through others too", () => {
    const segments = new Map(registry.segments).set("s2", {
      kind: "not",
      child: { kind: "segment", segmentId: "mine" },
    });
    const edited = { ...registry, segments, segmentId: "mine" };
    const filter = { kind: "or", children: [{ kind: "segment", segmentId: "s1" }] };
    expect(validateFilter(filter, edited)).toMatchObject([
      { path: "children.0.segmentId", code: "segment_cycle" },
    ]);
  });

  it("says everything that is wrong at once", () => {
    const filter = {
      kind: "and",
      children: [attribute({ value: "" }), { kind: "not", child: event({ days: -1 }) }],
    };
    expect(validateFilter(filter, registry).map(({ path }) => path)).toEqual([
      "children.0.value",
      "children.1.child.days",
    ]);
  });
});

describe("a filter that is right", () => {
  it.each<[string, unknown]>([
    ["everyone", { kind: "and", children: [] }],
    ["as deep as can be", deep(9)],
    ["an object that is there", attribute({ name: "address", operator: "exists", value: undefined })],
    ["a key of an object", attribute({ name: "address", path: ["geo", "city"] })],
    ["an attribute nobody has yet", attribute({ name: "new" })],
    ["a stored count", event({ operator: "did_not", minCount: 2 })],
    ["a stored message", message({ campaignId: "c1" })],
    ["a variant alone", message({ variantId: "v1", campaignId: null })],
    ["a failure", message({ operator: "not_failed", errorCode: "131049" })],
    ["one day", attribute({ type: "date", operator: "between", value: ["2026-01-01", "2026-01-01"] })],
    ["one end of ages", { kind: "age", min: 18, max: null }],
    ["never", { kind: "last_message", operator: "never" }],
  ])("%s", (_label, filter) => {
    expect(validateFilter(filter, registry)).toEqual([]);
  });
});
