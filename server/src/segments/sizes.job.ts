/**
 * Counts every stored segment once a day, soon after midnight of its workspace. The hourly job only finds what has no size of
 * today yet, so a server that was off catches up with the next hour. One segment after the other, at most two at a time in all
 * workers: it is nobody's hurry.
 */
import { sql } from "kysely";
import { ReadTimeout } from "../lib/bounded-read.ts";
import { AppError } from "../lib/errors.ts";
import { addJob, type JobDefinition } from "../lib/jobs.ts";
import { scanExactly } from "./bucket-scan.ts";
import { compileFilter } from "./compile/compile.ts";
import { expandFilter, getSegment, optionsOf } from "./segments.ts";
import { recordSize } from "./sizes.ts";

interface Payload {
  readonly workspaceId: string;
  readonly segmentId: string;
}

const findJob = "find-segments-to-count";
const countJob = "count-segment";

export const segmentJobs: readonly JobDefinition[] = [
  {
    name: findJob,
    cron: "7 * * * *",
    async handler(ctx) {
      const { rows } = await sql<Payload>`
        select s.workspace_id, s.id as segment_id
        from segments s join workspaces w on w.id = s.workspace_id
        where s.archived_at is null and not exists (
          select from segment_sizes z
          where z.workspace_id = s.workspace_id and z.segment_id = s.id
            and z.day = (${ctx.clock.now()}::timestamptz at time zone w.time_zone)::date)`.execute(ctx.db);
      for (const [index, row] of rows.entries())
        await addJob(ctx.db, countJob, row, {
          key: `${countJob}:${row.segmentId}`,
          queue: `${countJob}:${index % 2}`,
          maxAttempts: 3,
        });
    },
  },
  {
    name: countJob,
    async handler(ctx, payload) {
      const { workspaceId, segmentId } = payload as Payload;
      const segment = await getSegment(ctx.db, workspaceId, segmentId);
      if (!segment) return;
      const at = ctx.clock.now();
      try {
        const filter = await expandFilter(ctx.db, workspaceId, segment.filter);
        const predicate = compileFilter(filter, await optionsOf(ctx.db, workspaceId, at));
        const { parts } = await scanExactly(
          ctx.db,
          undefined,
          async (tx) => {
            const { rows } = await sql<{ count: number }>`
            select count(*)::int as count from contacts c where c.workspace_id = ${workspaceId} and ${predicate}`.execute(
              tx,
            );
            return { count: rows[0]?.count ?? 0 };
          },
          false,
        );
        await recordSize(ctx.db, workspaceId, segmentId, parts[0]?.count ?? 0, at);
      } catch (error) {
        // A segment with a deleted part has no size, and one too large for its time gets none today.
        if (!(error instanceof AppError || error instanceof ReadTimeout)) throw error;
        ctx.log.warn({ workspaceId, segmentId, code: (error as AppError).code }, "a segment was not counted");
      }
    },
  },
];
