import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { aNumber, aWorkspace } from "../../test/factories.ts";
import { createTestApp } from "../../test/harness.ts";
import { welcome } from "../../test/messages.ts";
import { createCampaign } from "../campaigns/campaigns.ts";
import { startDispatch } from "../messages/messages.ts";
import { homeOf, listSends, ratesOf, reportOfCampaign, statsOfCampaigns } from "./analytics.ts";

const { ctx } = await createTestApp();
const start = new Date("2026-05-10T12:00:00.000Z");
const minutes = (count: number) => new Date(start.getTime() + count * 60_000);

async function aLaunchedCampaign(dispatches = 1, timeZone?: string) {
  const workspace = await aWorkspace(ctx);
  const { subscriptionGroupId } = await aNumber(ctx, workspace.id);
  const { id } = await createCampaign(
    ctx.db,
    workspace.id,
    { name: "Natal", kind: "api_triggered" },
    { actor: "a", at: start },
  );
  const ids: string[] = [];
  for (let n = 0; n < dispatches; n++) {
    const kind = "api_trigger" as const;
    const at = new Date(start.getTime() + n * 1000);
    const input = {
      workspaceId: workspace.id,
      subscriptionGroupId,
      kind,
      campaignId: id,
      message: welcome,
      audience: null,
      at,
    };
    ids.push((await startDispatch(ctx.db, input)).id);
  }
  return {
    workspace: { ...workspace, timeZone: timeZone ?? workspace.timeZone },
    subscriptionGroupId,
    id,
    dispatchIds: ids,
  };
}

type Counters = Partial<
  Record<
    | "queued"
    | "accepted"
    | "delivered"
    | "read"
    | "failed"
    | "refused"
    | "skipped"
    | "canceled"
    | "replied"
    | "cost",
    number
  >
>;

async function count(
  workspaceId: string,
  dispatchId: string,
  bucket: number,
  slot: Date,
  counters: Counters & { currency?: string },
) {
  await ctx.db
    .insertInto("sendStats")
    .values({ workspaceId, dispatchId, bucket, slot, ...counters })
    .execute();
}

describe("figures of a campaign", () => {
  it("are the sums over buckets, times and dispatches; money by currency", async () => {
    const { workspace, id, dispatchIds } = await aLaunchedCampaign(2);
    const [first = "", second = ""] = dispatchIds;
    await count(workspace.id, first, 1, start, {
      queued: 10,
      accepted: 6,
      failed: 2,
      refused: 1,
      skipped: 1,
      cost: 0.5,
      currency: "EUR",
    });
    await count(workspace.id, first, 2, start, { queued: 5, accepted: 5, cost: 0.25, currency: "BRL" });
    await count(workspace.id, second, 2, minutes(10), {
      delivered: 8,
      read: 4,
      replied: 2,
      canceled: 1,
      cost: 0.25,
      currency: "EUR",
    });
    await count(workspace.id, second, 3, minutes(10), { queued: 1 });
    const stats = await statsOfCampaigns(ctx.db, workspace.id, [id]);
    expect(stats.get(id)).toEqual({
      queued: 16,
      waiting: 2,
      accepted: 11,
      delivered: 8,
      read: 4,
      failed: 2,
      skipped: 1,
      canceled: 1,
      replied: 2,
      cost: [
        { currency: "BRL", amount: "0.25" },
        { currency: "EUR", amount: "0.75" },
      ],
    });
    const other = await aWorkspace(ctx);
    expect((await statsOfCampaigns(ctx.db, other.id, [id])).size).toBe(0);
  });

  it("have rates that never pass one, and none without a whole", () => {
    const stats = {
      queued: 20,
      waiting: 0,
      accepted: 10,
      delivered: 12,
      read: 6,
      failed: 5,
      skipped: 8,
      canceled: 2,
      replied: 3,
      cost: [],
    };
    expect(ratesOf(stats)).toEqual({ delivery: 1, read: 0.5, reply: 0.25, failure: 0.5 });
    expect(ratesOf({ ...stats, queued: 0, accepted: 0, delivered: 0, skipped: 0, canceled: 0 })).toEqual({
      delivery: 0,
      read: 0,
      reply: 0,
      failure: 0,
    });
  });

  it.each<[string, number, number, number]>([
    ["ten minutes", 30, 10, 4],
    ["hours", 20 * 60, 60, 21],
    ["days", 20 * 24 * 60, 24 * 60, 21],
  ])("over time have no gaps: %s", async (_label, spanMinutes, stepMinutes, length) => {
    const { workspace, id, dispatchIds } = await aLaunchedCampaign();
    await count(workspace.id, dispatchIds[0] ?? "", 1, start, { queued: 3, accepted: 3 });
    await count(workspace.id, dispatchIds[0] ?? "", 7, start, { accepted: 2 });
    await count(workspace.id, dispatchIds[0] ?? "", 1, minutes(spanMinutes), { read: 1 });
    const { series } = await reportOfCampaign(ctx.db, workspace.id, id, minutes(5));
    expect(series).toHaveLength(length);
    expect(series[0]).toMatchObject({ accepted: 5, read: 0 });
    expect(series.at(-1)).toMatchObject({ accepted: 0, read: 1 });
    for (const [index, point] of series.entries())
      if (index > 0)
        expect(point.at.getTime() - (series[index - 1]?.at.getTime() ?? 0)).toBe(stepMinutes * 60_000);
  });

  it("explain what was not delivered, most frequent first", async () => {
    const { workspace, id, dispatchIds } = await aLaunchedCampaign();
    const dispatchId = dispatchIds[0] ?? "";
    const reason = (bucket: number, outcome: string, code: string, times: number) => ({
      workspaceId: workspace.id,
      bucket,
      dispatchId,
      outcome,
      code,
      count: times,
    });
    await ctx.db
      .insertInto("sendReasons")
      .values([
        reason(1, "failed", "infobip:7008", 2),
        reason(2, "failed", "infobip:7008", 3),
        reason(1, "skipped", "no_phone", 7),
      ])
      .execute();
    const { reasons } = await reportOfCampaign(ctx.db, workspace.id, id, start);
    expect(reasons).toMatchObject([
      { outcome: "skipped", code: "no_phone", count: 7, title: "No phone number" },
      {
        outcome: "failed",
        code: "infobip:7008",
        count: 5,
        title: expect.any(String),
        advice: expect.any(String),
      },
    ]);
    expect(reasons.every(({ title, advice }) => title !== "" && advice !== "")).toBe(true);
  });
});

