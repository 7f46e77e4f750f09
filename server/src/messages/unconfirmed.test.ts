import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { bulkContacts } from "../../test/bulk-contacts.ts";
import { aNumber, aWorkspace } from "../../test/factories.ts";
import { aForgetfulProvider, type Fate } from "../../test/forgetful-provider.ts";
import { createTestApp } from "../../test/harness.ts";
import { everyone, welcome } from "../../test/messages.ts";
import type { Receipt } from "../connectors/connector.ts";
import { type ClaimedSend, claimDue } from "./claims.ts";
import { createDelivery } from "./delivery.ts";
import {
  applyReceipts,
  decodeMessageId,
  encodeMessageId,
  findAnsweredSend,
  startDispatch,
  stopDispatches,
} from "./messages.ts";
import { recordOutcomes } from "./outcomes.ts";
import { queueAudience } from "./queueing.ts";
import { markOffered } from "./unconfirmed.ts";

const { ctx, clock } = await createTestApp();
const waiting = ctx.config.delivery.unconfirmedMinutes * 60_000;

async function aPlace(count: number, policy: "fail" | "resend" = "fail") {
  const { id: workspaceId } = await aWorkspace(ctx);
  await sql`update workspaces set unconfirmed_sends = ${policy} where id = ${workspaceId}`.execute(ctx.db);
  const number = await aNumber(ctx, workspaceId);
  await bulkContacts(ctx.db, { workspaceId, ...number, count });
  const provider = aForgetfulProvider();
  const delivery = createDelivery(ctx, () => provider.connector);
  const start = () =>
    startDispatch(ctx.db, {
      workspaceId,
      subscriptionGroupId: number.subscriptionGroupId,
      kind: "campaign",
      message: welcome,
      audience: everyone,
      at: clock.now(),
    });
  return { workspaceId, ...number, provider, delivery, start };
}
type Place = Awaited<ReturnType<typeof aPlace>>;

async function counters(dispatchId: string) {
  const { rows } = await sql`
    select sum(queued)::int as queued, sum(accepted)::int as accepted, sum(delivered)::int as delivered,
           sum(failed)::int as failed, sum(refused)::int as refused
    from send_stats where dispatch_id = ${dispatchId}`.execute(ctx.db);
  return rows[0];
}

async function rows(dispatchId: string) {
  const { rows } = await sql<{ accepted: number; delivered: number; failed: number; refused: number }>`
    select count(accepted_at)::int as accepted, count(delivered_at)::int as delivered, count(failed_at)::int as failed,
           (count(*) filter (where failed_at is not null and accepted_at is null))::int as refused
    from sends where dispatch_id = ${dispatchId}`.execute(ctx.db);
  return rows[0];
}

async function reasons(dispatchId: string) {
  const { rows } = await sql<{ code: string; n: number }>`
    select code, sum(count)::int as n from send_reasons where dispatch_id = ${dispatchId}
    group by code having sum(count) <> 0 order by code`.execute(ctx.db);
  return Object.fromEntries(rows.map(({ code, n }) => [code, n]));
}

async function states(dispatchId: string) {
  const { rows } = await sql<{ id: string; state: string; code: string | null; named: string | null }>`
    select id, state::text as state, error_code as code, provider_message_id as named from sends
    where dispatch_id = ${dispatchId} order by recipient`.execute(ctx.db);
  return rows;
}

async function stateOf(dispatchId: string) {
  const row = await ctx.db
    .selectFrom("dispatches")
    .select("state")
    .where("id", "=", dispatchId)
    .executeTakeFirst();
  return row?.state;
}

function report({ workspaceId }: Place, messageIds: Iterable<string>, kind: Receipt["kind"]) {
  return applyReceipts(
    ctx.db,
    workspaceId,
    [...messageIds].map((messageId) => ({
      messageId,
      providerMessageId: `wamid.${messageId}`,
      kind,
      at: clock.now(),
      ...(kind === "failed" ? { error: { code: "meta:131026", text: "x", action: "fail" as const } } : {}),
    })),
  );
}

