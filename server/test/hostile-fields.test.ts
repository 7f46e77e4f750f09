/** Fields that a route does not know: columns of a table among them, which must not be written because somebody sent them. */
import { expect, it } from "vitest";
import { aSession, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";

const { app, ctx } = await createTestApp();
const [mine, theirs] = [await aWorkspace(ctx), await aWorkspace(ctx)];
const { cookie } = await aSession(app, mine.id);

async function call(method: "POST" | "PUT" | "PATCH", path: string, payload: object) {
  const url = `/api/v1/workspaces/${mine.id}${path}`;
  const response = await app.server.inject({ method, url, headers: { cookie }, payload });
  return { status: response.statusCode, body: response.json() };
}

it("notice settings are those of one's own workspace", async () => {
  const settings = {
    emailEnabled: true,
    emails: ["eve@example.com"],
    webhookUrl: "https://eve.example/",
    language: "en",
  };
  expect((await call("PUT", "/notices/settings", { ...settings, workspaceId: theirs.id })).status).toBe(200);
  const rows = await ctx.db.selectFrom("noticeSettings").select("workspaceId").execute();
  expect(rows).toEqual([{ workspaceId: mine.id }]);
});

it("a workspace keeps its id and its address", async () => {
  const before = await ctx.db
    .selectFrom("workspaces")
    .selectAll()
    .where("id", "=", mine.id)
    .executeTakeFirst();
  const change = { name: "Nova", slug: "taken", createdAt: "2000-01-01T00:00:00Z", nothing: 1 };
  expect((await call("PATCH", "/settings", change)).status).toBe(200);
  const after = await ctx.db
    .selectFrom("workspaces")
    .selectAll()
    .where("id", "=", mine.id)
    .executeTakeFirst();
  expect(after).toEqual({ ...before, name: "Nova" });
  expect((await call("PATCH", "/settings", { nothing: 1 })).status).toBe(200);
});

it("a campaign stays in its workspace and in its state", async () => {
  const { body } = await call("POST", "/campaigns", { name: "Natal" });
  await call("PATCH", `/campaigns/${body.id}`, { name: "Eva", workspaceId: theirs.id, state: "running" });
  const row = await ctx.db
    .selectFrom("campaigns")
    .select(["workspaceId", "state", "name"])
    .where("id", "=", body.id)
    .executeTakeFirst();
  expect(row).toEqual({ workspaceId: mine.id, state: "draft", name: "Eva" });
});

it.each(["Nowhere/Land", "a\0b", "x".repeat(99)])(
  "a time zone that is none is refused: %j",
  async (timeZone) => {
    expect((await call("PATCH", "/settings", { timeZone })).status).toBe(400);
  },
);
