/** One way to declare an Infobip endpoint: method, path, family of errors, scopes, rate, handler. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { asObject, asString, asText, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { senderOf } from "../state.ts";
import type { Sender } from "../types.ts";
import { type Family, InfobipError, type Violations } from "./errors.ts";

export const SEND = ["message:send", "whatsapp:message:send", "whatsapp:manage"] as const;
export const MANAGE_WHATSAPP = ["whatsapp:manage"] as const;
export const MANAGE_ACCOUNT = ["account-management:manage"] as const;
export const MANAGE_SUBSCRIPTIONS = ["subscriptions:manage"] as const;
export const MANAGE_METRICS = ["metrics:manage"] as const;
export const READ_INBOUND = [
  "inbound-message:read",
  "whatsapp:inbound-message:read",
  "whatsapp:manage",
] as const;

export const perSecond = (limit: number) => ({ limit, windowMs: 1000 });
export const perMinute = (limit: number) => ({ limit, windowMs: 60_000 });
export const perHour = (limit: number) => ({ limit, windowMs: 3_600_000 });
export const perDay = (limit: number) => ({ limit, windowMs: 86_400_000 });

export interface Endpoint {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: string;
  family: Family;
  scopes: readonly string[];
  rate?: { limit: number; windowMs: number };
  handler: (call: Call) => unknown;
}

/** What a handler sees of a request, already narrowed. */
export interface Call {
  request: FastifyRequest;
  reply: FastifyReply;
  account: FastifyRequest["account"];
  params: Record<string, string>;
  query: Json;
  body: Json;
}

export function endpoint(
  app: FastifyInstance,
  { method, url, family, scopes, rate, handler }: Endpoint,
): void {
  app.route({
    method,
    url,
    config: { family, scopes, ...(rate ? { rate } : {}) },
    handler: (request, reply) =>
      handler({
        request,
        reply,
        account: request.account,
        params: request.params as Record<string, string>,
        query: asObject(request.query),
        body: asObject(request.body),
      }),
  });
}

/** The sender of the path, or 404 when it is not on the caller's account. */
export function pathSender(sandbox: Sandbox, call: Call): Sender {
  const sender = senderOf(sandbox.state, call.account, call.params.sender ?? "");
  if (!sender) throw new InfobipError(404);
  return sender;
}

export function badRequest(violations: Violations): InfobipError {
  return new InfobipError(400, { violations });
}

export interface Paging {
  page: number;
  size: number;
}

/** `page` from 0 and `size`; 400 when they are no such numbers. */
export function readPaging(query: Json, defaultSize: number, maxSize = 100): Paging {
  const page = readInteger(query.page, "page", 0, 0, Number.MAX_SAFE_INTEGER);
  const size = readInteger(query.size, "size", defaultSize, 1, maxSize);
  return { page, size };
}

function readInteger(value: unknown, name: string, fallback: number, low: number, high: number): number {
  if (value === undefined || value === "") return fallback;
  const number = Number(asText(value));
  if (!Number.isInteger(number)) throw badRequest({ [name]: ["must be a number"] });
  if (number < low) throw badRequest({ [name]: [`must be greater than or equal to ${low}`] });
  if (number > high) throw badRequest({ [name]: [`must be less than or equal to ${high}`] });
  return number;
}

export function pageOf<T>(items: T[], { page, size }: Paging): T[] {
  return items.slice(page * size, (page + 1) * size);
}

/** The `paging` object most list answers carry. */
export function pagingInfo(items: unknown[], { page, size }: Paging): Json {
  return { page, size, totalPages: Math.ceil(items.length / size), totalResults: items.length };
}

/** A query value that may repeat or carry commas, as a list. */
export function queryList(value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.flatMap((item) => (asString(item) ?? "").split(",")).filter((item) => item !== "");
}
