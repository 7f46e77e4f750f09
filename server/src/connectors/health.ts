/**
 * Whether a connection works. Invariants: a connection that its provider refuses is paused, never dropped, and says what the
 * provider said and since when; it is ready again as soon as it works.
 */
import { type Db, notify } from "../lib/db.ts";

/** Sending through this connection pauses until it works again or a good key is entered. */
export async function pauseConnection(
  db: Db,
  connectionId: string,
  trouble: { readonly code: string; readonly text: string },
  at: Date,
): Promise<void> {
  await db
    .updateTable("connections")
    .set({
      state: "failing",
      stateReason: trouble.code,
      stateText: trouble.text,
      failingSince: at,
      updatedAt: at,
    })
    .where("id", "=", connectionId)
    .where("state", "=", "ready")
    .execute();
}

/** It works again: sending goes on at once. */
export async function resumeConnection(db: Db, connectionId: string, at: Date): Promise<void> {
  await db
    .updateTable("connections")
    .set({
      state: "ready",
      stateReason: null,
      stateText: null,
      failingSince: null,
      checkedAt: at,
      updatedAt: at,
    })
    .where("id", "=", connectionId)
    .where("state", "=", "failing")
    .execute();
  await notify(db, "ponte_connections", connectionId);
}
