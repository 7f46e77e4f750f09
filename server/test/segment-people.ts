/** Made-up contacts for segment-world.ts: every kind of value, and the edges of days, years and types. */
import type { JsonObject, JsonValue } from "../src/contacts/contacts.ts";
import type { KnownContact, KnownEvent, KnownMessage } from "./evaluate-filter.ts";

/** A Sunday noon in São Paulo; in Auckland it is Monday already. */
export const worldNow = new Date("2026-11-22T15:00:00.000Z");
const hour = 3_600_000;

/** Moments to evaluate at: besides worldNow the days around 29 February, in years with and without one. */
export const moments: readonly Date[] = [
  worldNow,
  new Date("2027-02-28T23:30:00.000Z"),
  new Date("2027-03-01T02:30:00.000Z"),
  new Date("2028-02-29T12:00:00.000Z"),
  new Date("2026-12-31T23:59:59.999Z"),
];

export type Pick = <T>(choices: readonly T[]) => T;

export function picker(seed: number): Pick {
  let state = seed;
  return (choices) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return choices[(state >> 8) % choices.length] as never;
  };
}

export interface Surroundings {
  readonly subscriptionGroupIds: readonly string[];
  readonly campaignIds: readonly string[];
  readonly variantIds: readonly string[];
}

/** Hours before worldNow: whole days to the millisecond, the first and last moment of UTC days, before, after and long ago. */
const ms = 1 / hour;
const hours = [
  1,
  0,
  -2,
  14.9,
  15,
  15 + ms,
  24,
  24 * 7,
  24 * 7 + ms,
  24 * 7 + 15,
  24 * 7 + 15 + ms,
  24 * 29.9,
  24 * 30,
  24 * 30 + 15,
  24 * 31.1,
  24 * 60,
  24 * 90,
  24 * 91,
  24 * 149,
  24 * 400,
];

const at = (hoursAgo: number) => new Date(Math.round(worldNow.getTime() - hoursAgo * hour));

const values = {
  plan: [
    "gold",
    "silver",
    "Gold",
    "",
    3,
    true,
    ["gold"],
    { level: 1 },
    "ÉLITE",
    "élite",
    "two\nlines",
    "{gold}",
  ],
  points: [0, 1, 2.5, -3, 1000, 1e21, -1e15, 0.1, "1", [1]],
  vip: [true, false, "true", 1],
  since: [
    "2026-11-20",
    "2026-11-21T10:00:00.000Z",
    "2026-10-23T15:00:00.000Z",
    "2026-11-22T15:00:00.000Z",
    "2026-11-22T15:00:00.001Z",
    "2026-11-29",
    "2026-12-22T15:00:00.000Z",
    "2025-01-01",
    "1988-02-29",
    "2025-03-01",
    "1999-11-22",
    "2026-11-01T02:30:00.000Z",
    "2026-03-29T00:59:59.999Z",
    "2027-03-01T02:30:00.000Z",
    "gold",
    "2026-02-30",
    "9999-12-31",
    20261120,
  ],
  tags: [["a"], ["a", "b"], ["c d", "gold"], [], "a", { a: 1 }, ["Ação", "É"], [1, "a"], [null], [["a"]]],
  address: [
    { city: "Recife", geo: { lat: -8.05, at: "2026-11-20" }, open: true, tags: ["a", "b"] },
    {
      city: "recife",
      geo: { lat: 3, at: "2026-11-21T07:00:00-03:00" },
      open: false,
      orders: [{ sku: "a", qty: 2 }],
    },
    { city: null, geo: null, tags: [] },
    { city: "", geo: { at: "2026-11-22 15:00:00.000Z" } },
    { city: 3, geo: [{ lat: 3 }] },
    { geo: { at: "2023-02-29", lat: "3" } },
    {},
    "Recife",
    [{ city: "Recife" }],
  ],
  orders: [
    [
      { sku: "a", qty: 2, paid: true, at: "2026-11-20" },
      { sku: "b", qty: 1, paid: false },
    ],
    [
      { sku: "a", qty: 1, paid: false },
      { sku: "B", qty: 2, paid: true, at: "2024-02-29T23:30:00Z" },
    ],
    [{ sku: "A", qty: "2", at: "2026-13-01" }],
    [],
    [{}],
    ["a", "sku"],
    [null, { sku: null, at: "2026-11-22T15:00Z" }],
    { sku: "a" },
  ],
  import_lists: [["May"], ["May", "June"], [], "May"],
} as const satisfies Record<string, readonly JsonValue[]>;

