/**
 * `/messages-api/1/events`, `/reports` and `/inbound`. The last two hand out what no webhook took, each item once and for
 * 48 hours: two readers in parallel lose data to each other, as with the real thing.
 */
import type { FastifyInstance } from "fastify";
import { uuid } from "../../ids.ts";
import { asArray, asObject, asText, type Json } from "../../json.ts";
import { showTyping } from "../../phone/typing.ts";
import type { Sandbox } from "../../sandbox.ts";
import { drainOf } from "../../state.ts";
import { statusOf } from "../../statuses.ts";
import type { Message } from "../../types.ts";
import { unifiedDelivery, unifiedInbound, unifiedSeen } from "../../webhooks/unified.ts";
import { badRequest, endpoint } from "../endpoint.ts";
import type { Violations } from "../errors.ts";

const KEPT_MS = 48 * 3_600_000;

export function registerUnifiedDrains(app: FastifyInstance, sandbox: Sandbox): void {
  endpoint(app, "POST /messages-api/1/events", ({ body }) => typing(sandbox, body));
  endpoint(app, "GET /messages-api/1/reports", (call) => {
    const limit = readLimit(call.query);
    const drain = drainOf(sandbox.state, call.account.key);
    const [taken, left] = take(drain.reports, ({ message }) => message, call.query, limit);
    drain.reports = left;
    const results = taken.map(({ event, message }) =>
      JSON.parse(event === "SEEN" ? unifiedSeen(message) : unifiedDelivery(message)),
    );
    return { results };
  });
  endpoint(app, "GET /messages-api/1/inbound", (call) => {
    if (call.query.channel !== "WHATSAPP") throw badRequest({ channel: ["must be WHATSAPP"] });
    const limit = readLimit(call.query);
    const drain = drainOf(sandbox.state, call.account.key);
    const [taken, left] = take(drain.inbound, (message) => message, call.query, limit);
    drain.inbound = left;
    return {
      results: taken.map((message) => JSON.parse(unifiedInbound(message))),
      messageCount: taken.length,
      pendingMessageCount: left.length,
    };
  });
}

function readLimit({ limit }: Json): number {
  const number = limit === undefined ? 50 : Number(asText(limit));
  if (!Number.isInteger(number) || number < 1 || number > 1000)
    throw badRequest({ limit: ["must be between 1 and 1000"] });
  return number;
}

/** The first items that match the query, and everything that stays. Items older than 48 hours are gone. */
function take<T>(items: T[], messageOf: (item: T) => Message, query: Json, limit: number): [T[], T[]] {
  const taken: T[] = [];
  const left: T[] = [];
  const oldest = Date.now() - KEPT_MS;
  for (const item of items) {
    const message = messageOf(item);
    if (Math.max(message.sentAt, message.doneAt) < oldest) continue;
    if (taken.length < limit && matches(message, query)) taken.push(item);
    else left.push(item);
  }
  return [taken, left];
}

function matches(message: Message, query: Json): boolean {
  const values: Record<string, string | undefined> = {
    bulkId: message.bulkId,
    messageId: message.id,
    entityId: message.extra?.entityId,
    applicationId: message.extra?.applicationId,
    campaignReferenceId: message.extra?.campaignReferenceId,
  };
  return Object.entries(values).every(([name, value]) => query[name] === undefined || query[name] === value);
}

function typing({ state }: Sandbox, body: Json): unknown {
  const violations: Violations = {};
  const events = asArray(body.events).map(asObject);
  if (events.length === 0) violations.events = ["must not be empty"];
  events.forEach((event, i) => {
    if (event.channel !== "WHATSAPP") violations[`events[${i}].channel`] = ["must be WHATSAPP"];
    if (event.event !== "TYPING_STARTED") violations[`events[${i}].event`] = ["must be TYPING_STARTED"];
    if (asArray(event.destinations).length === 0)
      violations[`events[${i}].destinations`] = ["must not be empty"];
  });
  if (Object.keys(violations).length > 0) throw badRequest(violations);
  const messages = events.flatMap((event) =>
    asArray(event.destinations).map((value) => {
      const destination = asText(asObject(value).to) ?? "";
      showTyping(state, asText(event.sender) ?? "", destination);
      return { messageId: asText(asObject(value).messageId) ?? uuid(), status: statusOf(26), destination };
    }),
  );
  return { bulkId: uuid(), messages };
}
