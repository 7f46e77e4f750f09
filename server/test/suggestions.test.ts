import { expect, it } from "vitest";
import { seenErrorCodes, variantNames } from "../src/segments/segments.ts";
import { runApiCases } from "./api-cases.ts";
import { aNumber, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";

const test = await createTestApp();
runApiCases(test, "segments/suggestions.json");

it("variants and error codes are those of the workspace", async () => {
  const { ctx } = test;
  const workspace = await aWorkspace(ctx);
  const { subscriptionGroupId } = await aNumber(ctx, workspace.id);
  const campaign = await ctx.db
    .insertInto("campaigns")
    .values({ workspaceId: workspace.id, name: "Spring" })
    .returning("id")
    .executeTakeFirstOrThrow();
  const variant = await ctx.db
    .insertInto("campaignVariants")
    .values({ workspaceId: workspace.id, campaignId: campaign.id, name: "A" })
    .returning("id")
    .executeTakeFirstOrThrow();
  const dispatch = await ctx.db
    .insertInto("dispatches")
    .values({
      workspaceId: workspace.id,
      campaignId: campaign.id,
      variantId: variant.id,
      subscriptionGroupId,
      kind: "campaign",
      message: "{}",
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const reason = { workspaceId: workspace.id, dispatchId: dispatch.id };
  await ctx.db
    .insertInto("sendReasons")
    .values([
      { ...reason, bucket: 1, outcome: "failed", code: "meta:131026", count: 2 },
      { ...reason, bucket: 2, outcome: "failed", code: "meta:131026", count: 3 },
      { ...reason, bucket: 2, outcome: "failed", code: "infobip:7002", count: 4 },
      { ...reason, bucket: 2, outcome: "skipped", code: "no_phone", count: 9 },
    ])
    .execute();
  const other = await aWorkspace(ctx);
  expect(await variantNames(ctx.db, workspace.id, campaign.id)).toEqual([{ id: variant.id, name: "A" }]);
  expect(await seenErrorCodes(ctx.db, workspace.id)).toEqual([
    { code: "meta:131026", count: 5 },
    { code: "infobip:7002", count: 4 },
  ]);
  expect(await variantNames(ctx.db, other.id, campaign.id)).toEqual([]);
  expect(await seenErrorCodes(ctx.db, other.id)).toEqual([]);
});
