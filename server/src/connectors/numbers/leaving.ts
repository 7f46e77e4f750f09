/**
 * A number leaves: archived, moved or disconnected. Invariants: nothing is deleted, here or at the provider; what still waited to
 * be sent is canceled with the reason; a WhatsApp Business group without active numbers is archived too, and its WABA free again.
 */
import { sql } from "kysely";
import type { Context } from "../../lib/context.ts";
import { type Db, inTransaction } from "../../lib/db.ts";
import { AppError, conflict, notFound } from "../../lib/errors.ts";
import { addJob } from "../../lib/jobs.ts";
import { recordAudit } from "../../workspaces/audit.ts";
import { renewWebhooksLater } from "../webhooks.job.ts";
import { requireFreeNumber, requireFreeWaba, requireRoom } from "./rules.ts";

/** The words of messages/ for why a number's sends are called off. */
export type CancelCode = "number_archived" | "number_moved" | "number_migrated" | "connection_disconnected";

/** What waits to be sent from this number never will be; messages/ handles the job and keeps the reason with each send. */
export async function cancelPending(
  tx: Db,
  workspaceId: string,
  subscriptionGroupId: string,
  code: CancelCode,
): Promise<void> {
  await addJob(tx, "messages.cancel_number", { workspaceId, subscriptionGroupId, code });
}

const reasons = {
  archived: "number_archived",
  moved: "number_moved",
  disconnected: "connection_disconnected",
} as const satisfies Record<string, CancelCode>;

export interface Leaver {
  readonly id: string;
  readonly phone: string;
}

/** Inside the caller's transaction: marks the numbers, calls off what they had to send, and tells the audit trail. */
export async function letNumbersGo(
  ctx: Context,
  tx: Db,
  workspaceId: string,
  numbers: readonly Leaver[],
  reason: keyof typeof reasons,
  actor: string,
): Promise<void> {
  for (const { id, phone } of numbers) {
    await tx
      .updateTable("subscriptionGroups")
      .set({ archivedAt: ctx.clock.now(), archivedReason: reason })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    await cancelPending(tx, workspaceId, id, reasons[reason]);
    await recordAudit(tx, workspaceId, {
      actor,
      action: `number.${reason}`,
      subject: id,
      details: { phone },
    });
  }
  await archiveEmptyGroups(ctx, tx, workspaceId);
}

/** A WABA none of whose numbers is active here belongs to nobody. */
export async function archiveEmptyGroups(ctx: Context, tx: Db, workspaceId: string): Promise<void> {
  await sql`
    update whatsapp_business_groups g set archived_at = ${ctx.clock.now()}
    where g.workspace_id = ${workspaceId} and g.archived_at is null and not exists (
      select from subscription_groups s where s.whatsapp_business_group_id = g.id and s.archived_at is null)`.execute(
    tx,
  );
}

export interface StoredNumber extends Leaver {
  readonly connectionId: string;
  readonly groupId: string;
  readonly wabaId: string;
  readonly archivedAt: Date | null;
}

/** Locked until the transaction ends: two people who archive and move at once act one after the other. */
export async function lockNumber(tx: Db, workspaceId: string, id: string): Promise<StoredNumber> {
  const number = await tx
    .selectFrom("subscriptionGroups as s")
    .innerJoin("whatsappBusinessGroups as g", "g.id", "s.whatsappBusinessGroupId")
    .select(["s.id", "s.phone", "s.connectionId", "g.id as groupId", "g.wabaId", "s.archivedAt"])
    .where("s.workspaceId", "=", workspaceId)
    .where("s.id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!number) throw notFound("number");
  return number;
}

/** Nothing more goes out from it or comes in here; it can be restored. */
export async function archiveNumber(
  ctx: Context,
  workspaceId: string,
  id: string,
  actor: string,
): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const number = await lockNumber(tx, workspaceId, id);
    if (number.archivedAt)
      throw conflict("number_already_archived", "This number is archived already. Reload the page.");
    await letNumbersGo(ctx, tx, workspaceId, [number], "archived", actor);
    const at = await endOfReports(ctx, tx, workspaceId, id);
    const renewal = { workspaceId, connectionId: number.connectionId };
    await renewWebhooksLater(tx, [renewal], { at, leftWaba: number.wabaId });
  });
}

const reportMinutes = 15;

/**
 * Where a number sent within the last minutes, what became of those messages is still to be reported: its webhooks stay for as
 * long. What people write to it meanwhile is left alone. null: nothing is expected.
 */
async function endOfReports(
  ctx: Context,
  tx: Db,
  workspaceId: string,
  subscriptionGroupId: string,
): Promise<Date | null> {
  const now = ctx.clock.now();
  const since = new Date(now.getTime() - reportMinutes * 60_000);
  const { rows } = await sql<{ until: Date }>`
    select clock_timestamp() + make_interval(mins => ${reportMinutes}) as until
    where exists (
      select from dispatches d join send_stats t on t.workspace_id = d.workspace_id and t.dispatch_id = d.id
      where d.workspace_id = ${workspaceId} and d.subscription_group_id = ${subscriptionGroupId}
        and t.slot >= ${since}::timestamptz - interval '10 minutes' and t.accepted > 0)`.execute(tx);
  return rows[0]?.until ?? null;
}

/** Back where it was: same id, so its subscribers and history are there again. */
export async function restoreNumber(
  ctx: Context,
  workspaceId: string,
  id: string,
  actor: string,
): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const number = await lockNumber(tx, workspaceId, id);
    if (!number.archivedAt)
      throw conflict("number_not_archived", "This number is active already. Reload the page.");
    const connection = await workingConnection(tx, workspaceId, number);
    const { wabaId, phone, groupId } = number;
    await requireFreeNumber(tx, { workspaceId, phone });
    await requireFreeWaba(tx, { workspaceId, connection, wabaId });
    await requireRoom(tx, { workspaceId, wabaId });
    await tx
      .updateTable("whatsappBusinessGroups")
      .set({ archivedAt: null, connectionId: connection.id })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", groupId)
      .execute();
    await tx
      .updateTable("subscriptionGroups")
      .set({ archivedAt: null, archivedReason: null })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    await recordAudit(tx, workspaceId, { actor, action: "number.restored", subject: id, details: { phone } });
    await renewWebhooksLater(tx, [{ workspaceId, connectionId: connection.id }], {
      importTemplatesOf: wabaId,
    });
  });
}

/** Its own connection, or the one that was made anew for the same account. */
async function workingConnection(tx: Db, workspaceId: string, { connectionId, phone }: StoredNumber) {
  const connection = await tx
    .selectFrom("connections as old")
    .innerJoin("connections as c", (join) =>
      join
        .onRef("c.workspaceId", "=", "old.workspaceId")
        .onRef("c.provider", "=", "old.provider")
        .on("c.state", "<>", "disconnected")
        .on((eb) =>
          eb.or([eb("c.id", "=", eb.ref("old.id")), eb("c.accountId", "=", eb.ref("old.accountId"))]),
        ),
    )
    .select(["c.id", "c.provider", "c.accountId"])
    .where("old.workspaceId", "=", workspaceId)
    .where("old.id", "=", connectionId)
    .limit(1)
    .executeTakeFirst();
  if (!connection)
    throw new AppError(
      "connection_gone",
      `The connection of ${phone} was disconnected. Connect the same account again; then restore the number.`,
      { status: 409, params: { phone } },
    );
  return { ...connection, provider: connection.provider as "infobip" | "meta" | "webhook" };
}
