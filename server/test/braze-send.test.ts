/** The compatible REST API for sending, with the unmodified client `braze-api` over a real socket. */
import { Braze } from "braze-api";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { createCampaign, launchCampaign, updateCampaign } from "../src/campaigns/campaigns.ts";
import { createSegment } from "../src/segments/segments.ts";
import { bulkContacts } from "./bulk-contacts.ts";
import { aBearer } from "./factories.ts";
import { createTestApp } from "./harness.ts";
import { allowing, aRoad, aSandbox, type Road } from "./road.ts";
import { someTemplates } from "./templates.ts";

const sandbox = await aSandbox();
const { app, ctx } = await createTestApp(allowing(sandbox));

let road: Road;
let braze: Braze;
let url: string;
let key: string;
let campaign: { id: string; variantId: string };

beforeAll(async () => {
  road = await aRoad(ctx, sandbox);
  const group = await ctx.db
    .selectFrom("subscriptionGroups")
    .select("whatsappBusinessGroupId as id")
    .where("id", "=", road.subscriptionGroupId)
    .executeTakeFirstOrThrow();
  const templates = await someTemplates(ctx, road.workspaceId, group.id);
  await bulkContacts(ctx.db, { ...road, count: 10 });
  await sql`insert into contact_identifiers (workspace_id, kind, value, bucket, contact_id)
    select workspace_id, 'external_id', external_id, bucket, id from contacts where workspace_id = ${road.workspaceId}`.execute(
    ctx.db,
  );
  key = (await aBearer(ctx, road.workspaceId, ["messages.send", "campaigns.trigger.send"])).replace(
    "Bearer ",
    "",
  );
  url = await app.server.listen({ port: 0, host: "127.0.0.1" });
  braze = new Braze(url, key);
  const by = { actor: "test", at: ctx.clock.now() };
  const segment = await createSegment(ctx.db, road.workspaceId, {
    name: "Recife",
    filter: {
      kind: "and",
      children: [
        {
          kind: "attribute",
          name: "city",
          custom: true,
          type: "string",
          operator: "equals",
          value: "Recife",
        },
      ],
    },
  });
  const { id } = await createCampaign(
    ctx.db,
    road.workspaceId,
    { name: "Pedido", kind: "api_triggered" },
    by,
  );
  await updateCampaign(
    ctx.db,
    road.workspaceId,
    id,
    {
      subscriptionGroupId: road.subscriptionGroupId,
      segmentId: segment.id,
      templateId: templates.boas_vindas?.id,
      variables: {
        "body.1": "{{${first_name}}}",
        "body.2": "{{api_trigger_properties.${what} | default: 'tudo'}} {{campaign.${name}}}",
      },
    },
    by,
  );
  const launched = await launchCampaign(ctx.db, road.workspaceId, id, by);
  campaign = { id, variantId: launched.variantId };
});

interface Sent {
  recipient: string;
  state: string;
  body: string | null;
  code: string | null;
}

async function sent(dispatchId: string): Promise<Sent[]> {
  await app.processAll();
  const { rows } = await sql<Sent>`
    select recipient, state::text as state, rendered ->> 'body' as body, error_code as code from sends
    where dispatch_id = ${dispatchId} order by recipient`.execute(ctx.db);
  return rows;
}

