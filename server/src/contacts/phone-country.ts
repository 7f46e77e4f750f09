/** The country of a line, by its number. */
import { parsePhoneNumberFromString } from "libphonenumber-js";

/** ISO 3166 alpha-2 of an E.164 number, or of a business-scoped id ("BR.1234…"); null: not to be told. */
export function countryOfRecipient(recipient: string): string | null {
  const scoped = /^([A-Z]{2})\./.exec(recipient)?.[1];
  return scoped ?? parsePhoneNumberFromString(recipient)?.country ?? null;
}
