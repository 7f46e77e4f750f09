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
      "a pattern",
      leaf("matches_regex", "^a+$"),
      { ...x, type: "string", operator: "matches_regex", value: "^a+$" },
    ],
    [
      "not this pattern",
      leaf("does_not_match_regex", "(?i)^A"),
      { ...x, type: "string", operator: "not_matches_regex", value: "(?i)^A" },
    ],
    [
      "soon",
      leaf("less_than_x_days_in_the_future", 3),
      { ...x, type: "date", operator: "in_next_days", value: 3 },
    ],
    [
      "later",
      leaf("greater_than_x_days_in_the_future", 3),
      { ...x, type: "date", operator: "after", value: "2026-06-18T12:00:00.001Z" },
    ],
    ["not this number", leaf("not_equal", 3), { ...x, type: "number", operator: "not_equals", value: 3 }],
    [
      "at least",
      leaf("greater_than_or_equal_to", 3),
      { ...x, type: "number", operator: "greater_or_equal", value: 3 },
    ],
    ["less", leaf("less_than", -0.5), { ...x, type: "number", operator: "less", value: -0.5 }],
    ["false", leaf("equals", false), { ...x, type: "boolean", operator: "is_false" }],
    [
      "not in the array",
      leaf("does_not_include_value", 7),
      { ...x, type: "array", operator: "not_includes", value: "7" },
    ],
    [
      "before a moment",
      leaf("before", "2026-01-01T10:00:00-03:00"),
      { ...x, type: "date", operator: "before", value: "2026-01-01T10:00:00-03:00" },
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
    [
      "e-mail",
      { email_subscription_status: { comparison: "is", value: "subscribed" } },
      "there are no e-mails",
    ],
    ["push", { push_subscription_status: { comparison: "is_not", value: "opted_in" } }, "no push messages"],
    ["apps", { last_used_app: { comparison: "after", value: "2026-01-01" } }, "apps are not tracked"],
    ["another kind", { favourite_colour: {} }, '"favourite_colour" cannot be used'],
    ["a pattern that could explode", leaf("matches_regex", "(a+)+"), "repeats itself"],
    ["a pattern that is none", leaf("does_not_match_regex", 3), "does_not_match_regex"],
    ["half days", leaf("less_than_x_days_in_the_future", 0.5), "in_the_future"],
    ["a year that no calendar has", leaf("after", "0000-01-01"), "after"],
    ["characters that are no text", leaf("equals", "a\u0000"), "no text"],
    ["a text where a number belongs", leaf("greater_than", "3"), "greater_than"],
    ["a date that is none", leaf("after", "someday"), "after"],
    ["an inherited name", leaf("constructor", 1), "constructor"],
    ["too deep", deep, "10 deep"],
    ["too many", { OR: Array.from({ length: 101 }, () => leaf("exists")) }, "100 conditions"],
  ])("refuses %s", (_label, audience, says) => {
    expect(() => audienceFilter(audience, now)).toThrow(says);
  });
});
