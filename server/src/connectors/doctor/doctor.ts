/**
 * The doctor: looks at one connection from every side, live, and says for each side what is wrong and how it is mended. Nothing
 * it does changes anything at the provider. Invariants: a check never throws and never takes longer than its limit; what cannot
 * be known is said so; a report holds no secret and no phone number but those of the workspace's own lines.
 */
import type { Context } from "../../lib/context.ts";
import { AppError } from "../../lib/errors.ts";
import { type LoadedConnection, loadConnection, providerIo, webhookTarget } from "../connections.ts";
import type { AccountFacts, WebhookTarget } from "../connector.ts";
import { activeNumbers } from "../health/refresh.ts";
import { connectorFor } from "../registry.ts";
import { scrubber } from "./scrub.ts";

export type CheckState = "ok" | "warning" | "failed" | "unknown";
/** What Ponte can do about it itself, at the press of a button. */
export type Remedy = "replace_key" | "renew_webhooks" | "refresh" | "sync_templates";
export type CheckParams = Readonly<Record<string, string | number>>;

export interface Finding {
  /** Stable; the words go by it. */
  readonly code: string;
  readonly params?: CheckParams;
}

export interface CheckOutcome extends Finding {
  readonly state: CheckState;
  /** One by one, where there are several. */
  readonly items?: readonly Finding[];
  readonly remedy?: Remedy;
}

export interface CheckResult extends CheckOutcome {
  readonly check: string;
  readonly tookMs: number;
}

/** What checks share, asked of the provider once. */
export interface Exam {
  readonly ctx: Context;
  readonly connection: LoadedConnection;
  readonly numbers: Awaited<ReturnType<typeof activeNumbers>>;
  readonly target: WebhookTarget;
  /** Throws what the probe throws. */
  facts(): Promise<AccountFacts>;
  /** The answer to a plain call of the provider's host. */
  hostAnswer(): Promise<HostAnswer>;
}

export interface HostAnswer {
  readonly status: number;
  /** The provider's clock; null: it sent none. */
  readonly date: Date | null;
  readonly at: Date;
  readonly tookMs: number;
}

export interface Check {
  readonly name: string;
  /** Says nothing while the key does not work. */
  readonly needsKey?: boolean;
  readonly run: (exam: Exam) => Promise<CheckOutcome>;
}

export interface DoctorReport {
  readonly at: Date;
  readonly results: readonly CheckResult[];
}

const limitMs = 20_000;

/** Runs all checks at once. `onResult` hears of each as it ends; results come in the order of the checks. */
export async function examine(
  ctx: Context,
  workspaceId: string,
  connectionId: string,
  checks: readonly Check[],
  onResult: (result: CheckResult) => void = () => {},
): Promise<DoctorReport> {
  const exam = await prepare(ctx, workspaceId, connectionId);
  const scrub = await scrubber(ctx, exam.connection, exam.numbers);
  const results = await Promise.all(
    checks.map(async (check) => {
      const result = scrub(await runCheck(exam, check));
      onResult(result);
      return result;
    }),
  );
  return { at: ctx.clock.now(), results };
}

async function prepare(ctx: Context, workspaceId: string, connectionId: string): Promise<Exam> {
  const connection = await loadConnection(ctx, workspaceId, connectionId);
  const { account } = connectorFor(connection.provider);
  return {
    ctx,
    connection,
    numbers: await activeNumbers(ctx.db, connectionId),
    target: await webhookTarget(ctx, connection),
    facts: once(() => account.probe(providerIo(ctx), connection.credentials)),
    hostAnswer: once(() => askHost(ctx, connection)),
  };
}

async function askHost(ctx: Context, { credentials }: LoadedConnection): Promise<HostAnswer> {
  const started = performance.now();
  // Without the key: whatever it answers, somebody is there.
  const answer = await ctx.http.send({
    method: "GET",
    url: credentials.baseUrl,
    timeoutMs: 10_000,
    allowedHosts: credentials.allowedHosts,
  });
  const date = new Date(String(answer.headers.date ?? ""));
  return {
    status: answer.status,
    date: Number.isNaN(date.getTime()) ? null : date,
    at: ctx.clock.now(),
    tookMs: Math.round(performance.now() - started),
  };
}

async function runCheck(exam: Exam, check: Check): Promise<CheckResult> {
  const started = performance.now();
  const outcome = await judged(exam, check);
  return { check: check.name, ...outcome, tookMs: Math.round(performance.now() - started) };
}

async function judged(exam: Exam, check: Check): Promise<CheckOutcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<CheckOutcome>((resolve) => {
    timer = setTimeout(
      () => resolve({ state: "unknown", code: "timed_out", params: { seconds: limitMs / 1000 } }),
      limitMs,
    );
  });
  try {
    return await Promise.race([look(exam, check), late]);
  } catch (error) {
    if (error instanceof AppError)
      return {
        state: error.status >= 500 ? "unknown" : "failed",
        code: "provider_said",
        params: { code: error.code, text: error.message },
      };
    exam.ctx.log.error({ err: error, check: check.name }, "a check of the doctor broke");
    return { state: "unknown", code: "check_broke" };
  } finally {
    clearTimeout(timer);
  }
}

async function look(exam: Exam, check: Check): Promise<CheckOutcome> {
  if (check.needsKey) {
    const works = await exam.facts().then(
      () => true,
      () => false,
    );
    if (!works) return { state: "unknown", code: "needs_key" };
  }
  return check.run(exam);
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null;
  return () => {
    answer ??= ask();
    return answer;
  };
}
