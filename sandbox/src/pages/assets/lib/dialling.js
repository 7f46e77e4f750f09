/** Dialling codes of the countries the sandbox's lists offer, each with the country (ISO 3166) that names it. */
export const COUNTRIES = [
  ["55", "BR"],
  ["351", "PT"],
  ["52", "MX"],
  ["1", "US"],
  ["54", "AR"],
  ["591", "BO"],
  ["56", "CL"],
  ["57", "CO"],
  ["506", "CR"],
  ["593", "EC"],
  ["34", "ES"],
  ["33", "FR"],
  ["49", "DE"],
  ["91", "IN"],
  ["62", "ID"],
  ["39", "IT"],
  ["81", "JP"],
  ["258", "MZ"],
  ["31", "NL"],
  ["244", "AO"],
  ["595", "PY"],
  ["51", "PE"],
  ["27", "ZA"],
  ["41", "CH"],
  ["44", "GB"],
  ["598", "UY"],
  ["58", "VE"],
];

/** The dialling code that these digits begin with, the longest one that fits. @param {string} digits */
export function diallingCodeOf(digits) {
  const fitting = COUNTRIES.map(([code]) => code).filter((code) => digits.startsWith(code));
  return fitting.sort((a, b) => b.length - a.length)[0] ?? null;
}
