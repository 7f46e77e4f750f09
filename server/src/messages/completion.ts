/** When a dispatch has nothing left to send it completes, and the domain above is told by a job in the same transaction. */
import { sql } from "kysely";
import type { Context } from "../lib/context.ts";
import { addJob } from "../lib/jobs.ts";

/** Payload {workspaceId, dispatchId, campaignId}: the last message of a campaign's dispatch left or was called off. */
export const dispatchFinishedJob = "campaigns.dispatch_finished";

/** Of `dispatches d`: every send found its end. Summed from at most a few hundred counters, however many sends there are. */
export const nothingWaits = sql`not exists (
  select from send_stats t where t.workspace_id = d.workspace_id and t.dispatch_id = d.id
  having sum(t.queued - t.accepted - t.refused - t.skipped - t.canceled) > 0)`;

/** Completes those of these dispatches (null: of all) whose counters say that nothing waits. Resolves to how many. */
export async function completeDispatches(ctx: Context, ids: readonly string[] | null): Promise<number> {
  return ctx.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string; workspaceId: string; campaignId: string | null; kind: string }>`
      update dispatches d set state = 'completed', finished_at = ${ctx.clock.now()}
      where d.finished_at is null and d.state = 'sending' and (${ids}::uuid[] is null or d.id = any(${ids}::uuid[]))
        and ${nothingWaits}
      returning d.id, d.workspace_id, d.campaign_id, d.kind`.execute(tx);
    for (const { id, workspaceId, campaignId, kind } of rows) {
      if (kind === "campaign" && campaignId)
        await addJob(tx, dispatchFinishedJob, { workspaceId, dispatchId: id, campaignId });
    }
    return rows.length;
  });
}
