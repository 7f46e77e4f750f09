import { sql } from "kysely";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { bulkContacts } from "../../test/bulk-contacts.ts";
import { createTestApp } from "../../test/harness.ts";
import { allowing, aRoad, aSandbox, launch, type Road } from "../../test/road.ts";
import { setSubscriptionStates } from "../contacts/contacts.ts";
import {
  createDelivery,
  pauseDispatches,
  queueRecipients,
  resumeDispatches,
  stopDispatches,
} from "./messages.ts";
import { queueAudience } from "./queueing.ts";

const sandbox = await aSandbox();
const { ctx, clock } = await createTestApp(allowing(sandbox));
const delivery = createDelivery(ctx);
afterAll(() => delivery.stop());

const quiet = { timeoutAfterAcceptRate: 0, rejectRate: 0, throttleRate: 0, outage: false };

/** Each road has numbers of its own, so that the witness of one sandbox can tell them apart. */
let roads = 0;
async function aRoadWith(contacts: number): Promise<Road> {
  const road = await aRoad(ctx, sandbox);
  await bulkContacts(ctx.db, { ...road, count: contacts, prefix: `+55119${10 + roads++}` });
  return road;
}

async function faults(change: Partial<typeof quiet>): Promise<void> {
  sandbox.state.settings.faults = { ...sandbox.state.settings.faults, ...quiet, ...change };
  sandbox.state.settings.timeScale = 0.01;
}

beforeEach(() => faults({}));

async function statsOf(dispatchId: string) {
  const { rows } = await sql<Record<string, number>>`
    select sum(queued)::int as queued, sum(accepted)::int as accepted, sum(failed)::int as failed,
           sum(refused)::int as refused, sum(skipped)::int as skipped, sum(canceled)::int as canceled
    from send_stats where dispatch_id = ${dispatchId}`.execute(ctx.db);
  return Object.fromEntries(Object.entries(rows[0] ?? {}).filter(([, count]) => count !== 0));
}

async function stateOf(dispatchId: string): Promise<string | undefined> {
  const row = await ctx.db
    .selectFrom("dispatches")
    .select("state")
    .where("id", "=", dispatchId)
    .executeTakeFirst();
  return row?.state;
}

interface Witness {
  accepted: number;
  distinctRecipients: number;
}

function witness(road: Road): Promise<Witness> {
  return road.control<Witness>("GET", `/control/witness?sender=${road.phone.slice(1)}`);
}

/** Drains, lets time pass, and drains again: leases run out, waits end. */
async function letPass(minutes: number, rounds = 1): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    clock.advance(minutes * 60_000);
    await delivery.drain();
  }
}

