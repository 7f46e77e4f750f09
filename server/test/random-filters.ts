/** Random filter trees over the people of segment-people.ts; every kind, every operator, values that meet them often. */
import fc from "fast-check";
import { type Filter, type FilterType, messageOperators } from "../src/segments/filter.ts";
import { operators } from "../src/segments/operators.ts";
import type { World } from "./segment-world.ts";

const texts = fc.constantFrom(
  "gold",
  "Gold",
  "a",
  "b",
  "c d",
  "BR",
  "Ana",
  "100%_\\",
  "O'Hara",
  "é",
  "ÉLITE",
  "recife",
  "Recife",
  "ação",
  "3",
);
const patterns = fc.constantFrom(
  "^A",
  "an",
  "(?i)^ANA$",
  "[aeé]$",
  "gold|silver",
  "\\d+",
  "^\\w{3,4}$",
  "o'h|O'H",
  "100%_\\\\",
  "^.{4,}$",
  "\\s",
  "(?i)élite",
  "^$",
  "^two.lines$",
  "^\\{gold\\}$",
  "[^a-z]",
  "^(?:ab?|c d)+$",
);
const days = fc.constantFrom(1, 2, 6, 7, 29, 30, 31, 90, 365, 3650);
const numbers = fc.constantFrom(-1e15, -3, -0.5, 0, 0.1, 1, 2, 2.5, 3, 1000, 1e21);
const dates = fc.constantFrom(
  "2026-11-20",
  "2026-11-21T10:00:00Z",
  "2026-11-21T07:00:00-03:00",
  "2026-11-22T15:00:00.000Z",
  "1990-01-01",
  "2024-02-29",
  "2026-08-24",
);
const utcDays = fc.constantFrom("2026-11-20", "2026-11-15", "2026-10-23", "2026-08-24", "2025-10-18");

function pair<T extends string | number>(values: fc.Arbitrary<T>): fc.Arbitrary<[T, T]> {
  return fc.tuple(values, values).map(([one, other]): [T, T] => (one <= other ? [one, other] : [other, one]));
}

/** Earlier first; days and moments of one day are in the order of their texts, but for the zone. */
const datePair = pair(dates.filter((date) => !date.includes("-03:00")));

function valueFor(type: FilterType, operator: string): fc.Arbitrary<unknown> {
  if (operator === "any_element") return conditions(orderKeys);
  if (operator.endsWith("regex")) return patterns;
  if (["in", "not_in", "includes_any", "includes_all"].includes(operator))
    return fc.array(texts, { minLength: 1, maxLength: 3 });
  if (operator === "between") return type === "number" ? pair(numbers) : datePair;
  if (operator.endsWith("_days")) return days;
  if (operator === "anniversary_in_month") return fc.constantFrom(2, 3, 11);
  if (type === "number") return numbers;
  if (type === "date") return dates;
  return texts;
}

function compared<T extends object>(type: FilterType, rest: T) {
  return fc
    .constantFrom(...operators[type])
    .chain((operator) => valueFor(type, operator).map((value) => ({ ...rest, type, operator, value })));
}

type Key = readonly [name: string, type: "string" | "number" | "boolean" | "date"];

function conditions(keys: readonly Key[]): fc.Arbitrary<unknown> {
  const one = fc.constantFrom(...keys).chain(([name, type]) => compared(type, { name }));
  return fc.array(one, { minLength: 1, maxLength: 2 });
}

const orderKeys: readonly Key[] = [
  ["sku", "string"],
  ["qty", "number"],
  ["paid", "boolean"],
  ["at", "date"],
];
const propertyKeys: readonly Key[] = [
  ["page", "string"],
  ["value", "number"],
  ["ok", "boolean"],
  ["at", "date"],
  ["color", "string"],
  ["price", "number"],
];

