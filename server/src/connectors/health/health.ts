/**
 * Whether a connection works. Invariants: a connection that its provider refuses is paused, never dropped, and says what the
 * provider said and since when; it goes on by itself as soon as it works; one that is paused again and again waits longer each
 * time, so that it does not flap. People are told once, and again only after it had worked.
 */
import { sql } from "kysely";
import { type Db, inTransaction, notify } from "../../lib/db.ts";
import type { AppError } from "../../lib/errors.ts";
import { maskPhones } from "../../lib/log.ts";
import { raiseNotice, resolveNotices } from "../../workspaces/notices/notices.ts";

export interface Trouble {
  /** A catalogue code of a refused message ("infobip:http-401"), or an AppError's. */
  readonly code: string;
  readonly text: string;
}

/** What money mends and a working key does not tell: a probe succeeds all the while. */
const creditCodes: ReadonlySet<string> = new Set([
  "infobip:status-12",
  "infobip:status-17",
  "infobip:4099",
  "meta:131042",
  "meta:131044",
]);

export function isCreditTrouble(code: string | null): boolean {
  return code !== null && creditCodes.has(code);
}

/** Paused again within this time after it went on, it counts as the same trouble. */
const sameTroubleMs = 3_600_000;
const longestWaitMinutes = 60;

/** Minutes before the n-th try in a row, from 1: at once, then 2, 4, 8 … an hour. */
export function retryMinutes(pauses: number): number {
  return pauses <= 1 ? 0 : Math.min(2 ** Math.min(pauses - 1, 10), longestWaitMinutes);
}

export function isSameTrouble(resumedAt: Date | null, at: Date): boolean {
  return resumedAt !== null && at.getTime() - resumedAt.getTime() < sameTroubleMs;
}

/**
 * Sending through this connection pauses until it works again or a good key is entered. `saidAt`: when the provider said so, where
 * that was earlier; what is from before the connection went on again is old news. False: it was paused already, or that.
 */
export function pauseConnection(
  db: Db,
  connectionId: string,
  trouble: Trouble,
  at: Date,
  saidAt = at,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const known = await tx
      .selectFrom("connections")
      .select(["workspaceId", "pauses", "resumedAt"])
      .where("id", "=", connectionId)
      .where("state", "=", "ready")
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!known) return false;
    if (known.resumedAt && saidAt <= known.resumedAt) return false;
    const pauses = isSameTrouble(known.resumedAt, at) ? Math.min(known.pauses + 1, 20) : 1;
    const text = maskPhones(trouble.text).slice(0, 500);
    await tx
      .updateTable("connections")
      .set({
        state: "failing",
        stateReason: trouble.code,
        stateText: text,
        failingSince: at,
        pauses,
        retryAt: new Date(at.getTime() + retryMinutes(pauses) * 60_000),
        updatedAt: at,
      })
      .where("id", "=", connectionId)
      .execute();
    await raiseNotice(
      tx,
      {
        workspaceId: known.workspaceId,
        kind: isCreditTrouble(trouble.code) ? "out_of_credit" : "key_failing",
        subject: connectionId,
        severity: "critical",
        params: { connectionId, code: trouble.code, text },
      },
      at,
    );
    await notify(tx, "ponte_connections", connectionId);
    return true;
  });
}

/** It works again: sending goes on at once. */
export function resumeConnection(db: Db, connectionId: string, at: Date): Promise<void> {
  return inTransaction(db, async (tx) => {
    const row = await tx
      .updateTable("connections")
      .set({
        state: "ready",
        stateReason: null,
        stateText: null,
        failingSince: null,
        retryAt: null,
        resumedAt: at,
        checkedAt: at,
        updatedAt: at,
      })
      .where("id", "=", connectionId)
      .where("state", "=", "failing")
      .returning("workspaceId")
      .executeTakeFirst();
    if (!row) return;
    for (const kind of ["key_failing", "out_of_credit"] as const)
      await resolveNotices(tx, row.workspaceId, { kind, subject: connectionId }, at);
    await notify(tx, "ponte_connections", connectionId);
  });
}

/** Still refused, and now by the check itself: it may go on as soon as a check succeeds. */
export async function keepPaused(db: Db, connectionId: string, trouble: Trouble, at: Date): Promise<void> {
  await db
    .updateTable("connections")
    .set({ stateReason: trouble.code, stateText: trouble.text.slice(0, 500), retryAt: null, updatedAt: at })
    .where("id", "=", connectionId)
    .where("state", "=", "failing")
    .execute();
}

/** Trouble at the provider's side (5xx, not reachable, too many calls) says nothing about the key. */
export function saysNothing(error: AppError): boolean {
  return error.status >= 500 || error.status === 429;
}

/** Whether a failed check means that messages cannot go out. A missing scope that sending does not need stops nothing. */
export function stopsSending(error: AppError): boolean {
  if (saysNothing(error)) return false;
  const scopes = error.code === "infobip_missing_scopes" ? String(error.params.scopes ?? "") : null;
  return scopes === null || /message:send/.test(scopes);
}

/** Closes what is over although nobody said so: keys replaced, connections gone, numbers archived, foreign traffic that ended. */
export async function settleNotices(db: Db, at: Date): Promise<void> {
  const quietSince = new Date(at.getTime() - 7 * 86_400_000);
  await sql`
    update notices n set resolved_at = ${at}
    where n.resolved_at is null and (
      n.kind in ('key_failing', 'out_of_credit') and not exists (
        select from connections k
        where k.workspace_id = n.workspace_id and k.id::text = n.subject and k.state = 'failing')
      or n.kind in ('key_expiring', 'balance_low', 'webhooks_missing', 'inbound_elsewhere') and exists (
        select from connections k
        where k.workspace_id = n.workspace_id and k.id::text = n.subject and k.state = 'disconnected')
      or n.kind in ('number_restricted', 'number_paused', 'quality_low', 'inbound_elsewhere', 'foreign_traffic') and exists (
        select from subscription_groups s
        where s.workspace_id = n.workspace_id and s.id::text = n.subject and s.archived_at is not null)
      or n.kind = 'foreign_traffic' and n.last_seen_at < ${quietSince})`.execute(db);
}
