/** The people of the demo: who they are and how they shop. */
import { type City, type Country, countries } from "./countries.ts";
import type { Random } from "./random.ts";

export type Plan = "gold" | "silver" | "free";

interface Pet {
  readonly name: string;
  readonly species: "cachorro" | "gato";
  /** YYYY-MM-DD */
  readonly birthday: string;
}

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
  /** Categories, the favourite one among them. */
  readonly interests: readonly string[];
  readonly deliveryWindow: string;
  readonly pets: readonly Pet[];
  /** Lists of files the person came with. */
  readonly importLists: readonly string[];
  /** Number of the loyalty card, of gold and silver. */
  readonly card: string | null;
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

const deliveryWindows = [
  ["manhã", 3],
  ["tarde", 4],
  ["noite", 2],
] as const;

/** Files that the shop imported before the demo begins. */
const importedLists = ["Feira de moda", "Loja da Paulista"] as const;

const petNames = "Thor Mel Luna Bidu Nina Fred Amora Simba Pipoca Mingau Paçoca Belinha".split(" ");

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
  const favoriteCategory = random.pick(categories);
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
    favoriteCategory,
    interests: [
      ...new Set([
        favoriteCategory,
        ...Array.from({ length: random.whole(0, 2) }, () => random.pick(categories)),
      ]),
    ],
    deliveryWindow: random.weighted(deliveryWindows),
    pets: petsOf(random, favoriteCategory === "pets"),
    importLists: importedLists.filter(() => random.chance(0.06)),
    card: plan === "free" ? null : `F-${String(number).padStart(6, "0")}`,
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

function petsOf(random: Random, likely: boolean): Pet[] {
  const count = random.chance(likely ? 0.95 : 0.35) ? random.whole(1, 3) : 0;
  return Array.from({ length: count }, () => ({
    name: random.pick(petNames),
    species: random.chance(0.6) ? "cachorro" : "gato",
    birthday: `20${random.whole(12, 24)}-${twoDigits(random.whole(1, 12))}-${twoDigits(random.whole(1, 28))}`,
  }));
}

function birthday(random: Random): string {
  const year = 2008 - Math.floor(50 * random.next() ** 1.2);
  return `${year}-${twoDigits(random.whole(1, 12))}-${twoDigits(random.whole(1, 28))}`;
}

const twoDigits = (value: number) => String(value).padStart(2, "0");

/**
 * In the sandbox numbers fail on purpose that end in 70xx or 90xx (Infobip), in 88000x, a late error of 13xxxx, or 9 and an
 * error of six digits (Meta); the demo's customers shall not.
 */
const failsInSandbox = /([79]0\d\d|88000\d|13\d{4}|9\d{6})$/;

function freePhone(random: Random, country: Country, city: City, taken: Set<string>): string {
  for (;;) {
    const phone = country.phone(random, city);
    if (taken.has(phone) || failsInSandbox.test(phone)) continue;
    taken.add(phone);
    return phone;
  }
}
