/** What people do in the middle of a campaign: archive its number, move it, revoke its key and enter another one. */
import { sql } from "kysely";
import { replaceInfobipKey } from "../../src/connectors/connect-infobip.ts";
import { archiveNumber } from "../../src/connectors/numbers/leaving.ts";
import { moveNumber } from "../../src/connectors/numbers/move.ts";
import { aWorkspace } from "../factories.ts";
import { type Lane, newKey } from "./lanes.ts";
import type { World } from "./world.ts";

export async function until(
  what: string,
  reached: () => Promise<boolean> | boolean,
  seconds: number,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await reached())) {
    if (Date.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function halfGone({ ctx }: World, lane: Lane, dispatchId: string): Promise<void> {
  const reached = async () => {
    const { rows } = await sql<{ accepted: number }>`
      select coalesce(sum(accepted), 0)::int as accepted from send_stats where dispatch_id = ${dispatchId}`.execute(
      ctx.db,
    );
    return (rows[0]?.accepted ?? 0) >= lane.plan.size / 3;
  };
  await until(`a third of ${lane.plan.name} is sent`, reached, 120);
}

export async function archiveMidway(world: World, lane: Lane, dispatchId: string): Promise<void> {
  await halfGone(world, lane, dispatchId);
  await archiveNumber(world.ctx, lane.workspaceId, lane.subscriptionGroupId, "torture");
}

export async function moveMidway(world: World, lane: Lane, dispatchId: string): Promise<void> {
  const { id: targetWorkspaceId } = await aWorkspace(world.ctx, "moved to");
  await halfGone(world, lane, dispatchId);
  const { workspaceId, subscriptionGroupId } = lane;
  await moveNumber(world.ctx, { workspaceId, subscriptionGroupId, targetWorkspaceId, actor: "torture" });
}

/** The key is gone; when the connection has noticed, another one is entered. */
export async function revokeMidway(world: World, lane: Lane, dispatchId: string): Promise<void> {
  const { ctx, control, sandbox } = world;
  await halfGone(world, lane, dispatchId);
  const accountKey = sandbox.state.keys.get(lane.keyId)?.accountKey ?? "";
  await control("DELETE", `/control/keys/${lane.keyId}`);
  const paused = async () => {
    const { state } = await ctx.db
      .selectFrom("connections")
      .select("state")
      .where("id", "=", lane.connectionId)
      .executeTakeFirstOrThrow();
    return state === "failing";
  };
  await until(`${lane.plan.name} pauses without a key`, paused, 60);
  const { secret } = await newKey(world, accountKey);
  const enter = async () => {
    const input = { baseUrl: `http://localhost:${sandbox.port}`, apiKey: secret };
    return replaceInfobipKey(ctx, lane.workspaceId, lane.connectionId, input, "torture").then(
      () => true,
      // The provider is asked for less just then: a person tries again.
      () => false,
    );
  };
  await until("the new key is taken", enter, 30);
}
