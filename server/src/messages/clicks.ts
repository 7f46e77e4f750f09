/** Taps on tracked links: the first of a send sets its time and is counted, in one statement. */
import type { Db } from "../lib/db.ts";
import { markFirst } from "./first-times.ts";
import { decodeMessageId } from "./message-id.ts";
import { followMoved } from "./moved-sends.ts";
import type { AppliedReceipts } from "./receipts.ts";

export interface Click {
  /** Ours. */
  readonly messageId: string;
  readonly at: Date;
}

/** Runs in the transaction that deletes the webhook bodies. Clicks on messages that are not ours are counted as foreign. */
export async function applyClicks(
  tx: Db,
  workspaceId: string,
  clicks: readonly Click[],
): Promise<AppliedReceipts> {
  const ours = clicks.flatMap(({ messageId, at }) => {
    const key = decodeMessageId(messageId);
    return key ? [{ ...key, at }] : [];
  });
  const foreign = clicks.length - ours.length;
  if (ours.length === 0) return { known: 0, foreign, missing: 0 };
  const lost = await markFirst(tx, workspaceId, "clicked", ours);
  const moved = await followMoved(tx, workspaceId, lost);
  const gone = await markFirst(tx, workspaceId, "clicked", moved);
  const asked = new Set(ours.map((one) => one.sendId)).size;
  const missing =
    new Set(lost.map((one) => one.sendId)).size -
    new Set(moved.map((one) => one.sendId)).size +
    new Set(gone.map((one) => one.sendId)).size;
  return { known: asked - missing, foreign, missing };
}
