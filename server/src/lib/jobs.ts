/**
 * Occasional work (imports, syncs, launches, reminders) runs as graphile-worker jobs. A job is added in the same transaction as
 * the change that asks for it. The heavy roads (delivery, receipts) do not use this: they claim their own rows.
 */
import {
  Logger as JobLogger,
  parseCronItems,
  type Runner,
  run,
  runOnce,
  type TaskList,
} from "graphile-worker";
import { sql } from "kysely";
import type { Context } from "./context.ts";
import type { Db } from "./db.ts";

export type JobHandler = (ctx: Context, payload: unknown) => Promise<void>;

/** A domain exports its jobs as one of these; the worker role collects them. */
export interface JobDefinition {
  readonly name: string;
  readonly handler: JobHandler;
  /** Cron line (UTC), when the job also runs by itself. */
  readonly cron?: string;
}

export interface JobOptions {
  /** Jobs with the same key replace each other while they wait. */
  readonly key?: string;
  readonly runAt?: Date;
  readonly maxAttempts?: number;
  /** Jobs of one queue run one after the other. */
  readonly queue?: string;
}

export async function addJob(
  db: Db,
  name: string,
  payload: unknown,
  options: JobOptions = {},
): Promise<void> {
  await sql`select graphile_worker.add_job(
    ${name}, payload := ${JSON.stringify(payload)}::json, queue_name := ${options.queue ?? null},
    run_at := ${options.runAt ?? null}::timestamptz, max_attempts := ${options.maxAttempts ?? 25},
    job_key := ${options.key ?? null})`.execute(db);
}

export async function startJobs(
  ctx: Context,
  jobs: readonly JobDefinition[],
  concurrency = 2,
): Promise<Runner> {
  const parsedCronItems = parseCronItems(
    jobs.flatMap((job) => (job.cron ? [{ task: job.name, match: job.cron, identifier: job.name }] : [])),
  );
  return run({
    pgPool: ctx.pool,
    taskList: taskList(ctx, jobs),
    parsedCronItems,
    concurrency,
    noHandleSignals: true,
    logger: jobLogger(ctx),
    pollInterval: 2000,
  });
}

/** Runs all that is due now, in this process; for tests and for draining. */
export async function drainJobs(ctx: Context, jobs: readonly JobDefinition[]): Promise<void> {
  await runOnce({
    pgPool: ctx.pool,
    taskList: taskList(ctx, jobs),
    noHandleSignals: true,
    logger: jobLogger(ctx),
  });
}

function taskList(ctx: Context, jobs: readonly JobDefinition[]): TaskList {
  return Object.fromEntries(jobs.map((job) => [job.name, (payload: unknown) => job.handler(ctx, payload)]));
}

function jobLogger(ctx: Context): JobLogger {
  return new JobLogger((scope) => (level, message, meta) => {
    const entry = { job: scope.taskIdentifier, ...(meta?.error instanceof Error ? { err: meta.error } : {}) };
    if (level === "error") ctx.log.error(entry, message);
    else if (level === "warning") ctx.log.warn(entry, message);
    else ctx.log.debug(entry, message);
  });
}
