import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { bulkContacts } from "../../test/bulk-contacts.ts";
import { aNumber, aWorkspace } from "../../test/factories.ts";
import { createTestApp } from "../../test/harness.ts";
import { everyone, welcome } from "../../test/messages.ts";
import type { Receipt } from "../connectors/connector.ts";
import { applyReceipts, encodeMessageId, startDispatch } from "./messages.ts";
import { recordOutcomes } from "./outcomes.ts";
import { queueAudience } from "./queueing.ts";

const { ctx } = await createTestApp();
const people = 12;
const workspace = await aWorkspace(ctx);
const number = await aNumber(ctx, workspace.id);
await bulkContacts(ctx.db, { workspaceId: workspace.id, ...number, count: people });

interface LeasedSend {
  readonly id: string;
  readonly bucket: number;
}

/** A dispatch whose sends were all handed over, with nothing known about them yet. */
async function leasedSends(): Promise<{ dispatchId: string; sends: LeasedSend[] }> {
  const dispatch = await startDispatch(ctx.db, {
    workspaceId: workspace.id,
    subscriptionGroupId: number.subscriptionGroupId,
    kind: "campaign",
    message: welcome,
    audience: everyone,
    at: ctx.clock.now(),
  });
  await queueAudience(ctx, dispatch.id);
  const { rows } = await sql<LeasedSend>`
    update sends set state = 'leased', attempts = 1, lease_until = now() + interval '1 hour'
    where dispatch_id = ${dispatch.id} returning id, bucket`.execute(ctx.db);
  return { dispatchId: dispatch.id, sends: rows };
}

async function accept({ id, bucket }: LeasedSend): Promise<void> {
  const outcome = { kind: "accepted", rendered: { body: "x" } } as const;
  await recordOutcomes(ctx.db, workspace.id, bucket, [{ sendId: id, attempts: 1, outcome }], ctx.clock.now());
}

async function counters(dispatchId: string) {
  const { rows } = await sql`
    select sum(accepted)::int as accepted, sum(delivered)::int as delivered, sum(read)::int as read,
           sum(failed)::int as failed, sum(refused)::int as refused, sum(cost)::float8 as cost
    from send_stats where dispatch_id = ${dispatchId}`.execute(ctx.db);
  return rows[0];
}

async function countedRows(dispatchId: string) {
  const { rows } = await sql`
    select count(accepted_at)::int as accepted, count(delivered_at)::int as delivered, count(read_at)::int as read,
           count(failed_at)::int as failed, (count(*) filter (where failed_at is not null and accepted_at is null))::int as refused,
           coalesce(sum(cost), 0)::float8 as cost
    from sends where dispatch_id = ${dispatchId}`.execute(ctx.db);
  return rows[0];
}

type Happening = {
  readonly send: number;
  readonly kind: "accepted" | Receipt["kind"];
  readonly minute: number;
};

const happening = fc.record({
  send: fc.integer({ min: 0, max: people - 1 }),
  kind: fc.constantFrom("accepted", "delivered", "read", "failed") as fc.Arbitrary<Happening["kind"]>,
  minute: fc.integer({ min: 0, max: 90 }),
});

/** Each happening one to three times, in any order, in batches of any size. */
const history = fc
  .array(happening, { minLength: 1, maxLength: 60 })
  .chain((happenings) =>
    fc.shuffledSubarray([...happenings, ...happenings, ...happenings], { minLength: happenings.length }),
  )
  .chain((order) =>
    fc.record({
      order: fc.constant(order),
      cuts: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 60 }),
    }),
  );

function batches(order: readonly Happening[], cuts: readonly number[]): Happening[][] {
  const result: Happening[][] = [];
  for (let from = 0, i = 0; from < order.length; i++) {
    const size = cuts[i % cuts.length] ?? 1;
    result.push(order.slice(from, from + size));
    from += size;
  }
  return result;
}

function stateOf(kinds: ReadonlySet<Happening["kind"]>): string {
  for (const kind of ["read", "delivered", "failed", "accepted"] as const) if (kinds.has(kind)) return kind;
  return "leased";
}

describe("receipts", () => {
  it("in any order, repeated or before the answer to the call: counters are the rows with that time, states the furthest fact", async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ order, cuts }) => {
        const { dispatchId, sends } = await leasedSends();
        const start = ctx.clock.now().getTime();
        for (const batch of batches(order, cuts)) {
          const receipts: Receipt[] = [];
          for (const { send, kind, minute } of batch) {
            const target = sends[send];
            if (!target) continue;
            if (kind === "accepted") await accept(target);
            else
              receipts.push({
                messageId: encodeMessageId(target.bucket, target.id),
                kind,
                at: new Date(start + minute * 60_000),
                ...(kind === "failed"
                  ? { error: { code: "infobip:7008", text: "args", action: "fail" } }
                  : {}),
                ...(kind === "delivered" ? { price: { amount: "0.25000", currency: "BRL" } } : {}),
              });
          }
          await ctx.db.transaction().execute((tx) => applyReceipts(tx, workspace.id, receipts));
          expect(await counters(dispatchId)).toEqual(await countedRows(dispatchId));
        }
        const { rows } = await sql<{ id: string; state: string }>`
          select id, state from sends where dispatch_id = ${dispatchId}`.execute(ctx.db);
        const states = new Map(rows.map((row) => [row.id, row.state]));
        sends.forEach(({ id }, index) => {
          const kinds = new Set(order.filter((one) => one.send === index).map((one) => one.kind));
          expect(states.get(id)).toBe(stateOf(kinds));
        });
      }),
      { numRuns: 40 },
    );
  });

  it("tells receipts of others from ours, and ours from those that are gone", async () => {
    const at = ctx.clock.now();
    const gone = encodeMessageId(3, "0192f0c0-0000-7000-8000-000000000003");
    const result = await applyReceipts(ctx.db, workspace.id, [
      { messageId: "5f0a9b6e-somebody-else", kind: "delivered", at },
      { messageId: gone, kind: "delivered", at },
    ]);
    expect(result).toEqual({ known: 0, foreign: 1, missing: 1 });
  });

  it("corrects a send that was called off while the provider had it", async () => {
    const { dispatchId, sends } = await leasedSends();
    const [send] = sends;
    if (!send) throw new Error("no send");
    await sql`update sends set state = 'canceled' where id = ${send.id}`.execute(ctx.db);
    await sql`update send_stats set canceled = 1 where dispatch_id = ${dispatchId} and bucket = ${send.bucket}`.execute(
      ctx.db,
    );
    await applyReceipts(ctx.db, workspace.id, [
      { messageId: encodeMessageId(send.bucket, send.id), kind: "delivered", at: ctx.clock.now() },
    ]);
    const { rows } = await sql`
      select sum(accepted)::int as accepted, sum(delivered)::int as delivered, sum(canceled)::int as canceled
      from send_stats where dispatch_id = ${dispatchId}`.execute(ctx.db);
    expect(rows).toEqual([{ accepted: 1, delivered: 1, canceled: 0 }]);
  });
});
