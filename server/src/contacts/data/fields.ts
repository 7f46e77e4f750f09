/** The standard fields of a contact and the checks that turn outside text into them. Pure. */
import type { ErrorDetail } from "../../lib/errors.ts";
import { normalEmail } from "../identity/identifiers.ts";
import { canonicalPhone, type Phone } from "../identity/phone.ts";
import { storedDate } from "./attribute-values.ts";
import { isStorable } from "./storable.ts";

/** Only the fields present change; null clears. */
export interface ContactFields {
  readonly externalId?: string | null;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly email?: string | null;
  readonly phone?: Phone | null;
  readonly bsuid?: string | null;
  /** One id across the linked business portfolios of one owner. */
  readonly parentBsuid?: string | null;
  readonly country?: string | null;
  readonly homeCity?: string | null;
  readonly language?: string | null;
  readonly timeZone?: string | null;
  readonly gender?: string | null;
  /** YYYY-MM-DD */
  readonly dateOfBirth?: string | null;
}

export type FieldName = keyof ContactFields;

export const fieldNames: readonly FieldName[] = [
  "externalId",
  "firstName",
  "lastName",
  "email",
  "phone",
  "bsuid",
  "parentBsuid",
  "country",
  "homeCity",
  "language",
  "timeZone",
  "gender",
  "dateOfBirth",
];

type Check = (text: string, defaultCountry: string) => { value: string } | { problem: string };

const checks: Record<FieldName, Check> = {
  externalId: (text) => sized(text, 255),
  firstName: (text) => sized(text, 255),
  lastName: (text) => sized(text, 255),
  email: (text) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) && text.length <= 320
      ? { value: normalEmail(text) }
      : { problem: `"${clip(text)}" is not an e-mail address` },
  phone: (text, defaultCountry) => {
    const phone = canonicalPhone(text, defaultCountry);
    return phone
      ? { value: phone }
      : {
          problem: `"${clip(text)}" is not a phone number; write it with country and area code, like +5511987654321`,
        };
  },
  bsuid: (text) => sized(text, 255),
  parentBsuid: (text) => sized(text, 255),
  country: (text) =>
    isCountry(text.toUpperCase())
      ? { value: text.toUpperCase() }
      : { problem: `"${clip(text)}" is not a country code of two letters (ISO 3166), like BR` },
  homeCity: (text) => sized(text, 255),
  language: (text) =>
    /^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i.test(text)
      ? { value: text.replaceAll("_", "-") }
      : { problem: `"${clip(text)}" is not a language code, like pt or pt-BR` },
  timeZone: (text) =>
    isTimeZone(text)
      ? { value: text }
      : { problem: `"${clip(text)}" is not a time zone, like America/Sao_Paulo` },
  gender: (text) => ({ value: text.length === 1 ? text.toUpperCase() : clip(text) }),
  dateOfBirth: (text) => {
    const day = storedDate(text)?.slice(0, 10);
    return day ? { value: day } : { problem: `"${clip(text)}" is not a date, like 1990-12-31` };
  },
};

/** Checks every field given; an empty text clears, like null. */
export function parseFields(
  raw: Readonly<Partial<Record<FieldName, string | null>>>,
  defaultCountry: string,
): { fields: ContactFields; problems: ErrorDetail[] } {
  const fields: Record<string, string | null> = {};
  const problems: ErrorDetail[] = [];
  for (const name of fieldNames) {
    const text = raw[name];
    if (text === undefined) continue;
    const trimmed = text?.trim() ?? "";
    if (trimmed === "") {
      fields[name] = null;
      continue;
    }
    const checked = isStorable(trimmed)
      ? checks[name](trimmed, defaultCountry)
      : { problem: "the text holds characters that are no text (NUL)" };
    if ("value" in checked) fields[name] = checked.value;
    else problems.push({ path: name, code: "invalid_value", message: `${checked.problem}.` });
  }
  return { fields: fields as ContactFields, problems };
}

function sized(text: string, max: number): { value: string } | { problem: string } {
  return text.length <= max ? { value: text } : { problem: `the text is longer than ${max} characters` };
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

const regionNames = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });

const isCountry = remembered((code) => /^[A-Z]{2}$/.test(code) && regionNames.of(code) !== undefined);
const isTimeZone = remembered(probeZone);

/** Asking Intl takes some µs; the answers are few. */
function remembered(ask: (text: string) => boolean): (text: string) => boolean {
  const known = new Map<string, boolean>();
  return (text) => {
    let answer = known.get(text);
    if (answer === undefined) {
      answer = ask(text);
      if (known.size < 2000) known.set(text, answer);
    }
    return answer;
  };
}

function probeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
