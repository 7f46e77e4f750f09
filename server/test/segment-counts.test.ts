/** Counting against the clock: exact, estimated with an interval that holds, canceled for good, and never another tenant's. */
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { boundedRead, ReadTimeout } from "../src/lib/bounded-read.ts";
import { audienceCounts, reachExactly, reachQuickly } from "../src/messages/messages.ts";
import { compileFilter, estimate, type Filter, scanQuickly } from "../src/segments/segments.ts";
import { bulkContacts } from "./bulk-contacts.ts";
import { aNumber, aSession, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";

const { app, ctx } = await createTestApp();
const contacts = 30_000;
const everyone: Filter = { kind: "and", children: [] };
const options = { now: new Date("2026-11-22T15:00:00Z"), timeZone: "America/Sao_Paulo" };
let workspaceId = "";
let numbers: string[] = [];

beforeAll(async () => {
  await app.server.listen({ port: 0, host: "127.0.0.1" });
  workspaceId = (await aWorkspace(ctx)).id;
  const first = await aNumber(ctx, workspaceId);
  const second = await aNumber(ctx, workspaceId);
  numbers = [first.subscriptionGroupId, second.subscriptionGroupId];
  await bulkContacts(ctx.db, {
    workspaceId,
    subscriptionGroupId: first.subscriptionGroupId,
    count: contacts,
  });
  // Of the second number: every third, some without a phone, some who share one.
  await sql`
    insert into subscription_states (workspace_id, bucket, contact_id, subscription_group_id, state, source, changed_at)
    select workspace_id, bucket, id, ${numbers[1]}::uuid,
           case when (attributes ->> 'points')::int % 3 = 0 then 'subscribed' else 'unsubscribed' end, 'seed', now()
    from contacts where workspace_id = ${workspaceId}`.execute(ctx.db);
  await sql`update contacts set phone = null where workspace_id = ${workspaceId} and attributes ->> 'points' in ('3', '4')`.execute(
    ctx.db,
  );
  await sql`update contacts set phone = '+5511970000000', phone_shared = true
            where workspace_id = ${workspaceId} and attributes ->> 'points' = '6'`.execute(ctx.db);
  await sql`analyze contacts, subscription_states`.execute(ctx.db);
});

const points = (operator: string, value: unknown): Filter => ({
  kind: "attribute",
  custom: true,
  name: "points",
  type: "number",
  operator,
  value,
});
const city = (value: string): Filter => ({
  kind: "attribute",
  custom: true,
  name: "city",
  type: "string",
  operator: "equals",
  value,
});

/** A small generator with a seed: the same filters in every run. */
function randomFilters(seed: number, count: number): Filter[] {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
  const one = (depth: number): Filter => {
    const kind = next(depth > 2 ? 2 : 5);
    if (kind === 0) return points(["less", "greater", "equals"][next(3)] ?? "less", next(1000));
    if (kind === 1) return city(["São Paulo", "Recife", "Curitiba"][next(3)] ?? "");
    if (kind === 2) return { kind: "not", child: one(depth + 1) };
    return { kind: kind === 3 ? "and" : "or", children: [one(depth + 1), one(depth + 1)] };
  };
  return Array.from({ length: count }, () => one(0));
}

/** By a byte of a hash of something fixed, instead of by the random byte of an id: the same samples in every run. */
async function perByte(filter: Filter): Promise<number[]> {
  const { rows } = await sql<{ byte: number; count: number }>`
    select get_byte(decode(md5(c.external_id), 'hex'), 0) as byte, count(*)::int as count from contacts c
    where c.workspace_id = ${workspaceId} and ${compileFilter(filter, options)} group by 1`.execute(ctx.db);
  const counts = Array<number>(256).fill(0);
  for (const { byte, count } of rows) counts[byte] = count;
  return counts;
}

describe("estimates", () => {
  it("hold the true number in their interval for at least 97 % of random filters and samples", async () => {
    let held = 0;
    let tried = 0;
    for (const filter of randomFilters(7, 60)) {
      const counts = await perByte(filter);
      const truth = counts.reduce((sum, count) => sum + count, 0);
      for (const buckets of [1, 4, 16, 64, 128, 255]) {
        const seen = counts.slice(0, buckets).reduce((sum, count) => sum + count, 0);
        const { low, high, exact } = estimate(seen, buckets);
        expect(exact).toBe(false);
        tried++;
        if (low <= truth && truth <= high) held++;
      }
    }
    // Nominal: 99 %. Samples of one filter overlap, so misses come together; 97 % leaves room for that and no more.
    expect(held / tried).toBeGreaterThanOrEqual(0.97);
    expect(tried).toBe(360);
  });

  it("are worth having: about the truth, narrow, and never below what was seen", () => {
    expect(estimate(5000, 64)).toMatchObject({ count: 20_000, exact: false });
    const { low, high } = estimate(5000, 64);
    expect(low).toBeGreaterThan(19_000);
    expect(high).toBeLessThan(21_000);
    expect(estimate(0, 8)).toMatchObject({ count: 0, low: 0 });
    expect(estimate(0, 8).high).toBeGreaterThan(100);
    expect(estimate(3, 255).low).toBeGreaterThanOrEqual(3);
    expect(estimate(12, 256)).toEqual({ count: 12, exact: true, low: 12, high: 12 });
  });

  it("take over where the whole takes too long, within the time", async () => {
    const started = performance.now();
    const { parts, buckets } = await scanQuickly(ctx.db, 1000, undefined, async (tx, [first, last]) => {
      // A hundredth of a second per bucket: the whole would take more than two seconds.
      await sql`select pg_sleep(${(last - first + 1) / 100})`.execute(tx);
      return last - first + 1;
    });
    expect(performance.now() - started).toBeLessThan(1500);
    expect(buckets).toBeGreaterThan(3);
    expect(buckets).toBeLessThan(60);
    expect(parts).toEqual(Array(buckets).fill(1));
  });
});

/** Ids are new in every run, so one in a hundred intervals may miss; one of twice the width misses once in millions. */
function expectHolds({ low, high }: { low: number; high: number }, truth: number): void {
  const slack = (high - low) / 2;
  expect(truth).toBeGreaterThanOrEqual(low - slack);
  expect(truth).toBeLessThanOrEqual(high + slack);
}

describe("reach", () => {
  const target = () => ({ workspaceId, filter: city("Recife"), ...options, subscriptionGroupIds: numbers });

  it("is that of a launch, for every number, in one scan", async () => {
    const reach = await reachExactly(ctx.db, target());
    for (const number of reach.numbers) {
      const { subscriptionGroupId } = number;
      const launch = await audienceCounts(ctx.db, { ...target(), subscriptionGroupId });
      expect({ count: reach.count, reachable: number.count, noPhone: reach.noPhone }).toEqual({
        count: launch.segment,
        reachable: launch.reachable,
        noPhone: launch.noPhone,
      });
      expect(launch.duplicates).toBeGreaterThan(0);
    }
    expect(reach.newest).toHaveLength(5);
    expect(reach.numbers[1]?.count).toBeLessThan(reach.numbers[0]?.count ?? 0);
  });

  it("estimated bucket by bucket, is near the truth", async () => {
    const [truth, guess] = await Promise.all([
      reachExactly(ctx.db, target()),
      reachQuickly(ctx.db, target(), Number.POSITIVE_INFINITY),
    ]);
    expectHolds(guess, truth.count);
    for (const [index, number] of guess.numbers.entries())
      expectHolds(number, truth.numbers[index]?.count ?? Number.NaN);
  });

  it("sees its own workspace only", async () => {
    const other = (await aWorkspace(ctx)).id;
    const reach = await reachExactly(ctx.db, { ...target(), workspaceId: other, filter: everyone });
    expect(reach).toMatchObject({ count: 0, noPhone: 0, newest: [] });
    expect(reach.numbers.map(({ count }) => count)).toEqual([0, 0]);
  });
});

describe("what takes too long", () => {
  const sleepers = async () => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and state = 'active' and query like '%pg_sleep(30)%' and pid <> pg_backend_pid()`.execute(
      ctx.db,
    );
    return rows[0]?.count ?? 0;
  };

  it("ends by itself", async () => {
    const late = boundedRead(ctx.db, { timeoutMs: 50 }, (tx) => sql`select pg_sleep(30)`.execute(tx));
    await expect(late).rejects.toBeInstanceOf(ReadTimeout);
  });

  it("is canceled in PostgreSQL when nobody waits for it any more, and its connection serves on", async () => {
    const gone = new AbortController();
    const read = boundedRead(ctx.db, { timeoutMs: 60_000, signal: gone.signal }, (tx) =>
      sql`select pg_sleep(30)`.execute(tx),
    );
    const refused = expect(read).rejects.toMatchObject({ code: "canceled", status: 499 });
    await expect.poll(sleepers).toBe(1);
    gone.abort();
    await refused;
    expect(await sleepers()).toBe(0);
    await Promise.all(Array.from({ length: 12 }, () => sql`select 1`.execute(ctx.db)));
  });

  // An exact count reads both halves at a time.
  it.each([
    ["preview", 1],
    ["count", 2],
  ])("is canceled when the request of a %s is aborted", async (path, queries) => {
    const { cookie } = await aSession(app, workspaceId);
    const address = app.server.listeningOrigin ?? "";
    const waiting = async () => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like '%with selected as materialized%'`.execute(
        ctx.db,
      );
      return rows[0]?.count ?? 0;
    };
    await ctx.db.transaction().execute(async (tx) => {
      // Nothing but the count itself reads this table, and nobody may for now.
      await sql`lock table event_days in access exclusive mode`.execute(tx);
      const gone = new AbortController();
      const call = fetch(`${address}/api/v1/workspaces/${workspaceId}/segments/${path}`, {
        method: "POST",
        headers: { cookie, "content-type": "application/json" },
        body: JSON.stringify({ filter: { kind: "event", name: "bought", operator: "did", days: 30 } }),
        signal: gone.signal,
      }).catch((error: Error) => error.name);
      await expect.poll(waiting, { interval: 20 }).toBe(queries);
      gone.abort();
      expect(await call).toBe("AbortError");
      await expect.poll(waiting, { interval: 20, timeout: 3000 }).toBe(0);
    });
  });
});
