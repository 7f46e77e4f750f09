import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { aNumber, aWorkspace } from "../../test/factories.ts";
import { createTestApp } from "../../test/harness.ts";
import { everyone, welcome } from "../../test/messages.ts";
import { setSubscriptionStates, writeContacts } from "../contacts/contacts.ts";
import { audienceCounts, queueRecipients, startDispatch, stopDispatches } from "./messages.ts";
import { queueAudience } from "./queueing.ts";
import { clearStopped } from "./stopping.ts";

const { ctx } = await createTestApp();

interface Person {
  readonly externalId: string;
  readonly phone?: string;
  readonly state?: "subscribed" | "unsubscribed";
}

/** A workspace with these people; answers their contact ids by external id. */
async function aPlace(people: readonly Person[]) {
  const { id: workspaceId } = await aWorkspace(ctx);
  const { subscriptionGroupId } = await aNumber(ctx, workspaceId);
  const at = ctx.clock.now();
  const written = await writeContacts(
    ctx.db,
    workspaceId,
    people.map(({ externalId, phone }) => ({
      identifier: { kind: "external_id", value: externalId },
      fields: phone ? { phone: phone as never } : {},
    })),
    { at },
  );
  const ids = new Map(people.map(({ externalId }, index) => [externalId, written[index]?.id ?? ""]));
  for (const { externalId, state } of people) {
    const contactId = ids.get(externalId) ?? "";
    if (state)
      await setSubscriptionStates(ctx.db, workspaceId, [{ contactId, subscriptionGroupId, state }], {
        source: "seed",
        at,
      });
  }
  return { workspaceId, subscriptionGroupId, ids };
}

type Place = Awaited<ReturnType<typeof aPlace>>;

function start(place: Place, change: Partial<Parameters<typeof startDispatch>[1]> = {}) {
  return startDispatch(ctx.db, {
    workspaceId: place.workspaceId,
    subscriptionGroupId: place.subscriptionGroupId,
    kind: "campaign",
    message: welcome,
    audience: everyone,
    at: ctx.clock.now(),
    ...change,
  });
}

async function recipients(dispatchId: string): Promise<string[]> {
  const { rows } = await sql<{ recipient: string }>`
    select recipient from sends where dispatch_id = ${dispatchId} and state = 'queued' order by recipient`.execute(
    ctx.db,
  );
  return rows.map((row) => row.recipient);
}

async function totals(dispatchId: string) {
  const { rows } = await sql<{ queued: number; skipped: number }>`
    select sum(queued)::int as queued, sum(skipped)::int as skipped from send_stats where dispatch_id = ${dispatchId}`.execute(
    ctx.db,
  );
  const { rows: reasons } = await sql<{ code: string; count: number }>`
    select code, sum(count)::int as count from send_reasons where dispatch_id = ${dispatchId} group by code order by code`.execute(
    ctx.db,
  );
  return { ...rows[0], reasons: Object.fromEntries(reasons.map((row) => [row.code, row.count])) };
}

const mixed: Person[] = [
  { externalId: "subscribed", phone: "+5511988880001", state: "subscribed" },
  { externalId: "unknown", phone: "+5511988880002" },
  { externalId: "left", phone: "+5511988880003", state: "unsubscribed" },
  { externalId: "no phone", state: "subscribed" },
  { externalId: "twin 1", phone: "+5511988880004", state: "subscribed" },
  { externalId: "twin 2", phone: "+5511988880004", state: "subscribed" },
];

