/** What a description of a filter needs from outside: translations, names for ids, and how a language writes values. */
export interface WordSources {
  /** Translates a key of the `segments` texts. */
  t: (key: string, params?: Record<string, string | number>) => string;
  attributeLabel: (name: string, custom: boolean) => string;
  /** How a stored value reads, e.g. BR as Brazil. */
  valueLabel: (filter: { name: string; custom: boolean }, value: string) => string;
  numberLabel: (subscriptionGroupId: string) => string;
  campaignName: (campaignId: string) => string;
  variantName: (campaignId: string, variantId: string) => string;
  segmentName: (segmentId: string) => string;
  /** A provider's code with what it means, where that is known. */
  errorLabel: (code: string) => string;
  countryName: (code: string) => string;
  formatDate: (iso: string) => string;
  /** 1 to 12. */
  formatMonth: (month: number) => string;
  formatNumber: (value: number) => string;
  formatPercent: (ratio: number) => string;
  formatMoney: (amount: number, currency: string) => string;
  formatList: (items: string[], type: "conjunction" | "disjunction") => string;
}

/** The parts that are there, with spaces between them. */
export function phrase(...parts: string[]): string {
  return parts.filter((part) => part !== "").join(" ");
}
