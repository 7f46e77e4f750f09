/**
 * The demo workspace: a shop's 2,000 customers with attributes and four months of events, up to now. Chance is seeded, so two
 * seeds at one moment agree. E-mails are at example domains, numbers from blocks without subscribers.
 */
import {
  type ContactWrite,
  canonicalPhone,
  findContacts,
  parseAttributes,
  recordEvents,
  type SubscriptionChange,
  setSubscriptionStates,
  writeContacts,
} from "../contacts/contacts.ts";
import type { Context } from "../lib/context.ts";
import { type Customer, day, externalIdOf, makeCustomers } from "./customers.ts";
import { createRandom } from "./random.ts";
import { categories, type Happening, shoppingOf } from "./shopping.ts";

export const demoSize = 2000;
const chunk = 1000;

interface History {
  readonly customer: Customer;
  readonly happenings: readonly Happening[];
}

/** Fills an empty workspace, in about two seconds. */
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
    favorite_category: customer.favoriteCategory,
    lifetime_value: Math.round(spent * 100) / 100,
    vip: customer.plan === "gold" && spent > 1200,
    ...(lastOrder ? { last_order_at: lastOrder.toISOString() } : {}),
  };
}

/**
 * Consent of the demo's customers for one number: about 85 % subscribed at some time since they became customers, 4 %
 * unsubscribed later, the rest never asked. Others in the workspace are left alone. Returns how many are subscribed.
 */
export async function subscribeDemoContacts(
  ctx: Context,
  workspaceId: string,
  subscriptionGroupId: string,
): Promise<number> {
  const random = createRandom(85);
  const now = ctx.clock.now();
  const contacts = await findContacts(
    ctx.db,
    workspaceId,
    Array.from({ length: demoSize }, (_, position) => ({
      kind: "external_id" as const,
      value: externalIdOf(position + 1),
    })),
  );
  const waves = Array.from({ length: 12 }, (): SubscriptionChange[] => []);
  const leaving: SubscriptionChange[] = [];
  for (const contact of contacts) {
    const [wave, asked, leaves] = [random.pick(waves), random.chance(0.89), random.chance(0.045)];
    if (!contact || !asked) continue;
    wave.push({ contactId: contact.id, subscriptionGroupId, state: "subscribed" });
    if (leaves) leaving.push({ contactId: contact.id, subscriptionGroupId, state: "unsubscribed" });
  }
  for (const [position, wave] of waves.entries())
    await setSubscriptionStates(ctx.db, workspaceId, wave, {
      source: "seed",
      at: new Date(now.getTime() - (waves.length - position) * 9 * day),
    });
  await setSubscriptionStates(ctx.db, workspaceId, leaving, {
    source: "seed",
    at: new Date(now.getTime() - 2 * day),
  });
  return waves.flat().length - leaving.length;
}
