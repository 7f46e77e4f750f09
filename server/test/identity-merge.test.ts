/** Two contacts become one: every part of them, both within one bucket and across buckets. */
import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import {
  deleteContacts,
  findContacts,
  getContact,
  mergeContacts,
  recordEvents,
  setSubscriptionStates,
  writeContacts,
} from "../src/contacts/contacts.ts";
import { canonicalPhone } from "../src/contacts/identity/phone.ts";
import { aNumber, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";
import { expectSoundIdentities } from "./identity-world.ts";

const { ctx } = await createTestApp();
const by = () => ({ actor: "system", at: ctx.clock.now() });
let workspaceId = "";
let number = "";

beforeAll(async () => {
  workspaceId = (await aWorkspace(ctx)).id;
  number = (await aNumber(ctx, workspaceId)).subscriptionGroupId;
});

type Write = Parameters<typeof writeContacts>[2][number];

async function aContact(write: Omit<Write, "identifier">): Promise<string> {
  const [made] = await writeContacts(ctx.db, workspaceId, [{ identifier: null, ...write }], {
    at: ctx.clock.now(),
  });
  expect(made?.problems).toEqual([]);
  return made?.id ?? "";
}

async function eventsOf(contactId: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ name: string; n: number }>`
    select name, count(*)::int as n from events where workspace_id = ${workspaceId} and contact_id = ${contactId}
    group by name order by name`.execute(ctx.db);
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}

const text = (value: string) => ({ kind: "set", type: "string", value }) as const;
const phone = (raw: string) => canonicalPhone(raw, "BR");