const properties: readonly JsonObject[] = [
  {},
  { page: "a", value: 2, ok: true, at: "2026-11-20T07:00:00-03:00" },
  { page: "É", value: -0.5, ok: false, at: "2026-11-20" },
  { page: 3, value: "2", at: "2026-02-30T10:00:00Z" },
  { page: "", value: null, ok: "true", at: "2026-11-22T25:00:00Z" },
];

const purchases: readonly JsonObject[] = [
  { product_id: "p1", price: 10.5, quantity: 2, currency: "BRL" },
  { product_id: "p1", price: 0.1, quantity: 3, currency: "BRL", color: "red" },
  { product_id: "p2", price: 99.99, currency: "USD" },
  { product_id: "p2", price: -5, quantity: 1, currency: "BRL" },
  { product_id: "p1", price: "10", quantity: "2" },
  { product_id: 7, price: 1e12, quantity: 1, currency: "BRL" },
  { page: "a" },
];

export function planContact(pick: Pick, n: number, around: Surroundings): KnownContact {
  const phone = pick([`+55119${String(80_000_000 + n)}`, null]);
  return {
    fields: {
      external_id: `w${n}`,
      first_name: pick(["Ana", "Bruno", "ana", "José", "JOSÉ", null]),
      last_name: pick(["Silva", "O'Hara", "100%_\\", "", null]),
      email: pick([`w${n}@example.com`, null]),
      phone,
      country: pick(["BR", "PT", "MX", null]),
      home_city: pick(["São Paulo", "Lisboa", "são paulo", null]),
      language: pick(["pt", "es", null]),
      time_zone: null,
      gender: pick(["F", "M", null]),
      date_of_birth: pick([
        "1990-01-01",
        "1988-02-29",
        "2000-11-22",
        "2000-11-23",
        "1926-03-01",
        "2009-02-28",
        "2026-11-20",
        "2030-01-01",
        null,
      ]),
      created_at: at(pick(hours)),
    },
    phoneCountry: phone === null ? null : pick(["BR", "MX", null]),
    phoneValid: phone === null ? null : pick([true, false, null]),
    phoneShared: phone !== null && pick([true, false]),
    randomBucket: pick([0, 1, 4999, 5000, 9999]),
    attributes: Object.fromEntries(
      Object.entries(values).flatMap(([name, choices]): [string, JsonValue][] => {
        const value = pick<JsonValue | undefined>([undefined, ...choices]);
        return value === undefined ? [] : [[name, value]];
      }),
    ),
    events: Array.from({ length: pick([0, 0, 1, 2, 4, 7]) }, () => planEvent(pick)),
    subscriptions: Object.fromEntries(
      around.subscriptionGroupIds.flatMap((group) => {
        const state = pick(["subscribed", "unsubscribed", null] as const);
        return state ? [[group, { state, changedAt: at(pick(hours)) }]] : [];
      }),
    ),
    windows: Object.fromEntries(
      around.subscriptionGroupIds.flatMap((group) => {
        const until = pick([null, at(3), at(0), at(-ms), at(-20)]);
        return until ? [[group, until]] : [];
      }),
    ),
    messages: Array.from({ length: pick([0, 0, 1, 2, 3]) }, () => planMessage(pick, around)),
  };
}

function planEvent(pick: Pick): KnownEvent {
  const name = pick(["bought", "opened", "purchase"]);
  return { name, at: at(pick(hours)), properties: pick(name === "purchase" ? purchases : properties) };
}

/** Facts follow the queuing at once, after a day, or after months. */
function planMessage(pick: Pick, around: Surroundings): KnownMessage {
  const queued = at(pick(hours));
  const later = (name: string) => {
    const delay = pick([null, 0, ms, 24, 24 * 7, 24 * 59, 24 * 100]);
    return delay === null ? {} : { [name]: new Date(Math.round(queued.getTime() + delay * hour)) };
  };
  const which = pick([0, 1, null]);
  return {
    campaignId: which === null ? null : (around.campaignIds[which] ?? null),
    variantId: which === null ? null : (around.variantIds[which] ?? null),
    subscriptionGroupId: pick(around.subscriptionGroupIds),
    queued,
    ...later("accepted"),
    ...later("delivered"),
    ...later("read"),
    ...later("clicked"),
    ...later("replied"),
    ...later("failed"),
    ...pick([{}, { errorCode: "131049" }, { errorCode: "7" }]),
  };
}
