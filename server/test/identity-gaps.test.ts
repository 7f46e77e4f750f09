/** What is said of contacts that are no longer who they were: merged, known by a former id, alone with a number since a moment. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { SECRET_HEADER } from "../src/connectors/infobip/signature.ts";
import {
  deleteContact,
  findContacts,
  mergeContacts,
  resolveSender,
  setSubscriptionStates,
  writeContacts,
} from "../src/contacts/contacts.ts";
import { canonicalPhone } from "../src/contacts/identity/phone.ts";
import { applyRefusals } from "../src/inbound/preferences.ts";
import { apiPermissions } from "../src/lib/permissions.ts";
import { queueBuckets, queueSharedNumbers } from "../src/messages/audience.ts";
import { encodeMessageId, startDispatch } from "../src/messages/messages.ts";
import { aBearer, aSession } from "./factories.ts";
import { createTestApp } from "./harness.ts";
import { expectSoundIdentities } from "./identity-world.ts";
import { everyone, welcome } from "./messages.ts";
import { allowing, aRoad, aSandbox, launch, type Road } from "./road.ts";

const sandbox = await aSandbox();
const { app, ctx } = await createTestApp(allowing(sandbox));
const phone = (n: number) => canonicalPhone(`119822${String(n).padStart(5, "0")}`, "BR");
const bucketOf = (id: string) => Number.parseInt(id.slice(-2), 16);

async function aContact(road: Road, fields: object): Promise<string> {
  const [made] = await writeContacts(ctx.db, road.workspaceId, [{ identifier: null, fields }], {
    at: ctx.clock.now(),
  });
  return made?.id ?? "";
}

const merge = (road: Road, mergeId: string, keepId: string) =>
  mergeContacts(ctx.db, road.workspaceId, { mergeId, keepId }, { actor: "system", at: ctx.clock.now() });

function state(road: Road, contactId: string, state: "subscribed" | "unsubscribed", at: Date) {
  const { subscriptionGroupId } = road;
  const change = { contactId, subscriptionGroupId, state };
  return setSubscriptionStates(ctx.db, road.workspaceId, [change], { source: "api", at });
}

async function lastWord(road: Road, contactId: string) {
  const { rows } = await sql`
    select s.state, s.source, h.detail from subscription_states s
    left join lateral (select detail from subscription_changes h where h.workspace_id = s.workspace_id and h.bucket = s.bucket
      and h.contact_id = s.contact_id order by id desc limit 1) h on true
    where s.workspace_id = ${road.workspaceId} and s.contact_id = ${contactId}`.execute(ctx.db);
  return rows[0];
}

/** A contact in another bucket than the given one, so that what is moved moves. */
async function elsewhere(road: Road, fields: object, than: string): Promise<string> {
  for (;;) {
    const id = await aContact(road, fields);
    if (bucketOf(id) !== bucketOf(than)) return id;
    await deleteContact(ctx.db, road.workspaceId, id);
  }
}

/** One accepted message to a contact that is then merged into one of another bucket. */
async function aMovedSend(n: number) {
  const road = await aRoad(ctx, sandbox);
  const gone = await aContact(road, { phone: phone(n) });
  await state(road, gone, "subscribed", new Date("2026-01-01T00:00:00Z"));
  const dispatch = await launch(ctx, road);
  await app.processAll();
  const { rows } = await sql<{ bucket: number; id: string }>`
    select bucket, id from sends where dispatch_id = ${dispatch.id} and accepted_at is not null`.execute(
    ctx.db,
  );
  const messageId = encodeMessageId(rows[0]?.bucket ?? 0, rows[0]?.id ?? "");
  const kept = await elsewhere(road, { externalId: "kept" }, gone);
  await merge(road, gone, kept);
  await app.processAll();
  return { road, kept, messageId };
}

async function report(road: Road, messageId: string, error: { id: number; name: string }): Promise<void> {
  const at = ctx.clock.now().toISOString().replace("Z", "+0000");
  const response = await app.server.inject({
    method: "POST",
    url: `/webhooks/infobip/${road.webhookToken}`,
    headers: { "content-type": "application/json", [SECRET_HEADER]: "webhook-secret" },
    payload: JSON.stringify({
      results: [
        {
          messageId,
          to: "5511982200001",
          sentAt: at,
          doneAt: at,
          price: { pricePerMessage: 0, currency: "BRL" },
          status: { groupId: 2, groupName: "UNDELIVERABLE", id: 9, name: "UNDELIVERABLE_NOT_DELIVERED" },
          error: { groupId: 1, groupName: "HANDSET_ERRORS", permanent: true, ...error },
        },
      ],
    }),
  });
  expect(response.statusCode).toBe(200);
  await app.processAll();
}

