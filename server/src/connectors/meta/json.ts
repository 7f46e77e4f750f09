/** Reading values that came from outside, without believing their types. */
export { isObject, type Json, object, objects, optional } from "../../lib/json.ts";

/** Text, or a number written out: Meta sends ids as either. */
export function text(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** "+55 11 3000-1000" or "551130001000" -> E.164. */
export function phoneOf(value: unknown): string | undefined {
  const digits = text(value)?.replace(/[^\d]/g, "") ?? "";
  return /^\d{5,20}$/.test(digits) ? `+${digits}` : undefined;
}

/** Seconds since 1970, as text or number. */
export function dateOf(value: unknown): Date | null {
  const seconds = typeof value === "string" && /^\d{1,12}$/.test(value) ? Number(value) : value;
  if (typeof seconds !== "number" || !Number.isFinite(seconds)) return null;
  const at = new Date(seconds * 1000);
  return Number.isNaN(at.getTime()) ? null : at;
}
