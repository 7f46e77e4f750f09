/** Reading bodies whose fields may be missing, of another type, or new. */
export { isObject, type Json, object, objects, optional } from "../../lib/json.ts";

export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Ids come as text or as numbers. */
export function idText(value: unknown): string | undefined {
  return typeof value === "number" ? String(value) : text(value);
}

/** E.164, whatever the spelling; undefined: not a number. */
export function phoneOf(value: unknown): string | undefined {
  const spelled = idText(value)?.replace(/[\s().-]/g, "");
  return spelled && /^\+?\d{5,20}$/.test(spelled) ? `+${spelled.replace(/^\+/, "")}` : undefined;
}