describe("one merge", () => {
  it("keeps the kept one's values, fills its blanks, moves aliases and drops what finds no room", async () => {
    const kept = await aContact({
      fields: { externalId: "k-1", firstName: "Ana", email: "ana@example.com" },
      attributes: {
        plan: text("gold"),
        address: { kind: "set", type: "object", value: { city: "Santos" } },
        import_lists: { kind: "add", values: ["Feira", "Loja"] },
      },
      aliases: [{ label: "crm", name: "1" }],
    });
    const merged = await aContact({
      fields: {
        externalId: "m-1",
        firstName: "Aninha",
        lastName: "Lima",
        email: "x@example.com",
        phone: phone("11988887777"),
        bsuid: "BR.1",
      },
      attributes: {
        plan: text("free"),
        city: text("Recife"),
        address: { kind: "set", type: "object", value: { city: "Recife", zip: "1" } },
        import_lists: { kind: "add", values: ["Feira", "Site"] },
      },
      aliases: [{ label: "shop", name: "9" }],
    });
    expect(await mergeContacts(ctx.db, workspaceId, { mergeId: merged, keepId: kept }, by())).toEqual({
      kind: "merged",
      keptId: kept,
    });
    expect(await getContact(ctx.db, workspaceId, kept)).toMatchObject({
      externalId: "k-1",
      firstName: "Ana",
      lastName: "Lima",
      email: "ana@example.com",
      phone: "+5511988887777",
      bsuid: "BR.1",
      attributes: {
        plan: "gold",
        city: "Recife",
        address: { city: "Santos", zip: "1" },
        import_lists: ["Feira", "Loja", "Site"],
      },
      aliases: [
        { label: "crm", name: "1" },
        { label: "shop", name: "9" },
      ],
    });
    expect(await getContact(ctx.db, workspaceId, merged)).toMatchObject({ id: kept });
    const found = await findContacts(ctx.db, workspaceId, [
      { kind: "external_id", value: "m-1" },
      { kind: "email", value: "x@example.com" },
      { kind: "phone", value: "551188887777" },
      { kind: "bsuid", value: "BR.1" },
      { kind: "alias", label: "shop", name: "9" },
    ]);
    expect(found.map((one) => one?.id ?? null)).toEqual([null, null, kept, kept, kept]);
    expect(await mergeContacts(ctx.db, workspaceId, { mergeId: merged, keepId: kept }, by())).toEqual({
      kind: "already",
      keptId: kept,
    });
    expect(await mergeContacts(ctx.db, workspaceId, { mergeId: kept, keepId: merged }, by())).toEqual({
      kind: "already",
      keptId: kept,
    });
    await expectSoundIdentities(ctx, workspaceId);
  });

  it("moves events with their counts; what a client told of both under one key is one event", async () => {
    const [kept, merged] = [
      await aContact({ fields: { externalId: "ke" } }),
      await aContact({ fields: { externalId: "me" } }),
    ];
    const at = new Date("2026-03-01T10:00:00Z");
    await recordEvents(ctx.db, workspaceId, [
      { contactId: kept, name: "visit", occurredAt: at },
      { contactId: kept, name: "paid", occurredAt: at, key: "order-1" },
      { contactId: merged, name: "visit", occurredAt: at },
      { contactId: merged, name: "visit", occurredAt: new Date("2026-03-02T10:00:00Z") },
      { contactId: merged, name: "paid", occurredAt: at, key: "order-1" },
      { contactId: merged, name: "paid", occurredAt: at, key: "order-2" },
    ]);
    await mergeContacts(ctx.db, workspaceId, { mergeId: merged, keepId: kept }, by());
    expect(await eventsOf(kept)).toEqual({ paid: 2, visit: 3 });
    await expectSoundIdentities(ctx, workspaceId);
    // The kept contact's keys are whole: the same order told again is no new event.
    await recordEvents(ctx.db, workspaceId, [
      { contactId: kept, name: "paid", occurredAt: at, key: "order-2" },
    ]);
    expect(await eventsOf(kept)).toEqual({ paid: 2, visit: 3 });
  });

  it.each([
    { ours: ["subscribed", 1], theirs: ["unsubscribed", 2], left: "unsubscribed", noted: true },
    { ours: ["unsubscribed", 1], theirs: ["subscribed", 2], left: "subscribed", noted: true },
    { ours: ["subscribed", 2], theirs: ["unsubscribed", 1], left: "subscribed", noted: true },
    { ours: ["subscribed", 1], theirs: ["unsubscribed", 1], left: "unsubscribed", noted: true },
    { ours: ["unsubscribed", 1], theirs: ["subscribed", 1], left: "unsubscribed", noted: true },
    { ours: ["subscribed", 1], theirs: ["subscribed", 2], left: "subscribed", noted: false },
    { ours: null, theirs: ["subscribed", 1], left: "subscribed", noted: true },
  ] as const)(
    "of two states the later word counts, and a refusal at the same instant: %j",
    async ({ ours, theirs, left, noted }) => {
      const [kept, merged] = [await aContact({}), await aContact({})];
      for (const [contactId, said] of [
        [kept, ours],
        [merged, theirs],
      ] as const)
        if (said)
          await setSubscriptionStates(
            ctx.db,
            workspaceId,
            [{ contactId, subscriptionGroupId: number, state: said[0] }],
            {
              source: "api",
              at: new Date(Date.UTC(2026, 1, said[1])),
            },
          );
      await mergeContacts(ctx.db, workspaceId, { mergeId: merged, keepId: kept }, by());
      expect((await getContact(ctx.db, workspaceId, kept))?.subscriptions).toMatchObject([{ state: left }]);
      const { rows } = await sql<{ source: string; state: string }>`
      select source, state from subscription_changes where workspace_id = ${workspaceId} and contact_id = ${kept} order by id`.execute(
        ctx.db,
      );
      expect(rows.filter(({ source }) => source === "merge").length).toBe(noted ? 1 : 0);
      expect(rows.at(-1)?.state).toBe(left);
      expect(rows.filter(({ source }) => source === "api").length).toBe(ours ? 2 : 1);
    },
  );

  it("takes a refusal to the others of the kept number, and marks shared numbers anew", async () => {
    const mobile = phone("11977776666");
    const [kept, sharer] = [
      await aContact({ fields: { phone: mobile } }),
      await aContact({ fields: { phone: mobile } }),
    ];
    const merged = await aContact({ fields: { phone: phone("11966665555") } });
    const say = (contactId: string, state: "subscribed" | "unsubscribed", day: number) =>
      setSubscriptionStates(ctx.db, workspaceId, [{ contactId, subscriptionGroupId: number, state }], {
        source: "api",
        at: new Date(Date.UTC(2026, 1, day)),
      });
    await say(kept, "subscribed", 1);
    await say(merged, "unsubscribed", 2);
    await mergeContacts(ctx.db, workspaceId, { mergeId: merged, keepId: kept }, by());
    expect((await getContact(ctx.db, workspaceId, sharer))?.subscriptions).toMatchObject([
      { state: "unsubscribed" },
    ]);
    await mergeContacts(ctx.db, workspaceId, { mergeId: sharer, keepId: kept }, by());
    await expectSoundIdentities(ctx, workspaceId);
  });

  it("reaches over chains, and not into other workspaces", async () => {
    const [a, b, c] = [await aContact({}), await aContact({}), await aContact({})];
    await mergeContacts(ctx.db, workspaceId, { mergeId: a, keepId: b }, by());
    await mergeContacts(ctx.db, workspaceId, { mergeId: b, keepId: c }, by());
    const { rows } =
      await sql`select contact_id, into_id from contact_merges where contact_id in (${a}, ${b})`.execute(
        ctx.db,
      );
    expect(rows).toEqual(
      expect.arrayContaining([
        { contactId: a, intoId: c },
        { contactId: b, intoId: c },
      ]),
    );
    const d = await aContact({});
    expect(await mergeContacts(ctx.db, workspaceId, { mergeId: d, keepId: a }, by())).toEqual({
      kind: "merged",
      keptId: c,
    });
    const other = (await aWorkspace(ctx)).id;
    expect(await mergeContacts(ctx.db, other, { mergeId: c, keepId: await aContact({}) }, by())).toEqual({
      kind: "not_found",
    });
    expect(await getContact(ctx.db, workspaceId, c)).not.toBeNull();
    await deleteContacts(ctx.db, workspaceId, [c]);
    const left = await sql`select from contact_merges where into_id = ${c}`.execute(ctx.db);
    expect(left.rows).toEqual([]);
  });
});

