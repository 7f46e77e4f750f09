/**
 * Phone numbers. One line can be written in several ways that all look like E.164 (Brazil's ninth digit, Mexico's 1,
 * Argentina's 9), and WhatsApp reports senders in any of them. Only the canonical spelling is stored; every look-up writes
 * its number that way first, so that it is one equality. Invariant: all spellings of one line have the same canonical form.
 */
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";

declare const phoneBrand: unique symbol;

/** E.164 in canonical spelling, e.g. +5511999998888. */
export type Phone = string & { readonly [phoneBrand]: true };

/** What a person or a file wrote -> canonical E.164; numbers without a country code are read as of `defaultCountry`. */
export function canonicalPhone(raw: string, defaultCountry: string): Phone | null {
  const text = raw.trim();
  if (!/^[\d\s().+\-/–‑]+$/.test(text)) return null;
  const digits = text.replace(/\D/g, "");
  if (digits.length < 7 || digits.length > 17) return null;
  if (text.startsWith("+")) return international(`+${digits}`);
  if (digits.startsWith("00")) return international(`+${digits.slice(2)}`);
  return national(digits, defaultCountry) ?? (digits.length >= 11 ? international(`+${digits}`) : null);
}

/** A number as providers report it: digits with the country code, with or without a plus. */
export function internationalPhone(raw: string): Phone | null {
  const digits = raw.replace(/\D/g, "");
  return digits.length < 7 || digits.length > 17 ? null : international(`+${digits}`);
}

/** Every way the line may be written, the canonical one first. */
export function phoneSpellings(phone: Phone): string[] {
  const brazil = /^(\+55[1-9]{2})9([6-9]\d{7})$/.exec(phone);
  if (brazil) return [phone, `${brazil[1]}${brazil[2]}`];
  const mexico = /^\+52(\d{10})$/.exec(phone);
  if (mexico) return [phone, `+521${mexico[1]}`];
  const argentina = /^\+549(\d{10})$/.exec(phone);
  if (argentina) return [phone, `+54${argentina[1]}`];
  return [phone];
}

function national(digits: string, country: string): Phone | null {
  // Ten or eleven digits with an area code are all there is to a Brazilian number; asking the library costs 10 µs.
  const known = country === "BR" && digits.length <= 11 ? brazilian(digits) : null;
  if (known) return known;
  if (!isSupportedCountry(country)) return null;
  const parsed = parsePhoneNumberFromString(digits, country as CountryCode);
  return parsed?.isPossible() ? canonical(parsed.number) : null;
}

function international(e164: string): Phone | null {
  const rewritten = canonical(e164);
  if (rewritten) return rewritten;
  const parsed = parsePhoneNumberFromString(e164);
  return parsed?.isPossible() ? canonical(parsed.number) : null;
}

/** Countries whose lines have several spellings are decided here by pattern; the rest by the numbering plan's lengths. */
function canonical(e164: string): Phone | null {
  if (e164.startsWith("+55")) return brazilian(e164.slice(3));
  if (e164.startsWith("+52"))
    return /^\+521?(\d{10})$/.test(e164) ? (`+52${e164.slice(-10)}` as Phone) : null;
  // Argentine mobiles take a 9 after the country code; WhatsApp adds it to every Argentine number it sends to.
  if (e164.startsWith("+54"))
    return /^\+549?([1-8]\d{9})$/.test(e164) ? (`+549${e164.slice(-10)}` as Phone) : null;
  const parsed = parsePhoneNumberFromString(e164);
  return parsed?.isPossible() && parsed.number === e164 && /^\+[1-9]\d{6,14}$/.test(e164)
    ? (e164 as Phone)
    : null;
}

/** Area code of two digits, then a fixed line (2-5 and 7 more) or a mobile (9, then 6-9 and 7 more; older: without the 9). */
function brazilian(rest: string): Phone | null {
  if (/^[1-9]{2}9[6-9]\d{7}$/.test(rest) || /^[1-9]{2}[2-5]\d{7}$/.test(rest)) return `+55${rest}` as Phone;
  if (/^[1-9]{2}[6-9]\d{7}$/.test(rest)) return `+55${rest.slice(0, 2)}9${rest.slice(2)}` as Phone;
  // Mobiles of newer blocks begin with 9 and any digit; they never had eight digits.
  return /^[1-9]{2}9\d{8}$/.test(rest) ? (`+55${rest}` as Phone) : null;
}