/** Lets minutes pass; what a crashed turn left behind is only found when leases run out. */
async function pass(place: Place, milliseconds: number) {
  clock.advance(milliseconds);
  await place.delivery.drain();
}

describe("an outcome that nobody knows, on a provider that does not recognise a repeated message", () => {
  it("waits for a report and then fails as unconfirmed, without ever going out again", async () => {
    const place = await aPlace(3);
    place.provider.fate = () => "lost";
    const { id } = await place.start();
    await place.delivery.drain();
    expect(await counters(id)).toMatchObject({ accepted: 0, failed: 0 });
    await pass(place, waiting - 60_000);
    expect((await states(id)).map(({ state, code }) => [state, code])).toEqual(
      Array(3).fill(["leased", "unconfirmed"]),
    );
    await pass(place, 61_000);
    expect(await counters(id)).toEqual({ queued: 3, accepted: 0, delivered: 0, failed: 3, refused: 3 });
    expect(await reasons(id)).toEqual({ unconfirmed: 3 });
    expect(await stateOf(id)).toBe("completed");
    expect([...place.provider.taken.values()]).toEqual([1, 1, 1]);
  });

  it.each(["sent", "delivered", "failed"] as const)(
    "a late report (%s) corrects the assumption",
    async (kind) => {
      const place = await aPlace(2);
      place.provider.fate = () => "lost";
      const { id } = await place.start();
      await place.delivery.drain();
      await pass(place, waiting + 1000);
      await report(place, place.provider.taken.keys(), kind);
      await report(place, place.provider.taken.keys(), kind);
      const failed = kind === "failed" ? 2 : 0;
      expect(await counters(id)).toEqual({
        queued: 2,
        accepted: 2,
        delivered: kind === "delivered" ? 2 : 0,
        failed,
        refused: 0,
      });
      expect(await rows(id)).toMatchObject({ accepted: 2, failed, refused: 0 });
      expect(await reasons(id)).toEqual(failed ? { "meta:131026": 2 } : {});
      const [send] = await states(id);
      expect(send).toMatchObject({
        state: kind === "sent" ? "accepted" : kind,
        code: failed ? "meta:131026" : null,
        named: expect.stringMatching(/^wamid\.p1-/),
      });
      const { rows: said } =
        await sql`select from sends where dispatch_id = ${id} and rendered is null`.execute(ctx.db);
      expect(said).toEqual([]);
    },
  );

  it("a worker that returns after the decision corrects it too", async () => {
    const place = await aPlace(1);
    place.provider.fate = () => "lost";
    const { id } = await place.start();
    await place.delivery.drain();
    await pass(place, waiting + 1000);
    const [send] = await states(id);
    const key = decodeMessageId([...place.provider.taken.keys()][0] ?? "");
    const outcome = { kind: "accepted", rendered: { body: "x" } } as const;
    for (let times = 0; times < 2; times++)
      await recordOutcomes(
        ctx.db,
        place.workspaceId,
        key?.bucket ?? 0,
        [{ sendId: send?.id ?? "", attempts: 1, outcome }],
        clock.now(),
      );
    expect(await counters(id)).toMatchObject({ accepted: 1, failed: 0, refused: 0 });
    expect(await reasons(id)).toEqual({});
    expect(await states(id)).toMatchObject([{ state: "accepted", code: null }]);
  });

  it("a crash between call and write leaves no message twice", async () => {
    const place = await aPlace(40);
    let calls = 0;
    place.provider.fate = () => (++calls % 7 === 0 ? "crash" : "taken");
    const { id } = await place.start();
    await place.delivery.drain();
    // Every crash ends the turn of its worker; the next takes up what the leases left.
    for (let turn = 0; turn < 30 && (await stateOf(id)) !== "completed"; turn++)
      await pass(place, waiting + 1000);
    expect(Math.max(...place.provider.taken.values())).toBe(1);
    expect(await stateOf(id)).toBe("completed");
    expect(await counters(id)).toMatchObject((await rows(id)) ?? {});
    await report(place, place.provider.taken.keys(), "delivered");
    const delivered = place.provider.taken.size;
    expect(await counters(id)).toMatchObject({ accepted: delivered, delivered, failed: 40 - delivered });
  });

  it("what a worker leased and never offered goes out when its lease runs out, once and without doubt", async () => {
    const place = await aPlace(30);
    const { id } = await place.start();
    await queueAudience(ctx, id, () => false);
    const now = clock.now();
    const leaseUntil = new Date(now.getTime() + 60_000);
    const since = new Date(now.getTime() - 60_000);
    const mine: ClaimedSend[] = [];
    for (let bucket = 0; bucket < 256; bucket++)
      mine.push(...(await claimDue(ctx.db, { ...place, bucket, limit: 50, now, leaseUntil, since })));
    expect(mine).toHaveLength(30);
    await place.delivery.drain();
    expect(place.provider.taken.size).toBe(0);
    await pass(place, 61_000);
    expect([...place.provider.taken.values()]).toEqual(Array(30).fill(1));
    expect(await counters(id)).toMatchObject({ accepted: 30, failed: 0 });
    // The first worker was only slow: what it comes back with is no longer its own.
    const [late] = mine;
    const bucket = decodeMessageId(
      [...place.provider.taken.keys()].find((one) => one.endsWith(late?.sendId ?? "")) ?? "",
    )?.bucket;
    const claim = { ...place, bucket: bucket ?? 0, limit: 50, now, leaseUntil, since };
    const until = new Date(clock.now().getTime() + 60_000);
    expect(await markOffered(ctx.db, claim, late ? [late] : [], until, clock.now())).toEqual(new Set());
  });

  it("one message that breaks its call takes no answer away from the others of the turn", async () => {
    const place = await aPlace(60);
    // All in one bucket, so that one turn has them all.
    await sql`delete from contacts where workspace_id = ${place.workspaceId} and bucket <> (
      select bucket from contacts where workspace_id = ${place.workspaceId} group by bucket order by count(*) desc limit 1)`.execute(
      ctx.db,
    );
    let calls = 0;
    place.provider.fate = () => (++calls === 1 ? "crash" : "taken");
    const { id } = await place.start();
    await place.delivery.drain();
    expect(calls).toBeGreaterThan(1);
    expect(await counters(id)).toMatchObject({ accepted: calls - 1, failed: 0 });
    await pass(place, waiting + 1000);
    expect(await counters(id)).toMatchObject({ accepted: calls - 1, failed: 1 });
  });

  it("goes out again where the workspace says so, until the time for retries is over", async () => {
    const place = await aPlace(1, "resend");
    place.provider.fate = () => "dropped";
    const { id } = await place.start();
    await place.delivery.drain();
    await pass(place, waiting + 1000);
    expect(await counters(id)).toMatchObject({ accepted: 0, failed: 0 });
    place.provider.fate = () => "taken";
    await pass(place, waiting + 1000);
    expect(await counters(id)).toMatchObject({ accepted: 1, failed: 0 });
    expect(place.provider.taken.size).toBe(1);

    place.provider.fate = () => "dropped";
    const second = await place.start();
    await place.delivery.drain();
    const most = (ctx.config.delivery.retryHours * 60) / ctx.config.delivery.unconfirmedMinutes;
    await sql`update sends set attempts = ${most} where dispatch_id = ${second.id}`.execute(ctx.db);
    await pass(place, waiting + 1000);
    await pass(place, waiting + 1000);
    expect(await reasons(second.id)).toEqual({ unconfirmed: 1 });
  });

  it("is canceled when the dispatch was stopped meanwhile", async () => {
    const place = await aPlace(1);
    place.provider.fate = () => "lost";
    const { id } = await place.start();
    await place.delivery.drain();
    await stopDispatches(ctx.db, place.workspaceId, { dispatchId: id });
    await pass(place, waiting + 1000);
    expect(await states(id)).toMatchObject([{ state: "canceled", code: "campaign_stopped" }]);
    await report(place, place.provider.taken.keys(), "delivered");
    expect(await states(id)).toMatchObject([{ state: "delivered", code: null }]);
    expect(await reasons(id)).toEqual({});
  });

  it("is settled also while the connection is failing", async () => {
    const place = await aPlace(1);
    place.provider.fate = () => "lost";
    const { id } = await place.start();
    await place.delivery.drain();
    await sql`update connections set state = 'failing' where id = ${place.connectionId}`.execute(ctx.db);
    await pass(place, waiting + 1000);
    expect(await reasons(id)).toEqual({ unconfirmed: 1 });
  });

  it("whatever fates and reports come in whatever order: nothing goes out twice, and the counters are the rows", async () => {
    const people = 6;
    const fates = fc.array(fc.constantFrom<Fate>("taken", "lost", "dropped", "crash"), {
      minLength: people,
      maxLength: people,
    });
    const story = fc.record({
      fates,
      early: fc.subarray([...Array(people).keys()]),
      late: fc.subarray([...Array(people).keys()]),
      kind: fc.constantFrom<Receipt["kind"]>("sent", "delivered", "failed"),
    });
    await fc.assert(
      fc.asyncProperty(story, async ({ fates, early, late, kind }) => {
        const place = await aPlace(people);
        const order: string[] = [];
        place.provider.fate = ({ messageId }) => fates[order.push(messageId) - 1] ?? "taken";
        const { id } = await place.start();
        await place.delivery.drain();
        const pick = (which: readonly number[]) =>
          which.flatMap((index) => order[index] ?? []).filter((one) => place.provider.taken.has(one));
        await report(place, pick(early), kind);
        expect(await counters(id)).toMatchObject((await rows(id)) ?? {});
        for (let turn = 0; turn < people + 2; turn++) await pass(place, waiting + 1000);
        expect(await stateOf(id)).toBe("completed");
        await report(place, pick(late), kind);
        expect(await counters(id)).toMatchObject((await rows(id)) ?? {});
        expect(Math.max(0, ...place.provider.taken.values())).toBeLessThanOrEqual(1);
        const reported = new Set([...pick(early), ...pick(late)]);
        for (const { id: sendId, state, code } of await states(id)) {
          const messageId = order.find((one) => one.endsWith(sendId)) ?? "";
          if (reported.has(messageId)) expect(code).not.toBe("unconfirmed");
          else expect([state, code]).toEqual(expectedOf(fates[order.indexOf(messageId)]));
        }
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});

function expectedOf(fate: Fate | undefined) {
  return fate === "taken" || fate === undefined ? ["accepted", null] : ["failed", "unconfirmed"];
}

describe("what the provider calls a message", () => {
  it("is kept from a report, and leads a quoted reply to its send", async () => {
    const place = await aPlace(2);
    place.provider.fate = () => "lost";
    const { id } = await place.start();
    await place.delivery.drain();
    await report(place, place.provider.taken.keys(), "sent");
    const second = await place.start();
    place.provider.fate = () => "taken";
    await place.delivery.drain();
    const { rows } = await sql<{ id: string; bucket: number; contactId: string; named: string }>`
      select id, bucket, contact_id, provider_message_id as named from sends where dispatch_id = ${id} limit 1`.execute(
      ctx.db,
    );
    const [send] = rows;
    if (!send) throw new Error("no send");
    const query = {
      contactId: send.contactId,
      bucket: send.bucket,
      subscriptionGroupId: place.subscriptionGroupId,
      at: new Date(clock.now().getTime() + 1000),
    };
    const answered = (references: (string | undefined)[]) =>
      findAnsweredSend(ctx.db, place.workspaceId, { ...query, references });
    expect(await answered([undefined, send.named])).toEqual({ bucket: send.bucket, sendId: send.id });
    expect(await answered([encodeMessageId(send.bucket, send.id)])).toMatchObject({ sendId: send.id });
    // A quote of something unknown counts for the last message.
    expect((await answered(["wamid.unknown"]))?.sendId).not.toBe(send.id);
    expect(second.id).not.toBe(id);
  });
});
