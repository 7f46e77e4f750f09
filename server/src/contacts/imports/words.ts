/** What row errors say, by code and language. The dashboard has the same words (a test holds them equal). */
import { english } from "./words-en.ts";
import { spanish } from "./words-es.ts";
import { portuguese } from "./words-pt.ts";

export const rowErrorCodes = [
  "no_identifier",
  "find_by_missing",
  "not_number",
  "not_boolean",
  "not_date",
  "not_object",
  "not_object_array",
  "invalid_phone",
  "invalid_email",
  "invalid_country",
  "invalid_language",
  "invalid_time_zone",
  "invalid_date_of_birth",
  "too_long",
  "attribute_type",
  "attribute_value",
  "attribute_blocklisted",
  "too_many_attributes",
  "identifier_taken",
  "subscription_word",
  "quote_not_closed",
  "row_too_long",
] as const;
export type RowErrorCode = (typeof rowErrorCodes)[number];

export interface ImportWords {
  readonly errors: Readonly<Record<RowErrorCode, string>>;
  /** Heads of the columns that the file of left-out rows has before the original ones. */
  readonly columns: {
    readonly row: string;
    readonly column: string;
    readonly value: string;
    readonly reason: string;
  };
}

export const languages = ["en", "pt-BR", "es"] as const;
export type Language = (typeof languages)[number];

const words: Readonly<Record<Language, ImportWords>> = { en: english, "pt-BR": portuguese, es: spanish };

/** Columns of our own making: a corrected file that still has them imports as if it had not. */
export const errorColumns: ReadonlySet<string> = new Set(
  languages.flatMap((language) => Object.values(words[language].columns)),
);

export function columnWords(language: Language): ImportWords["columns"] {
  return words[language].columns;
}

export type Params = Readonly<Record<string, string | number>>;

/** null: no words for such a code. */
export function sayRowError(language: Language, code: string, params: Params): string | null {
  const text = (words[language].errors as Readonly<Record<string, string | undefined>>)[code];
  return text?.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? "")) ?? null;
}
