import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { aNumber, aWorkspace } from "../../test/factories.ts";
import { createTestApp } from "../../test/harness.ts";
import {
  type ContactWrite,
  canonicalPhone,
  findContacts,
  type Identifier,
  parseAttributes,
  recordEvents,
  resolveSender,
  setSubscriptionStates,
  subscriptionsOf,
  writeContacts,
} from "./contacts.ts";

const { ctx } = await createTestApp();
const at = new Date("2026-11-01T12:00:00Z");
let workspaceId = "";
beforeAll(async () => {
  workspaceId = (await aWorkspace(ctx)).id;
});

const external = (value: string): Identifier => ({ kind: "external_id", value });
const phone = (raw: string) => {
  const parsed = canonicalPhone(raw, "BR");
  if (!parsed) throw new Error(`not a phone: ${raw}`);
  return parsed;
};
const attributes = (raw: Record<string, unknown>) => ({ attributes: parseAttributes(raw).attributes });

async function write(writes: ContactWrite[], options: { updateOnly?: boolean; at?: Date } = {}) {
  return writeContacts(ctx.db, workspaceId, writes, { at, ...options });
}

async function row(id: string | null | undefined) {
  return ctx.db
    .selectFrom("contacts")
    .selectAll()
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id ?? "")
    .executeTakeFirstOrThrow();
}

async function identifiers(id: string | null | undefined) {
  const rows = await ctx.db
    .selectFrom("contactIdentifiers")
    .select(["kind", "value"])
    .where("contactId", "=", id ?? "")
    .orderBy("kind")
    .orderBy("value")
    .execute();
  return rows.map(({ kind, value }) => `${kind}=${value}`);
}

