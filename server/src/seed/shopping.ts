/** What the demo's people did: visits in the rhythm of their plan, and in them views, carts and orders. */
import { type JsonObject, purchaseEvent } from "../contacts/contacts.ts";
import { type Customer, day, historyDays, type Plan } from "./customers.ts";
import type { Random } from "./random.ts";

export interface Happening {
  readonly name:
    | "app_opened"
    | "product_viewed"
    | "cart_abandoned"
    | "order_placed"
    | "review_written"
    | typeof purchaseEvent;
  readonly at: Date;
  readonly properties: JsonObject;
}

interface Product {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly price: number;
}

const catalogue: readonly Product[] = [
  { id: "vestido-aurora", name: "Vestido Aurora", category: "moda", price: 189.9 },
  { id: "camisa-de-linho", name: "Camisa de linho", category: "moda", price: 149.9 },
  { id: "tenis-brisa", name: "Tênis Brisa", category: "moda", price: 299 },
  { id: "bolsa-de-couro", name: "Bolsa de couro", category: "moda", price: 349.5 },
  { id: "luminaria-lua", name: "Luminária Lua", category: "casa", price: 219 },
  { id: "jogo-de-lencois", name: "Jogo de lençóis", category: "casa", price: 259.9 },
  { id: "conjunto-de-panelas", name: "Conjunto de panelas", category: "casa", price: 429 },
  { id: "serum-de-vitamina-c", name: "Sérum de vitamina C", category: "beleza", price: 89.9 },
  { id: "perfume-mare", name: "Perfume Maré", category: "beleza", price: 239 },
  { id: "kit-para-cabelos-cacheados", name: "Kit para cabelos cacheados", category: "beleza", price: 119.9 },
  { id: "tapete-de-ioga", name: "Tapete de ioga", category: "esportes", price: 99 },
  { id: "bola-de-beach-tennis", name: "Bola de beach tennis", category: "esportes", price: 49.9 },
  { id: "garrafa-termica", name: "Garrafa térmica", category: "esportes", price: 79.9 },
  { id: "racao-premium", name: "Ração premium 10 kg", category: "pets", price: 219.9 },
  { id: "cama-para-pets", name: "Cama para pets", category: "pets", price: 159 },
  { id: "brinquedo-mordedor", name: "Brinquedo mordedor", category: "pets", price: 39.9 },
  { id: "fone-sem-fio", name: "Fone sem fio", category: "eletrônicos", price: 399 },
  { id: "caixa-de-som-onda", name: "Caixa de som Onda", category: "eletrônicos", price: 279 },
  { id: "carregador-rapido", name: "Carregador rápido", category: "eletrônicos", price: 129.9 },
];

export const categories = [...new Set(catalogue.map((product) => product.category))];

const visitsByPlan: Record<Plan, number> = { gold: 9, silver: 5.5, free: 3 };
const orderChance: Record<Plan, number> = { gold: 0.28, silver: 0.2, free: 0.1 };

/** Visits by hour of the day where the person lives: lunch and evening are busy. */
const hours = [2, 1, 0, 0, 0, 1, 2, 4, 6, 7, 8, 9, 12, 10, 7, 7, 7, 8, 10, 13, 15, 14, 10, 5].map(
  (weight, hour) => [hour, weight] as const,
);

const currencies: Readonly<Record<string, { code: string; rate: number }>> = {
  BR: { code: "BRL", rate: 1 },
  PT: { code: "EUR", rate: 0.17 },
  MX: { code: "MXN", rate: 3.4 },
  AR: { code: "ARS", rate: 250 },
  US: { code: "USD", rate: 0.19 },
};

/** In no particular order; nothing before the person was a customer, nothing after `now`. */
export function shoppingOf(random: Random, customer: Customer, now: Date): Happening[] {
  const since = Math.max(customer.createdAt.getTime(), now.getTime() - historyDays * day);
  const share = (now.getTime() - since) / (historyDays * day);
  const expected = visitsByPlan[customer.plan] * (0.25 + 1.5 * random.next()) * share;
  const visits = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0);
  return Array.from({ length: visits }, () =>
    visit(random, customer, visitTime(random, customer, since, now)),
  ).flat();
}