describe("a campaign", () => {
  it("reaches everyone once, personalised, and completes", async () => {
    const road = await aRoadWith(1000);
    const dispatch = await launch(ctx, road);
    await delivery.drain();
    expect(await witness(road)).toMatchObject({ accepted: 1000, distinctRecipients: 1000 });
    expect(await statsOf(dispatch.id)).toEqual({ queued: 1000, accepted: 1000 });
    const { rows } = await sql<{ rendered: { body: string } }>`
      select rendered from sends where dispatch_id = ${dispatch.id} and recipient like '%0000007'`.execute(
      ctx.db,
    );
    expect(rows[0]?.rendered.body).toBe("Olá, Marina! Temos novidades em Recife para você.");
    expect(await stateOf(dispatch.id)).toBe("completed");
  });

  it("pauses, resumes and stops", async () => {
    const road = await aRoadWith(10);
    const dispatch = await launch(ctx, road);
    await queueAudience(ctx, dispatch.id);
    await pauseDispatches(ctx.db, road.workspaceId, { dispatchId: dispatch.id });
    await delivery.drain();
    expect(await statsOf(dispatch.id)).toEqual({ queued: 10 });
    await resumeDispatches(ctx.db, road.workspaceId, { dispatchId: dispatch.id });
    await delivery.drain();
    expect(await statsOf(dispatch.id)).toEqual({ queued: 10, accepted: 10 });

    const stopped = await launch(ctx, road);
    await queueAudience(ctx, stopped.id);
    await stopDispatches(ctx.db, road.workspaceId, { dispatchId: stopped.id });
    await delivery.drain();
    expect(await statsOf(stopped.id)).toEqual({ queued: 10, canceled: 10 });
    expect(await witness(road)).toMatchObject({ accepted: 10 });
  });

  it("respects an opt-out until the last moment", async () => {
    const road = await aRoadWith(3);
    const dispatch = await launch(ctx, road);
    await queueAudience(ctx, dispatch.id);
    const { rows } = await sql<{ contactId: string }>`
      select contact_id from sends where dispatch_id = ${dispatch.id} limit 1`.execute(ctx.db);
    await setSubscriptionStates(
      ctx.db,
      road.workspaceId,
      [
        {
          contactId: rows[0]?.contactId ?? "",
          subscriptionGroupId: road.subscriptionGroupId,
          state: "unsubscribed",
        },
      ],
      { source: "inbound", at: clock.now() },
    );
    await delivery.drain();
    expect(await statsOf(dispatch.id)).toEqual({ queued: 3, accepted: 2, skipped: 1 });
  });

  it("skips contacts whose values do not fit, with the reason", async () => {
    const road = await aRoadWith(2);
    await sql`update contacts set first_name = ${"Ana\nMaria"} where workspace_id = ${road.workspaceId}
      and phone like '%1'`.execute(ctx.db);
    const dispatch = await launch(ctx, road);
    await delivery.drain();
    expect(await statsOf(dispatch.id)).toEqual({ queued: 2, accepted: 1, skipped: 1 });
    const reasons = await ctx.db
      .selectFrom("sendReasons")
      .select(["outcome", "code", "count"])
      .where("dispatchId", "=", dispatch.id)
      .execute();
    expect(reasons).toEqual([{ outcome: "skipped", code: "variable_invalid", count: 1 }]);
  });
});

describe("trouble at the provider", () => {
  it("a timeout after acceptance is reconciled: asked again under the same id, counted once", async () => {
    const road = await aRoadWith(300);
    await faults({ timeoutAfterAcceptRate: 1 });
    const dispatch = await launch(ctx, road);
    await delivery.drain();
    expect(await statsOf(dispatch.id)).toEqual({ queued: 300 });
    await faults({});
    await letPass(1);
    expect(await statsOf(dispatch.id)).toEqual({ queued: 300, accepted: 300 });
    expect(await witness(road)).toMatchObject({ accepted: 300, distinctRecipients: 300 });
    expect(await stateOf(dispatch.id)).toBe("completed");
  });

  it("a lost worker's leases run out and are taken over", async () => {
    const road = await aRoadWith(20);
    const dispatch = await launch(ctx, road);
    await queueAudience(ctx, dispatch.id);
    await sql`update sends set state = 'leased', attempts = 1, lease_until = ${new Date(clock.now().getTime() + 30_000)}
      where dispatch_id = ${dispatch.id}`.execute(ctx.db);
    await delivery.drain();
    expect(await statsOf(dispatch.id)).toEqual({ queued: 20 });
    await letPass(1);
    expect(await statsOf(dispatch.id)).toEqual({ queued: 20, accepted: 20 });
  });

  it("too many requests: slows down and loses nothing", async () => {
    const road = await aRoadWith(50);
    await faults({ throttleRate: 0.7 });
    const dispatch = await launch(ctx, road);
    await delivery.drain();
    await faults({});
    await letPass(0.1, 3);
    expect(await statsOf(dispatch.id)).toEqual({ queued: 50, accepted: 50 });
    expect(await witness(road)).toMatchObject({ accepted: 50, distinctRecipients: 50 });
  });

  it("an outage is waited out", async () => {
    const road = await aRoadWith(5);
    await faults({ outage: true });
    const dispatch = await launch(ctx, road);
    await delivery.drain();
    await letPass(1);
    await faults({});
    await letPass(2, 3);
    expect(await statsOf(dispatch.id)).toEqual({ queued: 5, accepted: 5 });
  });

  it("a key that is refused pauses the connection; nothing is lost and it goes on by itself", async () => {
    const road = await aRoadWith(5);
    const [account] = await road.control<{ key: string }[]>("GET", "/control/accounts");
    const keys = await road.control<{ id: string }[]>("GET", `/control/accounts/${account?.key}/keys`);
    const setEnabled = (enabled: boolean) =>
      Promise.all(keys.map(({ id }) => road.control("PATCH", `/control/keys/${id}`, { enabled })));
    await setEnabled(false);
    const dispatch = await launch(ctx, road);
    await delivery.drain();
    const connection = await ctx.db
      .selectFrom("connections")
      .select(["state", "stateReason"])
      .where("id", "=", road.connectionId)
      .executeTakeFirst();
    expect(connection).toEqual({ state: "failing", stateReason: "infobip:http-401" });
    expect(await statsOf(dispatch.id)).toEqual({ queued: 5 });
    await setEnabled(true);
    await ctx.db
      .updateTable("connections")
      .set({ state: "ready" })
      .where("id", "=", road.connectionId)
      .execute();
    await delivery.drain();
    expect(await statsOf(dispatch.id)).toEqual({ queued: 5, accepted: 5 });
  });

  it("a message that is refused fails with the provider's code and its explanation's title", async () => {
    const road = await aRoad(ctx, sandbox);
    await bulkContacts(ctx.db, { ...road, count: 1 });
    await sql`update contacts set phone = '+5511999999018' where workspace_id = ${road.workspaceId}`.execute(
      ctx.db,
    ); // …9018: status 18
    const dispatch = await launch(ctx, road);
    await delivery.drain();
    expect(await statsOf(dispatch.id)).toEqual({ queued: 1, failed: 1, refused: 1 });
    const { rows } =
      await sql`select state, error_code from sends where dispatch_id = ${dispatch.id}`.execute(ctx.db);
    expect(rows).toEqual([{ state: "failed", errorCode: "infobip:status-18" }]);
    expect(await stateOf(dispatch.id)).toBe("completed");
  });
});