async function post(path: string, body: unknown, token = key) {
  const response = await fetch(url + path, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}

const template = (message: object = {}, more: object = {}) => ({
  whats_app: {
    app_id: "a",
    subscription_group_id: road.subscriptionGroupId,
    message_type: "template_message",
    message: {
      template_name: "boas_vindas",
      template_language_code: "pt_BR",
      body_variables: { "0": "{{${first_name}}}", "1": "{{custom_attribute.${city}}}" },
      ...message,
    },
    ...more,
  },
});

/** The client's types know other channels; WhatsApp travels in the same object. */
type Messages = Parameters<Braze["messages"]["send"]>[0]["messages"];

describe("POST /messages/send", () => {
  it("sends a template to named users, each with their own words; unknown ones are passed over", async () => {
    const answer = await braze.messages.send({
      external_user_ids: ["c1", "c2", "nobody"],
      messages: template() as Messages,
    });
    expect(answer).toEqual({ dispatch_id: expect.any(String), message: "success" });
    expect(await sent(answer.dispatch_id)).toMatchObject([
      { state: "accepted", body: "Olá, João! Temos novidades em Recife para você." },
      { state: "accepted", body: "Olá, Marina! Temos novidades em Curitiba para você." },
    ]);
  });

  it("sends every part of a template, and says what it did not know", async () => {
    const answer = await post("/messages/send", {
      external_user_ids: ["c1"],
      messages: template({
        template_name: "cupom",
        header_variables: { "0": "João" },
        body_variables: { "0": 77, "1": "dois dias", "2": "x" },
        button_variables: { "0": "77", "1": "NATAL10" },
      }),
    });
    expect([answer.status, answer.body]).toEqual([
      201,
      {
        dispatch_id: expect.any(String),
        message: "success",
        errors: ['body_variables.2 is not a variable of the template "cupom" and was ignored.'],
      },
    ]);
    const { rows } = await sql<{
      message: object;
    }>`select message from dispatches where id = ${answer.body.dispatch_id}`.execute(ctx.db);
    expect(rows[0]?.message).toMatchObject({
      variables: {
        "header.1": "João",
        "body.1": "77",
        "body.2": "dois dias",
        "button.0.url": "77",
        "button.1.code": "NATAL10",
      },
    });
    await app.processAll();
  });

  it("sends text only inside the 24-hour window", async () => {
    const answer = await post("/messages/send", {
      external_user_ids: ["c1"],
      messages: {
        whats_app: {
          subscription_group_id: road.subscriptionGroupId,
          message_type: "text_response_message",
          message: { body: "Oi {{${first_name}}}" },
        },
      },
    });
    expect(await sent(String(answer.body.dispatch_id))).toMatchObject([
      { state: "skipped", code: "window_closed" },
    ]);
  });

  it("broadcasts to a segment or an audience", async () => {
    const answer = await post("/messages/send", {
      broadcast: true,
      audience: {
        AND: [{ custom_attribute: { custom_attribute_name: "points", comparison: "less_than", value: 4 } }],
      },
      messages: template(),
      send_id: "s1",
    });
    expect([answer.status, answer.body.send_id]).toEqual([201, "s1"]);
    expect(answer.headers.get("x-ratelimit-limit")).toBe("250");
    expect(await sent(String(answer.body.dispatch_id))).toHaveLength(3);
  });

  it("leaves out those who are not subscribed, unless the call says all", async () => {
    await sql`delete from subscription_states where workspace_id = ${road.workspaceId} and contact_id in
      (select id from contacts where external_id = 'c9' and workspace_id = ${road.workspaceId})`.execute(
      ctx.db,
    );
    const without = await post("/messages/send", { external_user_ids: ["c9"], messages: template() });
    expect(await sent(String(without.body.dispatch_id))).toMatchObject([
      { state: "skipped", code: "not_subscribed" },
    ]);
    const all = await post("/messages/send", {
      external_user_ids: ["c9"],
      recipient_subscription_state: "all",
      messages: template(),
    });
    expect(await sent(String(all.body.dispatch_id))).toMatchObject([{ state: "accepted" }]);
  });

  it("counts for the campaign it names", async () => {
    const answer = await post("/messages/send", {
      external_user_ids: ["c4"],
      campaign_id: campaign.id,
      messages: template({}, { message_variation_id: campaign.variantId }),
    });
    const { rows } =
      await sql`select campaign_id from dispatches where id = ${answer.body.dispatch_id}`.execute(ctx.db);
    expect(rows).toEqual([{ campaignId: campaign.id }]);
  });

  const none = "00000000-0000-7000-8000-000000000000";
  it.each<[string, () => object, RegExp]>([
    ["nobody named", () => ({ messages: template() }), /^No Recipients/],
    ["a broadcast to nobody", () => ({ broadcast: true, messages: template() }), /^No Recipients/],
    ["no message", () => ({ external_user_ids: ["c1"] }), /^No message to send/],
    [
      "another channel",
      () => ({ external_user_ids: ["c1"], messages: { email: {} } }),
      /^No message to send: .*email/,
    ],
    [
      "too many users",
      () => ({ external_user_ids: Array.from({ length: 51 }, String), messages: template() }),
      /51 in one call/,
    ],
    [
      "a segment that is not there",
      () => ({ broadcast: true, segment_id: none, messages: template() }),
      /^Invalid Segment ID/,
    ],
    [
      "a campaign that is not there",
      () => ({
        external_user_ids: ["c1"],
        campaign_id: none,
        messages: template({}, { message_variation_id: none }),
      }),
      /^Invalid Campaign ID/,
    ],
    [
      "a campaign without its variation",
      () => ({ external_user_ids: ["c1"], campaign_id: campaign.id, messages: template() }),
      /^Message Variant Unspecified/,
    ],
    [
      "a variation of another campaign",
      () => ({
        external_user_ids: ["c1"],
        campaign_id: campaign.id,
        messages: template({}, { message_variation_id: none }),
      }),
      /^Invalid Message Variant/,
    ],
    [
      "a number of somebody else",
      () => ({ external_user_ids: ["c1"], messages: template({}, { subscription_group_id: none }) }),
      /not a sending number/,
    ],
    [
      "a template that is not there",
      () => ({ external_user_ids: ["c1"], messages: template({ template_name: "nada" }) }),
      /not a template of this number/,
    ],
    [
      "a template that is not approved",
      () => ({ external_user_ids: ["c1"], messages: template({ template_name: "em_analise" }) }),
      /is PENDING/,
    ],
    [
      "another type",
      () => ({
        external_user_ids: ["c1"],
        messages: template({}, { message_type: "poll_response_message" }),
      }),
      /message_type/,
    ],
    [
      "an audience of unknown words",
      () => ({ broadcast: true, audience: { push_subscription_status: {} }, messages: template() }),
      /push_subscription_status/,
    ],
  ])("refuses %s", async (_label, body, message) => {
    const answer = await post("/messages/send", body());
    expect([answer.status, answer.body.message]).toEqual([400, expect.stringMatching(message)]);
  });

  it("names the variables that are missing or wrong", async () => {
    const answer = await post("/messages/send", {
      external_user_ids: ["c1"],
      messages: template({ body_variables: { "0": "{{${nome}}}" } }),
    });
    expect([answer.status, answer.body.errors]).toEqual([
      400,
      [
        expect.stringMatching(/^body_variables\.0: .*line 1, column 3: \$\{nome\}/),
        expect.stringMatching(/^body_variables\.1: Fill/),
      ],
    ]);
  });

  it("answers errors in its own shape, whatever they are", async () => {
    expect(await post("/messages/send", "{nope")).toMatchObject({
      status: 400,
      body: { message: "Bad Request", errors: [expect.any(String)] },
    });
    expect(await post("/messages/send", { external_user_ids: "c1" })).toMatchObject({
      status: 400,
      body: { message: "Bad Request", errors: [expect.stringContaining("external_user_ids")] },
    });
    expect(await post("/messages/send", {}, "wrong")).toMatchObject({
      status: 401,
      body: { message: "Invalid API key" },
    });
    const other = (await aBearer(ctx, road.workspaceId, ["users.track"])).replace("Bearer ", "");
    expect(await post("/messages/send", {}, other)).toMatchObject({ status: 401 });
    await expect(braze.messages.send({ external_user_ids: ["c1"] })).rejects.toThrow();
  });
});

describe("POST /campaigns/trigger/send", () => {
  it("goes to its recipients with their properties over the common ones", async () => {
    const answer = await braze.campaigns.trigger.send({
      campaign_id: campaign.id,
      trigger_properties: { what: "sapatos" },
      recipients: [
        { external_user_id: "c5" },
        { external_user_id: "c6", trigger_properties: { what: "livros" } },
        { external_user_id: "nobody" },
      ],
    });
    expect(answer).toEqual({ dispatch_id: expect.any(String), message: "success" });
    expect((await sent(answer.dispatch_id)).map((one) => one.body)).toEqual([
      "Olá, Ana! Temos novidades em sapatos Pedido para você.",
      "Olá, João! Temos novidades em livros Pedido para você.",
    ]);
  });

  it("may be triggered for the same contact again and again", async () => {
    const recipients = [{ external_user_id: "c5" }];
    const first = await braze.campaigns.trigger.send({ campaign_id: campaign.id, recipients });
    const second = await braze.campaigns.trigger.send({ campaign_id: campaign.id, recipients });
    expect(await sent(first.dispatch_id)).toHaveLength(1);
    expect(await sent(second.dispatch_id)).toHaveLength(1);
  });

  it("writes attributes first, and makes contacts when it may", async () => {
    const answer = await braze.campaigns.trigger.send({
      campaign_id: campaign.id,
      recipients: [
        {
          external_user_id: "new-one",
          send_to_existing_only: false,
          attributes: {
            first_name: "Bia",
            phone: "+5511977776666",
            plan: "gold",
            subscription_groups: [
              { subscription_group_id: road.subscriptionGroupId, subscription_state: "subscribed" },
            ],
          } as never,
        },
        { external_user_id: "never-made", attributes: { first_name: "X" } as never },
      ],
    });
    expect(await sent(answer.dispatch_id)).toMatchObject([
      {
        recipient: "+5511977776666",
        state: "accepted",
        body: "Olá, Bia! Temos novidades em tudo Pedido para você.",
      },
    ]);
    const { rows } =
      await sql`select external_id from contacts where workspace_id = ${road.workspaceId} and external_id = 'never-made'`.execute(
        ctx.db,
      );
    expect(rows).toEqual([]);
  });

  it("broadcasts to the campaign's segment", async () => {
    const answer = await braze.campaigns.trigger.send({ campaign_id: campaign.id, broadcast: true });
    const sends = await sent(answer.dispatch_id);
    expect(sends.length).toBeGreaterThan(0);
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from contacts c
      join subscription_states s on s.contact_id = c.id and s.state = 'subscribed'
      where c.workspace_id = ${road.workspaceId} and attributes ->> 'city' = 'Recife'`.execute(ctx.db);
    expect(sends.filter((one) => one.state === "accepted")).toHaveLength(rows[0]?.count ?? 0);
  });

  it("refuses campaigns that cannot be triggered", async () => {
    const by = { actor: "test", at: ctx.clock.now() };
    const draft = await createCampaign(
      ctx.db,
      road.workspaceId,
      { name: "Rascunho", kind: "api_triggered" },
      by,
    );
    const scheduled = await createCampaign(ctx.db, road.workspaceId, { name: "Outra" }, by);
    const recipients = [{ external_user_id: "c1" }];
    for (const [campaign_id, message] of [
      [scheduled.id, /^Invalid Campaign ID/],
      ["nope", /^Invalid Campaign ID/],
      [draft.id, /is draft/],
    ] as const) {
      const answer = await post("/campaigns/trigger/send", { campaign_id, recipients });
      expect([answer.status, answer.body.message]).toEqual([400, expect.stringMatching(message)]);
    }
    expect(await post("/campaigns/trigger/send", { campaign_id: campaign.id })).toMatchObject({
      status: 400,
      body: { message: expect.stringMatching(/^No Recipients/) },
    });
    expect(
      await post("/campaigns/trigger/send", { campaign_id: campaign.id, recipients: [{}] }),
    ).toMatchObject({ status: 400 });
  });
});
