/**
 * Whether one number may send, apart from its connection. Invariants: what waits for a paused number stays queued; a pause for trouble
 * ends by itself, a person's only by a person; a person's pause is never replaced by trouble. Waits are those of connections.
 */
import type { Context } from "../../lib/context.ts";
import { type Db, inTransaction } from "../../lib/db.ts";
import { conflict, notFound } from "../../lib/errors.ts";
import { maskPhones } from "../../lib/log.ts";
import { recordAudit } from "../../workspaces/audit.ts";
import { raiseNotice, resolveNotices } from "../../workspaces/notices/notices.ts";
import { isSameTrouble, retryMinutes, type Trouble } from "./health.ts";

const statusPrefix = "status:";
/** States in which WhatsApp takes no message from a number. */
export const stoppedStates = ["BANNED", "RESTRICTED", "DISCONNECTED", "DELETED", "MIGRATED"] as const;

export interface NumberTrouble extends Trouble {
  readonly workspaceId: string;
  readonly subscriptionGroupId: string;
  /** When the provider said so, where that was before now: trouble from before the number went on again is old news. */
  readonly saidAt?: Date;
}

/** This number's messages wait; those of others go on. False: it was paused already. */
export function pauseNumber(db: Db, trouble: NumberTrouble, at: Date): Promise<boolean> {
  const { workspaceId, subscriptionGroupId: id, code, saidAt = at } = trouble;
  return inTransaction(db, async (tx) => {
    const known = await tx
      .selectFrom("subscriptionGroups")
      .select(["connectionId", "pauses", "resumedAt"])
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .where("archivedAt", "is", null)
      .where("pausedAt", "is", null)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!known || (known.resumedAt && saidAt <= known.resumedAt)) return false;
    const pauses = isSameTrouble(known.resumedAt, at) ? Math.min(known.pauses + 1, 20) : 1;
    const text = maskPhones(trouble.text).slice(0, 500);
    await tx
      .updateTable("subscriptionGroups")
      .set({
        pausedAt: at,
        pauseReason: "trouble",
        pausedCode: code,
        pausedText: text,
        pauses,
        pauseRetryAt: new Date(at.getTime() + retryMinutes(pauses) * 60_000),
      })
      .where("id", "=", id)
      .execute();
    // A state that the provider shows has a notice of its own.
    if (code.startsWith(statusPrefix)) return true;
    const params = { connectionId: known.connectionId, code, text };
    await raiseNotice(
      tx,
      { workspaceId, kind: "number_paused", subject: id, severity: "critical", params },
      at,
    );
    return true;
  });
}

const sending = {
  pausedAt: null,
  pauseReason: null,
  pausedCode: null,
  pausedText: null,
  pauseRetryAt: null,
} as const;

/** What a number that comes back (restored, registered again, on another WABA) starts with. */
export const freshPause = { ...sending, pauses: 0, resumedAt: null } as const;

/** Every minute: numbers whose trouble has had its time, and is not one that the provider still shows. */
export async function resumeRestedNumbers(db: Db, at: Date): Promise<void> {
  const rested = await db
    .selectFrom("subscriptionGroups")
    .select(["id", "workspaceId"])
    .where("pauseReason", "=", "trouble")
    .where("archivedAt", "is", null)
    .where("pauseRetryAt", "<=", at)
    .where("status", "not in", [...stoppedStates])
    .execute();
  for (const { id, workspaceId } of rested) await endTrouble(db, workspaceId, id, at);
}

/** What a look at the provider means for the number's pause. In the transaction that keeps the state. */
export async function judgeNumberState(
  tx: Db,
  number: {
    readonly workspaceId: string;
    readonly id: string;
    readonly before: string;
    readonly now: string;
  },
  at: Date,
): Promise<void> {
  const { workspaceId, id, before, now } = number;
  if (isStopped(now)) {
    const text = `WhatsApp shows the number as ${now}.`;
    await pauseNumber(tx, { workspaceId, subscriptionGroupId: id, code: `${statusPrefix}${now}`, text }, at);
  } else if (now === "CONNECTED" && before !== now) await endTrouble(tx, workspaceId, id, at);
}

export function isStopped(status: string): boolean {
  return (stoppedStates as readonly string[]).includes(status);
}

async function endTrouble(db: Db, workspaceId: string, id: string, at: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable("subscriptionGroups")
      .set({ ...sending, resumedAt: at })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .where("pauseReason", "=", "trouble")
      .executeTakeFirst();
    if (numUpdatedRows > 0n)
      await resolveNotices(tx, workspaceId, { kind: "number_paused", subject: id }, at);
  });
}

/** By hand: nothing goes out from the number until somebody resumes it. */
export function holdNumber(ctx: Context, workspaceId: string, id: string, actor: string): Promise<void> {
  const at = ctx.clock.now();
  return inTransaction(ctx.db, async (tx) => {
    const { phone, pauseReason } = await lock(tx, workspaceId, id);
    if (pauseReason === "person")
      throw conflict("number_already_paused", "This number is paused already. Reload the page.");
    await tx
      .updateTable("subscriptionGroups")
      .set({ ...sending, pausedAt: at, pauseReason: "person" })
      .where("id", "=", id)
      .execute();
    await resolveNotices(tx, workspaceId, { kind: "number_paused", subject: id }, at);
    await recordAudit(tx, workspaceId, { actor, action: "number.paused", subject: id, details: { phone } });
  });
}

/** By hand, whatever the pause was for: sending is tried at once. Trouble that is still there pauses the number again. */
export function releaseNumber(ctx: Context, workspaceId: string, id: string, actor: string): Promise<void> {
  const at = ctx.clock.now();
  return inTransaction(ctx.db, async (tx) => {
    const { phone, pauseReason } = await lock(tx, workspaceId, id);
    if (!pauseReason) throw conflict("number_not_paused", "This number is sending already. Reload the page.");
    await tx
      .updateTable("subscriptionGroups")
      .set({ ...sending, resumedAt: at })
      .where("id", "=", id)
      .execute();
    await resolveNotices(tx, workspaceId, { kind: "number_paused", subject: id }, at);
    await recordAudit(tx, workspaceId, { actor, action: "number.resumed", subject: id, details: { phone } });
  });
}

async function lock(tx: Db, workspaceId: string, id: string) {
  const number = await tx
    .selectFrom("subscriptionGroups")
    .select(["phone", "pauseReason"])
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .where("archivedAt", "is", null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!number) throw notFound("number");
  return number;
}
