import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { bulkContacts } from "../../test/bulk-contacts.ts";
import { aNumber, aWorkspace } from "../../test/factories.ts";
import { createTestApp } from "../../test/harness.ts";
import { everyone, welcome } from "../../test/messages.ts";
import { createDelivery } from "./delivery.ts";
import { cancelSendsOfNumber, pauseDispatches, startDispatch } from "./messages.ts";
import { queueAudience } from "./queueing.ts";
import { clearStopped } from "./stopping.ts";

const { ctx } = await createTestApp();
const delivery = createDelivery(ctx);

async function aPlace() {
  const { id: workspaceId } = await aWorkspace(ctx);
  const number = await aNumber(ctx, workspaceId);
  await bulkContacts(ctx.db, { workspaceId, ...number, count: 30 });
  const start = () =>
    startDispatch(ctx.db, {
      workspaceId,
      subscriptionGroupId: number.subscriptionGroupId,
      kind: "campaign",
      message: welcome,
      audience: everyone,
      at: ctx.clock.now(),
    });
  return { workspaceId, ...number, start };
}

async function facts(dispatchId: string) {
  const { rows } = await sql`
    select d.state, d.finished_at is not null as finished,
           (select sum(queued)::int from send_stats t where t.dispatch_id = d.id) as queued,
           (select sum(canceled)::int from send_stats t where t.dispatch_id = d.id) as canceled,
           (select count(*)::int from sends s where s.dispatch_id = d.id and s.state = 'canceled') as rows,
           (select jsonb_object_agg(code, n) from (
              select code, sum(count) as n from send_reasons r where r.dispatch_id = d.id group by code) x) as reasons
    from dispatches d where d.id = ${dispatchId}`.execute(ctx.db);
  return rows[0];
}

const called = (code: string, canceled = 30) => ({
  state: "stopped",
  finished: true,
  queued: 30,
  canceled,
  rows: canceled,
  reasons: { [code]: canceled },
});

describe("the sends of a number that goes away", () => {
  it("are canceled with the reason, in dispatches that run, are paused or are being written", async () => {
    const place = await aPlace();
    const other = await aPlace();
    const running = await place.start();
    const paused = await place.start();
    const untouched = await other.start();
    for (const { id } of [running, paused, untouched]) await queueAudience(ctx, id);
    await pauseDispatches(ctx.db, place.workspaceId, { dispatchId: paused.id });
    expect(await cancelSendsOfNumber(ctx, other.workspaceId, place.subscriptionGroupId, "number_moved")).toBe(
      0,
    );
    expect(await cancelSendsOfNumber(ctx, place.workspaceId, place.subscriptionGroupId, "number_moved")).toBe(
      2,
    );
    for (const { id } of [running, paused]) {
      expect(await clearStopped(ctx, id)).toBe(30);
      expect(await facts(id)).toEqual(called("number_moved"));
    }
    expect(await facts(untouched.id)).toMatchObject({ state: "sending", canceled: 0 });
    expect(await cancelSendsOfNumber(ctx, place.workspaceId, place.subscriptionGroupId, "number_moved")).toBe(
      0,
    );
  });

  it("that a crash left are canceled by the next sweep, what was handed over when its lease runs out", async () => {
    const place = await aPlace();
    const dispatch = await place.start();
    await queueAudience(ctx, dispatch.id);
    await sql`update sends set state = 'leased', attempts = 1, lease_until = ${new Date(ctx.clock.now().getTime() + 60_000)}
      where dispatch_id = ${dispatch.id} and bucket < 128`.execute(ctx.db);
    const { rows } =
      await sql`select from sends where dispatch_id = ${dispatch.id} and state = 'leased'`.execute(ctx.db);
    await sql`update subscription_groups set archived_at = now(), archived_reason = 'disconnected'
      where id = ${place.subscriptionGroupId}`.execute(ctx.db);
    await delivery.drain();
    expect(await facts(dispatch.id)).toMatchObject({ finished: false, canceled: 30 - rows.length });
    await sql`update sends set lease_until = ${ctx.clock.now()} where dispatch_id = ${dispatch.id} and state = 'leased'`.execute(
      ctx.db,
    );
    await delivery.drain();
    expect(await facts(dispatch.id)).toEqual(called("connection_disconnected"));
  });
});
