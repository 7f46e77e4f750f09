/**
 * When the last message of a scheduled campaign has left, the campaign is over; when its number went away, it is stopped. Until
 * this job runs its state is read as that.
 */
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
        const over = await tx
          .updateTable("campaigns as c")
          .from("dispatches as d")
          .set((row) => ({ state: row.ref("d.state"), finishedAt: row.ref("d.finishedAt") }))
          .whereRef("d.campaignId", "=", "c.id")
          .where("d.id", "=", dispatchId)
          .where("d.state", "in", ["completed", "stopped"])
          .where("c.workspaceId", "=", workspaceId)
          .where("c.id", "=", campaignId)
          .where("c.kind", "=", "scheduled")
          .where("c.state", "in", ["running", "paused"])
          .returning(["c.name", "c.state", "d.stopCode"])
          .executeTakeFirst();
        if (!over) return;
        const { name, state, stopCode } = over;
        await recordAudit(tx, workspaceId, {
          actor: "system",
          action: `campaign.${state}`,
          subject: campaignId,
          details: { name, ...(stopCode ? { reason: stopCode } : {}) },
        });
      });
    },
  },
];
