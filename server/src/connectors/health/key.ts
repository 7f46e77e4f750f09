/** A key's life: when it ends, who was reminded of it, and whether it still works. */
import type { Context } from "../../lib/context.ts";
import type { Db } from "../../lib/db.ts";
import { AppError } from "../../lib/errors.ts";
import { raiseNotice, resolveNotices } from "../../workspaces/notices/notices.ts";
import { loadConnection, providerIo } from "../connections.ts";
import type { AccountFacts } from "../connector.ts";
import { connectorFor } from "../registry.ts";
import { pauseConnection, stopsSending } from "./health.ts";

const dayMs = 86_400_000;
const steps = [1, 7, 30, 90] as const;

/** Whole days left, rounded up: 1 on the last day, 0 and less when it is over. */
export function daysLeft(expiresAt: Date, now: Date): number {
  return Math.ceil((expiresAt.getTime() - now.getTime()) / dayMs);
}

/** The nearest reminder that is due; null: none yet, or the key has ended and something else tells. */
export function dueReminder(expiresAt: Date, now: Date): (typeof steps)[number] | null {
  const left = expiresAt.getTime() - now.getTime();
  if (left <= 0) return null;
  return steps.find((step) => left <= step * dayMs) ?? null;
}

/**
 * Raises the reminder that is due and closes those that no longer are. Each is raised once, since it stays open until the next
 * one or a later end takes its place; after a time out of service only the nearest is raised.
 */
export async function remindOfExpiry(db: Db, now: Date): Promise<void> {
  const horizon = new Date(now.getTime() + steps[3] * dayMs);
  const connections = await db
    .selectFrom("connections")
    .select(["id", "workspaceId", "keyExpiresAt"])
    .where("state", "<>", "disconnected")
    .where("keyExpiresAt", "<=", horizon)
    .execute();
  const open = await db
    .selectFrom("notices")
    .select(["workspaceId", "subject", "step"])
    .where("kind", "=", "key_expiring")
    .where("resolvedAt", "is", null)
    .execute();
  const ending = new Map(connections.map((one) => [one.id, one]));
  for (const { workspaceId, subject, step } of open) {
    const expiresAt = ending.get(subject)?.keyExpiresAt;
    const due = expiresAt ? dueReminder(expiresAt, now) : null;
    // A key that has ended keeps its last reminder until it is replaced.
    const over = expiresAt ? due !== null && String(due) !== step : true;
    if (over) await resolveNotices(db, workspaceId, { kind: "key_expiring", subject, step }, now);
  }
  const reminded = new Set(open.map(({ subject, step }) => `${subject} ${step}`));
  for (const { id, workspaceId, keyExpiresAt } of connections) {
    const due = keyExpiresAt && dueReminder(keyExpiresAt, now);
    if (!keyExpiresAt || !due || reminded.has(`${id} ${due}`)) continue;
    await raiseNotice(
      db,
      {
        workspaceId,
        kind: "key_expiring",
        subject: id,
        step: String(due),
        severity: due <= 1 ? "critical" : due <= 30 ? "warning" : "info",
        params: { connectionId: id, expiresAt: keyExpiresAt.toISOString() },
        count: 0,
      },
      now,
    );
  }
}

/** Keeps what a check told of the key, unless another key was entered since the check began. */
export async function keepFacts(
  ctx: Context,
  connectionId: string,
  facts: AccountFacts,
  startedAt: Date,
): Promise<void> {
  await ctx.db
    .updateTable("connections")
    .set({
      ...(facts.accountName ? { accountName: facts.accountName } : {}),
      keyName: facts.keyName,
      keyExpiresAt: facts.keyExpiresAt,
      allowedIps: [...facts.allowedIps],
      scopes: [...facts.scopes],
      checkedAt: ctx.clock.now(),
    })
    .where("id", "=", connectionId)
    .where("state", "<>", "disconnected")
    .where("updatedAt", "<=", startedAt)
    .execute();
}

/** Asks the provider about the key now. Pauses the connection when it is refused; throws the AppError that says why. */
export async function checkKey(
  ctx: Context,
  workspaceId: string,
  connectionId: string,
): Promise<AccountFacts> {
  const startedAt = ctx.clock.now();
  const { provider, credentials } = await loadConnection(ctx, workspaceId, connectionId);
  try {
    const facts = await connectorFor(provider).account.probe(providerIo(ctx), credentials);
    await keepFacts(ctx, connectionId, facts, startedAt);
    return facts;
  } catch (error) {
    if (error instanceof AppError && stopsSending(error))
      await pauseConnection(ctx.db, connectionId, { code: error.code, text: error.message }, ctx.clock.now());
    throw error;
  }
}

/** Every key once a day, and at once when its end has passed: it may have been extended, or disabled. */
export async function checkDueKeys(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const due = await ctx.db
    .selectFrom("connections")
    .select(["id", "workspaceId"])
    .where("state", "=", "ready")
    .where((row) =>
      row.or([
        row("checkedAt", "is", null),
        row("checkedAt", "<", new Date(now.getTime() - dayMs)),
        row.and([row("keyExpiresAt", "<=", now), row("checkedAt", "<", row.ref("keyExpiresAt"))]),
      ]),
    )
    .orderBy("checkedAt")
    .limit(200)
    .execute();
  for (const { id, workspaceId } of due) {
    try {
      await checkKey(ctx, workspaceId, id);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      ctx.log.warn({ connection: id, reason: error.code }, "a connection's key could not be checked");
    }
  }
}
