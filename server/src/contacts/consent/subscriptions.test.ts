import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { aNumber, aWorkspace } from "../../../test/factories.ts";
import { createTestApp } from "../../../test/harness.ts";
import {
  internationalPhone,
  type SubscriptionState,
  setSubscriptionStates,
  subscriptionHistory,
  subscriptionsOf,
  writeContacts,
} from "../contacts.ts";

const { ctx } = await createTestApp();
const workspace = await aWorkspace(ctx);
const { subscriptionGroupId } = await aNumber(ctx, workspace.id);
const start = Date.parse("2026-11-01T12:00:00.000Z");
let people = 0;

interface Word {
  readonly who: number;
  readonly state: SubscriptionState;
  /** Milliseconds after `start`. */
  readonly at: number;
}

/** Contacts 0 and 1 share a number, 2 has one of its own. */
async function someContacts(): Promise<string[]> {
  const number = String(++people).padStart(4, "0");
  const phones = [`+551198880${number}`, `+551198880${number}`, `+551198881${number}`].map(
    internationalPhone,
  );
  const written = await writeContacts(
    ctx.db,
    workspace.id,
    phones.map((phone, index) => ({
      identifier: { kind: "external_id" as const, value: `${people}-${index}` },
      fields: phone ? { phone } : {},
    })),
    { at: new Date(start) },
  );
  return written.map(({ id }) => id ?? "");
}

function say(contacts: readonly string[], { who, state, at }: Word) {
  return setSubscriptionStates(
    ctx.db,
    workspace.id,
    [{ contactId: contacts[who] ?? "", subscriptionGroupId, state }],
    { source: "api", at: new Date(start + at) },
  );
}

async function statesOf(contacts: readonly string[]): Promise<string[]> {
  return (await subscriptionsOf(ctx.db, workspace.id, contacts, subscriptionGroupId)).map((one) => one.state);
}

/** What must be known in the end: of everything said about the number, the latest; leaving wins a tie. */
function expected(words: readonly Word[]): string[] {
  const line = (who: number) => (who === 2 ? 2 : 0);
  return [0, 1, 2].map((who) => {
    const heard = words.filter((word) => line(word.who) === line(who));
    const latest = Math.max(...heard.map((word) => word.at));
    const last = heard.filter((word) => word.at === latest).map((word) => word.state);
    if (last.length === 0) return "unknown";
    return last.includes("unsubscribed") ? "unsubscribed" : "subscribed";
  });
}

const word: fc.Arbitrary<Word> = fc.record({
  who: fc.nat(2),
  state: fc.constantFrom("subscribed", "unsubscribed"),
  at: fc.nat(6),
});

describe("words about consent", () => {
  it("in any order lead to the same state", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 8 }), async (words) => {
        const contacts = await someContacts();
        for (const one of words) await say(contacts, one);
        expect(await statesOf(contacts)).toEqual(expected(words));
      }),
      { numRuns: 60 },
    );
  });

  it("at the same time lead to the same state, without a deadlock, and history tells every change", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 4, maxLength: 12 }), async (words) => {
        const contacts = await someContacts();
        await Promise.all(words.map((one) => say(contacts, one)));
        const states = await statesOf(contacts);
        expect(states).toEqual(expected(words));
        for (const [index, contact] of contacts.entries()) {
          const history = await subscriptionHistory(ctx.db, workspace.id, contact, { limit: 50 });
          // A change is only ever from one state to the other, and the last one is the state that is shown.
          const told = history.map((entry) => entry.state);
          const known = states[index];
          expect(told.filter((state, at) => state === told[at + 1])).toEqual([]);
          if (known !== "unknown") expect(told).toContain(known);
        }
      }),
      { numRuns: 25 },
    );
  });

  it("that come late change nothing, also behind a repeated one", async () => {
    const contacts = await someContacts();
    const who = 2;
    await say(contacts, { who, state: "subscribed", at: 1 });
    await say(contacts, { who, state: "subscribed", at: 9 });
    await say(contacts, { who, state: "unsubscribed", at: 5 });
    expect((await statesOf(contacts))[who]).toBe("subscribed");
    const [view] = await subscriptionsOf(ctx.db, workspace.id, [contacts[who] ?? ""], subscriptionGroupId);
    // Since when, not: when it was last said again.
    expect(view?.changedAt).toEqual(new Date(start + 1));
    expect(await subscriptionHistory(ctx.db, workspace.id, contacts[who] ?? "", { limit: 10 })).toMatchObject(
      [{ state: "subscribed" }],
    );
  });
});

describe("the history", () => {
  it("tells who, when and how, in pages, and nothing to another workspace", async () => {
    const [contact = ""] = await someContacts();
    const changes = [
      { state: "subscribed", source: "opt_in_link", detail: { linkId: "l", linkName: "Poster" } },
      { state: "unsubscribed", source: "inbound", detail: { word: "parar" } },
      { state: "subscribed", source: "profile", actor: "somebody", detail: {} },
    ] as const;
    for (const [index, { state, ...options }] of changes.entries())
      await setSubscriptionStates(
        ctx.db,
        workspace.id,
        [{ contactId: contact, subscriptionGroupId, state }],
        {
          ...options,
          at: new Date(start + index),
        },
      );
    const first = await subscriptionHistory(ctx.db, workspace.id, contact, { limit: 2 });
    expect(first).toMatchObject([
      { state: "subscribed", source: "profile", actor: "somebody", actorName: null },
      { state: "unsubscribed", source: "inbound", detail: { word: "parar" }, actor: null },
    ]);
    const rest = await subscriptionHistory(ctx.db, workspace.id, contact, {
      limit: 2,
      cursor: first[1]?.id,
    });
    expect(rest).toMatchObject([{ source: "opt_in_link", detail: { linkName: "Poster" } }]);
    const other = await aWorkspace(ctx);
    expect(await subscriptionHistory(ctx.db, other.id, contact, { limit: 9 })).toEqual([]);
    const { rows } = await sql`explain select from subscription_changes
      where workspace_id = ${workspace.id} and bucket = 1 and contact_id = ${contact} order by id desc limit 9`.execute(
      ctx.db,
    );
    expect(JSON.stringify(rows)).toContain("subscription_changes_of_contact");
  });
});
