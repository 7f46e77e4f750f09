/** The doctor's look at a connection's traffic: what arrived, what was not understood, what waits, what came from elsewhere. */
import { sql } from "kysely";
import type { Check, CheckOutcome, Exam } from "../connectors/doctor/doctor.ts";
import { lastWebhookOf, waitingOf, webhookWordsOf } from "./connection-traffic.ts";

const minuteMs = 60_000;

function minutesSince(at: Date, now: Date): number {
  return Math.max(0, Math.round((now.getTime() - at.getTime()) / minuteMs));
}

/** A provider reports within minutes of a message; ten of silence after one was taken are strange, an hour is wrong. */
async function lastWebhook({ ctx, connection }: Exam): Promise<CheckOutcome> {
  const now = ctx.clock.now();
  const { webhookAt, acceptedAt } = await lastWebhookOf(ctx.db, connection.workspaceId, connection.id, now);
  if (acceptedAt && (!webhookAt || webhookAt < acceptedAt)) {
    const minutes = minutesSince(acceptedAt, now);
    // The counters know ten minutes at a time.
    if (minutes > 20)
      return {
        state: minutes > 60 ? "failed" : "warning",
        code: "silent",
        params: { minutes },
        remedy: "renew_webhooks",
      };
  }
  if (!webhookAt) return { state: "unknown", code: "none_yet" };
  return { state: "ok", code: "ok", params: { minutes: minutesSince(webhookAt, now) } };
}

/**
 * A message to the provider and its report back is the one proof of the whole way. No provider sends a webhook on request, so
 * the last real one counts.
 */
async function roundTrip({ ctx, connection }: Exam): Promise<CheckOutcome> {
  const now = ctx.clock.now();
  const { acceptedAt, reportedAt } = await lastWebhookOf(ctx.db, connection.workspaceId, connection.id, now);
  if (!acceptedAt) return { state: "unknown", code: "nothing_sent" };
  if (!reportedAt)
    return { state: "unknown", code: "no_report", params: { minutes: minutesSince(acceptedAt, now) } };
  return { state: "ok", code: "ok", params: { minutes: minutesSince(reportedAt, now) } };
}

async function unknownWords({ ctx, connection }: Exam): Promise<CheckOutcome> {
  const words = await webhookWordsOf(ctx.db, connection.workspaceId, connection.id, ctx.clock.now());
  const unknown = words.filter(({ event }) => event.startsWith("unknown:"));
  if (unknown.length === 0) return { state: "ok", code: "ok" };
  return {
    state: "warning",
    code: "some",
    params: { count: unknown.reduce((sum, { count }) => sum + count, 0) },
    items: unknown.slice(0, 20).map(({ event, count }) => ({
      code: "word",
      params: { word: event.slice("unknown:".length), count },
    })),
  };
}

async function parked({ ctx, connection }: Exam): Promise<CheckOutcome> {
  const { rows } = await sql<{ reason: string; count: number; since: Date }>`
    select parked_reason as reason, count(*)::int as count, min(received_at) as since
    from webhook_inbox
    where workspace_id = ${connection.workspaceId} and connection_id = ${connection.id} and parked_reason is not null
    group by parked_reason order by count desc limit 20`.execute(ctx.db);
  if (rows.length === 0) return { state: "ok", code: "ok" };
  return {
    state: "warning",
    code: "some",
    params: { count: rows.reduce((sum, { count }) => sum + count, 0) },
    items: rows.map(({ reason, count, since }) => ({
      code: "body",
      params: { reason, count, since: since.toISOString() },
    })),
  };
}

const patienceMs = 10 * minuteMs;

async function waiting({ ctx, connection }: Exam): Promise<CheckOutcome> {
  const now = ctx.clock.now();
  const { count, since } = await waitingOf(ctx.db, connection.workspaceId, connection.id, now);
  if (!since) return { state: "ok", code: "none" };
  const params = { count, minutes: minutesSince(since, now) };
  if (connection.state === "failing") return { state: "warning", code: "paused", params };
  if (now.getTime() - since.getTime() <= patienceMs) return { state: "ok", code: "moving", params };
  // A large audience takes its time at the pace of the number: what counts is that messages leave.
  const { acceptedAt } = await lastWebhookOf(ctx.db, connection.workspaceId, connection.id, now);
  if (acceptedAt && now.getTime() - acceptedAt.getTime() <= 2 * patienceMs)
    return { state: "ok", code: "moving", params };
  return { state: "warning", code: "long", params };
}

async function exclusivity({ ctx, connection, numbers }: Exam): Promise<CheckOutcome> {
  const open = await ctx.db
    .selectFrom("notices")
    .select(["subject", "count", "lastSeenAt"])
    .where("workspaceId", "=", connection.workspaceId)
    .where("kind", "=", "foreign_traffic")
    .where("subject", "in", [connection.id, ...numbers.map(({ id }) => id)])
    .where("resolvedAt", "is", null)
    .execute();
  if (open.length === 0) return { state: "ok", code: "ok" };
  return {
    state: "warning",
    code: "foreign",
    params: { count: open.reduce((sum, { count }) => sum + Number(count), 0) },
    items: open.map(({ subject, count, lastSeenAt }) => ({
      code: "number",
      params: {
        phone: numbers.find(({ id }) => id === subject)?.phone ?? "",
        count: Number(count),
        last: lastSeenAt.toISOString(),
      },
    })),
  };
}

export const trafficChecks: readonly Check[] = [
  { name: "last_webhook", run: lastWebhook },
  { name: "round_trip", run: roundTrip },
  { name: "waiting", run: waiting },
  { name: "exclusivity", run: exclusivity },
  { name: "unknown_words", run: unknownWords },
  { name: "parked", run: parked },
];
