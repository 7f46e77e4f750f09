/**
 * Recipients that fail on purpose, by the last digits of their number. README.md and the control API list them.
 *
 * - six digits of an error that can come late (131026, 132015 …): accepted, then failed with it;
 * - `9` and six digits of any error (zeros in front: 9000004, 9131056): refused in the answer of the call;
 * - `88` and four digits of a special course: see SPECIAL.
 */
import { allErrors, catalogueEntry } from "../error-catalogue.ts";

const SPECIAL = {
  "880001": "read without delivered",
  "880002": "delivered, then failed with 131026 under the same id",
  "880003": "sent and delivered arrive before the answer of the call",
  "880004": "accepted, and never heard of again",
  "880005": "accepted, but the line is dropped without an answer",
  "880006": "held for quality assessment, then dropped with 132015",
  "880007": "wa_id differs from the number that was called (a ninth digit)",
  "880008": "the person uses a username: no wa_id in answers, statuses and messages",
  "880009": "statuses arrive in the order read, delivered, sent",
} as const;

export type SpecialEnding = keyof typeof SPECIAL;

export function specialEnding(number: string): SpecialEnding | null {
  const ending = number.slice(-6);
  return ending in SPECIAL ? (ending as SpecialEnding) : null;
}

/** The error a call to this number is answered with, 0 for none. */
export function refusalOf(number: string): number {
  const digits = /9(\d{6})$/.exec(number)?.[1];
  const code = digits ? Number(digits) : 0;
  return code > 0 && catalogueEntry(code) ? code : 0;
}

/** The error an accepted message to this number fails with, 0 for none. */
export function failureOf(number: string): number {
  const code = Number(number.slice(-6));
  return catalogueEntry(code)?.asynchronous ? code : 0;
}

export interface MetaMagic {
  suffix: string;
  outcome: "refused" | "fails" | "special";
  code: number | null;
  description: string;
}

export function metaMagic(): MetaMagic[] {
  const errors = allErrors().filter(({ code }) => code > 0 && code < 1_000_000);
  const failing = errors.filter(({ asynchronous }) => asynchronous);
  return [
    ...failing.map(({ code, title }) => ({
      suffix: String(code),
      outcome: "fails" as const,
      code,
      description: title,
    })),
    ...errors.map(({ code, title }) => ({
      suffix: `9${String(code).padStart(6, "0")}`,
      outcome: "refused" as const,
      code,
      description: title,
    })),
    ...Object.entries(SPECIAL).map(([suffix, description]) => ({
      suffix,
      outcome: "special" as const,
      code: null,
      description,
    })),
  ];
}
