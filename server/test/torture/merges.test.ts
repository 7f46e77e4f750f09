/**
 * Contacts turn out to be one person while a campaign goes out to them, and what was said comes back twice and in the wrong
 * order. No number hears anything twice, everybody hears it, counters are those of the rows, and rows those of the phones.
 * PONTE_TORTURE_SEED repeats the chances of a run, PONTE_TORTURE_SCALE makes it so many times larger.
 */
import { sql } from "kysely";
import { beforeAll, expect, it } from "vitest";
import type { Message } from "../../../sandbox/src/types.ts";
import { mergeContacts, setSubscriptionStates, writeContacts } from "../../src/contacts/contacts.ts";
import { canonicalPhone } from "../../src/contacts/identity/phone.ts";
import { encodeMessageId } from "../../src/messages/messages.ts";
import { createTestApp } from "../harness.ts";
import { expectSoundIdentities } from "../identity-world.ts";
import { allowing, aRoad, aSandbox, launch, type Road, subscribe } from "../road.ts";
import { until } from "./acts.ts";
import { chanceOf } from "./random.ts";
import { counters, leftovers } from "./verdict.ts";

const seed = Number(process.env.PONTE_TORTURE_SEED ?? Math.floor(Math.random() * 1e9));
const scale = Number(process.env.PONTE_TORTURE_SCALE ?? 1);
const people = 70 * scale;

const sandbox = await aSandbox();
const { app, ctx } = await createTestApp(allowing(sandbox));
const chance = chanceOf(seed);
let road: Road;

interface Person {
  /** Contacts that will be one, the last one stays. */
  readonly ids: readonly string[];
  /** Numbers of any of them. */
  readonly numbers: ReadonlySet<string>;
  mergedAt: Date | null;
}

const numberOf = (n: number) => canonicalPhone(`1198${String(1_000_000 + n).padStart(7, "0")}`, "BR");

/** Two or three profiles a person: numbers of their own, one that they share, or only one that has a number at all. */
async function makePeople(): Promise<Person[]> {
  const made: Person[] = [];
  let next = 0;
  for (let at = 0; at < people; at++) {
    const [first, second] = [numberOf(next++), numberOf(next++)];
    const phones =
      [
        [first, second],
        [first, first],
        [first, null],
        [null, first],
        [first, second, first],
      ][at % 5] ?? [];
    const results = await writeContacts(
      ctx.db,
      road.workspaceId,
      phones.map((phone) => ({ identifier: null, fields: { firstName: "Ana", phone } })),
      { at: ctx.clock.now() },
    );
    const ids = results.map(({ id }) => id ?? "");
    await setSubscriptionStates(
      ctx.db,
      road.workspaceId,
      ids.map((contactId) => ({
        contactId,
        subscriptionGroupId: road.subscriptionGroupId,
        state: "subscribed",
      })),
      { source: "api", at: ctx.clock.now() },
    );
    made.push({ ids, numbers: new Set(phones.flatMap((phone) => phone ?? [])), mergedAt: null });
  }
  return made;
}

beforeAll(async () => {
  road = await aRoad(ctx, sandbox, { messagesPerSecond: 25 * scale });
  await app.server.listen({ host: "127.0.0.1", port: 0 });
  const address = app.server.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  await subscribe(road, `http://127.0.0.1:${port}/webhooks/infobip/${road.webhookToken}`);
  await road.control("PATCH", "/control/settings", {
    mode: "auto",
    deliverMs: [0, 900],
    readMs: [0, 900],
    autoReadRate: 0.6,
    faults: {
      duplicateWebhookRate: 0.3,
      reorderWebhookRate: 0.3,
      timeoutAfterAcceptRate: 0.03,
      throttleRate: 0.05,
    },
  });
});