describe("a message that failed because the person stopped marketing", () => {
  it("unsubscribes whom it was for, also after a merge", async () => {
    const { road, kept, messageId } = await aMovedSend(1);
    await report(road, messageId, { id: 7033, name: "EC_MARKETING_OPT_OUT" });
    expect(await lastWord(road, kept)).toEqual({
      state: "unsubscribed",
      source: "provider",
      detail: { word: "stop", code: "infobip:7033" },
    });
  });

  it.each(["meta:131050", "infobip:7033"])(
    "counts from when it was sent: a yes since then stays (%s)",
    async (code) => {
      const { road, kept, messageId } = await aMovedSend(code === "meta:131050" ? 2 : 3);
      const receipt = { messageId, kind: "failed", at: ctx.clock.now() } as const;
      const refuse = (error: string) =>
        applyRefusals(ctx.db, road, [{ ...receipt, error: { code: error, text: "", action: "fail" } }]);
      await refuse("infobip:7032");
      expect(await lastWord(road, kept)).toMatchObject({ state: "subscribed" });
      await state(road, kept, "subscribed", ctx.clock.now());
      await refuse(code);
      expect(await lastWord(road, kept)).toMatchObject({ state: "subscribed" });
      await sql`update sends set accepted_at = now() + interval '1 hour' where workspace_id = ${road.workspaceId}`.execute(
        ctx.db,
      );
      await refuse(code);
      expect(await lastWord(road, kept)).toMatchObject({
        state: "unsubscribed",
        detail: { word: "stop", code },
      });
    },
  );
});

it("a report of trouble pauses the number of a message that moved with its contact", async () => {
  const { road, messageId } = await aMovedSend(4);
  await report(road, messageId, { id: 7034, name: "EC_SENDER_NOT_REGISTERED" });
  const number = await ctx.db
    .selectFrom("subscriptionGroups")
    .select("pausedCode")
    .where("id", "=", road.subscriptionGroupId)
    .executeTakeFirstOrThrow();
  expect(number.pausedCode).toBe("infobip:7034");
});

describe("who was merged away", () => {
  it("is heard: what is said of them after the look-up is said of the person", async () => {
    const road = await aRoad(ctx, sandbox);
    const [gone, kept] = [await aContact(road, { phone: phone(5) }), await aContact(road, {})];
    await merge(road, gone, kept);
    await state(road, gone, "unsubscribed", ctx.clock.now());
    expect(await lastWord(road, kept)).toMatchObject({ state: "unsubscribed", source: "api" });
  });

  it("is the kept contact for whoever still has the id; only a deletion must name that one", async () => {
    const road = await aRoad(ctx, sandbox);
    const [gone, kept] = [await aContact(road, {}), await aContact(road, { externalId: "kept" })];
    await merge(road, gone, kept);
    const authorization = await aBearer(ctx, road.workspaceId, apiPermissions);
    const post = async (url: string, payload: object) =>
      (await app.server.inject({ method: "POST", url, headers: { authorization }, payload })).json();
    const attributes = [
      { braze_id: gone, city: "Recife" },
      { braze_id: kept, points: { inc: 1 } },
      { braze_id: gone.toUpperCase(), points: { inc: 1 } },
    ];
    expect(await post("/users/track", { attributes })).toMatchObject({ attributes_processed: 3 });
    const { users } = await post("/users/export/ids", {
      braze_id: gone,
      fields_to_export: ["external_id", "custom_attributes"],
    });
    expect(users).toMatchObject([{ external_id: "kept", custom_attributes: { city: "Recife", points: 2 } }]);
    const { cookie } = await aSession(app, road.workspaceId);
    const url = `/api/v1/workspaces/${road.workspaceId}/contacts/${gone}`;
    expect((await app.server.inject({ url, headers: { cookie } })).json()).toMatchObject({ id: kept });
    expect(await post("/users/delete", { braze_ids: [gone] })).toMatchObject({ deleted: 0 });
    expect(await post("/users/delete", { braze_ids: [kept] })).toMatchObject({ deleted: 1 });
    expect((await app.server.inject({ url, headers: { cookie } })).statusCode).toBe(404);
  });

  it("leaves an opt-in form that waits for its answer to the kept contact, who was not made for it", async () => {
    const road = await aRoad(ctx, sandbox);
    const [gone, kept] = [await aContact(road, { phone: phone(6) }), await aContact(road, {})];
    await sql`
      with form as (insert into opt_in_forms (workspace_id, subscription_group_id, name, token, way, settings, created_at, updated_at)
        values (${road.workspaceId}, ${road.subscriptionGroupId}, 'f', ${road.webhookToken}, 'we_write', '{}', now(), now()) returning id)
      insert into opt_in_requests (workspace_id, form_id, subscription_group_id, way, consent, contact_id, contact_made, created_at, expires_at)
      select ${road.workspaceId}, id, ${road.subscriptionGroupId}, 'we_write', '{}', ${gone}, true, now(), now() + interval '1 day'
      from form`.execute(ctx.db);
    await merge(road, gone, kept);
    await app.processAll();
    const { rows } =
      await sql`select contact_id, contact_made from opt_in_requests where workspace_id = ${road.workspaceId}`.execute(
        ctx.db,
      );
    expect(rows).toEqual([{ contactId: kept, contactMade: false }]);
  });
});

