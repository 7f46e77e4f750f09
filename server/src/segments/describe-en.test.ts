import { expect, it } from "vitest";
import { describeFilter } from "./describe-en.ts";
import type { Filter } from "./filter.ts";

const id = "0198c0de-0000-7000-8000-000000000001";
const names = {
  segments: new Map([[id, "Gold"]]),
  campaigns: new Map([[id, "Spring"]]),
  numbers: new Map([[id, "+5511988887777"]]),
};
const attribute = (operator: string, value?: unknown): Filter => ({
  kind: "attribute",
  custom: true,
  name: "plan",
  type: "string",
  operator,
  ...(value === undefined ? {} : { value }),
});

it.each<[Filter, string]>([
  [{ kind: "and", children: [] }, "all users"],
  [attribute("equals", "gold"), 'plan equals "gold"'],
  [attribute("in", ["gold", "silver"]), 'plan in "gold", "silver"'],
  [attribute("exists"), "plan exists"],
  [
    {
      kind: "attribute",
      custom: true,
      name: "address",
      path: ["city"],
      type: "date",
      operator: "in_last_days",
      value: 7,
    },
    "address.city in last 7 days",
  ],
  [
    {
      kind: "attribute",
      custom: true,
      name: "cars",
      type: "object_array",
      operator: "any_element",
      value: [{ name: "make", type: "string", operator: "equals", value: "VW" }],
    },
    'cars any element make equals "VW"',
  ],
  [
    {
      kind: "or",
      children: [
        attribute("exists"),
        { kind: "and", children: [attribute("exists"), attribute("is_blank")] },
      ],
    },
    "plan exists or (plan exists and plan is blank)",
  ],
  [{ kind: "not", child: attribute("exists") }, "not (plan exists)"],
  [
    { kind: "event", name: "bought", operator: "did", days: 30, minCount: 2 },
    'did "bought" at least 2 times in the last 30 days',
  ],
  [{ kind: "event", name: "bought", operator: "did_not", days: null }, 'did not do "bought"'],
  [
    { kind: "event_time", name: "bought", which: "first", operator: "before", value: "2026-01-01" },
    'first did "bought" before "2026-01-01"',
  ],
  [
    { kind: "purchase", operator: "did", days: 7, productId: "shoe", minSpent: 10, currency: "BRL" },
    'bought "shoe" and spent at least 10 BRL in the last 7 days',
  ],
  [
    { kind: "subscription", subscriptionGroupId: id, state: "subscribed", changedInDays: 3 },
    'subscription to "+5511988887777" is subscribed since at most 3 days',
  ],
  [
    { kind: "message", operator: "not_read", campaignId: id, days: 5 },
    'has not read campaign "Spring" in the last 5 days',
  ],
  [
    { kind: "message", operator: "failed", errorCode: "131026", tag: "promo", days: null },
    'has failed a message tagged "promo" with code 131026',
  ],
  [{ kind: "last_message", operator: "never" }, "never received a message"],
  [{ kind: "window", open: true, subscriptionGroupId: id }, 'can be answered freely now on "+5511988887777"'],
  [{ kind: "phone", operator: "country_in", value: ["BR", "PT"] }, "country of the phone number in BR, PT"],
  [{ kind: "phone", operator: "has" }, "has a phone number"],
  [{ kind: "age", min: 18, max: 30 }, "age is at least 18 and at most 30"],
  [{ kind: "age", min: null, max: 30 }, "age is at most 30"],
  [{ kind: "random_bucket", from: 0, to: 99 }, "random bucket is between 0 and 99"],
  [{ kind: "import", list: "Fair" }, 'is on the import list "Fair"'],
  [{ kind: "segment", segmentId: id }, 'is in the segment "Gold"'],
  [{ kind: "segment", segmentId: "gone" }, "is in the segment (deleted segment)"],
])("%j reads %s", (filter, words) => {
  expect(describeFilter(filter, names)).toBe(words);
});