describe("pacing", () => {
  it("lets no more leave than the number may send", async () => {
    const road = await aRoadWith(100);
    await sql`update subscription_groups set messages_per_second = 20 where id = ${road.subscriptionGroupId}`.execute(
      ctx.db,
    );
    const dispatch = await launch(ctx, road);
    const start = clock.now().getTime();
    await delivery.drain();
    const seconds = (clock.now().getTime() - start) / 1000;
    // Half a second's worth may have been saved up; the rest comes at 20 a second.
    expect((await statsOf(dispatch.id)).accepted).toBeLessThanOrEqual(11 + 20 * seconds);
    await letPass(1, 14);
    expect(await statsOf(dispatch.id)).toEqual({ queued: 100, accepted: 100 });
  });
});

describe("free text", () => {
  it("goes only where the service window is open", async () => {
    const road = await aRoadWith(2);
    const contacts = await ctx.db
      .selectFrom("contacts")
      .select(["id", "bucket"])
      .where("workspaceId", "=", road.workspaceId)
      .orderBy("phone")
      .execute();
    const [open] = contacts;
    if (!open) throw new Error("no contact");
    await ctx.db
      .insertInto("serviceWindows")
      .values({
        workspaceId: road.workspaceId,
        bucket: open.bucket,
        contactId: open.id,
        subscriptionGroupId: road.subscriptionGroupId,
        openedAt: clock.now(),
        expiresAt: new Date(clock.now().getTime() + 3_600_000),
      })
      .execute();
    const dispatch = await ctx.db.transaction().execute(async (tx) => {
      const started = await launch({ ...ctx, db: tx } as never, road, {
        kind: "api_message",
        audience: null,
        message: { kind: "text", body: "Oi, {{$" + "{first_name}}}!", previewUrl: false },
      });
      await queueRecipients(
        tx,
        started,
        contacts.map(({ id }) => ({ contactId: id })),
        { at: clock.now() },
      );
      return started;
    });
    await delivery.drain();
    expect(await statsOf(dispatch.id)).toEqual({ queued: 2, accepted: 1, skipped: 1 });
    const { rows } =
      await sql`select rendered->>'body' as body, error_code from sends where dispatch_id = ${dispatch.id} order by recipient`.execute(
        ctx.db,
      );
    expect(rows).toEqual([
      { body: "Oi, João!", errorCode: null },
      { body: null, errorCode: "window_closed" },
    ]);
  });
});
