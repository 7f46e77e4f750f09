/** When the last message of a scheduled campaign has left, the campaign is over. Until this job runs its state is read as that. */
import { inTransaction } from "../lib/db.ts";
import type { JobDefinition } from "../lib/jobs.ts";
import { dispatchFinishedJob } from "../messages/messages.ts";
import { recordAudit } from "../workspaces/audit.ts";

interface Payload {
  readonly workspaceId: string;
  readonly dispatchId: string;
  readonly campaignId: string;
}

export const campaignJobs: readonly JobDefinition[] = [
  {
    name: dispatchFinishedJob,
    async handler(ctx, payload) {
      const { workspaceId, campaignId, dispatchId } = payload as Payload;
      await inTransaction(ctx.db, async (tx) => {
        const completed = await tx
          .updateTable("campaigns as c")
          .from("dispatches as d")
          .set((row) => ({ state: "completed", finishedAt: row.ref("d.finishedAt") }))
          .whereRef("d.campaignId", "=", "c.id")
          .where("d.id", "=", dispatchId)
          .where("d.state", "=", "completed")
          .where("c.workspaceId", "=", workspaceId)
          .where("c.id", "=", campaignId)
          .where("c.kind", "=", "scheduled")
          .where("c.state", "=", "running")
          .returning("c.name")
          .executeTakeFirst();
        if (!completed) return;
        const details = { name: completed.name };
        await recordAudit(tx, workspaceId, {
          actor: "system",
          action: "campaign.completed",
          subject: campaignId,
          details,
        });
      });
    },
  },
];
