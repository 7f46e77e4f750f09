import { beforeEach, describe, expect, it } from "vitest";
import { writeContacts } from "../src/contacts/contacts.ts";
import { drainJobs } from "../src/lib/jobs.ts";
import { contactExportJobs } from "../src/segments/exports/run.job.ts";
import { aNumber, aSession, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";

const { app, ctx, clock } = await createTestApp();
let workspaceId = "";
let cookie = "";
let subscriptionGroupId = "";
let ids: (string | null)[] = [];

beforeEach(async () => {
  workspaceId = (await aWorkspace(ctx)).id;
  cookie = (await aSession(app, workspaceId)).cookie;
  subscriptionGroupId = (await aNumber(ctx, workspaceId)).subscriptionGroupId;
  const people = ["Ana", "Béa", "Caio"].map((firstName, n) => ({
    identifier: { kind: "external_id", value: `c-${n}` } as const,
    fields: { firstName, country: n === 0 ? "PT" : "BR" },
    attributes: {
      tags: { kind: "set", type: "array", value: ["a", `=b${n}`] } as const,
      note: { kind: "set", type: "string", value: `=cmd ${n}, "x"` } as const,
    },
  }));
  ids = (await writeContacts(ctx.db, workspaceId, people, { at: clock.now() })).map((result) => result.id);
});

async function call(method: "GET" | "POST", rest: string, body?: object, as = cookie) {
  const response = await app.server.inject({
    method,
    url: `/api/v1/workspaces/${workspaceId}/exports${rest}`,
    headers: { cookie: as },
    ...(body ? { payload: body } : {}),
  });
  const json = String(response.headers["content-type"]).includes("json");
  return {
    status: response.statusCode,
    headers: response.headers,
    body: json ? response.json() : response.body,
  };
}

const columns = [
  { kind: "field", name: "external_id" },
  { kind: "attribute", name: "note" },
];
const drain = () => drainJobs(ctx, contactExportJobs);

async function exported(source: object, more: object = {}) {
  const made = await call("POST", "", { name: "Meus contatos", source, columns, ...more });
  expect(made.status).toBe(202);
  await drain();
  const file = await call("GET", `/${made.body.id}/file`);
  expect(file.status).toBe(200);
  return { id: made.body.id, file, lines: (file.body as string).split("\r\n").slice(0, -1) };
}

describe("an export", () => {
  it("holds the columns chosen of all contacts, as no formula", async () => {
    const { id, file, lines } = await exported(
      {},
      {
        columns: [
          ...columns,
          { kind: "attribute", name: "tags" },
          { kind: "subscription", subscriptionGroupId },
        ],
      },
    );
    expect(lines[0]).toMatch(/^\uFEFFexternal_id,note,tags,.+\(\+55119\d{8}\)$/);
    expect(lines.slice(1).sort()[0]).toBe(`c-0,"'=cmd 0, ""x""","[""a"",""=b0""]",unknown`);
    expect(file.headers["content-disposition"]).toContain('filename="Meus contatos.csv"');
    expect((await call("GET", `/${id}`)).body).toMatchObject({
      state: "completed",
      totalContacts: 3,
      writtenContacts: 3,
      fileBytes: Buffer.byteLength(file.body as string),
    });
    expect((await call("GET", "")).body.items).toMatchObject([{ id, createdByName: "Ana" }]);
  });

  it.each([
    ["a filter", () => ({ filter: country("BR") }), ["c-1", "c-2"]],
    ["a search", () => ({ q: "bea" }), ["c-1"]],
    ["contacts", () => ({ contactIds: [ids[0], ids[2]] }), ["c-0", "c-2"]],
    ["contacts within a filter", () => ({ contactIds: [ids[0], ids[2]], filter: country("BR") }), ["c-2"]],
  ])("of %s", async (_label, source, expected) => {
    const { lines } = await exported(source(), { columns: columns.slice(0, 1) });
    expect(lines.slice(1).sort()).toEqual(expected);
  });

  it("of a segment is frozen when it is asked for", async () => {
    const segment = await app.server.inject({
      method: "POST",
      url: `/api/v1/workspaces/${workspaceId}/segments`,
      headers: { cookie },
      payload: { name: "Brasil", filter: country("BR") },
    });
    const { id: segmentId } = segment.json();
    const made = await call("POST", "", { name: "Brasil", source: { segmentId }, columns });
    await app.server.inject({
      method: "DELETE",
      url: `/api/v1/workspaces/${workspaceId}/segments/${segmentId}`,
      headers: { cookie },
    });
    await drain();
    expect((await call("GET", `/${made.body.id}`)).body).toMatchObject({
      state: "completed",
      writtenContacts: 2,
    });
  });

  it("can be canceled, is removed after a week, and is taken up when its worker was killed", async () => {
    const made = await call("POST", "", { name: "x", source: {}, columns });
    expect((await call("GET", `/${made.body.id}/file`)).status).toBe(409);
    expect((await call("POST", `/${made.body.id}/cancel`)).body.state).toBe("canceled");
    await drain();
    expect((await call("POST", `/${made.body.id}/cancel`)).status).toBe(409);
    const { id } = await exported({});
    const sweep = contactExportJobs.find((job) => job.cron);
    clock.advance(8 * 86_400_000);
    await sweep?.handler(ctx, {});
    expect((await call("GET", `/${id}`)).body.state).toBe("expired");
    expect((await call("GET", `/${id}/file`)).status).toBe(409);
    const lost = await call("POST", "", { name: "y", source: {}, columns });
    await ctx.pool.query("delete from graphile_worker._private_jobs");
    clock.advance(61_000);
    await sweep?.handler(ctx, {});
    await drain();
    expect((await call("GET", `/${lost.body.id}`)).body.state).toBe("completed");
  });

  it("is for those who may export, and for columns and segments that exist", async () => {
    const viewer = (await aSession(app, workspaceId, "viewer")).cookie;
    expect((await call("POST", "", { name: "x", source: {}, columns }, viewer)).status).toBe(403);
    expect((await call("GET", "", undefined, viewer)).status).toBe(403);
    const unknown = [{ kind: "attribute", name: "nope" }];
    expect((await call("POST", "", { name: "x", source: {}, columns: unknown })).status).toBe(400);
    const source = { segmentId: "018f0000-0000-7000-8000-000000000000" };
    expect((await call("POST", "", { name: "x", source, columns })).status).toBe(404);
  });
});

function country(value: string) {
  return { kind: "attribute", name: "country", custom: false, type: "string", operator: "equals", value };
}
