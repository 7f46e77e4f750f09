/** Templates as the provider has them, once a day and on demand; people are told of one that WhatsApp stopped. */
import { sql } from "kysely";
import type { Context } from "../../lib/context.ts";
import { AppError } from "../../lib/errors.ts";
import { raiseNotice } from "../../workspaces/notices/notices.ts";
import { loadConnection } from "../connections.ts";
import { syncTemplates } from "../sync-templates.ts";

/** Of one connection, now. Resolves to how many there are. */
export async function syncTemplatesOf(
  ctx: Context,
  workspaceId: string,
  connectionId: string,
): Promise<number> {
  const connection = await loadConnection(ctx, workspaceId, connectionId);
  const groups = await ctx.db
    .selectFrom("whatsappBusinessGroups")
    .select("wabaId")
    .where("workspaceId", "=", workspaceId)
    .where("connectionId", "=", connectionId)
    .where("archivedAt", "is", null)
    .execute();
  let count = 0;
  for (const { wabaId } of groups) count += await syncTemplates(ctx, workspaceId, connection, wabaId);
  await tellOfStopped(ctx);
  return count;
}

export async function syncAllTemplates(ctx: Context): Promise<void> {
  const connections = await ctx.db
    .selectFrom("connections")
    .select(["id", "workspaceId"])
    .where("state", "=", "ready")
    .execute();
  for (const { id, workspaceId } of connections) {
    try {
      await syncTemplatesOf(ctx, workspaceId, id);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      ctx.log.warn({ connection: id, reason: error.code }, "templates could not be read");
    }
  }
}

/** A template that was paused or disabled had been approved before, so somebody may count on it. */
export async function tellOfStopped(ctx: Context): Promise<void> {
  const at = ctx.clock.now();
  await sql`
    update notices n set resolved_at = ${at}
    where n.kind = 'template_stopped' and n.resolved_at is null and not exists (
      select from templates t
      where t.workspace_id = n.workspace_id and t.id::text = n.subject and t.status in ('PAUSED', 'DISABLED'))`.execute(
    ctx.db,
  );
  const { rows } = await sql<{
    id: string;
    workspaceId: string;
    name: string;
    language: string;
    status: string;
  }>`
    select t.id, t.workspace_id, t.name, t.language, t.status from templates t
    where t.status in ('PAUSED', 'DISABLED') and not exists (
      select from notices n
      where n.workspace_id = t.workspace_id and n.kind = 'template_stopped' and n.subject = t.id::text
        and n.resolved_at is null)
    limit 1000`.execute(ctx.db);
  for (const { id, workspaceId, name, language, status } of rows)
    await raiseNotice(
      ctx.db,
      {
        workspaceId,
        kind: "template_stopped",
        subject: id,
        severity: "warning",
        params: { name, language, status },
      },
      at,
    );
}