it("a former business-scoped id goes on leading to the person, and messages go to the parent id", async () => {
  const road = await aRoad(ctx, sandbox);
  const { workspaceId } = road;
  const at = ctx.clock.now();
  const [person] = await resolveSender(ctx.db, workspaceId, { bsuid: "BR.1", parentBsuid: "BR.ENT.1" }, at);
  const again = (sender: object) => resolveSender(ctx.db, workspaceId, sender, at);
  expect(await again({ bsuid: "BR.2", parentBsuid: "BR.ENT.1" })).toEqual([person]);
  // The first number writes again: nothing flaps, nobody is made anew.
  expect(await again({ bsuid: "BR.1" })).toEqual([person]);
  expect(await again({ bsuid: "BR.1", parentBsuid: "BR.ENT.1" })).toEqual([person]);
  const found = await findContacts(ctx.db, workspaceId, [
    { kind: "bsuid", value: "BR.1" },
    { kind: "bsuid", value: "BR.2" },
    { kind: "alias", label: "whats_app_bsuid", name: "BR.1" },
  ]);
  expect(found).toEqual([person, person, person]);
  await expectSoundIdentities(ctx, workspaceId);
  await state(road, person?.id ?? "", "subscribed", at);
  const target = { ...(await aDispatch(road)), now: at };
  await queueBuckets(ctx.db, target, 0, 255);
  const { rows } = await sql`select recipient from sends where dispatch_id = ${target.id}`.execute(ctx.db);
  expect(rows).toEqual([{ recipient: "BR.ENT.1" }]);
});

async function aDispatch(road: Road) {
  const { workspaceId, subscriptionGroupId } = road;
  const at = ctx.clock.now();
  const dispatch = await startDispatch(ctx.db, {
    workspaceId,
    subscriptionGroupId,
    kind: "campaign",
    message: welcome,
    audience: everyone,
    at,
  });
  return {
    id: dispatch.id,
    workspaceId,
    subscriptionGroupId,
    requiresSubscription: true,
    filter: everyone,
    timeZone: "UTC",
    createdAt: at,
    campaignId: null,
    variantId: null,
    now: at,
  };
}

it.each(["is deleted", "takes another number"])(
  "who shared a number when an audience passed them is not left out when the other one %s",
  async (what) => {
    const road = await aRoad(ctx, sandbox);
    const shared = phone(what === "is deleted" ? 7 : 8);
    const [one, other] = [await aContact(road, { phone: shared }), await aContact(road, { phone: shared })];
    await aContact(road, { phone: phone(9) });
    const { rows: all } = await sql<{
      id: string;
    }>`select id from contacts where workspace_id = ${road.workspaceId}`.execute(ctx.db);
    for (const { id } of all) await state(road, id, "subscribed", ctx.clock.now());
    const dispatch = await aDispatch(road);
    expect(await queueBuckets(ctx.db, dispatch, 0, 255)).toMatchObject([{ queued: 1 }]);
    if (what === "is deleted") await deleteContact(ctx.db, road.workspaceId, one);
    else
      await writeContacts(
        ctx.db,
        road.workspaceId,
        [{ identifier: { kind: "id", value: one }, fields: { phone: phone(10) } }],
        { at: ctx.clock.now() },
      );
    await queueSharedNumbers(ctx.db, dispatch);
    const { rows } = await sql<{ recipient: string }>`
      select recipient from sends where dispatch_id = ${dispatch.id} order by recipient`.execute(ctx.db);
    const alone = what === "is deleted" ? [] : [phone(10)];
    expect(rows.map(({ recipient }) => recipient)).toEqual([shared, phone(9), ...alone].sort());
    const { rows: counted } = await sql`
      select sum(queued)::int as queued, sum(skipped)::int as skipped from send_stats where dispatch_id = ${dispatch.id}`.execute(
      ctx.db,
    );
    expect(counted).toEqual([{ queued: rows.length, skipped: 0 }]);
    expect(other).not.toBe(one);
  },
);
