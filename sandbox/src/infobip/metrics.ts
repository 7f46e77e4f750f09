/** `/metrics/1`: aggregate counts, asked for now and answered a little later by one callback. */
import type { FastifyInstance } from "fastify";
import { request as post } from "undici";
import { uuid } from "../ids.ts";
import { asObject, asString, asStrings, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Account, Message } from "../types.ts";
import { badRequest, type Call, endpoint } from "./endpoint.ts";
import { InfobipError, type Violations } from "./errors.ts";
import { isUrl } from "./send-common.ts";

interface Query {
  accountKey: string;
  status: "IN_PROGRESS" | "SUCCESS" | "FAILED";
  failureMessage?: string;
}

const ANSWER_MS = 1500;

const DIMENSIONS: Record<string, (message: Message) => string> = {
  DAY: ({ sentAt }) => `${new Date(sentAt).toISOString().slice(0, 10)}T00:00:00.000Z`,
  HOUR: ({ sentAt }) => `${new Date(sentAt).toISOString().slice(0, 13)}:00:00.000Z`,
  SENDER: ({ conversation }) => conversation.sender.number,
  STATUS_GROUP: ({ state }) =>
    ({ pending: "PENDING", delivered: "DELIVERED", seen: "DELIVERED", failed: "UNDELIVERABLE" })[state],
  ERROR_CODE: ({ state, error }) => (state === "failed" ? String(error) : "0"),
  CHANNEL: () => "WHATSAPP",
};

const METRICS: Record<string, (message: Message) => boolean> = {
  TOTAL_TRAFFIC_COUNT: () => true,
  TOTAL_SENT_TRAFFIC_COUNT: ({ fromPhone }) => !fromPhone,
  DELIVERED_TRAFFIC_COUNT: ({ fromPhone, state }) =>
    !fromPhone && (state === "delivered" || state === "seen"),
  FAILED_TRAFFIC_COUNT: ({ fromPhone, state }) => !fromPhone && state === "failed",
  SEEN_OPENED_TRAFFIC_COUNT: ({ fromPhone, state }) => !fromPhone && state === "seen",
  TOTAL_RECEIVED_TRAFFIC_COUNT: ({ fromPhone }) => fromPhone,
};

export function registerMetrics(app: FastifyInstance, sandbox: Sandbox): void {
  const queries = new Map<string, Query>();
  endpoint(app, "POST /metrics/1/query-aggregate-data", (call) => ask(sandbox, queries, call));
  endpoint(app, "GET /metrics/1/requests/:requestId", ({ params, account }) => {
    const query = queries.get(params.requestId ?? "");
    if (!query || query.accountKey !== account.key) throw new InfobipError(404);
    const { status, failureMessage } = query;
    return { requestId: params.requestId, status, ...(failureMessage ? { failureMessage } : {}) };
  });
}

function ask(sandbox: Sandbox, queries: Map<string, Query>, { account, body, reply }: Call): unknown {
  const asked = asObject(body.request);
  const filterBy = asObject(asked.filterBy);
  const violations: Violations = {};
  if (!isUrl(body.callbackUrl)) violations.callbackUrl = ["is not a valid url"];
  for (const field of ["sentSince", "sentUntil"]) {
    if (!Number.isFinite(Date.parse(asString(filterBy[field]) ?? ""))) {
      violations[`request.filterBy.${field}`] = ["must be a date"];
    }
  }
  if (asStrings(asked.metrics).length === 0) violations["request.metrics"] = ["must not be empty"];
  if (Object.keys(violations).length > 0) throw badRequest(violations);
  const requestId = uuid();
  const query: Query = { accountKey: account.key, status: "IN_PROGRESS" };
  queries.set(requestId, query);
  sandbox.tasks.add(Date.now() + ANSWER_MS * sandbox.state.settings.timeScale, () => {
    query.status = "SUCCESS";
    const answer = { requestId, status: query.status, response: aggregate(sandbox, account, asked) };
    void deliver(asString(body.callbackUrl) ?? "", answer);
  });
  return reply.code(201).send({ requestId });
}

/** Posted once; nobody listening means nobody is told. */
async function deliver(url: string, answer: unknown): Promise<void> {
  try {
    const headers = { "content-type": "application/json" };
    const { body } = await post(url, { method: "POST", headers, body: JSON.stringify(answer) });
    await body.dump();
  } catch {
    // The status endpoint still says SUCCESS; the data are lost, as they are with Infobip.
  }
}

function aggregate({ state }: Sandbox, account: Account, asked: Json): unknown {
  const filterBy = asObject(asked.filterBy);
  const dimensions = asStrings(asked.aggregateBy);
  const metrics = asStrings(asked.metrics);
  const since = Date.parse(asString(filterBy.sentSince) ?? "");
  const until = Date.parse(asString(filterBy.sentUntil) ?? "");
  const senders = asStrings(filterBy.senders);
  const rows = new Map<string, (string | number)[]>();
  for (const message of state.messages) {
    if (message.account !== account || message.sentAt < since || message.sentAt >= until) continue;
    if (senders.length > 0 && !senders.includes(message.conversation.sender.number)) continue;
    countInto(rows, message, dimensions, metrics);
  }
  return {
    requestedPeriod: { sentSince: filterBy.sentSince, sentUntil: filterBy.sentUntil },
    totalRows: rows.size,
    columns: [
      ...dimensions.map((columnName) => ({
        columnName,
        columnDataType: columnName === "DAY" ? "DATE_TIME" : "STRING",
      })),
      ...metrics.map((columnName) => ({ columnName, columnDataType: "INTEGER" })),
    ],
    rows: [...rows.values()],
  };
}

function countInto(
  rows: Map<string, (string | number)[]>,
  message: Message,
  dimensions: string[],
  metrics: string[],
): void {
  const values = dimensions.map((name) => DIMENSIONS[name]?.(message) ?? "N/A");
  const key = values.join("\n");
  const row = rows.get(key) ?? [...values, ...metrics.map(() => 0)];
  metrics.forEach((name, i) => {
    if (METRICS[name]?.(message)) row[values.length + i] = Number(row[values.length + i]) + 1;
  });
  rows.set(key, row);
}