function visitTime(random: Random, customer: Customer, since: number, now: Date): Date {
  // The exponent leans towards today: a growing shop has more visits now than months ago.
  const at = new Date(since + (now.getTime() - since) * random.next() ** 0.8);
  at.setUTCHours(
    random.weighted(hours) - (offsets[customer.country.code] ?? 0),
    random.whole(0, 59),
    random.whole(0, 59),
  );
  return at.getTime() > now.getTime() || at.getTime() < since
    ? new Date(since + (now.getTime() - since) * random.next())
    : at;
}

/** Hours from UTC, near enough for a rhythm. */
const offsets: Readonly<Record<string, number>> = { BR: -3, PT: 0, MX: -6, AR: -3, US: -5 };

function visit(random: Random, customer: Customer, opened: Date): Happening[] {
  const platform = random.weighted([
    ["android", 6],
    ["ios", 3],
    ["web", 2],
  ] as const);
  const happenings: Happening[] = [{ name: "app_opened", at: opened, properties: { platform } }];
  const seen = Array.from(
    {
      length: random.weighted([
        [0, 3],
        [1, 4],
        [2, 3],
      ] as const),
    },
    () => product(random, customer),
  );
  seen.forEach((item, position) => {
    happenings.push({
      name: "product_viewed",
      at: later(opened, 1 + position * 2),
      properties: {
        product_id: item.id,
        product: item.name,
        category: item.category,
        price: priceOf(item, customer),
      },
    });
  });
  if (seen.length === 0) return happenings;
  if (random.chance(orderChance[customer.plan])) happenings.push(...order(random, customer, seen, opened));
  else if (random.chance(0.14))
    happenings.push({
      name: "cart_abandoned",
      at: later(opened, 9),
      properties: basket(random, customer, seen),
    });
  return happenings;
}

/** The order, a purchase for each of its products and, of some, a review. */
function order(random: Random, customer: Customer, seen: readonly Product[], opened: Date): Happening[] {
  const at = later(opened, 8);
  const orderId = `A${at.getTime().toString(36).toUpperCase()}`;
  const bought = basket(random, customer, seen);
  const ordered: Happening[] = [
    { name: "order_placed", at, properties: { order_id: orderId, ...bought } },
    ...bought.items.map(
      ({ product_id, name, category, price, quantity }): Happening => ({
        name: purchaseEvent,
        at,
        properties: {
          product_id,
          currency: bought.currency,
          price,
          quantity,
          name,
          category,
          order_id: orderId,
        },
      }),
    ),
  ];
  if (!random.chance(0.12)) return ordered;
  return [
    ...ordered,
    {
      name: "review_written",
      at: later(at, 5),
      properties: {
        order_id: orderId,
        stars: random.weighted([
          [5, 6],
          [4, 4],
          [3, 1],
          [2, 1],
        ] as const),
      },
    },
  ];
}

function basket(random: Random, customer: Customer, seen: readonly Product[]) {
  const items = seen.map((item) => ({
    product_id: item.id,
    name: item.name,
    category: item.category,
    quantity: random.weighted([
      [1, 8],
      [2, 2],
    ] as const),
    price: priceOf(item, customer),
  }));
  const value = items.reduce((sum, item) => sum + item.price * item.quantity, 0);
  return { value: cents(value), currency: currencyOf(customer).code, items };
}

function product(random: Random, customer: Customer): Product {
  const favorites = catalogue.filter((item) => item.category === customer.favoriteCategory);
  return random.pick(random.chance(0.6) ? favorites : catalogue);
}

function currencyOf(customer: Customer) {
  return currencies[customer.country.code] ?? { code: "BRL", rate: 1 };
}

function priceOf(item: Product, customer: Customer): number {
  return cents(item.price * currencyOf(customer).rate);
}

function cents(value: number): number {
  return Math.round(value * 100) / 100;
}

function later(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000);
}
