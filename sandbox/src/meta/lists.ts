/** Lists in parameters, in the ways Graph takes them. */
import { asStrings, asText } from "../json.ts";

/** A list given as `A,B`, `["A","B"]` or an array. */
export function listOf(value: unknown): string[] {
  if (Array.isArray(value)) return asStrings(value);
  const text = (asText(value) ?? "").trim();
  if (text.startsWith("[")) return (text.match(/[A-Za-z_-]+/g) ?? []) as string[];
  return text === "" ? [] : text.split(",");
}