describe("the messages of a campaign", () => {
  it("come page by page over many dispatches, newest first, each once", async () => {
    const { workspace, id, subscriptionGroupId, dispatchIds } = await aLaunchedCampaign(230);
    for (const [n, dispatchId] of dispatchIds.entries())
      await sql`
        with made as (
          select uuid_v7_from(${new Date(start.getTime() + n * 1000)}, ${dispatchId} || k) as id, bucket_of(contact) as bucket, contact
          from (select k, uuid_v7() as contact from generate_series(1, 2) k) c
        ), written as (
          insert into sends (workspace_id, bucket, id, contact_id, dispatch_id, campaign_id, subscription_group_id, recipient, state, due_at, error_code)
          select ${workspace.id}, bucket, id, contact, ${dispatchId}, ${id}, ${subscriptionGroupId}, '+5511999998888',
                 ${n % 50 === 0 ? "failed" : "accepted"}::send_state, ${start}, ${n % 50 === 0 ? "infobip:7008" : null} from made
        )
        insert into send_stats (workspace_id, bucket, dispatch_id, slot, queued, accepted, failed)
        select ${workspace.id}, bucket, ${dispatchId}, ${start}, count(*), ${n % 50 === 0 ? 0 : 1}, ${n % 50 === 0 ? 1 : 0}
        from made group by bucket`.execute(ctx.db);
    const all = await pages(workspace.id, id, {});
    expect([all.length, new Set(all).size]).toEqual([460, 460]);
    expect(all).toEqual([...all].sort().reverse());
    expect(await pages(workspace.id, id, { state: "failed" })).toHaveLength(10);
    expect(await pages(workspace.id, id, { code: "infobip:7008" })).toHaveLength(10);
    expect(await pages(workspace.id, id, { state: "read" })).toHaveLength(0);
  });

  async function pages(
    workspaceId: string,
    campaignId: string,
    query: { state?: "failed" | "read"; code?: string },
  ): Promise<string[]> {
    const seen: string[] = [];
    for (let cursor: string | undefined, page = 0; page < 40; page++) {
      const { items, nextCursor } = await listSends(ctx.db, workspaceId, campaignId, {
        ...query,
        limit: 37,
        cursor,
      });
      seen.push(...items.map((item) => item.id));
      if (!nextCursor) return seen;
      cursor = nextCursor;
    }
    throw new Error("the pages do not end");
  }
});

describe("home", () => {
  it("counts days in the workspace's time zone", async () => {
    const { workspace, dispatchIds } = await aLaunchedCampaign(1, "America/Sao_Paulo");
    const dispatchId = dispatchIds[0] ?? "";
    await count(workspace.id, dispatchId, 1, new Date("2026-05-10T02:50:00Z"), { accepted: 1 });
    await count(workspace.id, dispatchId, 1, new Date("2026-05-10T03:00:00Z"), { accepted: 2, read: 1 });
    await count(workspace.id, dispatchId, 1, new Date("2026-04-10T03:00:00Z"), { accepted: 100 });
    const { series, totals } = await homeOf(ctx.db, workspace, start);
    expect(series).toHaveLength(30);
    expect(series.slice(-2)).toMatchObject([
      { day: "2026-05-09", accepted: 1 },
      { day: "2026-05-10", accepted: 2, read: 1 },
    ]);
    expect(totals).toMatchObject({ sends30d: 3, read30d: 1 });
  });
});
