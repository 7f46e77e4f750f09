/**
 * Values that no schema refuses and PostgreSQL cannot keep: NUL characters, halves of surrogate pairs, numbers and dates out of
 * range. Whoever sent them gets a 400; the statement that met them changed nothing.
 */
import { AppError } from "../lib/errors.ts";

/** SQLSTATEs that speak of the value, not of us: untranslatable or unreadable text, a number or a time out of range. */
const ofTheValue: ReadonlySet<string> = new Set(["22021", "22P05", "22P02", "22003", "22008"]);

/** null: the error is about something else. */
export function refusedValue(error: unknown): AppError | null {
  const { code, severity } = error as { code?: unknown; severity?: unknown };
  if (typeof code !== "string" || typeof severity !== "string" || !ofTheValue.has(code)) return null;
  return new AppError(
    "invalid_input",
    "A value cannot be kept: it contains characters that are not text (NUL, half of a pair), or a number or date out of range. Correct it and try again.",
    { cause: error },
  );
}
