import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import type { Template } from "../src/templates/templates.ts";
import { bulkContacts } from "./bulk-contacts.ts";
import { aNumber, aSession, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";
import { allowing, aRoad, aSandbox, type Road } from "./road.ts";
import { someTemplates } from "./templates.ts";

const sandbox = await aSandbox();
const { app, ctx, clock, logLines } = await createTestApp(allowing(sandbox));

interface World extends Road {
  templates: Record<string, Template>;
  call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: T }>;
}

async function aWorld(contacts = 0): Promise<World> {
  const road = await aRoad(ctx, sandbox);
  const { whatsappBusinessGroupId } = await ctx.db
    .selectFrom("subscriptionGroups")
    .select("whatsappBusinessGroupId")
    .where("id", "=", road.subscriptionGroupId)
    .executeTakeFirstOrThrow();
  const templates = await someTemplates(ctx, road.workspaceId, whatsappBusinessGroupId);
  const { cookie } = await aSession(app, road.workspaceId);
  if (contacts > 0) await bulkContacts(ctx.db, { ...road, count: contacts });
  return {
    ...road,
    templates,
    async call<T>(method: string, path: string, body?: unknown) {
      const response = await app.server.inject({
        method: method as "POST",
        url: `/api/v1/workspaces/${road.workspaceId}${path}`,
        headers: { cookie },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      if (response.statusCode >= 500) throw new Error(logLines.slice(-3).join("\n"));
      return { status: response.statusCode, body: (response.body ? response.json() : null) as T };
    },
  };
}

const variables = {
  "body.1": "{{${first_name} | default: 'cliente'}}",
  "body.2": "{{custom_attribute.${city} | default: 'São Paulo'}}",
};

async function aSegment(world: World, children: unknown[] = []) {
  const segment = { name: `Gold ${Math.random()}`, filter: { kind: "and", children } };
  return (await world.call<{ id: string }>("POST", "/segments", segment)).body.id;
}

async function aCampaign(world: World, change: object = {}, kind = "scheduled") {
  const { id } = (await world.call<{ id: string }>("POST", "/campaigns", { name: "Natal", kind })).body;
  const patch = {
    subscriptionGroupId: world.subscriptionGroupId,
    segmentId: await aSegment(world),
    templateId: world.templates.boas_vindas?.id,
    variables,
    ...change,
  };
  const { status, body } = await world.call("PATCH", `/campaigns/${id}`, patch);
  expect(status, JSON.stringify(body)).toBe(200);
  return id;
}

describe("a campaign that is launched", () => {
  it("goes out, is counted, and is completed when the last message has left", async () => {
    const world = await aWorld(30);
    const id = await aCampaign(world);
    const check = await world.call("POST", `/campaigns/${id}/check`);
    expect(check.body).toEqual({
      ok: true,
      problems: [],
      audience: { segment: 30, reachable: 30, notSubscribed: 0, noPhone: 0, duplicates: 0 },
    });
    const launched = await world.call("POST", `/campaigns/${id}/launch`);
    expect([launched.status, launched.body.state]).toEqual([202, "launching"]);
    await app.processAll();
    const after = await world.call("GET", `/campaigns/${id}`);
    expect(after.body).toMatchObject({ state: "completed", finishedAt: expect.any(String) });
    const report = await world.call("GET", `/campaigns/${id}/report`);
    expect(report.body).toMatchObject({
      stats: {
        queued: 30,
        waiting: 0,
        accepted: 30,
        delivered: 0,
        failed: 0,
        skipped: 0,
        canceled: 0,
        cost: [],
      },
      rates: { delivery: 0, failure: 0 },
      series: [{ accepted: 30 }],
      reasons: [],
      dispatches: [{ state: "completed", queued: 30, audienceDone: true }],
      live: true,
    });
    const list = await world.call<{ items: object[] }>("GET", "/campaigns");
    expect(list.body.items).toMatchObject([
      {
        id,
        state: "completed",
        template: { name: "boas_vindas", language: "pt_BR" },
        subscriptionGroup: { phone: world.phone },
        stats: { queued: 30, accepted: 30 },
      },
    ]);
  });

  it("shows its messages page by page, by state too", async () => {
    const world = await aWorld(30);
    const id = await aCampaign(world);
    await world.call("POST", `/campaigns/${id}/launch`);
    await app.processAll();
    const seen: string[] = [];
    let cursor = "";
    for (let pages = 0; pages < 10; pages++) {
      const path = `/campaigns/${id}/sends?state=accepted&limit=12${cursor && `&cursor=${cursor}`}`;
      const { body } = await world.call<{
        items: { id: string; contact: { name: string } }[];
        nextCursor: string | null;
      }>("GET", path);
      seen.push(...body.items.map((item) => item.id));
      expect(body.items.every((item) => item.contact.name?.endsWith(" Silva"))).toBe(true);
      if (!body.nextCursor) break;
      cursor = body.nextCursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([30, 30]);
    const failed = await world.call("GET", `/campaigns/${id}/sends?state=failed`);
    expect(failed.body).toEqual({ items: [], nextCursor: null });
  });

  it("says why contacts are left out, with advice", async () => {
    const world = await aWorld(10);
    await sql`delete from subscription_states where workspace_id = ${world.workspaceId} and ctid in
      (select ctid from subscription_states where workspace_id = ${world.workspaceId} limit 3)`.execute(
      ctx.db,
    );
    await sql`update contacts set attributes = '{}' where workspace_id = ${world.workspaceId}`.execute(
      ctx.db,
    );
    const id = await aCampaign(world, {
      variables: { ...variables, "body.2": "{{custom_attribute.${city}}}" },
    });
    await world.call("POST", `/campaigns/${id}/launch`);
    await app.processAll();
    const report = await world.call("GET", `/campaigns/${id}/report`);
    expect(report.body).toMatchObject({
      stats: { queued: 10, accepted: 0, skipped: 10, waiting: 0 },
      reasons: [
        { outcome: "skipped", code: "variable_empty", count: 7, advice: expect.stringContaining("fallback") },
        { outcome: "skipped", code: "not_subscribed", count: 3 },
      ],
    });
    const sends = await world.call("GET", `/campaigns/${id}/sends?state=skipped&code=variable_empty&limit=1`);
    expect(sends.body).toMatchObject({
      items: [
        {
          state: "skipped",
          errorText: "{{2}} in the body is empty for this contact.",
          advice: expect.any(String),
        },
      ],
    });
  });

  it("says what it said at its launch, even if the template changes", async () => {
    const world = await aWorld(1);
    const id = await aCampaign(world);
    await world.call("POST", `/campaigns/${id}/launch`);
    const again = await world.call("POST", `/campaigns/${id}/launch`);
    expect([again.status, again.body]).toMatchObject([409, { error: { code: "already_launched" } }]);
    const edited = await world.call("PATCH", `/campaigns/${id}`, { name: "Outro" });
    expect([edited.status, edited.body]).toMatchObject([409, { error: { code: "not_editable" } }]);
    const deleted = await world.call("DELETE", `/campaigns/${id}`);
    expect(deleted.status).toBe(409);
    const copy = await world.call("POST", `/campaigns/${id}/duplicate`);
    expect([copy.status, copy.body]).toMatchObject([
      201,
      { state: "draft", name: "Natal (copy)", variables, launchedAt: null },
    ]);
    expect((await world.call("DELETE", `/campaigns/${copy.body.id}`)).status).toBe(204);
  });

  it("is paused, resumed and stopped, each only when that is possible", async () => {
    const world = await aWorld(5);
    const id = await aCampaign(world);
    expect((await world.call("POST", `/campaigns/${id}/pause`)).body).toMatchObject({
      error: { code: "not_running" },
    });
    await world.call("POST", `/campaigns/${id}/launch`);
    expect((await world.call("POST", `/campaigns/${id}/pause`)).body).toMatchObject({ state: "paused" });
    await app.processAll();
    expect((await world.call("GET", `/campaigns/${id}/report`)).body).toMatchObject({
      stats: { accepted: 0 },
    });
    expect((await world.call("POST", `/campaigns/${id}/resume`)).body).toMatchObject({ state: "launching" });
    expect((await world.call("POST", `/campaigns/${id}/resume`)).status).toBe(409);
    expect((await world.call("POST", `/campaigns/${id}/stop`)).body).toMatchObject({ state: "stopped" });
    await app.processAll();
    expect((await world.call("GET", `/campaigns/${id}/report`)).body).toMatchObject({
      stats: { accepted: 0, waiting: 0 },
    });
    expect((await world.call("GET", "/campaigns?state=stopped")).body).toMatchObject({ items: [{ id }] });
    expect((await world.call("GET", "/campaigns?state=running")).body).toMatchObject({ items: [] });
  });
});

describe("a campaign that is not ready", () => {
  const codes = (body: unknown) =>
    (body as { problems: { code: string; field?: string }[] }).problems.map(({ code, field }) => [
      code,
      field,
    ]);
  let world: World;
  beforeAll(async () => {
    world = await aWorld(2);
  });

  it("names everything that is missing", async () => {
    const { id } = (await world.call<{ id: string }>("POST", "/campaigns", { name: "Vazia" })).body;
    const { body } = await world.call("POST", `/campaigns/${id}/check`);
    expect(codes(body)).toEqual([
      ["number_missing", "subscriptionGroupId"],
      ["template_missing", "templateId"],
      ["segment_missing", "segmentId"],
    ]);
    const launch = await world.call("POST", `/campaigns/${id}/launch`);
    expect([launch.status, launch.body]).toMatchObject([
      400,
      {
        error: {
          code: "campaign_not_ready",
          details: [{ path: "subscriptionGroupId", code: "number_missing" }, {}, {}],
        },
      },
    ]);
  });

  it.each([
    [
      "a variable is not filled",
      { variables: { "body.1": "Ana", "body.2": " " } },
      [["variable_missing", "body.2"]],
    ],
    [
      "Liquid is not valid",
      { variables: { "body.1": "Oi {{${frist_name}}}", "body.2": "x" } },
      [["liquid_invalid", "body.1"]],
    ],
    [
      "a text cannot be sent",
      { variables: { "body.1": "a\nb", "body.2": "x" } },
      [["variable_invalid", "body.1"]],
    ],
  ])("says where: %s", async (_label, change, expected) => {
    const { body } = await world.call("POST", `/campaigns/${await aCampaign(world, change)}/check`);
    expect(codes(body)).toEqual(expected);
  });

  it("gives the place of a mistake in the Liquid", async () => {
    const id = await aCampaign(world, { variables: { "body.1": "Oi {{${frist_name}}}", "body.2": "x" } });
    const { body } = await world.call("POST", `/campaigns/${id}/check`);
    expect(body).toMatchObject({
      problems: [
        {
          params: { variable: "body.1", line: 1, column: 6 },
          message: expect.stringContaining("line 1, column 6: ${frist_name} is not"),
        },
      ],
    });
  });

  it("knows a template that is not approved, a number that fails, an audience of nobody", async () => {
    const pending = await aCampaign(world, { templateId: world.templates.em_analise?.id });
    expect(codes((await world.call("POST", `/campaigns/${pending}/check`)).body)).toEqual([
      ["template_not_approved", "templateId"],
    ]);
    const nobody = await aCampaign(world, {
      segmentId: await aSegment(world, [
        {
          kind: "attribute",
          name: "country",
          custom: false,
          type: "string",
          operator: "equals",
          value: "JP",
        },
      ]),
    });
    const check = await world.call("POST", `/campaigns/${nobody}/check`);
    expect(codes(check.body)).toEqual([["audience_empty", "segmentId"]]);
    await sql`update connections set state = 'failing', state_reason = 'the API key has expired' where id = ${world.connectionId}`.execute(
      ctx.db,
    );
    const failing = await world.call("POST", `/campaigns/${await aCampaign(world)}/check`);
    expect(codes(failing.body)).toEqual([["number_failing", "subscriptionGroupId"]]);
    await sql`update connections set state = 'ready' where id = ${world.connectionId}`.execute(ctx.db);
  });

  it("leaves in the audit trail who made and deleted a draft", async () => {
    const { id } = (await world.call<{ id: string }>("POST", "/campaigns", { name: "Rascunho" })).body;
    await world.call("DELETE", `/campaigns/${id}`);
    const { rows } = await sql<{ action: string }>`
      select action from audit_entries where subject = ${id} and actor <> 'anonymous' order by id`.execute(
      ctx.db,
    );
    expect(rows.map((row) => row.action)).toEqual(["campaign.created", "campaign.deleted"]);
  });

  it("takes nothing of another workspace", async () => {
    const other = await aWorkspace(ctx);
    const { subscriptionGroupId } = await aNumber(ctx, other.id);
    const { id } = (await world.call<{ id: string }>("POST", "/campaigns", { name: "Alheia" })).body;
    const { status, body } = await world.call("PATCH", `/campaigns/${id}`, { subscriptionGroupId });
    expect([status, body]).toMatchObject([
      400,
      { error: { code: "invalid_input", details: [{ path: "subscriptionGroupId" }] } },
    ]);
  });
});

describe("a message before it goes out", () => {
  it("is previewed for a contact, with what is wrong and where", async () => {
    const world = await aWorld(3);
    const templateId = world.templates.cupom?.id;
    const { body } = await world.call("POST", "/messages/preview", {
      templateId,
      contactId: "random",
      variables: {
        "header.1": "{{${first_name}}}",
        "body.1": "{{custom_attribute.${nothing}}}",
        "body.2": "{{ ${citty} }}",
        "button.0.url": "{{${user_id}}}",
        "button.1.code": "NATAL",
      },
    });
    expect(body).toMatchObject({
      contact: { name: expect.stringContaining("Silva") },
      rendered: {
        header: { format: "TEXT", text: expect.stringMatching(/^Para \w/) },
        footer: "Loja Aurora",
        buttons: [{ url: expect.stringMatching(/^https:\/\/loja\.example\/p\/c\d$/) }, { code: "NATAL" }, {}],
      },
      problems: [
        { field: "body.1", message: expect.stringContaining("empty for this contact") },
        { field: "body.2", line: 1, column: 4 },
      ],
    });
  });

  it("is sent to one phone as a test, and counts for no campaign", async () => {
    const world = await aWorld(1);
    const id = await aCampaign(world);
    const { id: contactId } = await ctx.db
      .selectFrom("contacts")
      .select("id")
      .where("workspaceId", "=", world.workspaceId)
      .executeTakeFirstOrThrow();
    const { status, body } = await world.call<{ sendId: string }>("POST", "/messages/test", {
      campaignId: id,
      contactId,
    });
    expect(status).toBe(202);
    await app.processAll();
    const send = await ctx.db
      .selectFrom("sends")
      .select("state")
      .where("id", "=", body.sendId)
      .executeTakeFirstOrThrow();
    expect(send.state).toBe("accepted");
    expect((await world.call("GET", `/campaigns/${id}/report`)).body).toMatchObject({
      stats: { queued: 0 },
      series: [],
      live: false,
    });
  });
});

describe("home", () => {
  it("shows what is set up and what went out", async () => {
    const world = await aWorld(4);
    await world.call("POST", `/campaigns/${await aCampaign(world)}/launch`);
    await app.processAll();
    const soon = new Date(clock.now().getTime() + 6.5 * 86_400_000);
    await ctx.db
      .updateTable("connections")
      .set({ keyExpiresAt: soon })
      .where("id", "=", world.connectionId)
      .execute();
    const { body } = await world.call<{ series: { day: string; accepted: number }[] }>("GET", "/home");
    expect(body).toMatchObject({
      checklist: [
        { key: "connect", done: true, count: 1 },
        { key: "contacts", done: true, count: 4 },
        { key: "segment", done: true, count: 1 },
        { key: "campaign", done: true, count: 1 },
        { key: "inbound", done: false, count: 0 },
        { key: "api_key", done: false, count: 0 },
      ],
      totals: { contacts: 4, subscribed: 4, sends30d: 4, delivered30d: 0 },
      recentCampaigns: [{ name: "Natal", state: "completed", stats: { accepted: 4 } }],
      warnings: [
        {
          code: "key_expires",
          params: { account: "Loja Aurora", days: 7 },
          link: expect.stringContaining("/integrations/whatsapp"),
        },
      ],
    });
    expect(body.series).toHaveLength(30);
    expect(body.series.at(-1)?.accepted).toBe(4);
  });
});
