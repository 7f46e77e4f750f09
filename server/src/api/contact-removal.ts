/** Contacts that become one, and contacts that are forgotten, with what the audit trail says of it: ids, never a person's data. */
import { deleteContacts, type MergeOutcome, type MergeRequest, mergeContacts } from "../contacts/contacts.ts";
import type { Context } from "../lib/context.ts";
import { retryingConflicts } from "../lib/db.ts";
import { forgetAuditDetails, recordAudit } from "../workspaces/audit.ts";

export function mergeAndRecord(
  ctx: Context,
  workspaceId: string,
  request: MergeRequest,
  actor: string,
): Promise<MergeOutcome> {
  const by = { actor, at: ctx.clock.now() };
  return retryingConflicts(() =>
    ctx.db.transaction().execute(async (tx) => {
      const outcome = await mergeContacts(tx, workspaceId, request, by);
      if (outcome.kind === "merged")
        await recordAudit(tx, workspaceId, {
          actor,
          action: "contact.merged",
          subject: outcome.keptId,
          details: { merged: request.mergeId },
        });
      return outcome;
    }),
  );
}

/** Resolves to the ids that were there. What earlier entries say about them beyond who, when and what goes too. */
export function deleteAndRecord(
  ctx: Context,
  workspaceId: string,
  ids: readonly string[],
  actor: string,
): Promise<string[]> {
  return retryingConflicts(() =>
    ctx.db.transaction().execute(async (tx) => {
      const deleted = await deleteContacts(tx, workspaceId, ids);
      await forgetAuditDetails(tx, workspaceId, deleted);
      for (const subject of deleted)
        await recordAudit(tx, workspaceId, { actor, action: "contact.deleted", subject });
      return deleted;
    }),
  );
}
