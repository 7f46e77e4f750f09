/** What the demo does by itself: its first number brings subscribers and ways to opt in. */
import type { Context } from "../lib/context.ts";
import type { JobDefinition } from "../lib/jobs.ts";
import { fillFirstNumber } from "./first-number.ts";

export const demoSlug = "demo";

export const seedJobs: readonly JobDefinition[] = [{ name: "number_connected", handler: numberConnected }];

async function numberConnected(ctx: Context, payload: unknown): Promise<void> {
  const { workspaceId, subscriptionGroupId } = payload as {
    workspaceId: string;
    subscriptionGroupId: string;
  };
  const workspace = await ctx.db
    .selectFrom("workspaces")
    .select("slug")
    .where("id", "=", workspaceId)
    .executeTakeFirst();
  const numbers = await ctx.db
    .selectFrom("subscriptionGroups")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .limit(2)
    .execute();
  if (workspace?.slug === demoSlug && numbers.length === 1)
    await fillFirstNumber(ctx, workspaceId, subscriptionGroupId);
}
