/** A key's life against the sandbox: reminders, pauses with nothing lost, resuming by itself, numbers and balance kept fresh. */
import { sql } from "kysely";
import { afterAll, describe, expect, it } from "vitest";
import { replaceInfobipKey } from "../src/connectors/connect-infobip.ts";
import { healthJobs } from "../src/connectors/health/health.job.ts";
import { pauseConnection, retryMinutes } from "../src/connectors/health/health.ts";
import { daysLeft, dueReminder } from "../src/connectors/health/key.ts";
import { refreshConnection, setBalanceAlert } from "../src/connectors/health/refresh.ts";
import { createDelivery } from "../src/messages/messages.ts";
import { bulkContacts } from "./bulk-contacts.ts";
import { createTestApp } from "./harness.ts";
import { allowing, aRoad, aSandbox, launch, type Road } from "./road.ts";

const sandbox = await aSandbox();
const { app, ctx, clock } = await createTestApp(allowing(sandbox));
const delivery = createDelivery(ctx);
afterAll(() => delivery.stop());

const day = 86_400_000;
const run = async (name: string) => {
  const job = healthJobs.find((one) => one.name === name);
  if (!job) throw new Error(`no job ${name}`);
  await job.handler(ctx, {});
};
const minute = () => run("connectors.minute");

let roads = 0;
async function aRoadWith(contacts: number): Promise<Road> {
  const road = await aRoad(ctx, sandbox);
  await bulkContacts(ctx.db, { ...road, count: contacts, prefix: `+55118${10 + roads++}` });
  return road;
}

const connectionOf = (road: Road) =>
  ctx.db.selectFrom("connections").selectAll().where("id", "=", road.connectionId).executeTakeFirstOrThrow();

async function openNotices(road: Road) {
  const rows = await ctx.db
    .selectFrom("notices")
    .select(["kind", "step", "severity"])
    .where("workspaceId", "=", road.workspaceId)
    .where("resolvedAt", "is", null)
    .orderBy("id")
    .execute();
  return rows.map(({ kind, step }) => (step ? `${kind} ${step}` : kind));
}

const raised = async (road: Road) =>
  (
    await ctx.db
      .selectFrom("notices")
      .select(["kind", "step"])
      .where("workspaceId", "=", road.workspaceId)
      .orderBy("id")
      .execute()
  ).map(({ kind, step }) => (step ? `${kind} ${step}` : kind));

function keyOf(road: Road) {
  const key = [...sandbox.state.keys.values()].find((one) => one.secret === road.apiKey);
  if (!key) throw new Error("no key");
  return key;
}

const change = (road: Road, patch: object) => road.control("PATCH", `/control/keys/${keyOf(road).id}`, patch);

function accountOf(road: Road) {
  const account = sandbox.state.accounts.get(keyOf(road).accountKey);
  if (!account) throw new Error("no account");
  return account;
}

async function accepted(dispatchId: string) {
  const { rows } = await sql<{ accepted: number; failed: number }>`
    select sum(accepted)::int as accepted, sum(failed)::int as failed from send_stats where dispatch_id = ${dispatchId}`.execute(
    ctx.db,
  );
  return rows[0];
}

describe("reminders", () => {
  const now = new Date("2026-11-22T12:00:00Z");
  const inDays = (days: number) => new Date(now.getTime() + days * day);

  it.each([
    [91, null],
    [90.01, null],
    [90, 90],
    [31, 90],
    [30, 30],
    [8, 30],
    [7, 7],
    [1.5, 7],
    [1, 1],
    [0.01, 1],
    [0, null],
    [-3, null],
  ])("%d days before: %s", (days, step) => {
    expect(dueReminder(inDays(days), now)).toBe(step);
  });

  it("counts days up", () => {
    expect([0.1, 1, 1.1, 0, -0.5].map((days) => daysLeft(inDays(days), now))).toEqual([1, 1, 2, 0, -0]);
  });

  it("come once each, only the nearest after a time away, and go when the end moves", async () => {
    const road = await aRoad(ctx, sandbox);
    const setEnd = (days: number | null) =>
      ctx.db
        .updateTable("connections")
        .set({ keyExpiresAt: days === null ? null : new Date(clock.now().getTime() + days * day) })
        .where("id", "=", road.connectionId)
        .execute();
    await setEnd(95);
    await minute();
    expect(await raised(road)).toEqual([]);
    clock.advance(6 * day);
    await minute();
    await minute();
    expect(await raised(road)).toEqual(["key_expiring 90"]);
    // Away from 89 days before to 5 days before: not 30 and 7, only 7.
    clock.advance(84 * day);
    await minute();
    expect(await raised(road)).toEqual(["key_expiring 90", "key_expiring 7"]);
    expect(await openNotices(road)).toEqual(["key_expiring 7"]);
    clock.advance(4.5 * day);
    await minute();
    await minute();
    expect(await openNotices(road)).toEqual(["key_expiring 1"]);
    await setEnd(400);
    await minute();
    expect(await openNotices(road)).toEqual([]);
    // Another key with an end of its own is reminded of anew.
    await setEnd(20);
    await minute();
    expect(await raised(road)).toEqual([
      "key_expiring 90",
      "key_expiring 7",
      "key_expiring 1",
      "key_expiring 30",
    ]);
    await setEnd(null);
    await minute();
    expect(await openNotices(road)).toEqual([]);
  });
});