describe("writeContacts", () => {
  it("makes a contact with its identifiers; its phone is found in every spelling", async () => {
    const [made] = await write([
      {
        identifier: external("c1"),
        fields: { firstName: "Ana", phone: phone("(11) 98888-7777"), email: "ana@example.com" },
        ...attributes({ plan: "gold", visits: 3 }),
        aliases: [{ label: "crm", name: "77" }],
      },
    ]);
    expect(made).toMatchObject({ index: 0, created: true, problems: [] });
    expect(await row(made?.id)).toMatchObject({
      externalId: "c1",
      firstName: "Ana",
      phone: "+5511988887777",
      phoneShared: false,
      attributes: { plan: "gold", visits: 3 },
      createdAt: at,
    });
    expect(await identifiers(made?.id)).toEqual([
      "alias=crm\u001f77",
      "email=ana@example.com",
      "external_id=c1",
      "phone=+5511988887777",
    ]);
    for (const identifier of [
      external("c1"),
      { kind: "phone", value: "551188887777" },
      { kind: "email", value: " ANA@example.com" },
      { kind: "alias", label: "crm", name: "77" },
      { kind: "id", value: made?.id ?? "" },
    ] as Identifier[])
      expect((await findContacts(ctx.db, workspaceId, [identifier]))[0]?.id, identifier.kind).toBe(made?.id);
  });

  it("applies the writes of a batch in order, each seeing the ones before", async () => {
    const results = await write([
      { identifier: external("seq"), ...attributes({ points: 1, tags: ["a"] }) },
      {
        identifier: external("seq"),
        fields: { email: "seq@example.com" },
        ...attributes({ points: { inc: 2 } }),
      },
      {
        identifier: { kind: "email", value: "seq@example.com" },
        ...attributes({ tags: { add: ["b", "a"] } }),
      },
      { identifier: external("seq"), ...attributes({ tags: { remove: ["a"] }, points: { inc: 0.5 } }) },
    ]);
    expect(new Set(results.map((result) => result.id)).size).toBe(1);
    expect(results.map((result) => result.created)).toEqual([true, false, false, false]);
    expect((await row(results[0]?.id)).attributes).toEqual({ points: 3.5, tags: ["b"] });
    await write([{ identifier: external("seq"), ...attributes({ points: null }) }]);
    expect((await row(results[0]?.id)).attributes).toEqual({ tags: ["b"] });
  });

  it("refuses a value of another type, names it, and lets the other writes through", async () => {
    const results = await write([
      { identifier: external("t1"), ...attributes({ age: 30 }) },
      { identifier: external("t2"), fields: { firstName: "Bo" }, ...attributes({ age: "thirty" }) },
      { identifier: external("t3"), ...attributes({ age: 31, since: "2026-01-02T03:04:05-03:00" }) },
    ]);
    expect(results.map((result) => result.problems.map((problem) => problem.code))).toEqual([
      [],
      ["attribute_type"],
      [],
    ]);
    expect(results[1]?.problems[0]).toMatchObject({ path: "attributes.age" });
    expect(await findContacts(ctx.db, workspaceId, [external("t2")])).toEqual([null]);
    expect((await row(results[2]?.id)).attributes).toEqual({ age: 31, since: "2026-01-02T06:04:05.000Z" });
  });

  it("keeps what was written in a text attribute, even when it looks like a date", async () => {
    await write([{ identifier: external("d1"), ...attributes({ label: "spring" }) }]);
    const [result] = await write([
      { identifier: external("d1"), ...attributes({ label: "2026-01-02T03:04:05-03:00" }) },
    ]);
    expect((await row(result?.id)).attributes).toEqual({ label: "2026-01-02T03:04:05-03:00" });
  });

  it("does not give one external id, BSUID or alias to two contacts", async () => {
    const [a, b] = await write([
      { identifier: external("own-a"), fields: { bsuid: "BR.1" }, aliases: [{ label: "x", name: "1" }] },
      { identifier: external("own-b") },
    ]);
    const refused = await write([
      { identifier: external("own-b"), fields: { bsuid: "BR.1" } },
      { identifier: { kind: "id", value: b?.id ?? "" }, fields: { externalId: "own-a" } },
      { identifier: external("own-b"), aliases: [{ label: "x", name: "1" }] },
    ]);
    expect(refused.map((result) => result.problems[0]?.path)).toEqual(["bsuid", "externalId", "aliases"]);
    expect(await identifiers(b?.id)).toEqual(["external_id=own-b"]);
    const again = await write([{ identifier: external("own-a"), aliases: [{ label: "x", name: "1" }] }]);
    expect(again[0]).toMatchObject({ id: a?.id, problems: [] });
  });

  it("passes over what is not there when only updating", async () => {
    const results = await write([{ identifier: external("nobody") }], { updateOnly: true });
    expect(results).toEqual([{ index: 0, id: null, created: false, problems: [] }]);
  });

  it("marks shared numbers on all their contacts and unmarks them when only one is left", async () => {
    const shared = phone("+5521977776666");
    const [a, b] = await write([
      { identifier: external("s-a"), fields: { phone: shared } },
      { identifier: external("s-b"), fields: { phone: phone("21 7777-6666") } },
    ]);
    expect([(await row(a?.id)).phoneShared, (await row(b?.id)).phoneShared]).toEqual([true, true]);
    await write([{ identifier: external("s-b"), fields: { phone: phone("+5521977775555") } }]);
    expect([(await row(a?.id)).phoneShared, (await row(b?.id)).phoneShared]).toEqual([false, false]);
    expect(await identifiers(b?.id)).not.toContain("phone=+5521977776666");
  });

  it("finds the most recently updated contact of a shared number", async () => {
    const shared = phone("+5521966665555");
    const [a, b] = await write([
      { identifier: external("r-a"), fields: { phone: shared } },
      { identifier: external("r-b"), fields: { phone: shared } },
    ]);
    await write([{ identifier: external("r-a"), fields: { firstName: "New" } }], {
      at: new Date("2026-11-02"),
    });
    const find = async () =>
      (await findContacts(ctx.db, workspaceId, [{ kind: "phone", value: shared }]))[0]?.id;
    expect(await find()).toBe(a?.id);
    await write([{ identifier: external("r-b"), fields: { firstName: "Newer" } }], {
      at: new Date("2026-11-03"),
    });
    expect(await find()).toBe(b?.id);
  });

  it("makes one contact when many calls ask for the same at once", async () => {
    const same: ContactWrite[] = [
      { identifier: external("race"), fields: { phone: phone("+5531955554444") } },
      { identifier: { kind: "phone", value: "+5531944443333" }, fields: { firstName: "P" } },
      { identifier: { kind: "email", value: "race@example.com" } },
    ];
    const batches = await Promise.all(
      Array.from({ length: 12 }, (_, n) => write(n % 2 ? same : [...same].reverse())),
    );
    const ids = new Set(batches.flatMap((results) => results.map((result) => result.id)));
    expect(ids.size).toBe(3);
    expect(batches.flat().filter((result) => result.created)).toHaveLength(3);
  });

  it("keeps workspaces apart", async () => {
    const other = await aWorkspace(ctx);
    const [mine] = await write([{ identifier: external("apart") }]);
    const [theirs] = await writeContacts(ctx.db, other.id, [{ identifier: external("apart") }], { at });
    expect(theirs?.id).not.toBe(mine?.id);
    const [none] = await findContacts(ctx.db, other.id, [{ kind: "id", value: mine?.id ?? "" }]);
    expect(none).toBeNull();
  });
});

