/** Checks of the way back: is the address reachable, and does the provider report to it, and only to it. */
import { lookup } from "node:dns/promises";
import { HttpError, isPrivate } from "../../lib/http.ts";
import type { WebhookProblem } from "../connector.ts";
import { findWebhookProblems, takesInboundAway } from "../health/webhooks.ts";
import type { Check, CheckOutcome, Exam } from "./doctor.ts";

/**
 * Fetches our own health through the guard. That proves the name, the certificate and the proxy as seen from here; whether the
 * provider's network gets through, only a webhook that arrived can prove.
 */
async function address({ ctx, connection }: Exam): Promise<CheckOutcome> {
  const params = { address: ctx.config.publicUrl };
  const started = performance.now();
  try {
    const answer = await ctx.http.send({
      method: "GET",
      url: `${ctx.config.publicUrl}/health/live`,
      timeoutMs: 10_000,
    });
    const ms = Math.round(performance.now() - started);
    if (answer.status !== 200 || !answer.body.includes('"ok"'))
      return { state: "failed", code: "not_ponte", params: { ...params, status: answer.status } };
    if (!ctx.config.publicUrl.startsWith("https:")) return { state: "warning", code: "plain", params };
    return { state: "ok", code: "ok", params: { ...params, ms } };
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    if (error.kind !== "blocked")
      return { state: "unknown", code: "unreachable", params: { ...params, reason: error.message } };
    // A stand-in for the provider inside the same network gets through.
    if (await isPrivateName(new URL(connection.baseUrl).hostname))
      return { state: "ok", code: "both_private", params };
    return { state: "failed", code: "private", params };
  }
}

async function isPrivateName(hostname: string): Promise<boolean> {
  const addresses = await lookup(hostname, { all: true }).catch(() => []);
  return addresses.some((entry) => isPrivate(entry.address));
}

/** Two checks look at one answer. */
const asked = new WeakMap<Exam, Promise<WebhookProblem[]>>();

function problemsOf(exam: Exam): Promise<WebhookProblem[]> {
  const answer = asked.get(exam) ?? findWebhookProblems(exam.ctx, exam.connection);
  asked.set(exam, answer);
  return answer;
}

async function subscriptions(exam: Exam): Promise<CheckOutcome> {
  if (exam.target.numbers.length === 0) return { state: "unknown", code: "no_numbers" };
  const found = (await problemsOf(exam)).filter((problem) => !takesInboundAway(problem));
  if (found.length === 0) return { state: "ok", code: "ok" };
  return { state: "failed", code: "trouble", items: found.map(asFinding), remedy: "renew_webhooks" };
}

async function inboundRoute(exam: Exam): Promise<CheckOutcome> {
  if (exam.target.numbers.length === 0) return { state: "unknown", code: "no_numbers" };
  const found = (await problemsOf(exam)).filter(takesInboundAway);
  if (found.length === 0) return { state: "ok", code: "ok" };
  return { state: "warning", code: "trouble", items: found.map(asFinding) };
}

function asFinding({ code, params, detail }: WebhookProblem) {
  return { code, params: { ...params, detail } };
}

export const webhookChecks: readonly Check[] = [
  { name: "webhook_address", run: address },
  { name: "subscriptions", run: subscriptions, needsKey: true },
  { name: "inbound_route", run: inboundRoute, needsKey: true },
];
