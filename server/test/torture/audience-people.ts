/**
 * Whom the torture is about, and what must be known of them in the end. Acts that only add to a person may run side by side; acts
 * that change who somebody is have the person for themselves, so that what must come out is known to the letter.
 */
import { canonicalPhone } from "../../src/contacts/identity/phone.ts";
import type { Chance } from "./random.ts";

/** At least, at most: what was answered, and what was tried. */
export interface Range {
  least: number;
  most: number;
}

export interface Person {
  externalId: string;
  alias: string | null;
  /** Canonical; the number of a family is shared by its members. */
  phone: string | null;
  /** There is a contact. */
  born: boolean;
  /** Keys of the events it was told with. */
  keys: Set<string>;
  /** Events without a key. */
  loose: Range;
  /** null: the attribute was never written. */
  points: Range | null;
  readers: number;
  taken: boolean;
}

/** What the number said last. */
export interface Statement {
  state: "subscribed" | "unsubscribed" | null;
  /** Nothing more is said before: no two statements within what one provider calls the same moment. */
  quietUntil: number;
}

export interface Cast {
  readonly families: ReadonlyMap<string, readonly Person[]>;
  /** Without a number; they become part of others. */
  readonly strays: readonly Person[];
  /** They change their numbers, which nobody makes statements about. */
  readonly movers: readonly Person[];
  readonly movingPhones: readonly string[];
  readonly statements: Map<string, Statement>;
  readonly everybody: readonly Person[];
}

export function aCast(scale: number): Cast {
  let next = 0;
  const person = (phone: string | null): Person => ({
    externalId: `p-${next++}`,
    alias: null,
    phone,
    ...nobody(),
    readers: 0,
    taken: false,
  });
  const phones = Array.from({ length: 12 * scale }, (_, n) => numberOf(n));
  const movingPhones = Array.from({ length: 4 * scale }, (_, n) => numberOf(500_000 + n));
  const families = new Map(phones.map((phone) => [phone, Array.from({ length: 5 }, () => person(phone))]));
  const strays = Array.from({ length: 20 * scale }, () => person(null));
  const movers = Array.from({ length: 8 * scale }, () => person(null));
  return {
    families,
    strays,
    movers,
    movingPhones,
    statements: new Map(phones.map((phone) => [phone, { state: null, quietUntil: 0 }])),
    everybody: [...[...families.values()].flat(), ...strays, ...movers],
  };
}

function nobody() {
  return { born: false, keys: new Set<string>(), loose: { least: 0, most: 0 }, points: null };
}

/** Nothing of it is left; whoever takes the external id next is somebody new, without a number. */
export function forget(person: Person): void {
  Object.assign(person, nobody(), { phone: null, alias: null });
}

/** Everything of one goes to the other, as docs/contacts.md says. */
export function unite(gone: Person, kept: Person): void {
  for (const key of gone.keys) kept.keys.add(key);
  kept.loose.least += gone.loose.least;
  kept.loose.most += gone.loose.most;
  kept.points ??= gone.points;
  kept.phone ??= gone.phone;
  kept.alias ??= gone.alias;
  forget(gone);
}

function numberOf(n: number): string {
  return canonicalPhone(`1196${String(1_000_000 + n).padStart(7, "0")}`, "BR") ?? "";
}

/** One number as people write it: with and without the ninth digit, with spaces, without the country. */
export function spelled(phone: string, chance: Chance): string {
  const [area, eight] = [phone.slice(3, 5), phone.slice(-8)];
  const ways = [
    phone,
    `+55${area}${eight}`,
    `${area} 9${eight.slice(0, 4)}-${eight.slice(4)}`,
    `(${area}) ${eight.slice(0, 4)} ${eight.slice(4)}`,
    `0055${area}9${eight}`,
  ];
  return ways[Math.floor(chance() * ways.length)] ?? phone;
}

export function pick<T>(chance: Chance, from: readonly T[]): T | undefined {
  return from[Math.floor(chance() * from.length)];
}

/** Runs `work` beside others who only add to these people; false: one of them is taken. */
export async function beside(people: readonly Person[], work: () => Promise<void>): Promise<boolean> {
  if (people.some(({ taken }) => taken)) return false;
  for (const one of people) one.readers++;
  await work().finally(() => {
    for (const one of people) one.readers--;
  });
  return true;
}

/** Runs `work` while nobody else does anything with these people; false: somebody does. */
export async function alone(people: readonly Person[], work: () => Promise<void>): Promise<boolean> {
  if (new Set(people).size < people.length || people.some(({ taken, readers }) => taken || readers > 0))
    return false;
  for (const one of people) one.taken = true;
  await work().finally(() => {
    for (const one of people) one.taken = false;
  });
  return true;
}