describe("resolveSender", () => {
  it("makes one anonymous contact for a number, however it is written and however often it asks at once", async () => {
    const answers = await Promise.all(
      ["5541988880001", "554188880001", "+5541988880001", "5541988880001"].map((number) =>
        resolveSender(ctx.db, workspaceId, { phone: number, profileName: "Zé" }, at),
      ),
    );
    const ids = new Set(answers.flat().map((contact) => contact.id));
    expect(ids.size).toBe(1);
    const [id] = ids;
    expect(await row(id)).toMatchObject({ phone: "+5541988880001", attributes: { whatsapp_name: "Zé" } });
    expect(await identifiers(id)).toContain("alias=phone\u001f+5541988880001");
  });

  it("finds every contact of the number, and learns the BSUID of an only one", async () => {
    const shared = phone("+5541988880002");
    const made = await write([
      { identifier: external("in-1"), fields: { phone: shared } },
      { identifier: external("in-2"), fields: { phone: shared } },
    ]);
    const found = await resolveSender(ctx.db, workspaceId, { phone: "554188880002", bsuid: "BR.2" }, at);
    expect(found.map((contact) => contact.id).sort()).toEqual(made.map((contact) => contact.id).sort());
    const [only] = await write([
      { identifier: external("in-3"), fields: { phone: phone("+5541988880003") } },
    ]);
    await resolveSender(ctx.db, workspaceId, { phone: "5541988880003", bsuid: "BR.3" }, at);
    expect(await resolveSender(ctx.db, workspaceId, { bsuid: "BR.3" }, at)).toMatchObject([{ id: only?.id }]);
  });

  it("makes a contact by BSUID alone", async () => {
    const [made] = await resolveSender(ctx.db, workspaceId, { bsuid: "BR.4" }, at);
    expect(await identifiers(made?.id)).toEqual(["alias=whats_app_bsuid\u001fBR.4", "bsuid=BR.4"]);
  });
});

describe("events and subscriptions", () => {
  it("counts events per day and learns their names", async () => {
    const [contact] = await write([{ identifier: external("ev") }]);
    const contactId = contact?.id ?? "";
    const days = ["2026-10-30T23:59:00Z", "2026-10-31T00:01:00Z", "2026-10-31T10:00:00Z"];
    const events = days.map((day) => ({
      contactId,
      name: "bought",
      occurredAt: new Date(day),
      properties: { n: 1 },
    }));
    await recordEvents(ctx.db, workspaceId, events.slice(0, 2));
    await recordEvents(ctx.db, workspaceId, events.slice(2));
    const { rows } = await sql<{ day: string; count: number }>`
      select day, count from event_days where contact_id = ${contactId} order by day`.execute(ctx.db);
    expect(rows).toEqual([
      { day: "2026-10-30", count: 1 },
      { day: "2026-10-31", count: 2 },
    ]);
    const raw = await ctx.db.selectFrom("events").selectAll().where("contactId", "=", contactId).execute();
    expect(raw).toHaveLength(3);
  });

  it("writes state and history, only for real changes, and for every contact of a shared number", async () => {
    const { subscriptionGroupId } = await aNumber(ctx, workspaceId);
    const shared = phone("+5551977770001");
    const [a, b] = await write([
      { identifier: external("sub-a"), fields: { phone: shared } },
      { identifier: external("sub-b"), fields: { phone: shared } },
    ]);
    const set = (contactId: string | null | undefined, state: "subscribed" | "unsubscribed") =>
      setSubscriptionStates(
        ctx.db,
        workspaceId,
        [{ contactId: contactId ?? "", subscriptionGroupId, state }],
        {
          source: "api",
          actor: "api-key:1",
          at,
        },
      );
    const states = async () =>
      (await subscriptionsOf(ctx.db, workspaceId, [a?.id ?? "", b?.id ?? ""], subscriptionGroupId)).map(
        (view) => view.state,
      );
    expect(await states()).toEqual(["unknown", "unknown"]);
    await set(a?.id, "subscribed");
    await set(a?.id, "subscribed");
    await set(b?.id, "unsubscribed");
    expect(await states()).toEqual(["unsubscribed", "unsubscribed"]);
    const history = await ctx.db
      .selectFrom("subscriptionChanges")
      .select(["state", "source", "actor"])
      .where("contactId", "=", a?.id ?? "")
      .orderBy("id")
      .execute();
    expect(history).toEqual([
      { state: "subscribed", source: "api", actor: "api-key:1" },
      { state: "unsubscribed", source: "api", actor: "api-key:1" },
    ]);
    const other = await aWorkspace(ctx);
    await setSubscriptionStates(
      ctx.db,
      other.id,
      [{ contactId: a?.id ?? "", subscriptionGroupId, state: "subscribed" }],
      { source: "api", at },
    );
    expect(await states()).toEqual(["unsubscribed", "unsubscribed"]);
  });
});
