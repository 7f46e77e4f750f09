/** Query strings of the compatible API. Lists: `phone=a`, `phone[]=a&phone[]=b`. */
import Type from "typebox";

export const QuerySchema = Type.Record(Type.String(), Type.Unknown());
export type Query = Readonly<Record<string, unknown>>;

export function listOf(query: Query, name: string): string[] {
  return [query[name], query[`${name}[]`]].flat().filter((value) => typeof value === "string");
}

/** A whole number from 0 on; anything else is as if it was not given. */
export function numberOf(query: Query, name: string, fallback: number): number {
  const value = Number(query[name] ?? fallback);
  return Number.isInteger(value) && value >= 0 ? value : fallback;
}
