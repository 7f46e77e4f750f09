/** Query strings of the compatible API. Lists: `phone=a`, `phone[]=a&phone[]=b`. */
import Type from "typebox";

const Names = Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())]));

/** Users named in a query string, in either way of writing a list. */
export const UsersQuery = Type.Object({
  external_id: Names,
  "external_id[]": Names,
  phone: Names,
  "phone[]": Names,
  email: Names,
  "email[]": Names,
});

export type Query = Readonly<Record<string, unknown>>;

export function listOf(query: Query, name: string): string[] {
  return [query[name], query[`${name}[]`]].flat().filter((value) => typeof value === "string");
}

/** A whole number from 0 on; anything else is as if it was not given. */
export function numberOf(query: Query, name: string, fallback: number): number {
  const value = Number(query[name] ?? fallback);
  return Number.isInteger(value) && value >= 0 ? value : fallback;
}