describe("a key that stops working", () => {
  it("pauses with nothing lost, says why, and goes on by itself when it works again", async () => {
    const road = await aRoadWith(5);
    await change(road, { enabled: false });
    const dispatch = await launch(ctx, road);
    await delivery.drain();
    await delivery.drain();
    expect(await connectionOf(road)).toMatchObject({
      state: "failing",
      stateReason: "infobip:http-401",
      failingSince: expect.any(Date),
    });
    expect(await openNotices(road)).toEqual(["key_failing"]);
    await minute();
    expect(await connectionOf(road)).toMatchObject({ state: "failing", stateReason: "infobip_key_disabled" });
    await change(road, { enabled: true });
    await minute();
    await delivery.drain();
    expect(await connectionOf(road)).toMatchObject({ state: "ready", stateReason: null, failingSince: null });
    expect(await openNotices(road)).toEqual([]);
    expect(await raised(road)).toEqual(["key_failing"]);
    expect(await accepted(dispatch.id)).toEqual({ accepted: 5, failed: 0 });
  });

  it("is no news any more the moment a good key is entered", async () => {
    const road = await aRoad(ctx, sandbox);
    await change(road, { enabled: false });
    clock.advance(6 * 60_000);
    await run("connectors.refresh_due");
    await app.processAll();
    expect(await openNotices(road)).toEqual(["key_failing"]);
    await change(road, { enabled: true });
    const key = { apiKey: road.apiKey, baseUrl: `http://127.0.0.1:${sandbox.port}` };
    await replaceInfobipKey(ctx, road.workspaceId, road.connectionId, key, "test");
    expect(await openNotices(road)).toEqual([]);
    expect(await connectionOf(road)).toMatchObject({ state: "ready", stateReason: null });
  });

  it("is noticed within minutes although nothing is sent", async () => {
    const road = await aRoad(ctx, sandbox);
    await change(road, { enabled: false });
    clock.advance(6 * 60_000);
    await run("connectors.refresh_due");
    await app.processAll();
    expect(await connectionOf(road)).toMatchObject({ state: "failing", stateReason: "infobip_key_disabled" });
    expect(await openNotices(road)).toEqual(["key_failing"]);
  });

  it("is noticed by the daily check, which also learns of a later end", async () => {
    const road = await aRoad(ctx, sandbox);
    await run("connectors.keys");
    const first = await connectionOf(road);
    expect(first).toMatchObject({ state: "ready", keyName: "test", checkedAt: expect.any(Date) });
    await change(road, { validTo: "2031-05-06T00:00:00" });
    await run("connectors.keys");
    expect((await connectionOf(road)).keyExpiresAt).toEqual(first.keyExpiresAt);
    clock.advance(day + 1000);
    await run("connectors.keys");
    expect((await connectionOf(road)).keyExpiresAt).toEqual(new Date("2031-05-06T00:00:00Z"));
    await change(road, { validTo: "2020-01-01T00:00:00" });
    clock.advance(day + 1000);
    await run("connectors.keys");
    expect(await connectionOf(road)).toMatchObject({ state: "failing", stateReason: "infobip_key_expired" });
    expect(await openNotices(road)).toEqual(["key_failing"]);
  });

  it("is not concluded from an outage", async () => {
    const road = await aRoad(ctx, sandbox);
    sandbox.state.settings.faults.outage = true;
    try {
      await run("connectors.keys");
      expect(await connectionOf(road)).toMatchObject({ state: "ready" });
    } finally {
      sandbox.state.settings.faults.outage = false;
    }
  });
});