describe("many at once", () => {
  it("the same pair in both directions: one of them is left, with everything", async () => {
    for (let round = 0; round < 8; round++) {
      const [a, b] = [
        await aContact({ aliases: [{ label: "a", name: `${round}` }] }),
        await aContact({ aliases: [{ label: "b", name: `${round}` }] }),
      ];
      await recordEvents(
        ctx.db,
        workspaceId,
        [a, b].map((contactId) => ({ contactId, name: "both", occurredAt: ctx.clock.now() })),
      );
      const outcomes = await Promise.all([
        mergeContacts(ctx.db, workspaceId, { mergeId: a, keepId: b }, by()),
        mergeContacts(ctx.db, workspaceId, { mergeId: b, keepId: a }, by()),
      ]);
      expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["already", "merged"]);
      const [one, two] = await findContacts(ctx.db, workspaceId, [
        { kind: "alias", label: "a", name: `${round}` },
        { kind: "alias", label: "b", name: `${round}` },
      ]);
      expect(one?.id).toBe(two?.id);
      expect(await eventsOf(one?.id ?? "")).toEqual({ both: 2 });
    }
    await expectSoundIdentities(ctx, workspaceId);
  });

  it("chains, writes, events and deletions: identifiers lead to one living contact, no event is lost", {
    timeout: 60_000,
  }, async () => {
    const act = fc.record({
      kind: fc.constantFrom("merge", "merge", "merge", "event", "phone", "alias", "delete"),
      one: fc.nat(7),
      two: fc.nat(7),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 4, maxLength: 24 }),
        fc.boolean(),
        async (acts, deleting) => {
          const { id } = await aWorkspace(ctx);
          const made = await writeContacts(
            ctx.db,
            id,
            Array.from({ length: 8 }, (_, n) => ({
              identifier: { kind: "external_id" as const, value: `p${n}` },
              fields: { phone: phone(`1198888777${n % 3}`) },
              aliases: [{ label: "n", name: String(n) }],
            })),
            { at: ctx.clock.now() },
          );
          const ids = made.map((one) => one.id ?? "");
          let told = 0;
          await Promise.all(
            acts.map(async ({ kind, one, two }) => {
              const [first = "", second = ""] = [ids[one], ids[two]];
              const at = ctx.clock.now();
              if (kind === "merge")
                await mergeContacts(ctx.db, id, { mergeId: first, keepId: second }, { actor: "system", at });
              if (kind === "delete" && deleting) await deleteContacts(ctx.db, id, [first]);
              const identifier = { kind: "alias" as const, label: "n", name: String(one) };
              if (kind === "phone")
                await writeContacts(
                  ctx.db,
                  id,
                  [{ identifier, updateOnly: true, fields: { phone: phone(`1198888777${two % 3}`) } }],
                  { at },
                );
              if (kind === "alias")
                await writeContacts(
                  ctx.db,
                  id,
                  [{ identifier, updateOnly: true, aliases: [{ label: "m", name: `${one}-${two}` }] }],
                  { at },
                );
              if (kind === "event")
                await ctx.db.transaction().execute(async (tx) => {
                  const [written] = await writeContacts(tx, id, [{ identifier, updateOnly: true }], { at });
                  if (!written?.id) return;
                  await recordEvents(tx, id, [{ contactId: written.id, name: "e", occurredAt: at }]);
                  told++;
                });
            }),
          );
          await expectSoundIdentities(ctx, id);
          const { rows } = await sql<{
            n: number;
          }>`select count(*)::int as n from events where workspace_id = ${id}`.execute(ctx.db);
          if (deleting) return;
          expect(rows[0]?.n).toBe(told);
          // Nobody was deleted, so every alias that was given still leads to somebody, and merging dropped nobody's name.
          const found = await findContacts(
            ctx.db,
            id,
            ids.map((_, n) => ({ kind: "alias", label: "n", name: String(n) })),
          );
          expect(found.every((one) => one !== null)).toBe(true);
        },
      ),
      { numRuns: Number(process.env.PONTE_IDENTITY_RUNS ?? 15) },
    );
  });
});
