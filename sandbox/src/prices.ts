/**
 * What a delivered message costs, in the account's currency. The figures are the sandbox's own invention: believable in
 * size and order, equal to nobody's price list. README.md shows the table.
 */

interface Rates {
  MARKETING: number;
  UTILITY: number;
  AUTHENTICATION: number;
}

/** Per delivered template message, BRL, by calling code. */
const BRL_RATES: Record<string, Rates> = {
  "55": { MARKETING: 0.41, UTILITY: 0.05, AUTHENTICATION: 0.18 },
  "351": { MARKETING: 0.38, UTILITY: 0.13, AUTHENTICATION: 0.13 },
  "34": { MARKETING: 0.4, UTILITY: 0.13, AUTHENTICATION: 0.13 },
  "52": { MARKETING: 0.28, UTILITY: 0.07, AUTHENTICATION: 0.16 },
  "54": { MARKETING: 0.4, UTILITY: 0.22, AUTHENTICATION: 0.24 },
  "57": { MARKETING: 0.09, UTILITY: 0.01, AUTHENTICATION: 0.05 },
  "44": { MARKETING: 0.34, UTILITY: 0.14, AUTHENTICATION: 0.23 },
  "49": { MARKETING: 0.88, UTILITY: 0.35, AUTHENTICATION: 0.49 },
  "1": { MARKETING: 0.16, UTILITY: 0.03, AUTHENTICATION: 0.09 },
};
const OTHER: Rates = { MARKETING: 0.39, UTILITY: 0.05, AUTHENTICATION: 0.19 };

const PER_BRL: Record<string, number> = { BRL: 1, USD: 0.18, EUR: 0.16, GBP: 0.14, MXN: 3.3 };

/** ISO country of a number, for identifiers such as BSUIDs. */
const COUNTRIES: Record<string, string> = {
  "55": "BR",
  "351": "PT",
  "34": "ES",
  "52": "MX",
  "54": "AR",
  "57": "CO",
  "44": "GB",
  "49": "DE",
  "1": "US",
  "385": "HR",
  "41": "CH",
};

function callingCode(number: string, table: Record<string, unknown>): string | null {
  for (const length of [3, 2, 1]) {
    const code = number.slice(0, length);
    if (code in table) return code;
  }
  return null;
}

export function countryOf(number: string): string {
  const code = callingCode(number, COUNTRIES);
  return (code && COUNTRIES[code]) || "ZZ";
}

/** Price of one delivered message; free-form messages (category null) are free. */
export function priceOf(number: string, category: string | null, currency: string): number {
  if (!category) return 0;
  const code = callingCode(number, BRL_RATES);
  const rates = (code && BRL_RATES[code]) || OTHER;
  const brl = rates[category as keyof Rates] ?? rates.MARKETING;
  return Math.round(brl * (PER_BRL[currency] ?? 1) * 10_000) / 10_000;
}
