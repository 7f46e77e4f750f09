/** One number rests while others go on: by its own trouble, in an answer, a report or as the provider shows it, or by a person's will. */
import { createHmac } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { healthJobs } from "../src/connectors/health/health.job.ts";
import { refreshConnection } from "../src/connectors/health/refresh.ts";
import type { Context } from "../src/lib/context.ts";
import { startDispatch } from "../src/messages/messages.ts";
import { bulkContacts } from "./bulk-contacts.ts";
import { aSession } from "./factories.ts";
import { createTestApp } from "./harness.ts";
import { everyone, welcome } from "./messages.ts";
import { nativeWorld } from "./native-world.ts";
import { allowing, aRoad, aSandbox, type Road } from "./road.ts";

interface Number {
  readonly workspaceId: string;
  readonly subscriptionGroupId: string;
}

const minuteMs = 60_000;

const minute = (ctx: Context) =>
  healthJobs.find(({ name }) => name === "connectors.minute")?.handler(ctx, {});

const launch = (ctx: Context, { workspaceId, subscriptionGroupId }: Number) =>
  startDispatch(ctx.db, {
    workspaceId,
    subscriptionGroupId,
    kind: "campaign",
    message: welcome,
    audience: everyone,
    at: ctx.clock.now(),
  });

async function statesOf(ctx: Context, dispatchId: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ state: string; count: number }>`
    select state::text as state, count(*)::int as count from sends where dispatch_id = ${dispatchId}
    group by state`.execute(ctx.db);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

const pauseOf = (ctx: Context, { subscriptionGroupId }: Number) =>
  ctx.db
    .selectFrom("subscriptionGroups")
    .select(["pauseReason", "pausedCode", "pauses"])
    .where("id", "=", subscriptionGroupId)
    .executeTakeFirstOrThrow();

const openNotices = async (ctx: Context, { subscriptionGroupId }: Number) =>
  (
    await ctx.db
      .selectFrom("notices")
      .select("kind")
      .where("subject", "=", subscriptionGroupId)
      .where("resolvedAt", "is", null)
      .orderBy("kind")
      .execute()
  ).map(({ kind }) => kind);

async function setPhone(ctx: Context, { workspaceId }: Number, externalId: string, phone: string) {
  await sql`update contacts set phone = ${phone} where workspace_id = ${workspaceId} and external_id = ${externalId}`.execute(
    ctx.db,
  );
}

const sandbox = await aSandbox();
const { app, ctx, clock } = await createTestApp(allowing(sandbox));

