import { sql } from "kysely";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { beforeAll, describe, expect, it } from "vitest";
import { aNumber, aWorkspace } from "../../test/factories.ts";
import { createTestApp } from "../../test/harness.ts";
import { listForms, listLinks } from "../inbound/inbound.ts";
import { countSegment, type Filter, listSegments } from "../segments/segments.ts";
import { fillFirstNumber, subscribeDemoContacts } from "./first-number.ts";
import { demoSize, seedDemo } from "./seed.ts";

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

  it("gives nobody a number that fails in the sandbox, at Infobip or at Meta, by its last digits", async () => {
    const { failing } = await one(sql<{ failing: number }>`
      select count(*)::int as failing from contacts where workspace_id = ${workspaceId} and phone ~ '([79]0\\d\\d|88000\\d|13\\d{4}|9\\d{6})$'`);
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
    expect(new Set(rows.map((row) => row.country))).toEqual(new Set(["BR", "PT", "MX", "AR", "US"]));
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

  it("records a purchase for every product of an order, with the same sum", async () => {
    const { orders, purchases, ordered, bought, incomplete } = await one(sql<{
      orders: number;
      purchases: number;
      ordered: string;
      bought: string;
      incomplete: number;
    }>`
      select count(*) filter (where name = 'order_placed')::int as orders,
             count(*) filter (where name = 'purchase')::int as purchases,
             sum((properties ->> 'value')::numeric) filter (where name = 'order_placed')::text as ordered,
             sum((properties ->> 'price')::numeric * (properties ->> 'quantity')::int)
               filter (where name = 'purchase')::text as bought,
             count(*) filter (where name = 'purchase' and not properties ?& array['product_id', 'currency'])::int as incomplete
      from events where workspace_id = ${workspaceId} and name in ('order_placed', 'purchase')`);
    expect(orders).toBeGreaterThan(500);
    expect(purchases).toBeGreaterThan(orders);
    expect(Number(bought)).toBeCloseTo(Number(ordered), 2);
    expect(incomplete).toBe(0);
  });

  it("gives the contacts every type of attribute, aliases and lists of imports", async () => {
    const has = await one(sql<Record<string, number>>`
      select count(*) filter (where attributes #>> '{address,state}' is not null)::int as addresses,
             count(*) filter (where jsonb_typeof(attributes -> 'pets') = 'array')::int as pets,
             count(*) filter (where attributes ? 'import_lists')::int as imported,
             count(*) filter (where date_of_birth is not null)::int as birthdays,
             (select count(*)::int from contact_identifiers where workspace_id = ${workspaceId} and kind = 'alias') as cards
      from contacts where workspace_id = ${workspaceId}`);
    expect(has.addresses).toBe(demoSize);
    expect(has.birthdays).toBe(demoSize);
    for (const some of [has.pets, has.imported, has.cards]) {
      expect(some).toBeGreaterThan(demoSize / 20);
      expect(some).toBeLessThan(demoSize * 0.6);
    }
    const { rows } = await sql<{ name: string; type: string }>`
      select name, type from attribute_definitions where workspace_id = ${workspaceId}`.execute(ctx.db);
    expect(new Set(rows.map((row) => row.type))).toEqual(
      new Set(["string", "number", "boolean", "date", "array", "object", "object_array"]),
    );
  });

  it("says of every attribute and event what it means", async () => {
    const { rows } = await sql<{ name: string }>`
      select name from attribute_definitions where workspace_id = ${workspaceId} and description = ''
      union all select name from event_definitions where workspace_id = ${workspaceId} and description = ''`.execute(
      ctx.db,
    );
    expect(rows).toEqual([]);
  });

  it("comes with labelled segments; those about the past hold people, those about messages nobody yet", async () => {
    const segments = await listSegments(ctx.db, workspaceId);
    const sizes = await Promise.all(
      segments.map(async ({ name, filter, tags }) => {
        expect(tags.length).toBeGreaterThan(0);
        return [name, await countSegment(ctx.db, workspaceId, filter, ctx.clock.now())] as const;
      }),
    );
    const size = Object.fromEntries(sizes);
    expect(Object.keys(size)).toHaveLength(5);
    expect(size["Janela de 24 horas aberta"]).toBe(0);
    expect(size["Leu e não clicou em 30 dias"]).toBe(0);
    for (const name of [
      "Aniversário nos próximos 30 dias",
      "Gastou R$ 500 ou mais em 90 dias",
      "Viu produtos 3 vezes em 30 dias e não comprou",
    ]) {
      expect(size[name]).toBeGreaterThan(40);
      expect(size[name]).toBeLessThan(600);
    }
    const { sizes: kept } = await one(
      sql<{
        sizes: number;
      }>`select count(*)::int as sizes from segment_sizes where workspace_id = ${workspaceId}`,
    );
    expect(kept).toBe(0);
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

describe("fillFirstNumber", () => {
  it("brings subscribers, a link, a form and the segment about consent, once", async () => {
    const { id } = await aWorkspace(ctx);
    await seedDemo(ctx, id);
    const { subscriptionGroupId } = await aNumber(ctx, id);
    await fillFirstNumber(ctx, id, subscriptionGroupId);
    await fillFirstNumber(ctx, id, subscriptionGroupId);
    expect(await listLinks(ctx.db, id)).toMatchObject([{ subscriptionGroupId }]);
    expect(await listForms(ctx.db, id)).toMatchObject([{ subscriptionGroupId, way: "person_writes" }]);
    const segments = await listSegments(ctx.db, id);
    expect(segments).toHaveLength(6);
    const vips = segments.find(({ name }) => name.startsWith("VIPs"));
    const size = vips && (await countSegment(ctx.db, id, vips.filter, ctx.clock.now()));
    expect(size).toBeGreaterThan(20);
  });

  it("leaves a workspace alone that does not hold the demo's contacts", async () => {
    const { id } = await aWorkspace(ctx);
    const { subscriptionGroupId } = await aNumber(ctx, id);
    await fillFirstNumber(ctx, id, subscriptionGroupId);
    expect(await listLinks(ctx.db, id)).toEqual([]);
    expect(await listSegments(ctx.db, id)).toEqual([]);
  });
});
