/**
 * Traffic of others: reports of messages that Ponte did not send. A connected number sends from here only; whatever else sends
 * through it costs the same money and quality, and answers to it end up here. People are told, on the number where it is known.
 */
import type { Receipt } from "../connectors/connector.ts";
import type { Context } from "../lib/context.ts";
import type { Db } from "../lib/db.ts";
import { decodeMessageId } from "../messages/messages.ts";
import { raiseNotice } from "../workspaces/notices/notices.ts";
import type { ConnectionRef } from "./apply.ts";
import { numbersOf } from "./numbers.ts";

export async function noteForeign(
  ctx: Context,
  tx: Db,
  connection: ConnectionRef,
  receipts: readonly Receipt[],
): Promise<void> {
  const foreign = receipts.filter((receipt) => decodeMessageId(receipt.messageId) === null);
  if (foreign.length === 0) return;
  const numbers = await numbersOf(tx, connection);
  const ids = new Set(numbers.values());
  const [only] = ids.size === 1 ? ids : [];
  const counts = new Map<string, number>();
  for (const { sender } of foreign) {
    // Delivery reports do not name the sender everywhere: with one number there is no doubt, else it is the connection's.
    const subject = (sender && numbers.get(sender)) || only || connection.connectionId;
    counts.set(subject, (counts.get(subject) ?? 0) + 1);
  }
  for (const [subject, count] of [...counts].sort()) {
    const notice = {
      workspaceId: connection.workspaceId,
      kind: "foreign_traffic",
      subject,
      severity: "warning",
      params: { connectionId: connection.connectionId },
      count,
    } as const;
    if (await raiseNotice(tx, notice, ctx.clock.now()))
      ctx.log.warn(
        { connection: connection.connectionId },
        "receipts of messages that Ponte did not send: something else sends through this account",
      );
  }
}
