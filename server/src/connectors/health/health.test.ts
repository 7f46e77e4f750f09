import { expect, it } from "vitest";
import { createTestApp } from "../../../test/harness.ts";
import { allowing, aRoad, aSandbox } from "../../../test/road.ts";
import { healthJobs } from "./health.job.ts";

const sandbox = await aSandbox();
const { ctx } = await createTestApp(allowing(sandbox));

it("a paused connection is ready again as soon as its key works, and not before", async () => {
  const road = await aRoad(ctx, sandbox);
  const state = async () =>
    (
      await ctx.db
        .selectFrom("connections")
        .select("state")
        .where("id", "=", road.connectionId)
        .executeTakeFirst()
    )?.state;
  const [account] = await road.control<{ key: string }[]>("GET", "/control/accounts");
  const [key] = await road.control<{ id: string }[]>("GET", `/control/accounts/${account?.key}/keys`);
  await ctx.db
    .updateTable("connections")
    .set({ state: "failing", stateReason: "infobip:http-401" })
    .execute();

  await road.control("PATCH", `/control/keys/${key?.id}`, { enabled: false });
  await healthJobs[0]?.handler(ctx, {});
  expect(await state()).toBe("failing");

  await road.control("PATCH", `/control/keys/${key?.id}`, { enabled: true });
  await healthJobs[0]?.handler(ctx, {});
  expect(await state()).toBe("ready");
});