async function mergePerson(person: Person): Promise<void> {
  const keepId = person.ids.at(-1) ?? "";
  for (const mergeId of person.ids.slice(0, -1)) {
    const by = { actor: "system", at: ctx.clock.now() };
    const outcome = await mergeContacts(ctx.db, road.workspaceId, { mergeId, keepId }, by);
    expect(outcome.kind).toBe("merged");
  }
  person.mergedAt = ctx.clock.now();
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it(`one message per person and number, whatever is merged (seed ${seed})`, {
  timeout: 60_000 + 120_000 * scale,
}, async () => {
  const everybody = await makePeople();
  const dispatch = await launch(ctx, road);
  await app.worker.start();
  await Promise.all(
    everybody.map(async (person) => {
      await wait(chance() * 5000 * scale);
      await mergePerson(person);
    }),
  );
  await until(
    "everything came to its end",
    async () => {
      await road.control("POST", "/control/flush");
      const { jobs: _later, ...left } = await leftovers({ ctx });
      return Object.values(left).every((count) => count === 0);
    },
    60 + 60 * scale,
  ).catch(async (error) => {
    console.log("left over:", await leftovers({ ctx }));
    throw error;
  });
  await app.worker.stop();

  const taken = sandbox.state.messages.filter((one) => !one.fromPhone);
  const ofNumber = Map.groupBy(taken, (one) => `+${one.conversation.phone.number}`);
  for (const [number, messages] of ofNumber)
    expect.soft(new Set(messages.map(idOf)).size, `${number} heard it once`).toBe(1);
  const { rows } = await sql<{
    bucket: number;
    id: string;
    contactId: string;
    state: string;
    acceptedAt: Date | null;
    living: boolean;
  }>`
    select coalesce(s.origin_bucket, s.bucket) as bucket, s.id, s.contact_id, s.state::text as state, s.accepted_at,
           exists (select from contacts c where c.workspace_id = s.workspace_id and c.bucket = s.bucket and c.id = s.contact_id) as living
    from sends s where s.dispatch_id = ${dispatch.id}`.execute(ctx.db);
  expect(
    rows.filter(({ living }) => !living),
    "sends that were left behind",
  ).toEqual([]);
  let both = 0;
  for (const person of everybody) {
    const heard = [...person.numbers].filter((number) => ofNumber.has(number)).length;
    expect.soft(heard, `a person with ${[...person.numbers].join()} heard it`).toBeGreaterThan(0);
    if (heard < 2) continue;
    both++;
    // Both messages were on their way before anybody knew; nothing new begins afterwards.
    const late = rows.filter(
      ({ contactId, acceptedAt }) =>
        contactId === person.ids.at(-1) &&
        acceptedAt &&
        acceptedAt.getTime() > (person.mergedAt?.getTime() ?? 0) + 3000,
    );
    expect.soft(late.length, "messages that began after the merge").toBeLessThan(2);
  }
  const byId = Map.groupBy(taken, idOf);
  for (const { bucket, id, state } of rows) {
    const copies = byId.get(encodeMessageId(bucket, id)) ?? [];
    byId.delete(encodeMessageId(bucket, id));
    const told = copies.some((one) => one.state === "seen")
      ? "read"
      : copies.some((one) => one.state === "delivered")
        ? "delivered"
        : copies.length > 0
          ? "accepted"
          : "skipped";
    expect.soft(state, `${id} as the phone says`).toBe(told);
  }
  expect(byId.size, "messages of no send").toBe(0);
  const { byRows, kept } = await counters({ ctx }, dispatch.id);
  const held = kept[0]?.queued ?? 0;
  // Contacts of an audience that get nothing are counted without a row.
  const bare = held - (byRows[0]?.queued ?? 0);
  expect({ ...kept[0], queued: held - bare, skipped: (kept[0]?.skipped ?? 0) - bare }).toEqual(byRows[0]);
  await expectSoundIdentities(ctx, road.workspaceId);
  console.log(
    `merges: seed ${seed}, ${taken.length} messages to ${everybody.length} people, ${both} heard it on two numbers`,
  );
});

const idOf = (message: Message) => message.callbackData ?? message.id;
