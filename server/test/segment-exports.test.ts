/** The compatible API of segments: stories as data, the unmodified client, and what an export writes, announces and forgets. */

import { gunzipSync } from "node:zlib";
import { Braze } from "braze-api";
import { strFromU8, unzipSync } from "fflate";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { createHttpClient, type HttpRequest } from "../src/lib/http.ts";
import { apiPermissions } from "../src/lib/permissions.ts";
import { createSegment, type Filter, recordSize } from "../src/segments/segments.ts";
import { runApiCases } from "./api-cases.ts";
import { bulkContacts } from "./bulk-contacts.ts";
import { aBearer, aNumber, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";

const real = createHttpClient();
const calls: HttpRequest[] = [];
let refuse = false;
const http = {
  ...real,
  async send(request: HttpRequest) {
    if (!request.url.startsWith("https://crm.example/")) return real.send(request);
    calls.push(request);
    return { status: refuse ? 500 : 204, headers: {}, body: "" };
  },
};
const test = await createTestApp({}, { http });
const { app, ctx, clock } = test;
const everyone: Filter = { kind: "and", children: [] };
const goldInRecife: Filter = {
  kind: "and",
  children: [
    { kind: "attribute", custom: true, name: "plan", type: "string", operator: "equals", value: "gold" },
    { kind: "attribute", custom: true, name: "city", type: "string", operator: "equals", value: "Recife" },
  ],
};

runApiCases(test, "braze/segments.json", { permissions: apiPermissions }, async (known) => {
  const workspaceId = known.workspace ?? "";
  const segment = await createSegment(ctx.db, workspaceId, {
    name: "Gold",
    description: "the best",
    filter: goldInRecife,
    tags: ["vip"],
  });
  known.gold = segment.id;
  known.all = (await createSegment(ctx.db, workspaceId, { name: "All", filter: everyone })).id;
  for (const [day, size] of [
    ["2026-11-20T02:00:00Z", 4], // 23:00 of the 19th in São Paulo
    ["2026-11-20T12:00:00Z", 5],
    ["2026-11-20T18:00:00Z", 6],
    ["2026-11-22T12:00:00Z", 7],
  ] as const)
    await recordSize(ctx.db, workspaceId, segment.id, size, new Date(day));
  const other = (await aWorkspace(ctx)).id;
  known.foreign = (await createSegment(ctx.db, other, { name: "Theirs", filter: everyone })).id;
});

async function aCaller(contacts = 0) {
  const { id } = await aWorkspace(ctx);
  const { subscriptionGroupId } = await aNumber(ctx, id);
  if (contacts > 0) await bulkContacts(ctx.db, { workspaceId: id, subscriptionGroupId, count: contacts });
  const authorization = await aBearer(ctx, id, apiPermissions);
  const segment = await createSegment(ctx.db, id, { name: "Everybody", filter: everyone });
  return {
    id,
    segmentId: segment.id,
    authorization,
    async export(body: object) {
      const response = await app.server.inject({
        method: "POST",
        url: "/users/export/segment",
        headers: { authorization },
        payload: { segment_id: segment.id, ...body },
      });
      return { status: response.statusCode, body: response.json() };
    },
  };
}

const fetchFile = (url: string) => app.server.inject({ method: "GET", url: new URL(url).pathname });
const usersIn = (text: string) =>
  text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("an export", () => {
  it("writes 5,000 users a file into a ZIP, tells the address, and forgets it after some hours", async () => {
    const caller = await aCaller(5_300);
    const { status, body } = await caller.export({
      fields_to_export: ["external_id", "first_name"],
      custom_attributes_to_export: ["city"],
      callback_endpoint: "https://crm.example/done",
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      message: "success",
      object_prefix: expect.stringContaining(caller.segmentId),
      url: expect.stringMatching(/\/downloads\/segments\/[\w-]{40,}$/),
    });
    expect((await fetchFile(body.url)).statusCode).toBe(404);
    await app.processAll();
    const file = await fetchFile(body.url);
    expect(file.headers["content-type"]).toBe("application/zip");
    const files = Object.entries(unzipSync(file.rawPayload));
    expect(files.map(([name]) => name)).toEqual([
      `${body.object_prefix}-00001.json`,
      `${body.object_prefix}-00002.json`,
    ]);
    const [first = [], second = []] = files.map(([, bytes]) => usersIn(strFromU8(bytes)));
    expect([first.length, second.length]).toEqual([5000, 300]);
    const all = [...first, ...second];
    expect(new Set(all.map((user) => user.external_id)).size).toBe(5_300);
    expect(all.find((user) => user.external_id === "c1")).toEqual({
      external_id: "c1",
      first_name: "João",
      custom_attributes: { city: "Recife" },
    });
    expect(calls.map(({ url, method, body: said }) => [method, url, JSON.parse(String(said))])).toEqual([
      ["POST", "https://crm.example/done", { success: true, url: body.url }],
    ]);
    const stored = await sql<{ text: string }>`
      select e::text || coalesce((select string_agg(j::text, '') from graphile_worker._private_jobs j), '') as text
      from segment_exports e where workspace_id = ${caller.id}`.execute(ctx.db);
    expect(stored.rows[0]?.text).not.toContain(body.url.split("/").at(-1));
    clock.advance(4 * 3_600_000 + 1000);
    expect((await fetchFile(body.url)).statusCode).toBe(404);
    await sweep();
    expect(
      await ctx.db
        .selectFrom("segmentExports")
        .select("fileKey")
        .where("workspaceId", "=", caller.id)
        .execute(),
    ).toEqual([{ fileKey: null }]);
  });

  it("is one gzip when that is asked for, and one empty file for nobody", async () => {
    const some = await aCaller(7);
    const zipped = await some.export({ fields_to_export: ["braze_id"], output_format: "gzip" });
    const nobody = await aCaller();
    const empty = await nobody.export({ fields_to_export: ["braze_id"] });
    await app.processAll();
    const file = await fetchFile(zipped.body.url);
    expect(file.headers["content-disposition"]).toContain(".json.gz");
    expect(usersIn(gunzipSync(file.rawPayload).toString())).toHaveLength(7);
    const entries = Object.values(unzipSync((await fetchFile(empty.body.url)).rawPayload));
    expect(entries.map((bytes) => bytes.length)).toEqual([0]);
  });

  it("runs once at a time for a segment", async () => {
    const caller = await aCaller();
    const answers = await Promise.all([1, 2, 3].map(() => caller.export({ fields_to_export: ["email"] })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 429, 429]);
    await app.processAll();
    expect((await caller.export({ fields_to_export: ["email"] })).status).toBe(201);
  });

  it("ends as failed when its segment goes away", async () => {
    const caller = await aCaller();
    const { body } = await caller.export({ fields_to_export: ["email"] });
    await sql`update segments set archived_at = now() where id = ${caller.segmentId}`.execute(ctx.db);
    await app.processAll();
    const row = await ctx.db
      .selectFrom("segmentExports")
      .select(["error", "finishedAt"])
      .where("workspaceId", "=", caller.id)
      .executeTakeFirst();
    expect(row).toMatchObject({ error: "not_found", finishedAt: expect.any(Date) });
    expect((await fetchFile(body.url)).statusCode).toBe(404);
  });

  it("calls back again when the receiver fails, and never a private address", async () => {
    const caller = await aCaller();
    refuse = true;
    calls.length = 0;
    await caller.export({ fields_to_export: ["email"], callback_endpoint: "https://crm.example/again" });
    await app.processAll();
    refuse = false;
    const { rows } = await sql<{ attempts: number }>`
      select attempts::int from graphile_worker.jobs where task_identifier = 'announce-segment-export'`.execute(
      ctx.db,
    );
    expect(rows).toEqual([{ attempts: 1 }]);
    expect(calls).toHaveLength(1);
    expect(calls[0]?.allowedHosts).toEqual([]);
  });
});

/** What the hourly job does, without waiting for the hour. */
async function sweep(): Promise<void> {
  await sql`select graphile_worker.add_job('sweep-segment-exports')`.execute(ctx.db);
  await app.processAll();
}

it("every segment gets a size for each day of its workspace", async () => {
  const caller = await aCaller(12);
  const broken = await createSegment(ctx.db, caller.id, {
    name: "Of a deleted one",
    filter: { kind: "segment", segmentId: caller.segmentId },
  });
  await sql`update segments set filter = ${JSON.stringify({ kind: "segment", segmentId: broken.id })}::jsonb where id = ${broken.id}`.execute(
    ctx.db,
  );
  for (let hours = 0; hours < 48; hours += 12) {
    await sql`select graphile_worker.add_job('find-segments-to-count')`.execute(ctx.db);
    await app.processAll();
    clock.advance(12 * 3_600_000);
  }
  const { rows } = await sql<{ segmentId: string; size: number; days: number }>`
    select segment_id, min(size) as size, count(*)::int as days from segment_sizes
    where workspace_id = ${caller.id} group by segment_id`.execute(ctx.db);
  expect(rows).toEqual([{ segmentId: caller.segmentId, size: 12, days: expect.any(Number) }]);
  expect(rows[0]?.days).toBeGreaterThanOrEqual(2);
  expect(rows[0]?.days).toBeLessThanOrEqual(3);
});

describe("the npm client", () => {
  let braze: Braze;
  let segmentId = "";
  beforeAll(async () => {
    const caller = await aCaller(3);
    segmentId = caller.segmentId;
    const url = await app.server.listen({ port: 0, host: "127.0.0.1" });
    braze = new Braze(url, caller.authorization.replace("Bearer ", ""));
    await recordSize(ctx.db, caller.id, segmentId, 3, clock.now());
  });

  it("segments.list, .details, .analytics", async () => {
    expect(await braze.segments.list({ sort_direction: "desc" })).toEqual({
      message: "success",
      segments: [{ id: segmentId, name: "Everybody", analytics_tracking_enabled: true, tags: [] }],
    });
    expect(await braze.segments.details({ segment_id: segmentId })).toMatchObject({
      message: "success",
      name: "Everybody",
      text_description: "all users",
      teams: [],
    });
    expect(await braze.segments.analytics({ segment_id: segmentId, length: 7 })).toEqual({
      message: "success",
      data: [{ time: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), size: 3 }],
    });
  });

  it("users.export.segment", async () => {
    expect(
      await braze.users.export.segment({
        segment_id: segmentId,
        callback_endpoint: "https://crm.example/client",
        fields_to_export: ["external_id"],
      }),
    ).toMatchObject({ message: "success", object_prefix: expect.any(String), url: expect.any(String) });
  });
});
