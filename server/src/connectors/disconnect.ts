/**
 * Disconnecting: all numbers are archived, what waited is canceled with the reason, the key is forgotten and the webhooks are
 * removed at the provider. Nothing is deleted: connect the same account again and restore its numbers.
 */
import type { Context } from "../lib/context.ts";
import { inTransaction } from "../lib/db.ts";
import { AppError, conflict } from "../lib/errors.ts";
import { recordAudit } from "../workspaces/audit.ts";
import { noticeKinds, resolveNotices } from "../workspaces/notices/notices.ts";
import { type LoadedConnection, loadConnection, providerIo, webhookTarget } from "./connections.ts";
import { type Leaver, letNumbersGo } from "./numbers/leaving.ts";
import { connectorFor } from "./registry.ts";

export interface Disconnected {
  /** False: the provider still has them, and is answered 404 from now on. Remove them in its portal. */
  readonly webhooksRemoved: boolean;
  /** Why not. */
  readonly errorCode: string | null;
  readonly error: string | null;
}

export async function disconnect(
  ctx: Context,
  workspaceId: string,
  connectionId: string,
  actor: string,
): Promise<Disconnected> {
  const connection = await loadConnection(ctx, workspaceId, connectionId);
  if (connection.state === "disconnected")
    throw conflict("already_disconnected", "This connection is disconnected already. Reload the page.");
  const target = await webhookTarget(ctx, connection);
  await forget(ctx, connection, actor);
  try {
    const { account } = connectorFor(connection.provider);
    await account.unsubscribe(providerIo(ctx), connection.credentials, target);
    return { webhooksRemoved: true, errorCode: null, error: null };
  } catch (error) {
    // A dead key must not keep anybody from leaving.
    if (!(error instanceof AppError)) throw error;
    ctx.log.warn({ connection: connectionId, err: error }, "webhooks of a disconnected connection stay");
    return { webhooksRemoved: false, errorCode: error.code, error: error.message };
  }
}

async function forget(
  ctx: Context,
  { id, workspaceId, accountName }: LoadedConnection,
  actor: string,
): Promise<void> {
  const now = ctx.clock.now();
  await inTransaction(ctx.db, async (tx) => {
    const numbers: Leaver[] = await tx
      .selectFrom("subscriptionGroups")
      .select(["id", "phone"])
      .where("workspaceId", "=", workspaceId)
      .where("connectionId", "=", id)
      .where("archivedAt", "is", null)
      .forUpdate()
      .execute();
    await letNumbersGo(ctx, tx, workspaceId, numbers, "disconnected", actor);
    await tx
      .updateTable("connections")
      .set({
        state: "disconnected",
        disconnectedAt: now,
        updatedAt: now,
        credentials: ctx.secrets.encrypt("", "connection.credentials"),
        // Of some providers it is the app's own secret.
        webhookSecret: ctx.secrets.encrypt("", "connection.webhook_secret"),
      })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    await tx
      .updateTable("signups")
      .set({ state: "canceled", token: null, pin: null, answer: null, question: null, finishedAt: now })
      .where("workspaceId", "=", workspaceId)
      .where("connectionId", "=", id)
      .where("state", "in", ["running", "waiting", "failed"])
      .execute();
    for (const subject of [id, ...numbers.map((number) => number.id)])
      for (const kind of noticeKinds) await resolveNotices(tx, workspaceId, { kind, subject }, now);
    await recordAudit(tx, workspaceId, {
      actor,
      action: "connection.removed",
      subject: id,
      details: { account: accountName, numbers: numbers.length },
    });
  });
}
