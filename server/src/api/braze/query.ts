/** Lists in query strings of the compatible API: `phone=a`, `phone[]=a&phone[]=b`. */
export function listOf(query: Readonly<Record<string, unknown>>, name: string): string[] {
  return [query[name], query[`${name}[]`]].flat().filter((value) => typeof value === "string");
}

export function numberOf(query: Readonly<Record<string, unknown>>, name: string, fallback: number): number {
  const value = Number(query[name] ?? fallback);
  return Number.isInteger(value) && value >= 0 ? value : fallback;
}
