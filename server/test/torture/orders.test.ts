/**
 * One send, and everything that can be told or decided about it, in any order and some of it twice: where it ends follows from
 * what the provider said and not from the order, and counters and reasons are those of the row after every step.
 */
import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, expect, it } from "vitest";
import type { Receipt } from "../../src/connectors/connector.ts";
import { claimDue } from "../../src/messages/claims.ts";
import {
  applyClicks,
  applyReceipts,
  encodeMessageId,
  startDispatch,
  stopDispatches,
} from "../../src/messages/messages.ts";
import { recordOutcomes } from "../../src/messages/outcomes.ts";
import { queueRecipients } from "../../src/messages/recipients.ts";
import { clearStopped } from "../../src/messages/stopping.ts";
import { markOffered, settleUnconfirmed } from "../../src/messages/unconfirmed.ts";
import { bulkContacts } from "../bulk-contacts.ts";
import { aNumber, aWorkspace } from "../factories.ts";
import { createTestApp } from "../harness.ts";
import { welcome } from "../messages.ts";
import { counters } from "./verdict.ts";

const { ctx } = await createTestApp();
const number = { workspaceId: "", subscriptionGroupId: "", contactId: "" };

beforeAll(async () => {
  const { id: workspaceId } = await aWorkspace(ctx);
  const { subscriptionGroupId } = await aNumber(ctx, workspaceId);
  await bulkContacts(ctx.db, { workspaceId, subscriptionGroupId, count: 1 });
  const contact = await ctx.db
    .selectFrom("contacts")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .executeTakeFirstOrThrow();
  Object.assign(number, { workspaceId, subscriptionGroupId, contactId: contact.id });
});

/** PONTE_TORTURE_RUNS: more histories than the every-day run takes. */
const runs = Number(process.env.PONTE_TORTURE_RUNS ?? 12);
const told = ["sent", "delivered", "read", "failed"] as const;
const steps = [...told, "click", "accepted", "expiry", "cancel"] as const;
type Step = (typeof steps)[number];

/** A send in the hands of a worker that died in the middle of the call: offered, and its time is over. */
async function leased() {
  const { workspaceId, subscriptionGroupId, contactId } = number;
  const at = ctx.clock.now();
  const dispatch = await startDispatch(ctx.db, {
    workspaceId,
    subscriptionGroupId,
    kind: "campaign",
    message: welcome,
    audience: null,
    at,
  });
  const [{ sendId } = { sendId: "" }] = await queueRecipients(ctx.db, dispatch, [{ contactId }], { at });
  const bucket = Number.parseInt(contactId.slice(-2), 16);
  const leaseUntil = new Date(at.getTime() + 1000);
  const claim = { workspaceId, bucket, subscriptionGroupId, limit: 10, now: at, leaseUntil, since: at };
  const claimed = await claimDue(ctx.db, claim);
  expect(claimed).toMatchObject([{ sendId, attempts: 1 }]);
  expect(await markOffered(ctx.db, claim, claimed, at, at)).toEqual(new Set([sendId]));
  return { dispatchId: dispatch.id, sendId, bucket, claim };
}

type Leased = Awaited<ReturnType<typeof leased>>;

async function take(
  { dispatchId, sendId, bucket, claim }: Leased,
  step: Step,
  minute: number,
): Promise<void> {
  const { workspaceId } = number;
  const at = new Date(claim.now.getTime() + minute * 60_000);
  const messageId = encodeMessageId(bucket, sendId);
  switch (step) {
    case "click":
      await applyClicks(ctx.db, workspaceId, [{ messageId, at }]);
      return;
    case "accepted": {
      const outcome = { kind: "accepted", rendered: { body: "Olá" }, providerMessageId: "wamid.1" } as const;
      await recordOutcomes(ctx.db, workspaceId, bucket, [{ sendId, attempts: 1, outcome }], at);
      return;
    }
    case "expiry":
      await settleUnconfirmed(ctx, claim);
      return;
    case "cancel":
      await stopDispatches(ctx.db, workspaceId, { dispatchId });
      await clearStopped(ctx, dispatchId);
      return;
    default: {
      const receipt: Receipt = { messageId, kind: step, at };
      const error = { code: "meta:131026", text: "not on WhatsApp", action: "fail" } as const;
      const price = { amount: "0.25000", currency: "BRL" };
      const whole =
        step === "failed" ? { ...receipt, error } : step === "delivered" ? { ...receipt, price } : receipt;
      await applyReceipts(ctx.db, workspaceId, [whole]);
    }
  }
}

/** What the provider said decides; only without a word of it do the assumptions count, the first one for good. */
function endOf(order: readonly Step[]): string {
  if (order.includes("read")) return "read";
  if (order.includes("delivered")) return "delivered";
  if (order.includes("failed")) return "failed meta:131026";
  if (order.includes("sent") || order.includes("accepted")) return "accepted";
  const first = order.find((step) => step === "expiry" || step === "cancel");
  if (!first) return "leased";
  return first === "expiry" ? "failed unconfirmed" : "canceled campaign_stopped";
}

it("ends where what was told leads, in whatever order it came", {
  timeout: 10_000 + runs * 1500,
}, async () => {
  const story = fc.array(
    fc.record({ step: fc.constantFrom(...steps), minute: fc.integer({ min: 0, max: 40 }) }),
    {
      minLength: 1,
      maxLength: 10,
    },
  );
  await fc.assert(
    fc.asyncProperty(story, async (taken) => {
      const send = await leased();
      for (const { step, minute } of taken) {
        await take(send, step, minute);
        const { byRows, kept } = await counters({ ctx }, send.dispatchId);
        expect(kept).toEqual(byRows);
      }
      const order = taken.map(({ step }) => step);
      const { rows } = await sql<{
        state: string;
        code: string | null;
        clicked: boolean;
        cost: string | null;
      }>`
        select state::text as state, error_code as code, clicked_at is not null as clicked, cost::text as cost
        from sends where workspace_id = ${number.workspaceId} and id = ${send.sendId}`.execute(ctx.db);
      const [row] = rows;
      const end = row && ["failed", "canceled"].includes(row.state) ? `${row.state} ${row.code}` : row?.state;
      expect(end).toBe(endOf(order));
      expect(row?.clicked).toBe(order.includes("click"));
      expect(row?.cost).toBe(order.includes("delivered") ? "0.25000" : null);
    }),
    { numRuns: runs },
  );
});
