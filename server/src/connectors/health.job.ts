/**
 * A connection that was paused looks after itself: every minute its key is tried again, and when it works, sending goes on. Where
 * the reason is one that a probe cannot see (no credit), the next sends find out; nothing is lost by asking.
 */
import type { Context } from "../lib/context.ts";
import { AppError } from "../lib/errors.ts";
import type { JobDefinition } from "../lib/jobs.ts";
import { loadConnection, providerIo } from "./connections.ts";
import { resumeConnection } from "./health.ts";
import { connectorFor } from "./registry.ts";

async function recheckConnections(ctx: Context): Promise<void> {
  const failing = await ctx.db
    .selectFrom("connections")
    .select(["id", "workspaceId"])
    .where("state", "=", "failing")
    .execute();
  for (const { id, workspaceId } of failing) {
    try {
      const { provider, credentials } = await loadConnection(ctx, workspaceId, id);
      await connectorFor(provider).account.probe(providerIo(ctx), credentials);
    } catch (error) {
      // Still refused or not reachable: it stays paused, and is asked again in a minute.
      if (error instanceof AppError) continue;
      throw error;
    }
    await resumeConnection(ctx.db, id, ctx.clock.now());
    ctx.log.info({ connection: id }, "a paused connection works again");
  }
}

export const healthJobs: readonly JobDefinition[] = [
  { name: "connectors.recheck", handler: recheckConnections, cron: "* * * * *" },
];