/** Custom or not, name, path, type; types that the values do not have are among them. */
const attributes: readonly [boolean, string, readonly string[] | null, FilterType][] = [
  ...["first_name", "last_name", "home_city", "country", "language"].map(
    (name): [boolean, string, null, FilterType] => [false, name, null, "string"],
  ),
  [false, "date_of_birth", null, "date"],
  [false, "created_at", null, "date"],
  [true, "plan", null, "string"],
  [true, "points", null, "number"],
  [true, "vip", null, "boolean"],
  [true, "since", null, "date"],
  [true, "tags", null, "array"],
  [true, "orders", null, "object_array"],
  [true, "missing", null, "string"],
  [true, "missing", null, "date"],
  [true, "plan", null, "number"],
  [true, "plan", null, "date"],
  [true, "plan", null, "array"],
  [true, "points", null, "date"],
  [true, "tags", null, "string"],
  [true, "tags", null, "object_array"],
  [true, "vip", null, "string"],
  [true, "address", ["city"], "string"],
  [true, "address", ["open"], "boolean"],
  [true, "address", ["tags"], "array"],
  [true, "address", ["orders"], "object_array"],
  [true, "address", ["geo", "lat"], "number"],
  [true, "address", ["geo", "at"], "date"],
  [true, "address", ["geo", "at"], "string"],
  [true, "address", ["none", "of", "this"], "string"],
  [true, "tags", ["0"], "string"],
];

const attributeLeaf = fc
  .constantFrom(...attributes)
  .chain(([custom, name, path, type]) =>
    compared(type, { kind: "attribute", name, custom, ...(path ? { path } : {}) }),
  );

const count = fc.constantFrom(1, 2, 3);
const range = fc.tuple(count, fc.option(fc.nat(2))).map(([minCount, more]) => ({
  minCount,
  ...(more === null ? {} : { maxCount: minCount + more }),
}));
const happened = fc.constantFrom("did", "did_not");
const names = fc.constantFrom("bought", "opened", "never");
const properties = fc.option(conditions(propertyKeys), { nil: undefined });

const eventLeaf = fc
  .record({ name: names, operator: happened, days: fc.option(days), range, properties })
  .map(({ range, properties, ...rest }) => ({
    kind: "event",
    ...rest,
    ...range,
    ...(properties ? { properties } : {}),
  }));

const eventTimeLeaf = fc
  .record({
    name: names,
    which: fc.constantFrom("first", "last"),
    compared: fc.oneof(
      fc.record({ operator: fc.constantFrom("before", "after"), value: utcDays }),
      fc.record({ operator: fc.constant("between"), value: pair(utcDays) }),
      fc.record({ operator: fc.constantFrom("in_last_days", "not_in_last_days"), value: days }),
    ),
  })
  .map(({ compared, ...rest }) => ({ kind: "event_time", ...rest, ...compared }));

const spending = fc.oneof(
  fc.constant({}),
  fc.constantFrom(-5, 0.3, 21, 21.3).map((minSpent) => ({ minSpent })),
  fc.constantFrom(0, 20.7, 1e12).map((maxSpent) => ({ maxSpent })),
  fc.constant({ minSpent: 0.3, maxSpent: 21 }),
);

const purchaseLeaf = fc
  .record({
    operator: happened,
    productId: fc.constantFrom("p1", "p2", null),
    days: fc.option(days),
    range,
    spending,
    currency: fc.constantFrom("BRL", "USD", null),
    properties,
  })
  .map(({ range, spending, properties, ...rest }) => ({
    kind: "purchase",
    ...rest,
    ...range,
    ...spending,
    ...(properties ? { properties } : {}),
  }));