describe("out of credit", () => {
  it("waits for money, and longer each time money is not enough", async () => {
    const road = await aRoadWith(3);
    const account = accountOf(road);
    const before = account.balance;
    sandbox.state.settings.enforceLimits = true;
    account.balance = 0;
    try {
      const dispatch = await launch(ctx, road);
      await delivery.drain();
      expect(await connectionOf(road)).toMatchObject({ state: "failing", stateReason: "infobip:status-12" });
      expect(await openNotices(road)).toEqual(["out_of_credit"]);
      await minute();
      await minute();
      expect((await connectionOf(road)).state).toBe("failing");
      account.balance = 50;
      await minute();
      expect(await connectionOf(road)).toMatchObject({ state: "ready", balance: "50.0000" });
      expect(await openNotices(road)).toEqual([]);
      await delivery.drain();
      expect(await accepted(dispatch.id)).toEqual({ accepted: 3, failed: 0 });
    } finally {
      sandbox.state.settings.enforceLimits = false;
      account.balance = before;
    }
  });

  it("does not flap where the balance is above zero and messages are refused all the same", async () => {
    const road = await aRoad(ctx, sandbox);
    const trouble = { code: "infobip:status-17", text: "Package expired" };
    const waits: number[] = [];
    for (let pause = 0; pause < 4; pause++) {
      expect(await pauseConnection(ctx.db, road.connectionId, trouble, clock.now())).toBe(true);
      expect(await pauseConnection(ctx.db, road.connectionId, trouble, clock.now())).toBe(false);
      let minutes = 0;
      for (; (await connectionOf(road)).state === "failing"; minutes++) {
        clock.advance(60_000);
        await minute();
      }
      waits.push(minutes);
    }
    expect(waits).toEqual([1, 2, 4, 8]);
    expect([1, 2, 7, 8, 99].map(retryMinutes)).toEqual([0, 2, 60, 60, 60]);
    // An hour without trouble, and it is a new one.
    clock.advance(61 * 60_000);
    await pauseConnection(ctx.db, road.connectionId, trouble, clock.now());
    expect(await connectionOf(road)).toMatchObject({ pauses: 1 });
    clock.advance(60_000);
    await minute();
  });
});

describe("numbers and balance", () => {
  const refresh = (road: Road) => refreshConnection(ctx, road.workspaceId, road.connectionId);

  it("follow the provider, and people hear of restrictions, low quality and low balance until they end", async () => {
    const road = await aRoad(ctx, sandbox);
    const sender = `/control/senders/${road.phone.replace("+", "")}`;
    await road.control("PATCH", sender, { quality: "LOW", status: "RESTRICTED", limit: "LIMIT_2K" });
    await setBalanceAlert(ctx, road.workspaceId, road.connectionId, "1000000");
    await refresh(road);
    await refresh(road);
    const number = () =>
      ctx.db
        .selectFrom("subscriptionGroups")
        .select(["quality", "status", "messagingLimit"])
        .where("id", "=", road.subscriptionGroupId)
        .executeTakeFirst();
    expect(await number()).toEqual({ quality: "LOW", status: "RESTRICTED", messagingLimit: "LIMIT_2K" });
    expect(await raised(road)).toEqual(["number_restricted", "quality_low", "balance_low"]);
    await road.control("PATCH", sender, { quality: "HIGH", status: "CONNECTED" });
    await setBalanceAlert(ctx, road.workspaceId, road.connectionId, "10");
    await refresh(road);
    expect(await number()).toMatchObject({ quality: "HIGH", status: "CONNECTED" });
    expect(await openNotices(road)).toEqual([]);
    const history = await ctx.db
      .selectFrom("balanceHistory")
      .select(["balance", "currency"])
      .where("connectionId", "=", road.connectionId)
      .execute();
    expect(history).toHaveLength(1);
  });

  it("are asked for less and less often while the provider refuses", async () => {
    const road = await aRoad(ctx, sandbox);
    sandbox.state.settings.faults.throttleRate = 1;
    const waits: number[] = [];
    try {
      for (let i = 0; i < 6; i++) {
        await expect(refresh(road)).rejects.toThrow();
        const { refreshAfter } = await connectionOf(road);
        waits.push(Math.round(((refreshAfter?.getTime() ?? 0) - clock.now().getTime()) / 60_000));
      }
    } finally {
      sandbox.state.settings.faults.throttleRate = 0;
    }
    expect(waits).toEqual([10, 20, 40, 60, 60, 60]);
    await refresh(road);
    expect(await connectionOf(road)).toMatchObject({ refreshFailures: 0 });
  });
});
