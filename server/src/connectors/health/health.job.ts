/**
 * A connection looks after itself. Every minute a paused one is tried again, and goes on when its key works and there is credit;
 * reminders that are due are raised and what is over is closed. Every few minutes numbers and balance are read, every day keys
 * and templates.
 */
import type { Context } from "../../lib/context.ts";
import { AppError } from "../../lib/errors.ts";
import type { JobDefinition } from "../../lib/jobs.ts";
import { loadConnection, providerIo } from "../connections.ts";
import { connectorFor } from "../registry.ts";
import { followAppSecret } from "./app-secret.ts";
import {
  isCreditTrouble,
  keepPaused,
  resumeConnection,
  saysNothing,
  settleNotices,
  stopsSending,
} from "./health.ts";
import { checkDueKeys, keepFacts, remindOfExpiry } from "./key.ts";
import { resumeRestedNumbers } from "./number-pause.ts";
import { refreshBalance, refreshConnection, refreshDue, refreshJob, refreshNew } from "./refresh.ts";
import { syncAllTemplates } from "./templates.ts";
import { watchWebhooks } from "./webhooks.ts";

async function everyMinute(ctx: Context): Promise<void> {
  await followAppSecret(ctx);
  await recheckPaused(ctx);
  await resumeRestedNumbers(ctx.db, ctx.clock.now());
  await settleNotices(ctx.db, ctx.clock.now());
  await remindOfExpiry(ctx.db, ctx.clock.now());
  await refreshNew(ctx);
}

interface Paused {
  readonly id: string;
  readonly workspaceId: string;
  readonly stateReason: string | null;
  readonly retryAt: Date | null;
  readonly balance: string | null;
}

export async function recheckPaused(ctx: Context): Promise<void> {
  const paused = await ctx.db
    .selectFrom("connections")
    .select(["id", "workspaceId", "stateReason", "retryAt", "balance"])
    .where("state", "=", "failing")
    .execute();
  await Promise.all(paused.map((one) => recheck(ctx, one)));
}

async function recheck(ctx: Context, paused: Paused): Promise<void> {
  const { id, workspaceId } = paused;
  try {
    if (!(await mayGoOn(ctx, paused))) return;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // Not reachable says nothing about the key: it is asked again in a minute.
    if (stopsSending(error))
      await keepPaused(ctx.db, id, { code: error.code, text: error.message }, ctx.clock.now());
    return;
  }
  await resumeConnection(ctx.db, id, ctx.clock.now());
  ctx.log.info({ connection: id, workspace: workspaceId }, "a paused connection works again");
}

/** Throws the AppError that says what is still wrong. */
async function mayGoOn(ctx: Context, { id, workspaceId, ...paused }: Paused): Promise<boolean> {
  const startedAt = ctx.clock.now();
  const connection = await loadConnection(ctx, workspaceId, id);
  const { account } = connectorFor(connection.provider);
  try {
    await keepFacts(ctx, id, await account.probe(providerIo(ctx), connection.credentials), startedAt);
  } catch (error) {
    if (!(error instanceof AppError) || stopsSending(error) || saysNothing(error)) throw error;
  }
  const waiting = paused.retryAt !== null && paused.retryAt > ctx.clock.now();
  if (!isCreditTrouble(paused.stateReason)) return !waiting;
  const left = await refreshBalance(ctx, connection);
  if (!left) return !waiting;
  if (Number(left.amount) <= 0) return false;
  // Somebody has paid: no reason to wait any longer.
  const paid = paused.balance !== null && Number(left.amount) > Number(paused.balance);
  return paid || !waiting;
}

async function refresh(ctx: Context, payload: unknown): Promise<void> {
  const { workspaceId, connectionId } = payload as { workspaceId: string; connectionId: string };
  try {
    await refreshConnection(ctx, workspaceId, connectionId);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    ctx.log.warn({ connection: connectionId, reason: error.code }, "a connection could not be read");
  }
}

export const healthJobs: readonly JobDefinition[] = [
  { name: "connectors.minute", handler: everyMinute, cron: "* * * * *" },
  { name: "connectors.keys", handler: checkDueKeys, cron: "*/10 * * * *" },
  { name: "connectors.refresh_due", handler: refreshDue, cron: "*/5 * * * *" },
  { name: refreshJob, handler: refresh },
  { name: "connectors.watch_webhooks", handler: watchWebhooks, cron: "17 * * * *" },
  { name: "connectors.templates", handler: syncAllTemplates, cron: "41 3 * * *" },
];
