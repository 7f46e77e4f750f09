/** What keeps a segment from being deleted, and that nobody sees or counts another workspace's. */
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { createSegment } from "../src/segments/segments.ts";
import { addMember } from "../src/workspaces/workspaces.ts";
import { aNumber, aSession, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";

const { app, ctx } = await createTestApp();

interface Person {
  readonly cookie: string;
  readonly personId: string;
}

// Signed in once each: signing in is rationed.
let ana: Person;
let rui: Person;
beforeAll(async () => {
  const { id } = await aWorkspace(ctx);
  ana = await aSession(app, id);
  rui = await aSession(app, (await aWorkspace(ctx)).id);
});

/** A workspace of its own with a segment, seen by one person. */
async function aMember({ cookie, personId } = ana) {
  const { id } = await aWorkspace(ctx);
  await addMember(ctx.db, id, personId, "owner");
  const { subscriptionGroupId } = await aNumber(ctx, id);
  const filter = { kind: "and", children: [] } as const;
  const segment = await createSegment(ctx.db, id, { name: "Everybody", filter });
  return {
    id,
    subscriptionGroupId,
    segmentId: segment.id,
    async call(method: "GET" | "POST" | "DELETE" | "PATCH", path: string, payload?: object) {
      const response = await app.server.inject({
        method,
        url: `/api/v1/workspaces/${id}${path}`,
        headers: { cookie },
        ...(payload ? { payload } : {}),
      });
      return { status: response.statusCode, body: response.body === "" ? null : response.json() };
    },
  };
}

type Member = Awaited<ReturnType<typeof aMember>>;

async function aCampaign(member: Member, state: string, kind = "scheduled"): Promise<string> {
  const row = await ctx.db
    .insertInto("campaigns")
    .values({ workspaceId: member.id, name: `A ${state} one`, kind, state, segmentId: member.segmentId })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

describe("a segment that a campaign uses", () => {
  it.each([
    ["launching", "scheduled"],
    ["running", "scheduled"],
    ["paused", "scheduled"],
    ["running", "api_triggered"],
    ["paused", "api_triggered"],
  ])("stays while the campaign is %s (%s), even when drafts are confirmed", async (state, kind) => {
    const member = await aMember();
    const campaign = await aCampaign(member, state, kind);
    const { status, body } = await member.call("DELETE", `/segments/${member.segmentId}?confirm=drafts`);
    expect(status).toBe(409);
    expect(body.error).toMatchObject({
      code: "segment_in_use",
      details: [{ path: "campaigns", code: campaign, message: `A ${state} one` }],
    });
    expect((await member.call("GET", `/segments/${member.segmentId}`)).status).toBe(200);
    const changed = await member.call("PATCH", `/segments/${member.segmentId}`, { description: "changed" });
    expect(changed).toMatchObject({ status: 200, body: { description: "changed" } });
  });

  it.each(["completed", "stopped", "archived"])("may go when the campaign is %s", async (state) => {
    const member = await aMember();
    await aCampaign(member, state);
    expect((await member.call("DELETE", `/segments/${member.segmentId}`)).status).toBe(204);
  });

  it("may go when the campaign's only dispatch is over, whatever is still to be noted", async () => {
    const member = await aMember();
    const campaign = await aCampaign(member, "running");
    await sql`insert into dispatches (workspace_id, campaign_id, subscription_group_id, kind, message, state, finished_at)
              values (${member.id}, ${campaign}, ${member.subscriptionGroupId}, 'campaign', '{}', 'completed', now())`.execute(
      ctx.db,
    );
    expect((await member.call("GET", `/segments/${member.segmentId}/usage`)).body.campaigns).toMatchObject([
      { id: campaign, state: "completed" },
    ]);
    expect((await member.call("DELETE", `/segments/${member.segmentId}`)).status).toBe(204);
  });
});

it.each([
  ["GET", ""],
  ["GET", "/sizes"],
  ["GET", "/usage"],
  ["GET", "/history"],
  ["POST", "/count"],
  ["PATCH", ""],
  ["DELETE", ""],
] as const)("%s …/segments/:id%s of another workspace is not found", async (method, path) => {
  const [mine, theirs] = [await aMember(ana), await aMember(rui)];
  const payload = method === "POST" || method === "PATCH" ? {} : undefined;
  expect((await mine.call(method, `/segments/${theirs.segmentId}${path}`, payload)).status).toBe(404);
  expect((await theirs.call("GET", `/segments/${theirs.segmentId}`)).status).toBe(200);
});

it("labels of another workspace are not suggested", async () => {
  const [mine, theirs] = [await aMember(ana), await aMember(rui)];
  await theirs.call("PATCH", `/segments/${theirs.segmentId}`, { tags: ["secret"] });
  expect((await mine.call("GET", "/tags")).body).toEqual({ items: [] });
  expect((await theirs.call("GET", "/tags")).body.items).toEqual([
    { name: "secret", campaigns: 0, segments: 1 },
  ]);
});
