import { describe, expect, it } from "vitest";
import { compileFilter } from "../../segments/segments.ts";
import { audienceFilter } from "./audience.ts";

const now = new Date("2026-06-15T12:00:00.000Z");
const leaf = (comparison: string, value?: unknown) => ({
  custom_attribute: { custom_attribute_name: "x", comparison, ...(value === undefined ? {} : { value }) },
});
const x = { kind: "attribute", name: "x", custom: true };

describe("a connected audience", () => {
  it.each<[string, unknown, object]>([
    ["text", leaf("equals", "a"), { ...x, type: "string", operator: "equals", value: "a" }],
    ["not this text", leaf("not_equal", "a"), { ...x, type: "string", operator: "not_equals", value: "a" }],
    ["number", leaf("equals", 3), { ...x, type: "number", operator: "equals", value: 3 }],
    ["more", leaf("greater_than", 3), { ...x, type: "number", operator: "greater", value: 3 }],
    [
      "at most",
      leaf("less_than_or_equal_to", 3),
      { ...x, type: "number", operator: "less_or_equal", value: 3 },
    ],
    ["true", leaf("equals", true), { ...x, type: "boolean", operator: "is_true" }],
    [
      "not true",
      leaf("does_not_equal", true),
      { kind: "not", child: { ...x, type: "boolean", operator: "is_true" } },
    ],
    ["there", leaf("exists"), { ...x, type: "string", operator: "exists" }],
    ["not there", leaf("does_not_exist"), { ...x, type: "string", operator: "not_exists" }],
    ["in the array", leaf("includes_value", "a"), { ...x, type: "array", operator: "includes", value: "a" }],
    ["lately", leaf("less_than_x_days_ago", 7), { ...x, type: "date", operator: "in_last_days", value: 7 }],
    [
      "long ago",
      leaf("greater_than_x_days_ago", 7),
      { ...x, type: "date", operator: "before", value: "2026-06-08T12:00:00.000Z" },
    ],
    [
      "after a day",
      leaf("after", "2026-01-01"),
      { ...x, type: "date", operator: "after", value: "2026-01-01" },
    ],
    [
      "all of",
      { AND: [leaf("exists"), { OR: [leaf("equals", 1)] }] },
      { kind: "and", children: [{}, { kind: "or", children: [{}] }] },
    ],
  ])("%s", (_label, audience, expected) => {
    const filter = audienceFilter(audience, now);
    expect(filter).toMatchObject(expected);
    expect(() => compileFilter(filter, { now, timeZone: "UTC" })).not.toThrow();
  });

  const deep = Array.from({ length: 12 }).reduce<unknown>((inner) => ({ AND: [inner] }), leaf("exists"));
  it.each<[string, unknown, string]>([
    ["nothing", null, "one key"],
    ["two keys", { AND: [], OR: [] }, "one key"],
    ["an empty group", { AND: [] }, "list of conditions"],
    ["another kind", { email_subscription_status: { comparison: "is" } }, "email_subscription_status"],
    ["a pattern", leaf("matches_regex", "a+"), "matches_regex"],
    ["the future", leaf("less_than_x_days_in_the_future", 3), "in_the_future"],
    ["a text where a number belongs", leaf("greater_than", "3"), "greater_than"],
    ["a date that is none", leaf("after", "someday"), "after"],
    ["an inherited name", leaf("constructor", 1), "constructor"],
    ["too deep", deep, "10 deep"],
    ["too many", { OR: Array.from({ length: 101 }, () => leaf("exists")) }, "100 conditions"],
  ])("refuses %s", (_label, audience, says) => {
    expect(() => audienceFilter(audience, now)).toThrow(says);
  });
});
