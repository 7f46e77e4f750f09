/** The people of the demo: who they are and how they shop. */
import { type City, type Country, countries } from "./countries.ts";
import type { Random } from "./random.ts";

export type Plan = "gold" | "silver" | "free";

export interface Customer {
  readonly externalId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly gender: "F" | "M";
  readonly dateOfBirth: string;
  readonly country: Country;
  readonly city: City;
  readonly language: string;
  readonly plan: Plan;
  readonly favoriteCategory: string;
  readonly createdAt: Date;
  /** Orders of the time before the events begin. */
  readonly earlierSpending: number;
  readonly earlierOrderAt: Date | null;
}

export const day = 86_400_000;
/** Events reach back this far. */
export const historyDays = 120;

const plans = [
  ["gold", 0.15],
  ["silver", 0.3],
  ["free", 0.55],
] as const;

const spendingByPlan: Record<Plan, number> = { gold: 900, silver: 320, free: 90 };

/** Oldest first. */
export function makeCustomers(
  random: Random,
  count: number,
  now: Date,
  categories: readonly string[],
): Customer[] {
  const taken = new Set<string>();
  // Newer customers are a little more frequent than old ones: the shop grows.
  const ages = Array.from({ length: count }, () => 540 * random.next() ** 1.4).sort((a, b) => b - a);
  return ages.map((age, position) =>
    makeCustomer(random, position + 1, new Date(now.getTime() - age * day), categories, taken),
  );
}

function makeCustomer(
  random: Random,
  number: number,
  createdAt: Date,
  categories: readonly string[],
  taken: Set<string>,
): Customer {
  const country = random.weighted(countries);
  const city = random.weighted(country.cities);
  const gender = random.chance(0.56) ? "F" : "M";
  const firstName = random.pick(gender === "F" ? country.women : country.men);
  const lastName = surname(random, country);
  const plan = random.weighted(plans);
  const returning = random.chance({ gold: 0.95, silver: 0.7, free: 0.3 }[plan]);
  return {
    externalId: externalIdOf(number),
    firstName,
    lastName,
    email: `${plain(firstName)}.${plain(lastName.split(" ").at(-1) ?? "")}${number}@${random.pick(["example.com", "example.org", "example.net"])}`,
    phone: freePhone(random, country, city, taken),
    gender,
    dateOfBirth: birthday(random),
    country,
    city,
    language: random.weighted(country.languages),
    plan,
    favoriteCategory: random.pick(categories),
    createdAt,
    earlierSpending: returning
      ? Math.round(spendingByPlan[plan] * (0.3 + 1.6 * random.next()) * 100) / 100
      : 0,
    earlierOrderAt: returning ? new Date(createdAt.getTime() + random.next() * 2 * day) : null,
  };
}

export function externalIdOf(number: number): string {
  return `aurora-${String(number).padStart(4, "0")}`;
}

function surname(random: Random, country: Country): string {
  const last = random.pick(country.surnames);
  const other = random.pick(country.surnames);
  return random.chance(country.twoSurnames) && other !== last ? `${other} ${last}` : last;
}

function plain(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[^a-z]/gi, "")
    .toLowerCase();
}

function birthday(random: Random): string {
  const year = 2008 - Math.floor(50 * random.next() ** 1.2);
  return `${year}-${String(random.whole(1, 12)).padStart(2, "0")}-${String(random.whole(1, 28)).padStart(2, "0")}`;
}

// In the sandbox numbers that end in 70xx or 90xx fail on purpose; the demo's customers shall not.
const failsInSandbox = /[79]0\d\d$/;

function freePhone(random: Random, country: Country, city: City, taken: Set<string>): string {
  for (;;) {
    const phone = country.phone(random, city);
    if (taken.has(phone) || failsInSandbox.test(phone)) continue;
    taken.add(phone);
    return phone;
  }
}
