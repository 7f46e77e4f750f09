/** Checks that ask the provider: its host, the key, the balance, and the numbers as it shows them. */
import { AppError } from "../../lib/errors.ts";
import { HttpError } from "../../lib/http.ts";
import { saysNothing } from "../health/health.ts";
import { daysLeft } from "../health/key.ts";
import { isLowQuality, numberTrouble, readActiveNumbers, refreshBalance } from "../health/refresh.ts";
import { requiredScopes } from "../infobip/account.ts";
import { requiredPermissions } from "../meta/account.ts";
import type { Check, CheckOutcome, CheckState, Exam, Finding } from "./doctor.ts";

async function host(exam: Exam): Promise<CheckOutcome> {
  const { host: name, protocol } = new URL(exam.connection.baseUrl);
  try {
    const { tookMs } = await exam.hostAnswer();
    if (protocol !== "https:") return { state: "ok", code: "plain", params: { host: name, ms: tookMs } };
    return { state: "ok", code: "ok", params: { host: name, ms: tookMs } };
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    return {
      state: "failed",
      code: error.kind === "blocked" ? "blocked" : "unreachable",
      params: { host: name, reason: error.message },
    };
  }
}

/** Signatures, sessions and the ends of keys all go by the clock. */
async function clock(exam: Exam): Promise<CheckOutcome> {
  const answer = await exam.hostAnswer().catch(() => null);
  if (!answer?.date) return { state: "unknown", code: "no_date" };
  const seconds = Math.round((answer.at.getTime() - answer.date.getTime()) / 1000);
  const away = Math.abs(seconds);
  // The provider's date has whole seconds, and its answer was under way for a while.
  if (away <= 30) return { state: "ok", code: "ok", params: { seconds } };
  return {
    state: away > 300 ? "failed" : "warning",
    code: seconds > 0 ? "ahead" : "behind",
    params: { seconds: away },
  };
}

async function key(exam: Exam): Promise<CheckOutcome> {
  try {
    const { keyName, accountName } = await exam.facts();
    return { state: "ok", code: "ok", params: { key: keyName ?? "", account: accountName ?? "" } };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (isScopeTrouble(error)) return { state: "ok", code: "accepted" };
    return {
      state: saysNothing(error) ? "unknown" : "failed",
      code: saysNothing(error) ? "no_answer" : "refused",
      params: { code: error.code, text: error.message },
      ...(saysNothing(error) ? {} : { remedy: "replace_key" as const }),
    };
  }
}

function isScopeTrouble({ code }: AppError): boolean {
  return code === "infobip_missing_scopes" || code === "meta_permission_missing";
}

async function scopes({ connection, facts }: Exam): Promise<CheckOutcome> {
  const required: readonly string[] = connection.provider === "meta" ? requiredPermissions : requiredScopes;
  let missing: readonly string[];
  try {
    const { scopes: granted } = await facts();
    if (granted.length === 0) return { state: "unknown", code: "untold" };
    missing = required.filter((name) => !granted.includes(name));
  } catch (error) {
    if (!(error instanceof AppError) || !isScopeTrouble(error))
      return { state: "unknown", code: "needs_key" };
    missing = String(error.params.scopes ?? error.params.permissions ?? "").split(/,\s*/);
  }
  const items = required.map((scope) => ({
    code: missing.includes(scope) ? "missing" : "granted",
    params: { scope },
  }));
  if (missing.length === 0) return { state: "ok", code: "ok", params: { count: required.length }, items };
  return {
    state: "failed",
    code: "missing",
    params: { scopes: missing.join(", ") },
    items,
    remedy: "replace_key",
  };
}

async function expiry({ ctx, facts }: Exam): Promise<CheckOutcome> {
  const { keyExpiresAt } = await facts();
  if (!keyExpiresAt) return { state: "ok", code: "none" };
  const days = daysLeft(keyExpiresAt, ctx.clock.now());
  const params = { days, date: keyExpiresAt.toISOString() };
  if (days > 30) return { state: "ok", code: "ok", params };
  return {
    state: days > 0 ? "warning" : "failed",
    code: days > 0 ? "soon" : "over",
    params,
    remedy: "replace_key",
  };
}

async function balance({ ctx, connection }: Exam): Promise<CheckOutcome> {
  const money = await refreshBalance(ctx, connection);
  if (!money) return { state: "unknown", code: "untold" };
  const row = await ctx.db
    .selectFrom("connections")
    .select("balanceAlert")
    .where("workspaceId", "=", connection.workspaceId)
    .where("id", "=", connection.id)
    .executeTakeFirst();
  const alert = row?.balanceAlert ?? null;
  // Figures, not text: text is searched for phone numbers.
  const params = { amount: Math.round(Number(money.amount) * 100) / 100, currency: money.currency };
  if (Number(money.amount) <= 0) return { state: "warning", code: "empty", params };
  if (alert !== null && Number(money.amount) < Number(alert))
    return { state: "warning", code: "low", params: { ...params, alert: Number(alert) } };
  return { state: "ok", code: "ok", params };
}

const worst: readonly CheckState[] = ["ok", "unknown", "warning", "failed"];

async function numbers(exam: Exam): Promise<CheckOutcome> {
  const { ctx, connection, numbers: own } = exam;
  if (own.length === 0) return { state: "warning", code: "none" };
  const read = new Map(
    (await readActiveNumbers(ctx, connection, own)).map((number) => [number.phone, number]),
  );
  const judged = own.map(({ phone }) => judgeNumber(phone, read.get(phone)));
  const state = judged
    .map((one) => one.state)
    .reduce((a, b) => (worst.indexOf(b) > worst.indexOf(a) ? b : a));
  return {
    state,
    code: state === "ok" ? "ok" : "trouble",
    params: { count: own.length },
    items: judged.map((one) => one.finding),
    remedy: "refresh",
  };
}

function judgeNumber(
  phone: string,
  seen:
    | { readonly quality: string; readonly status: string; readonly nameStatus?: string | null }
    | undefined,
): { state: CheckState; finding: Finding } {
  if (!seen) return { state: "failed", finding: { code: "missing", params: { phone } } };
  const { quality, status } = seen;
  const params = { phone, quality, status };
  const trouble = numberTrouble(status);
  if (trouble === "stopped") return { state: "failed", finding: { code: "stopped", params } };
  if (trouble === "limited") return { state: "warning", finding: { code: "limited", params } };
  if (status === "PENDING" || status === "UNVERIFIED" || seen.nameStatus === "PENDING_REVIEW")
    return { state: "warning", finding: { code: "in_review", params } };
  if (isLowQuality(quality)) return { state: "warning", finding: { code: "low_quality", params } };
  return { state: "ok", finding: { code: "well", params } };
}

export const providerChecks: readonly Check[] = [
  { name: "host", run: host },
  { name: "clock", run: clock },
  { name: "key", run: key },
  { name: "scopes", run: scopes },
  { name: "expiry", run: expiry, needsKey: true },
  { name: "balance", run: balance, needsKey: true },
  { name: "numbers", run: numbers, needsKey: true },
];
