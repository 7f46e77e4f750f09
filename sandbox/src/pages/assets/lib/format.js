/** Dates, numbers and phone numbers as people read them. */
import { diallingCodeOf } from "./dialling.js";

const sameDay = (a, b) => a.toDateString() === b.toDateString();

/** @param {string} at ISO time  @param {string} language */
export function clockTime(at, language, seconds = false) {
  return new Intl.DateTimeFormat(language, { timeStyle: seconds ? "medium" : "short" }).format(new Date(at));
}

/** Date and time, for a moment that may be tomorrow. */
export function dayAndTime(at, language) {
  return new Intl.DateTimeFormat(language, { weekday: "short", hour: "numeric", minute: "2-digit" }).format(
    new Date(at),
  );
}

/** Time today, date otherwise: for lists. */
export function shortTime(at, language) {
  const date = new Date(at);
  if (sameDay(date, new Date())) return clockTime(at, language);
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "short" }).format(date);
}

/** @param {string | undefined} at */
export function dayOf(at, language) {
  return at ? new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(new Date(at)) : "–";
}

export const count = (value, language) => new Intl.NumberFormat(language).format(value ?? 0);

export function money(value, currency, language) {
  return new Intl.NumberFormat(language, { style: "currency", currency }).format(value);
}

/** Groups of digits for reading, e.g. +55 11 98765-4321; other countries in threes. @param {string} number digits */
export function phoneNumber(number) {
  const digits = String(number).replace(/\D/g, "");
  const brazil = /^55(\d{2})(\d{4,5})(\d{4})$/.exec(digits);
  if (brazil) return `+55 ${brazil[1]} ${brazil[2]}-${brazil[3]}`;
  const northAmerica = /^1(\d{3})(\d{3})(\d{4})$/.exec(digits);
  if (northAmerica) return `+1 ${northAmerica[1]} ${northAmerica[2]}-${northAmerica[3]}`;
  const code = diallingCodeOf(digits) ?? digits.slice(0, 2);
  return `+${code} ${digits.slice(code.length).replace(/(\d{3})(?=\d{2})/g, "$1 ")}`.trim();
}
