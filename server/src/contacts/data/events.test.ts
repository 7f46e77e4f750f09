import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { aWorkspace } from "../../../test/factories.ts";
import { createTestApp } from "../../../test/harness.ts";
import { eventRetentionJobs, type NewEvent, recordEvents, writeContacts } from "../contacts.ts";
import { phoneFactsJobs } from "../identity/phone-facts.job.ts";

const { ctx } = await createTestApp();
let workspaceId = "";
const contacts: string[] = [];
beforeAll(async () => {
  workspaceId = (await aWorkspace(ctx)).id;
  const writes = ["a", "b", "c"].map((value) => ({ identifier: { kind: "external_id", value } as const }));
  for (const { id } of await writeContacts(ctx.db, workspaceId, writes, { at: new Date() }))
    contacts.push(id ?? "");
});

const event: fc.Arbitrary<NewEvent> = fc.record(
  {
    contactId: fc.nat(2).map((n) => contacts[n] ?? ""),
    name: fc.constantFrom("bought", "visited"),
    occurredAt: fc.date({ min: new Date("2026-10-30"), max: new Date("2026-12-02"), noInvalidDate: true }),
    key: fc.constantFrom("1", "2", "3", "4"),
  },
  { requiredKeys: ["contactId", "name", "occurredAt"] },
);

async function counts(table: "days" | "raw") {
  const { rows } = await (table === "days"
    ? sql<{ text: string }>`
        select concat_ws(' ', contact_id, name, day, sum(count)) as text from event_days
        where workspace_id = ${workspaceId} group by contact_id, name, day order by 1`
    : sql<{ text: string }>`
        select concat_ws(' ', contact_id, name, (occurred_at at time zone 'UTC')::date, count(*)) as text from events
        where workspace_id = ${workspaceId} group by contact_id, name, (occurred_at at time zone 'UTC')::date order by 1`
  ).execute(ctx.db);
  return rows.map((row) => row.text);
}

describe("recordEvents", () => {
  it("counts a key once per contact and everything else each time, also in calls that race", async () => {
    const keys = new Set<string>();
    let expected = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(event, { maxLength: 8 }), { minLength: 1, maxLength: 5 }),
        async (calls) => {
          await Promise.all(calls.map((events) => recordEvents(ctx.db, workspaceId, events)));
          for (const { contactId, key } of calls.flat()) {
            const known = key === undefined ? null : `${contactId} ${key}`;
            if (known === null || !keys.has(known)) expected++;
            if (known !== null) keys.add(known);
          }
          expect(await counts("days")).toEqual(await counts("raw"));
          const { rows } = await sql<{ n: number }>`
            select count(*)::int as n from events where workspace_id = ${workspaceId}`.execute(ctx.db);
          expect(rows[0]?.n).toBe(expected);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("puts the event into the partition of its time", async () => {
    const { rows } = await sql<{ wrong: number }>`
      select count(*)::int as wrong from events
      where workspace_id = ${workspaceId} and (id < uuid_v7_floor(occurred_at)
        or id >= uuid_v7_floor(occurred_at + interval '2 ms'))`.execute(ctx.db);
    expect(rows[0]?.wrong).toBe(0);
  });
});

describe("partitions and retention", () => {
  it("makes the partition of a month whose events already came", async () => {
    const [contactId = ""] = contacts;
    const occurredAt = new Date("2031-05-06T07:08:09Z");
    await recordEvents(ctx.db, workspaceId, [{ contactId, name: "ahead", occurredAt }]);
    expect(await whereIs("ahead")).toBe("events_default");
    await sql`select ensure_month_partition('events', '2031-05-01')`.execute(ctx.db);
    expect(await whereIs("ahead")).toBe("events_203105");
    await recordEvents(ctx.db, workspaceId, [{ contactId, name: "ahead again", occurredAt }]);
    expect(await whereIs("ahead again")).toBe("events_203105");
  });

  it("drops whole months and old rows of the default partition; counts stay", async () => {
    const [contactId = ""] = contacts;
    const now = ctx.clock.now();
    const monthsAgo = (months: number) =>
      new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 15));
    const old = monthsAgo(3);
    const month = `${old.toISOString().slice(0, 8)}01`;
    await sql`select ensure_month_partition('events', ${month}::date)`.execute(ctx.db);
    await recordEvents(ctx.db, workspaceId, [
      { contactId, name: "old", occurredAt: old, key: "old" },
      { contactId, name: "ancient", occurredAt: new Date("2019-01-01T00:00:00Z") },
      { contactId, name: "kept", occurredAt: monthsAgo(2), key: "kept" },
    ]);
    const run = (eventRetentionMonths: number) =>
      eventRetentionJobs[0]?.handler({ ...ctx, config: { ...ctx.config, eventRetentionMonths } }, {});
    await run(0);
    expect([await whereIs("ancient"), await whereIs("old")]).not.toContain(null);
    await run(2);
    await run(2);
    expect([await whereIs("ancient"), await whereIs("old")]).toEqual([null, null]);
    expect(await whereIs("kept")).not.toBeNull();
    const { rows } = await sql<{ name: string }>`
      select distinct name from event_days where name in ('old', 'ancient', 'kept') order by name`.execute(
      ctx.db,
    );
    expect(rows.map((row) => row.name)).toEqual(["ancient", "kept", "old"]);
    const keys = await sql<{ key: string }>`
      select key from event_keys where key in ('old', 'kept')`.execute(ctx.db);
    expect(keys.rows.map((row) => row.key)).toEqual(["kept"]);
  });
});

async function whereIs(name: string): Promise<string | null> {
  const { rows } = await sql<{ place: string }>`
    select tableoid::regclass::text as place from events where name = ${name}`.execute(ctx.db);
  return rows[0]?.place ?? null;
}

describe("phones from before", () => {
  it("get their country, in batches, once", async () => {
    await sql`
      insert into contacts (workspace_id, bucket, id, phone)
      select ${workspaceId}::uuid, bucket_of(id), id, (array['+5511988887777', '+5520988887777', '+525512345678', '+351912345678'])[1 + n % 4]
      from (select n, uuid_v7() as id from generate_series(1, 2500) n) made`.execute(ctx.db);
    await phoneFactsJobs[0]?.handler(ctx, {});
    const { rows } = await sql`
      select phone, phone_country, phone_valid, count(*)::int as n from contacts
      where workspace_id = ${workspaceId} and phone is not null group by 1, 2, 3 order by 1`.execute(ctx.db);
    expect(rows).toEqual([
      { phone: "+351912345678", phoneCountry: "PT", phoneValid: true, n: 625 },
      { phone: "+525512345678", phoneCountry: "MX", phoneValid: true, n: 625 },
      { phone: "+5511988887777", phoneCountry: "BR", phoneValid: true, n: 625 },
      { phone: "+5520988887777", phoneCountry: "BR", phoneValid: false, n: 625 },
    ]);
  });
});
