/** One finished filter of every kind and operator: what the tests of drafts and of words go through. */
import type { ElementCondition, Filter, FilterLeaf, FilterType } from "../../api/types.ts";
import { messageOperators } from "./message-operators.ts";
import {
  elementTypes,
  filterTypes,
  lastMessageOperators,
  operatorsOf,
  phoneOperators,
  timeOperators,
  valueShape,
} from "./operators.ts";

function sampleValue(type: FilterType, operator: string): { value?: unknown } {
  switch (valueShape(type, operator)) {
    case "none":
      return {};
    case "text":
      return { value: "gold" };
    case "regex":
      return { value: "^A" };
    case "text_list":
      return { value: ["gold", "silver"] };
    case "number":
      return { value: 1000 };
    case "number_pair":
      return { value: [1, 9] };
    case "date":
      return { value: "2026-01-31" };
    case "date_pair":
      return { value: ["2026-01-01", "2026-01-31"] };
    case "days":
      return { value: 7 };
    case "month":
      return { value: 3 };
    case "conditions":
      return { value: sampleConditions };
  }
}

const condition = (type: ElementCondition["type"], operator: string): ElementCondition => ({
  name: `the_${type}`,
  type,
  operator,
  ...sampleValue(type, operator),
});

const sampleConditions: ElementCondition[] = [
  condition("number", "greater_or_equal"),
  condition("string", "equals"),
];

const attributes: FilterLeaf[] = filterTypes.flatMap((type) =>
  operatorsOf(type).map(
    (operator): FilterLeaf => ({
      kind: "attribute",
      name: `the_${type}`,
      custom: true,
      type,
      operator,
      ...sampleValue(type, operator),
    }),
  ),
);

const times: FilterLeaf[] = timeOperators.map(
  (operator): FilterLeaf => ({
    kind: "event_time",
    name: "ordered",
    which: operator === "before" ? "first" : "last",
    operator,
    value: sampleValue("date", operator).value,
  }),
);

export const sampleLeaves: readonly FilterLeaf[] = [
  ...attributes,
  {
    kind: "attribute",
    name: "address",
    custom: true,
    path: ["geo", "city"],
    type: "string",
    operator: "equals",
    value: "Recife",
  },
  { kind: "event", name: "ordered", operator: "did", days: null },
  { kind: "event", name: "ordered", operator: "did", days: 1, minCount: 2 },
  { kind: "event", name: "ordered", operator: "did", days: 30, maxCount: 3 },
  { kind: "event", name: "ordered", operator: "did", days: 30, minCount: 2, maxCount: 2 },
  {
    kind: "event",
    name: "ordered",
    operator: "did",
    days: 30,
    minCount: 2,
    maxCount: 5,
    properties: sampleConditions,
  },
  { kind: "event", name: "ordered", operator: "did_not", days: null },
  {
    kind: "event",
    name: "ordered",
    operator: "did_not",
    days: 30,
    properties: elementTypes.map((type) => condition(type, operatorsOf(type)[0] ?? "")),
  },
  ...times,
  { kind: "purchase", operator: "did", days: 30 },
  { kind: "purchase", operator: "did_not", days: null },
  { kind: "purchase", operator: "did_not", days: 30, productId: "tea-1" },
  {
    kind: "purchase",
    operator: "did",
    days: null,
    productId: "tea-1",
    minCount: 2,
    maxCount: 4,
    minSpent: 100,
    maxSpent: 500,
    currency: "BRL",
    properties: sampleConditions,
  },
  { kind: "purchase", operator: "did", days: 30, minSpent: 100 },
  { kind: "purchase", operator: "did", days: 30, maxSpent: 100, currency: "BRL" },
  { kind: "subscription", subscriptionGroupId: "g1", state: "subscribed" },
  { kind: "subscription", subscriptionGroupId: "g1", state: "unsubscribed", changedInDays: 7 },
  { kind: "subscription", subscriptionGroupId: "g1", state: "unknown" },
  ...messageOperators.map((operator): FilterLeaf => ({ kind: "message", operator, days: 30 })),
  ...messageOperators
    .filter((operator) => !operator.startsWith("not_"))
    .map((operator): FilterLeaf => ({ kind: "message", operator, days: null, minCount: 3 })),
  {
    kind: "message",
    operator: "failed",
    days: 30,
    campaignId: "c1",
    variantId: "v1",
    tag: "vip",
    subscriptionGroupId: "g1",
    errorCode: "meta:131026",
  },
  { kind: "message", operator: "not_read", days: null, campaignId: "c1" },
  ...lastMessageOperators.map(
    (operator): FilterLeaf => ({
      kind: "last_message",
      operator,
      ...sampleValue("date", operator),
    }),
  ),
  { kind: "last_message", operator: "never", subscriptionGroupId: "g1" },
  { kind: "window", open: true, subscriptionGroupId: null },
  { kind: "window", open: false, subscriptionGroupId: null },
  { kind: "window", open: true, subscriptionGroupId: "g1" },
  { kind: "window", open: false, subscriptionGroupId: "g1" },
  ...phoneOperators.map(
    (operator): FilterLeaf => ({
      kind: "phone",
      operator,
      ...(operator.startsWith("country") ? { value: ["BR", "MX"] } : {}),
    }),
  ),
  { kind: "age", min: 18, max: null },
  { kind: "age", min: null, max: 25 },
  { kind: "age", min: 18, max: 25 },
  { kind: "age", min: 18, max: 18 },
  { kind: "random_bucket", from: 0, to: 999 },
  { kind: "import", list: "Fair 2026" },
  { kind: "segment", segmentId: "s1" },
];

/** A tree with every kind of group. */
export function sampleTree(leaves: readonly Filter[]): Filter {
  const [a, b, c, d, ...rest] = leaves as [Filter, Filter, Filter, Filter, ...Filter[]];
  return {
    kind: "and",
    children: [
      a,
      { kind: "or", children: [b, { kind: "not", child: { kind: "and", children: [c, d] } }] },
      { kind: "not", child: { kind: "or", children: rest.length > 0 ? rest : [d] } },
    ],
  };
}
