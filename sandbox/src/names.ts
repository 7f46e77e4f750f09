/** Believable people behind numbers nobody named: the same number always gets the same name. */
import { countryOf } from "./prices.ts";
import type { Phone } from "./types.ts";

const FIRST = [
  "Ana",
  "Bruno",
  "Camila",
  "Diego",
  "Elisa",
  "Felipe",
  "Gabriela",
  "Heitor",
  "Isabela",
  "João",
  "Karina",
  "Lucas",
  "Mariana",
  "Natália",
  "Otávio",
  "Paula",
  "Rafael",
  "Sofia",
  "Tiago",
  "Valentina",
];
const LAST = [
  "Almeida",
  "Barros",
  "Cardoso",
  "Dias",
  "Esteves",
  "Ferreira",
  "Gomes",
  "Herrera",
  "Lima",
  "Moreira",
  "Nunes",
  "Oliveira",
  "Pereira",
  "Ramos",
  "Santos",
  "Teixeira",
  "Vieira",
];

function hash(text: string): number {
  let value = 2166136261;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619);
  return value >>> 0;
}

/** The profile name WhatsApp would show. */
export function profileName(phone: Phone): string {
  if (phone.name) return phone.name;
  const value = hash(phone.number);
  return `${FIRST[value % FIRST.length]} ${LAST[(value >>> 8) % LAST.length]}`;
}

/** The business-scoped user id of a number: country code, a dot, digits. */
export function userIdOf(number: string): string {
  return `${countryOf(number)}.${1_000_000_000 + hash(number)}${hash(`${number}#`)}`;
}
