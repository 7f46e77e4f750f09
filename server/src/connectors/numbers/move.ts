/**
 * Moving a number to another workspace. A WABA belongs to one workspace, so all its active numbers go together. History stays
 * where it was made: the numbers are archived there, and may be moved back. Nothing changes at WhatsApp.
 */
import type { Context } from "../../lib/context.ts";
import { type Db, inTransaction } from "../../lib/db.ts";
import { AppError, conflict } from "../../lib/errors.ts";
import { type LoadedConnection, loadConnection, saveConnection } from "../connections.ts";
import { renewWebhooksLater } from "../webhooks.job.ts";
import { letNumbersGo, lockNumber } from "./leaving.ts";
import { placeNumber } from "./numbers.ts";

export interface Move {
  readonly workspaceId: string;
  readonly subscriptionGroupId: string;
  /** The caller has made sure that the person may manage connections there as well. */
  readonly targetWorkspaceId: string;
  readonly actor: string;
}

/** Resolves to the ids of the subscription groups in the other workspace. */
export async function moveNumber(ctx: Context, move: Move): Promise<string[]> {
  const { workspaceId, targetWorkspaceId, actor } = move;
  if (workspaceId === targetWorkspaceId)
    throw new AppError(
      "same_workspace",
      "The number is in this workspace already. Choose another workspace.",
    );
  return inTransaction(ctx.db, async (tx) => {
    const number = await lockNumber(tx, workspaceId, move.subscriptionGroupId);
    if (number.archivedAt)
      throw conflict(
        "number_archived",
        "This number is archived. Restore it first, then move it; or link it in the other workspace.",
      );
    const source = await loadConnection(ctx, workspaceId, number.connectionId);
    const numbers = await activeNumbers(tx, workspaceId, number.groupId);
    await letNumbersGo(ctx, tx, workspaceId, numbers, "moved", actor);
    const target = await connectionOfAccount(ctx, tx, source, targetWorkspaceId, actor);
    const moved: string[] = [];
    for (const { id: _id, phone, phoneNumberId, ...seen } of numbers)
      moved.push(
        await placeNumber(ctx, tx, {
          ...seen,
          workspaceId: targetWorkspaceId,
          connection: target,
          number: { phone, phoneNumberId: phoneNumberId ?? "", wabaId: number.wabaId },
          actor,
        }),
      );
    const renewals = [
      { workspaceId, connectionId: source.id },
      { workspaceId: targetWorkspaceId, connectionId: target.id },
    ];
    await renewWebhooksLater(tx, renewals, { importTemplatesOf: number.wabaId });
    return moved;
  });
}

/** All active numbers of the WABA, locked: those that would move. */
export async function activeNumbers(tx: Db, workspaceId: string, groupId: string) {
  return tx
    .selectFrom("subscriptionGroups as s")
    .innerJoin("whatsappBusinessGroups as g", "g.id", "s.whatsappBusinessGroupId")
    .select([
      "s.id",
      "s.phone",
      "s.phoneNumberId",
      "s.displayName",
      "s.quality",
      "s.status",
      "s.messagingLimit",
      "g.name as wabaName",
      "g.businessId",
    ])
    .where("s.workspaceId", "=", workspaceId)
    .where("s.whatsappBusinessGroupId", "=", groupId)
    .where("s.archivedAt", "is", null)
    .orderBy("s.phone")
    .forUpdate("s")
    .execute();
}

/** The same account's connection over there; made with the same key where there is none yet. */
async function connectionOfAccount(
  ctx: Context,
  tx: Db,
  source: LoadedConnection,
  workspaceId: string,
  actor: string,
): Promise<{ id: string; provider: LoadedConnection["provider"]; accountId: string | null }> {
  const known = await tx
    .selectFrom("connections")
    .select(["id", "accountId"])
    .where("workspaceId", "=", workspaceId)
    .where("provider", "=", source.provider)
    .where("accountId", "=", source.accountId)
    .where("state", "<>", "disconnected")
    .executeTakeFirst();
  if (known && source.accountId) return { ...known, provider: source.provider };
  const { settings } = await tx
    .selectFrom("connections")
    .select("settings")
    .where("id", "=", source.id)
    .where("workspaceId", "=", source.workspaceId)
    .executeTakeFirstOrThrow();
  return saveConnection(ctx, tx, {
    workspaceId,
    provider: source.provider,
    credentials: source.credentials,
    facts: source,
    settings: settings as Record<string, string | number | boolean | null>,
    // Infobip is told a secret per connection; elsewhere it is the provider's own and goes along.
    ...(source.provider === "infobip" ? {} : { webhookSecret: source.webhookSecret }),
    actor,
  });
}