describe("an audience", () => {
  it("holds back whom it may not or cannot reach, says why, and writes one message per number", async () => {
    const place = await aPlace(mixed);
    const dispatch = await start(place);
    await queueAudience(ctx, dispatch.id);
    expect(await recipients(dispatch.id)).toEqual(["+5511988880001", "+5511988880004"]);
    expect(await totals(dispatch.id)).toEqual({
      queued: 6,
      skipped: 4,
      reasons: { duplicate_number: 1, no_phone: 1, not_subscribed: 2 },
    });
  });

  it("counts the same before a launch", async () => {
    const place = await aPlace(mixed);
    const counts = await audienceCounts(ctx.db, {
      ...place,
      filter: everyone,
      now: ctx.clock.now(),
      timeZone: "UTC",
    });
    expect(counts).toEqual({ segment: 6, reachable: 2, notSubscribed: 2, noPhone: 1, duplicates: 1 });
    const nobody = await aPlace([]);
    expect(
      await audienceCounts(ctx.db, { ...nobody, filter: everyone, now: ctx.clock.now(), timeZone: "UTC" }),
    ).toEqual({
      segment: 0,
      reachable: 0,
      notSubscribed: 0,
      noPhone: 0,
      duplicates: 0,
    });
  });

  it("may go to every subscription state", async () => {
    const place = await aPlace(mixed);
    const dispatch = await start(place, { requiresSubscription: false });
    await queueAudience(ctx, dispatch.id);
    expect(await recipients(dispatch.id)).toHaveLength(4);
  });

  it("gives every send the id that follows from dispatch and contact, and writing it again changes nothing", async () => {
    const place = await aPlace(mixed);
    const dispatch = await start(place);
    await queueAudience(ctx, dispatch.id);
    const { rows } = await sql<{ same: boolean }>`
      select bool_and(s.id = uuid_v7_from(d.created_at, d.id::text || s.contact_id)) as same
      from sends s join dispatches d on d.id = s.dispatch_id where d.id = ${dispatch.id}`.execute(ctx.db);
    expect(rows).toEqual([{ same: true }]);
    await sql`update dispatches set state = 'queuing', next_bucket = 0 where id = ${dispatch.id}`.execute(
      ctx.db,
    );
    await queueAudience(ctx, dispatch.id);
    expect(await recipients(dispatch.id)).toHaveLength(2);
  });

  it("goes on after an interruption in the middle", async () => {
    const place = await aPlace(mixed);
    const dispatch = await start(place);
    let chunks = 0;
    await queueAudience(ctx, dispatch.id, () => chunks++ >= 2);
    await queueAudience(ctx, dispatch.id);
    expect(await totals(dispatch.id)).toMatchObject({ queued: 6, skipped: 4 });
  });

  it("is called off by a stop", async () => {
    const place = await aPlace(mixed);
    const dispatch = await start(place);
    await queueAudience(ctx, dispatch.id);
    await stopDispatches(ctx.db, place.workspaceId, { dispatchId: dispatch.id });
    expect(await clearStopped(ctx, dispatch.id)).toBe(2);
    expect(await totals(dispatch.id)).toMatchObject({ reasons: { campaign_stopped: 2 } });
    const row = await ctx.db
      .selectFrom("dispatches")
      .select(["state", "finishedAt"])
      .where("id", "=", dispatch.id)
      .executeTakeFirst();
    expect(row).toMatchObject({ state: "stopped", finishedAt: expect.any(Date) });
  });
});

describe("recipients by name", () => {
  it("are answered in order, each with what became of it, and named twice get one", async () => {
    const place = await aPlace(mixed);
    const id = (name: string) => place.ids.get(name) ?? "";
    const dispatch = await start(place, { kind: "api_trigger", audience: null });
    const names = ["left", "twin 2", "subscribed", "twin 1", "subscribed", "no phone"];
    const answer = await queueRecipients(
      ctx.db,
      dispatch,
      names.map((name) => ({ contactId: id(name), properties: { name } })),
      { at: ctx.clock.now() },
    );
    expect(answer.map(({ contactId, reason }) => [contactId, reason])).toEqual([
      [id("left"), "not_subscribed"],
      [id("twin 2"), null],
      [id("subscribed"), null],
      [id("twin 1"), "duplicate_number"],
      [id("no phone"), "no_phone"],
    ]);
    expect(await totals(dispatch.id)).toMatchObject({ queued: 5, skipped: 3 });
  });
});
