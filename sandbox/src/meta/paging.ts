/** Graph's cursor paging: `limit`, `after`, `before`; the cursor is the place in the list. */
import { asText, type Json } from "../json.ts";
import type { GraphCall } from "./call.ts";
import { catalogued } from "./errors.ts";

const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 500;

const encode = (place: number) => Buffer.from(`at:${place}`).toString("base64url");

function decode(cursor: string): number {
  const place = /^at:(\d+)$/.exec(Buffer.from(cursor, "base64url").toString())?.[1];
  if (place === undefined) throw catalogued(131059);
  return Number(place);
}

export function pageOf<T>(
  { input, request }: GraphCall,
  items: T[],
  present: (item: T) => unknown,
  defaultLimit = DEFAULT_LIMIT,
): Json {
  const limit = Math.min(Math.max(Number(asText(input.limit) ?? defaultLimit) || defaultLimit, 1), MAX_LIMIT);
  const after = asText(input.after);
  const before = asText(input.before);
  const end = before ? decode(before) : items.length;
  const start = after ? decode(after) + 1 : before ? Math.max(0, end - limit) : 0;
  const page = items.slice(start, Math.min(start + limit, end));
  if (page.length === 0) return { data: [] };
  const last = start + page.length - 1;
  const paging: Json = { cursors: { before: encode(start), after: encode(last) } };
  const link = (cursor: Json) => nextAddress(request, { limit, ...cursor });
  if (last + 1 < items.length) paging.next = link({ after: encode(last) });
  if (start > 0) paging.previous = link({ before: encode(start) });
  return { data: page.map(present), paging };
}

function nextAddress(request: GraphCall["request"], cursor: Json): string {
  const address = new URL(request.url, `http://${request.headers.host ?? "localhost"}`);
  for (const name of ["after", "before", "limit"]) address.searchParams.delete(name);
  for (const [name, value] of Object.entries(cursor)) address.searchParams.set(name, String(value));
  return address.href;
}
