/**
 * Some trouble is told only by a message that was accepted and then failed: no payment method, a number whose registration broke.
 * That message stays failed; what the trouble belongs to is paused, so that the rest of a campaign waits instead of failing too.
 */
import type { Receipt, SendError } from "../connectors/connector.ts";
import { pauseConnection } from "../connectors/health/health.ts";
import { pauseNumber } from "../connectors/health/number-pause.ts";
import type { Context } from "../lib/context.ts";
import type { Db } from "../lib/db.ts";
import { decodeMessageId, followMoved, type SendKey } from "../messages/messages.ts";
import type { ConnectionRef } from "./apply.ts";

interface Failure {
  readonly receipt: Receipt;
  readonly error: SendError;
}

/** In the transaction that applies the receipts. Of failures alike the latest counts. */
export async function pauseForFailed(
  ctx: Context,
  tx: Db,
  connection: ConnectionRef,
  receipts: readonly Receipt[],
): Promise<void> {
  const failures = receipts
    .flatMap((receipt): Failure[] => (receipt.error ? [{ receipt, error: receipt.error }] : []))
    // Of somebody else's messages nobody here knows what they were.
    .filter(({ receipt }) => receipt.kind === "failed" && decodeMessageId(receipt.messageId))
    .sort((a, b) => a.receipt.at.getTime() - b.receipt.at.getTime());
  const ofNumbers = failures.filter(({ error }) => error.action === "pause_number");
  if (ofNumbers.length > 0) await pauseNumbers(ctx, tx, connection, ofNumbers);
  const latest = failures.findLast(({ error }) => error.action === "pause_connection");
  if (!latest) return;
  const { error, receipt } = latest;
  if (await pauseConnection(tx, connection.connectionId, error, ctx.clock.now(), receipt.at))
    ctx.log.warn(
      { connection: connection.connectionId, reason: error.code },
      "sending through this connection is paused: a message failed after it was accepted",
    );
}

async function pauseNumbers(
  ctx: Context,
  tx: Db,
  { workspaceId, connectionId }: ConnectionRef,
  failures: readonly Failure[],
): Promise<void> {
  const latest = new Map<string, Failure>();
  for (const failure of failures) {
    const id = await numberOf(tx, { workspaceId, connectionId }, failure.receipt);
    if (id) latest.set(id, failure);
  }
  // In one order, so that two writers never wait for each other.
  for (const [id, { receipt, error }] of [...latest].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const trouble = { ...error, workspaceId, subscriptionGroupId: id, saidAt: receipt.at };
    if (await pauseNumber(tx, trouble, ctx.clock.now()))
      ctx.log.warn(
        { subscriptionGroup: id, reason: error.code },
        "sending from this number is paused: a message failed after it was accepted",
      );
  }
}

/**
 * Many providers do not name the sender in a report of a failure: then the send itself leads to it, where it was queued or where
 * it went with its contact.
 */
async function numberOf(tx: Db, connection: ConnectionRef, receipt: Receipt): Promise<string | null> {
  const key = decodeMessageId(receipt.messageId);
  if (!key) return null;
  for (const place of [key, ...(await followMoved(tx, connection.workspaceId, [key]))]) {
    const id = await numberOfSend(tx, connection, place);
    if (id) return id;
  }
  return null;
}

async function numberOfSend(
  tx: Db,
  { workspaceId, connectionId }: ConnectionRef,
  { bucket, sendId }: SendKey,
): Promise<string | null> {
  const row = await tx
    .selectFrom("sends as s")
    .innerJoin("subscriptionGroups as g", "g.id", "s.subscriptionGroupId")
    .select("g.id")
    .where("s.workspaceId", "=", workspaceId)
    .where("s.bucket", "=", bucket)
    .where("s.id", "=", sendId)
    .where("g.workspaceId", "=", workspaceId)
    .where("g.connectionId", "=", connectionId)
    .where("g.archivedAt", "is", null)
    .executeTakeFirst();
  return row?.id ?? null;
}
