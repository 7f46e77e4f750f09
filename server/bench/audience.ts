/** How fast an audience becomes queued sends, against the same rows written by one bare `insert … select`. */
import { sql } from "kysely";
import { startDispatch } from "../src/messages/messages.ts";
import { queueAudience } from "../src/messages/queueing.ts";
import type { Filter } from "../src/segments/segments.ts";
import { welcome } from "../test/messages.ts";
import { type Figure, perSecond, timed } from "./figure.ts";
import type { BenchSystem } from "./system.ts";

const gold: Filter = {
  kind: "and",
  children: [
    { kind: "attribute", name: "country", custom: false, type: "string", operator: "equals", value: "BR" },
    { kind: "attribute", name: "plan", custom: true, type: "string", operator: "equals", value: "gold" },
  ],
};

export async function audienceQueued(system: BenchSystem, size: number): Promise<Figure> {
  const { ctx } = system.app;
  const { workspaceId, subscriptionGroupId } = await system.workspace(size);
  const dispatch = await startDispatch(ctx.db, {
    workspaceId,
    subscriptionGroupId,
    kind: "campaign",
    message: welcome,
    audience: gold,
    at: ctx.clock.now(),
  });
  const { seconds, cpu } = await timed(async () => {
    const queued = await queueAudience(ctx, dispatch.id);
    if (queued !== size) throw new Error(`${queued} of ${size} contacts were queued`);
  });
  const bare = await timed(() => bareInsert(system, workspaceId, subscriptionGroupId));
  return {
    figure: "audience_queued_per_s",
    value: perSecond(size, seconds),
    yardstick: "bare_insert_select_per_s",
    yardstickValue: perSecond(size, bare.seconds),
    cpu,
  };
}

async function bareInsert(
  { app: { ctx } }: BenchSystem,
  workspaceId: string,
  subscriptionGroupId: string,
): Promise<void> {
  await sql`
    insert into sends (workspace_id, bucket, id, contact_id, dispatch_id, subscription_group_id, recipient, due_at)
    select workspace_id, bucket, uuid_v7(), id, ${workspaceId}, ${subscriptionGroupId}, phone, now()
    from contacts where workspace_id = ${workspaceId}`.execute(ctx.db);
}