/** A second number of the same account and connection. */
async function another(road: Road): Promise<Road> {
  const phone = `+55114${Math.floor(1e7 + Math.random() * 8e7)}`;
  const [account] = await road.control<{ key: string }[]>("GET", "/control/accounts");
  await road.control("POST", "/control/wabas", { name: "Outra", number: phone, accountKey: account?.key });
  const row = await ctx.db
    .insertInto("subscriptionGroups")
    .columns([
      "workspaceId",
      "connectionId",
      "whatsappBusinessGroupId",
      "phone",
      "displayName",
      "status",
      "messagesPerSecond",
    ])
    .expression(
      ctx.db
        .selectFrom("subscriptionGroups")
        .select([
          "workspaceId",
          "connectionId",
          "whatsappBusinessGroupId",
          sql<string>`${phone}::text`.as("phone"),
          sql<string>`'Outra'`.as("displayName"),
          "status",
          "messagesPerSecond",
        ])
        .where("id", "=", road.subscriptionGroupId),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  return { ...road, subscriptionGroupId: row.id, phone };
}

async function subscribeAll(road: Road): Promise<void> {
  await sql`insert into subscription_states (workspace_id, bucket, contact_id, subscription_group_id, state, source, changed_at)
    select workspace_id, bucket, id, ${road.subscriptionGroupId}::uuid, 'subscribed', 'seed', now() from contacts
    where workspace_id = ${road.workspaceId} on conflict do nothing`.execute(ctx.db);
}

/** A delivery report. */
const report = (road: Road, result: object) => deliver(road, { results: [result] });

/** A webhook as Infobip signs it. */
async function deliver(road: Road, body: object): Promise<void> {
  const payload = JSON.stringify(body);
  const signature = createHmac("sha256", "webhook-secret").update(payload).digest("hex");
  const response = await app.server.inject({
    method: "POST",
    url: `/webhooks/infobip/${road.webhookToken}`,
    payload,
    headers: { "content-type": "application/json", "x-hub-signature": `SHA256=${signature}` },
  });
  expect(response.statusCode).toBe(200);
  await app.processAll();
}

const failedWith = (messageId: string, status: object, error: object) => ({
  messageId,
  to: "5511980000001",
  doneAt: clock.now().toISOString(),
  sentAt: clock.now().toISOString(),
  channel: "WHATSAPP",
  status,
  error,
});

async function messageIdsOf(dispatchId: string): Promise<string[]> {
  const { rows } = await sql<{ messageId: string }>`
    select 'p1-' || lpad(to_hex(bucket::int), 2, '0') || '-' || id as message_id from sends
    where dispatch_id = ${dispatchId} order by id`.execute(ctx.db);
  return rows.map(({ messageId }) => messageId);
}

describe("on Infobip", () => {
  it("pauses the number that a report says is not registered, and no other; tries again by itself", async () => {
    const road = await aRoad(ctx, sandbox);
    await bulkContacts(ctx.db, { ...road, count: 5 });
    const other = await another(road);
    await subscribeAll(other);
    const first = await launch(ctx, road);
    await app.processAll();
    const [messageId = ""] = await messageIdsOf(first.id);
    const rejected = { groupId: 2, groupName: "UNDELIVERABLE", id: 9, name: "UNDELIVERABLE_NOT_DELIVERED" };
    await report(
      road,
      failedWith(messageId, rejected, { groupId: 1, id: 7034, name: "EC_SENDER_NOT_REGISTERED" }),
    );
    expect(await pauseOf(ctx, road)).toMatchObject({ pauseReason: "trouble", pausedCode: "infobip:7034" });
    expect(await statesOf(ctx, first.id)).toEqual({ failed: 1, accepted: 4 });
    expect(await openNotices(ctx, road)).toEqual(["number_paused"]);

    const waiting = await launch(ctx, road);
    const going = await launch(ctx, other);
    await app.processAll();
    expect(await statesOf(ctx, waiting.id)).toEqual({ queued: 5 });
    expect(await statesOf(ctx, going.id)).toEqual({ accepted: 5 });

    await minute(ctx);
    await app.processAll();
    expect(await statesOf(ctx, waiting.id)).toEqual({ accepted: 5 });
    expect(await openNotices(ctx, road)).toEqual([]);

    // Reports from before it went on are old news; a new one makes it wait longer.
    const old = { ...failedWith(messageId, rejected, { id: 7034, name: "EC_SENDER_NOT_REGISTERED" }) };
    old.doneAt = new Date(clock.now().getTime() - minuteMs).toISOString();
    await report(road, old);
    expect((await pauseOf(ctx, road)).pauseReason).toBeNull();
    const [again = ""] = await messageIdsOf(waiting.id);
    await report(road, failedWith(again, rejected, { id: 7034, name: "EC_SENDER_NOT_REGISTERED" }));
    expect(await pauseOf(ctx, road)).toMatchObject({ pauseReason: "trouble", pauses: 2 });
    await minute(ctx);
    expect((await pauseOf(ctx, road)).pauseReason).toBe("trouble");
    clock.advance(2 * minuteMs);
    await minute(ctx);
    expect((await pauseOf(ctx, road)).pauseReason).toBeNull();
  });

  it("pauses the connection when a report says that the account is out of credit", async () => {
    const road = await aRoad(ctx, sandbox);
    await bulkContacts(ctx.db, { ...road, count: 3 });
    const first = await launch(ctx, road);
    await app.processAll();
    const [messageId = ""] = await messageIdsOf(first.id);
    const status = { groupId: 5, groupName: "REJECTED", id: 12, name: "REJECTED_NOT_ENOUGH_CREDITS" };
    await report(road, failedWith(messageId, status, { groupId: 0, id: 0, name: "NO_ERROR" }));
    const { state, stateReason } = await ctx.db
      .selectFrom("connections")
      .select(["state", "stateReason"])
      .where("id", "=", road.connectionId)
      .executeTakeFirstOrThrow();
    expect({ state, stateReason }).toEqual({ state: "failing", stateReason: "infobip:status-12" });
    const waiting = await launch(ctx, road);
    await app.processAll();
    expect(await statesOf(ctx, waiting.id)).toEqual({ queued: 3 });
    expect(await statesOf(ctx, first.id)).toEqual({ failed: 1, accepted: 2 });
  });

  it("puts messages back that are refused because of the number", async () => {
    const road = await aRoad(ctx, sandbox);
    await bulkContacts(ctx.db, { ...road, count: 4 });
    await setPhone(ctx, road, "c1", "+5511988889013");
    const dispatch = await launch(ctx, road);
    await app.processAll();
    expect(await pauseOf(ctx, road)).toMatchObject({ pausedCode: "infobip:status-13" });
    const states = await statesOf(ctx, dispatch.id);
    expect(states.failed).toBeUndefined();
    expect((states.queued ?? 0) + (states.accepted ?? 0)).toBe(4);
    expect(states.queued).toBeGreaterThan(0);
  });

  it("follows what Infobip shows of the number", async () => {
    const road = await aRoad(ctx, sandbox);
    const show = async (status: string) => {
      await road.control("PATCH", `/control/senders/${road.phone.slice(1)}`, { status });
      await refreshConnection(ctx, road.workspaceId, road.connectionId);
    };
    for (const status of ["BANNED", "RESTRICTED", "DISCONNECTED"]) {
      await show(status);
      expect(await pauseOf(ctx, road)).toMatchObject({ pausedCode: `status:${status}` });
      expect(await openNotices(ctx, road)).toEqual(["number_restricted"]);
      clock.advance(2 * 60 * minuteMs);
      await minute(ctx);
      expect((await pauseOf(ctx, road)).pauseReason).toBe("trouble");
      await show("CONNECTED");
      expect((await pauseOf(ctx, road)).pauseReason).toBeNull();
    }
  });

  it("is read anew when Infobip reports a change of it", async () => {
    const road = await aRoad(ctx, sandbox);
    await road.control("PATCH", `/control/senders/${road.phone.slice(1)}`, { status: "BANNED" });
    await deliver(road, { eventType: "ACCOUNT_UPDATE_NOTIFICATION", sender: road.phone.slice(1), ban: true });
    expect(await pauseOf(ctx, road)).toMatchObject({ pausedCode: "status:BANNED" });
  });

  it("rests and goes on as a person says, whatever the provider says", async () => {
    const road = await aRoad(ctx, sandbox);
    await bulkContacts(ctx.db, { ...road, count: 2 });
    const { slug } = await ctx.db
      .selectFrom("workspaces")
      .select("slug")
      .where("id", "=", road.workspaceId)
      .executeTakeFirstOrThrow();
    const call = async (role: "owner" | "viewer", verb: string) => {
      const { cookie } = await aSession(app, road.workspaceId, role);
      const url = `/api/v1/workspaces/${slug}/subscription-groups/${road.subscriptionGroupId}/${verb}`;
      const response = await app.server.inject({ method: "POST", url, headers: { cookie } });
      return response.body === "" ? response.statusCode : response.json().error.code;
    };
    expect(await call("viewer", "pause")).toBe("forbidden");
    expect(await call("owner", "resume")).toBe("number_not_paused");
    expect(await call("owner", "pause")).toBe(204);
    expect(await call("owner", "pause")).toBe("number_already_paused");
    const dispatch = await launch(ctx, road);
    await app.processAll();
    clock.advance(24 * 60 * minuteMs);
    await minute(ctx);
    await refreshConnection(ctx, road.workspaceId, road.connectionId);
    await app.processAll();
    expect(await statesOf(ctx, dispatch.id)).toEqual({ queued: 2 });
    expect(await call("owner", "resume")).toBe(204);
    await app.processAll();
    expect(await statesOf(ctx, dispatch.id)).toEqual({ accepted: 2 });
    const { rows } = await sql<{ action: string }>`
      select action from audit_entries where workspace_id = ${road.workspaceId} and action like 'number.%' order by id`.execute(
      ctx.db,
    );
    expect(rows.map(({ action }) => action)).toEqual(["number.paused", "number.resumed"]);
  });
});

describe("on Meta", async () => {
  const native = await nativeWorld();

  async function connected(number: string) {
    const team = await native.aTeam();
    const account = await native.nativeAccount(number);
    const { connectionId, subscriptionGroupId } = await team.link(account);
    const place = { workspaceId: team.workspace.id, subscriptionGroupId };
    await bulkContacts(native.ctx.db, { ...place, count: 3 });
    const connection = () =>
      native.ctx.db
        .selectFrom("connections")
        .select(["state", "stateReason"])
        .where("id", "=", connectionId)
        .executeTakeFirstOrThrow();
    return { team, place, connection };
  }

  it.each([
    ["131042", "5511941000001"],
    ["131044", "5511941000002"],
  ])("pauses the connection when a message fails later with %s, and tries again", async (code, number) => {
    const { place, connection } = await connected(number);
    await setPhone(native.ctx, place, "c1", `+5511980${code}`);
    const first = await launch(native.ctx, place);
    await native.app.processAll();
    expect(await native.until(connection, ({ state }) => state === "failing")).toEqual({
      state: "failing",
      stateReason: `meta:${code}`,
    });
    expect((await statesOf(native.ctx, first.id)).failed).toBe(1);
    await setPhone(native.ctx, place, "c1", "+5511980000009");
    const waiting = await launch(native.ctx, place);
    await native.app.processAll();
    expect(await statesOf(native.ctx, waiting.id)).toEqual({ queued: 3 });
    native.clock.advance(minuteMs);
    await minute(native.ctx);
    const counts = await native.until(
      () => statesOf(native.ctx, waiting.id),
      (seen) => (seen.queued ?? 0) === 0 && (seen.leased ?? 0) === 0,
    );
    expect(counts.failed).toBeUndefined();
    expect((await connection()).state).toBe("ready");
  });

  it("pauses only the number whose registration broke", async () => {
    const { place, connection } = await connected("5511941000003");
    await setPhone(native.ctx, place, "c1", "+5511980131045");
    await launch(native.ctx, place);
    await native.app.processAll();
    const pause = await native.until(
      () => pauseOf(native.ctx, place),
      ({ pauseReason }) => pauseReason !== null,
    );
    expect(pause).toMatchObject({ pauseReason: "trouble", pausedCode: "meta:131045" });
    expect((await connection()).state).toBe("ready");
  });

  it("puts a message back that is refused because the number is not registered", async () => {
    const { place, connection } = await connected("5511941000004");
    await setPhone(native.ctx, place, "c1", "+551198019133010");
    const dispatch = await launch(native.ctx, place);
    await native.app.processAll();
    expect(await pauseOf(native.ctx, place)).toMatchObject({ pausedCode: "meta:133010" });
    expect((await statesOf(native.ctx, dispatch.id)).failed).toBeUndefined();
    expect((await connection()).state).toBe("ready");
  });
});
