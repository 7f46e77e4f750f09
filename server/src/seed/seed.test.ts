import { sql } from "kysely";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { beforeAll, describe, expect, it } from "vitest";
import { aNumber, aWorkspace } from "../../test/factories.ts";
import { createTestApp } from "../../test/harness.ts";
import { countSegment, type Filter } from "../segments/segments.ts";
import { demoSize, seedDemo, subscribeDemoContacts } from "./seed.ts";

const { ctx, clock } = await createTestApp();
let workspaceId = "";

beforeAll(async () => {
  clock.set(new Date("2026-11-22T15:00:00Z"));
  workspaceId = (await aWorkspace(ctx)).id;
  await seedDemo(ctx, workspaceId);
});

async function one<T>(query: ReturnType<typeof sql<T>>): Promise<T> {
  const { rows } = await query.execute(ctx.db);
  return rows[0] as T;
}

describe("seedDemo", () => {
  it("makes 2,000 contacts with four months of events", async () => {
    const { contacts } = await one(
      sql<{
        contacts: number;
      }>`select count(*)::int as contacts from contacts where workspace_id = ${workspaceId}`,
    );
    const { events, first, last } = await one(sql<{ events: number; first: Date; last: Date }>`
      select count(*)::int as events, min(occurred_at) as first, max(occurred_at) as last
      from events where workspace_id = ${workspaceId}`);
    expect(contacts).toBe(demoSize);
    expect(events).toBeGreaterThan(15_000);
    expect(ctx.clock.now().getTime() - last.getTime()).toBeLessThan(3 * 3_600_000);
    expect(last.getTime()).toBeLessThanOrEqual(ctx.clock.now().getTime());
    expect((ctx.clock.now().getTime() - first.getTime()) / 86_400_000).toBeGreaterThan(110);
  });

  it("gives nobody a number that fails in the sandbox by its last digits", async () => {
    const { failing } = await one(sql<{ failing: number }>`
      select count(*)::int as failing from contacts where workspace_id = ${workspaceId} and phone ~ '[79]0[0-9]{2}$'`);
    expect(failing).toBe(0);
  });

  it("gives everyone a valid mobile number of their country, stored canonically and once", async () => {
    const { rows } = await sql<{ phone: string; country: string; phoneShared: boolean }>`
      select phone, country, phone_shared from contacts where workspace_id = ${workspaceId}`.execute(ctx.db);
    const wrong = rows.filter(({ phone, country, phoneShared }) => {
      const parsed = parsePhoneNumberFromString(phone);
      return (
        phoneShared ||
        !parsed?.isValid() ||
        parsed.country !== country ||
        !parsed.getType()?.includes("MOBILE")
      );
    });
    expect(wrong).toEqual([]);
    expect(new Set(rows.map((row) => row.country))).toEqual(new Set(["BR", "PT", "MX", "US"]));
    expect(rows.filter((row) => row.country === "BR").length).toBeGreaterThan(demoSize / 2);
  });

  it("holds people for the segment everyone tries first", async () => {
    const filter: Filter = {
      kind: "and",
      children: [
        {
          kind: "attribute",
          custom: false,
          name: "country",
          type: "string",
          operator: "equals",
          value: "BR",
        },
        { kind: "attribute", custom: true, name: "plan", type: "string", operator: "equals", value: "gold" },
        { kind: "event", name: "order_placed", operator: "did", days: 30, minCount: 1 },
      ],
    };
    const count = await countSegment(ctx.db, workspaceId, filter, ctx.clock.now());
    expect(count).toBeGreaterThan(40);
    expect(count).toBeLessThan(220);
  });

  it("is the same in another workspace at the same moment", async () => {
    const now = ctx.clock.now();
    const frozen = { ...ctx, clock: { now: () => now } };
    const made = await Promise.all(
      [0, 1].map(async () => {
        const { id } = await aWorkspace(ctx);
        await seedDemo(frozen, id);
        return one(sql<{ contacts: string; events: string }>`
          select md5(string_agg(concat(external_id, first_name, phone, attributes, created_at), ',' order by external_id)) as contacts,
                 (select md5(string_agg(concat(name, occurred_at, properties), ',' order by occurred_at, name, properties::text))
                  from events where workspace_id = ${id}) as events
          from contacts where workspace_id = ${id}`);
      }),
    );
    expect(made[0]).toEqual(made[1]);
  });

  it("subscribes about 85 % of them, with dates and history", async () => {
    const { subscriptionGroupId } = await aNumber(ctx, workspaceId);
    const subscribed = await subscribeDemoContacts(ctx, workspaceId, subscriptionGroupId);
    expect(subscribed / demoSize).toBeGreaterThan(0.83);
    expect(subscribed / demoSize).toBeLessThan(0.87);
    const { states, days } = await one(sql<{ states: number; days: number }>`
      select count(*) filter (where state = 'subscribed')::int as states, count(distinct changed_at)::int as days
      from subscription_states where workspace_id = ${workspaceId}`);
    expect(states).toBe(subscribed);
    expect(days).toBeGreaterThan(10);
  });
});