const messageLeaf = fc
  .record({
    operator: fc.constantFrom(...messageOperators),
    campaign: fc.option(fc.nat(1)),
    variant: fc.option(fc.nat(1), { freq: 2 }),
    tag: fc.constantFrom("promo", "news", "none", null, null),
    group: fc.option(fc.nat(1), { freq: 2 }),
    errorCode: fc.constantFrom("131049", null, null),
    days: fc.option(days),
    minCount: count,
  })
  .map(({ errorCode, minCount, variant, ...rest }) => ({
    kind: "message",
    ...rest,
    // A variant belongs to its campaign.
    ...(variant === null ? {} : { variant, campaign: rest.campaign === null ? null : variant }),
    ...(errorCode && rest.operator.endsWith("failed") ? { errorCode } : {}),
    ...(rest.operator.startsWith("not_") ? {} : { minCount }),
  }));

const lastMessageLeaf = fc
  .record({
    group: fc.option(fc.nat(1)),
    compared: fc.oneof(
      fc.record({ operator: fc.constantFrom("in_last_days", "not_in_last_days"), value: days }),
      fc.record({ operator: fc.constantFrom("before", "after"), value: dates }),
      fc.record({ operator: fc.constant("never") }),
    ),
  })
  .map(({ compared, ...rest }) => ({ kind: "last_message", ...rest, ...compared }));

const smallLeaf = fc.oneof(
  fc
    .record({
      group: fc.nat(1),
      state: fc.constantFrom("subscribed", "unsubscribed", "unknown"),
      changedInDays: fc.option(days),
    })
    .map(({ changedInDays, ...rest }) => ({
      kind: "subscription",
      ...rest,
      ...(rest.state === "unknown" ? {} : { changedInDays }),
    })),
  fc.record({ kind: fc.constant("window"), open: fc.boolean(), group: fc.option(fc.nat(1)) }),
  fc
    .constantFrom("has", "has_not", "valid", "invalid", "shared")
    .map((operator) => ({ kind: "phone", operator })),
  fc.record({
    kind: fc.constant("phone"),
    operator: fc.constantFrom("country_in", "country_not_in"),
    value: fc.constantFrom(["BR"], ["MX", "BR"], ["PT"]),
  }),
  fc
    .tuple(fc.option(fc.constantFrom(0, 17, 18, 26, 38, 100)), fc.option(fc.constantFrom(0, 18, 25, 26, 39)))
    .filter(([min, max]) => (min !== null || max !== null) && (min === null || max === null || min <= max))
    .map(([min, max]) => ({ kind: "age", min, max })),
  pair(fc.constantFrom(0, 1, 2, 4999, 5000, 9999)).map(([from, to]) => ({ kind: "random_bucket", from, to })),
  fc.constantFrom("May", "June", "July").map((list) => ({ kind: "import", list })),
);

const leaf = fc.oneof(
  { arbitrary: attributeLeaf, weight: 6 },
  { arbitrary: eventLeaf, weight: 2 },
  eventTimeLeaf,
  { arbitrary: purchaseLeaf, weight: 2 },
  { arbitrary: messageLeaf, weight: 2 },
  lastMessageLeaf,
  { arbitrary: smallLeaf, weight: 3 },
);

/** Not yet bound to a world. */
export const randomTrees: fc.Arbitrary<unknown> = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { arbitrary: leaf, weight: 6 },
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

interface Unbound {
  readonly kind: string;
  readonly children?: readonly unknown[];
  readonly child?: unknown;
  readonly group?: number | null;
  readonly campaign?: number | null;
  readonly variant?: number | null;
}

/** Generated trees name numbers, campaigns and variants by position; their ids exist only once the world does. */
export function bound(node: unknown, world: World): Filter {
  const { group, campaign, variant, ...rest } = node as Unbound;
  const named = (ids: readonly string[], position: number | null | undefined, name: string) =>
    position === undefined ? {} : { [name]: position === null ? null : ids[position] };
  return {
    ...rest,
    ...(rest.children ? { children: rest.children.map((child) => bound(child, world)) } : {}),
    ...(rest.child ? { child: bound(rest.child, world) } : {}),
    ...named(world.subscriptionGroupIds, group, "subscriptionGroupId"),
    ...named(world.campaignIds, campaign, "campaignId"),
    ...named(world.variantIds, variant, "variantId"),
  } as Filter;
}
