/** One way to declare an Infobip endpoint: its name in the table of operations, and its handler. */
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from "fastify";
import { asObject, asString, asText, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { senderOf } from "../state.ts";
import type { Sender } from "../types.ts";
import { InfobipError, type Violations } from "./errors.ts";
import { OPERATIONS } from "./operations.ts";

/** What a handler sees of a request, already narrowed. */
export interface Call {
  request: FastifyRequest;
  reply: FastifyReply;
  account: FastifyRequest["account"];
  params: Record<string, string>;
  query: Json;
  body: Json;
}

/** Registers the handler of an operation of the table; `name` is its key there. */
export function endpoint(app: FastifyInstance, name: string, handler: (call: Call) => unknown): void {
  const operation = OPERATIONS[name];
  if (!operation) throw new Error(`${name} is missing in the table of operations`);
  const [method = "GET", url = ""] = name.split(" ");
  app.route({
    method: method as HTTPMethods,
    url,
    exposeHeadRoute: false,
    config: { operation, name },
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
