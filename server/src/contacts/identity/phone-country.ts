/** The country of a line, and whether there can be such a line: by pattern where most of our numbers are, else by library. */
import { parsePhoneNumberFromString } from "libphonenumber-js";
import type { Phone } from "./phone.ts";

export interface PhoneFacts {
  /** ISO 3166 alpha-2; null: not to be told. */
  readonly country: string | null;
  /** The numbering plan has such a line. */
  readonly valid: boolean;
}

/** Area codes in use in Brazil (Anatel). */
const brazilianAreas =
  /^\+55(1[1-9]|2[12478]|3[1-578]|4[1-9]|5[1345]|6[1-9]|7[134579]|8[1-9]|9[1-9])(9\d{8}|[2-5]\d{7})$/;

/** Facts of a number in canonical spelling. 0.2 µs in Brazil, Mexico and Argentina, 10 µs elsewhere. */
export function phoneFacts(phone: Phone): PhoneFacts {
  if (phone.startsWith("+55")) return { country: "BR", valid: brazilianAreas.test(phone) };
  if (phone.startsWith("+52")) return { country: "MX", valid: /^\+52[2-9]\d{9}$/.test(phone) };
  if (phone.startsWith("+54")) return { country: "AR", valid: /^\+549(11|[23]\d)\d{8}$/.test(phone) };
  const parsed = parsePhoneNumberFromString(phone);
  return { country: parsed?.country ?? null, valid: parsed?.isValid() ?? false };
}

/** ISO 3166 alpha-2 of an E.164 number, or of a business-scoped id ("BR.1234…"); null: not to be told. */
export function countryOfRecipient(recipient: string): string | null {
  const scoped = /^([A-Z]{2})\./.exec(recipient)?.[1];
  return scoped ?? parsePhoneNumberFromString(recipient)?.country ?? null;
}
