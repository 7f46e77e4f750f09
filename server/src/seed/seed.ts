/**
 * The demo workspace: a shop's 2,000 customers with attributes and four months of events and purchases, up to now, what the
 * data means in words, and segments. What needs a number comes with the first one (first-number.ts). Chance is seeded, so two seeds at one moment agree. E-mails are at example domains, numbers from blocks without subscribers.
 */
import {
  type ContactWrite,
  canonicalPhone,
  importListAttribute,
  parseAttributes,
  recordEvents,
  writeContacts,
} from "../contacts/contacts.ts";
import type { Context } from "../lib/context.ts";
import { type Customer, makeCustomers } from "./customers.ts";
import { createRandom } from "./random.ts";
import { describeData } from "./registry.ts";
import { makeSegments } from "./segments.ts";
import { categories, type Happening, shoppingOf } from "./shopping.ts";

export const demoSize = 2000;
const chunk = 1000;

interface History {
  readonly customer: Customer;
  readonly happenings: readonly Happening[];
}

/** Fills an empty workspace, in one to two seconds. */
export async function seedDemo(ctx: Context, workspaceId: string): Promise<void> {
  const now = ctx.clock.now();
  const random = createRandom(20_261);
  const histories = makeCustomers(random, demoSize, now, categories).map((customer) => ({
    customer,
    happenings: shoppingOf(random, customer, now).filter(({ at }) => at <= now),
  }));
  const ids: string[] = [];
  // Oldest customers first: the order of the ids agrees with the age of the contacts.
  for (let from = 0; from < histories.length; from += chunk)
    ids.push(...(await writeCustomers(ctx, workspaceId, histories.slice(from, from + chunk), now)));
  const events = histories.flatMap(({ happenings }, position) =>
    happenings.map(({ name, at, properties }) => ({
      contactId: ids[position] ?? "",
      name,
      occurredAt: at,
      properties,
    })),
  );
  await recordEvents(ctx.db, workspaceId, events);
  await describeData(ctx.db, workspaceId, now);
  await makeSegments(ctx.db, workspaceId);
}

async function writeCustomers(
  ctx: Context,
  workspaceId: string,
  histories: readonly History[],
  at: Date,
): Promise<string[]> {
  const results = await writeContacts(ctx.db, workspaceId, histories.map(toWrite), { at });
  return results.map(({ id, problems }) => {
    if (!id) throw new Error(`a demo contact was refused: ${JSON.stringify(problems)}`);
    return id;
  });
}

const cardLabel = "cartao_fidelidade";

function toWrite({ customer, happenings }: History): ContactWrite {
  const { externalId, firstName, lastName, email, gender, dateOfBirth, city, language } = customer;
  return {
    identifier: { kind: "external_id", value: externalId },
    fields: {
      firstName,
      lastName,
      email,
      phone: canonicalPhone(customer.phone, customer.country.code),
      country: customer.country.code,
      homeCity: city.name,
      language,
      timeZone: city.timeZone,
      gender,
      dateOfBirth,
    },
    ...(customer.card ? { aliases: [{ label: cardLabel, name: customer.card }] } : {}),
    attributes: parseAttributes(attributesOf(customer, happenings)).attributes,
    createdAt: customer.createdAt,
  };
}

function attributesOf(customer: Customer, happenings: readonly Happening[]): Record<string, unknown> {
  const orders = happenings.filter((happening) => happening.name === "order_placed");
  const spent = orders.reduce((sum, order) => sum + Number(order.properties.value), customer.earlierSpending);
  const lastOrder = orders.reduce<Date | null>(
    (latest, { at }) => (latest && latest > at ? latest : at),
    customer.earlierOrderAt,
  );
  return {
    plan: customer.plan,
    city: customer.city.name,
    address: {
      city: customer.city.name,
      state: customer.city.state,
      delivery: { window: customer.deliveryWindow },
    },
    favorite_category: customer.favoriteCategory,
    interests: customer.interests,
    ...(customer.pets.length > 0 ? { pets: customer.pets } : {}),
    ...(customer.importLists.length > 0 ? { [importListAttribute]: customer.importLists } : {}),
    loyalty_since: customer.card ? customer.createdAt.toISOString().slice(0, 10) : null,
    lifetime_value: Math.round(spent * 100) / 100,
    vip: customer.plan === "gold" && spent > 1200,
    ...(lastOrder ? { last_order_at: lastOrder.toISOString() } : {}),
  };
}
