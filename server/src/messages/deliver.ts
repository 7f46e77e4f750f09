/**
 * One turn of the delivery for one number and one bucket: settle what no report came for, reserve throughput, lease, render,
 * hand over, write back. Nothing holds a transaction while the provider is asked. A process that dies anywhere in here leaves leases that run out.
 */
import { sql } from "kysely";
import type { Connector, SendError } from "../connectors/connector.ts";
import { pauseConnection } from "../connectors/health/health.ts";
import { pauseNumber } from "../connectors/health/number-pause.ts";
import type { Context } from "../lib/context.ts";
import { callProvider, judge } from "./calls.ts";
import { type Claim, type ClaimedSend, claimDue, claimExpired, countDue } from "./claims.ts";
import { sortMerged } from "./merged-recipients.ts";
import type { Numbers, SendingNumber } from "./numbers.ts";
import { type Outcome, recordOutcomes, type SendOutcome } from "./outcomes.ts";
import { brake, reserveTokens, returnTokens } from "./pacing.ts";
import type { Plans } from "./plans.ts";
import { prepare } from "./prepare.ts";
import { explainReason } from "./reasons.ts";
import { settleUnconfirmed } from "./unconfirmed.ts";

export interface DeliveryKey {
  readonly workspaceId: string;
  readonly bucket: number;
  readonly subscriptionGroupId: string;
  /** Leases have run out there: only then is it worth asking for them. */
  readonly expired?: boolean;
}

export interface Turn {
  /** Sends that were claimed. */
  readonly claimed: number;
  /** There may be more right now. */
  readonly more: boolean;
  /** The number must rest this long; 0: it need not. */
  readonly restMs: number;
  readonly dispatchIds: ReadonlySet<string>;
}

export interface DeliveryTools {
  readonly ctx: Context;
  readonly numbers: Numbers;
  readonly plans: Plans;
  readonly connectorFor: (provider: string) => Connector;
}

const idle: Turn = { claimed: 0, more: false, restMs: 0, dispatchIds: new Set() };
/** A paused connection or number is looked at again after this long; the sweep does the rest. */
const pausedRestMs = 5000;

export async function deliverTurn(tools: DeliveryTools, key: DeliveryKey): Promise<Turn> {
  const { ctx, numbers } = tools;
  const number = await numbers.get(key.workspaceId, key.subscriptionGroupId);
  if (!number?.since) return idle;
  const connector = tools.connectorFor(number.connection.provider);
  const claim = claimFor(ctx, key, number.since);
  const settled = key.expired && !connector.deduplicates ? await settleUnconfirmed(ctx, claim) : [];
  if (number.connection.state !== "ready" || number.paused)
    return { ...idle, restMs: pausedRestMs, dispatchIds: new Set(settled), claimed: settled.length };
  const offerAgain = (key.expired ?? false) && connector.deduplicates;
  const due = await countDue(ctx.db, claim, offerAgain);
  if (due === 0) return { ...idle, dispatchIds: new Set(settled), claimed: settled.length };
  const { granted, waitMs } = await reserveTokens(
    ctx.db,
    key.subscriptionGroupId,
    number.messagesPerSecond,
    due,
    claim.now,
  );
  if (granted === 0) return { ...idle, more: true, restMs: waitMs };
  const sends = await claimBoth(ctx, offerAgain, { ...claim, limit: granted });
  const handedOver = sends.length === 0 ? 0 : await handOver(tools, claim, number, connector, sends);
  await returnTokens(ctx.db, key.subscriptionGroupId, granted - handedOver);
  return {
    claimed: sends.length,
    more: sends.length > 0 && (granted < due || due >= claim.limit),
    restMs: 0,
    dispatchIds: new Set([...settled, ...sends.map((send) => send.dispatchId)]),
  };
}

function claimFor(ctx: Context, key: DeliveryKey, since: Date): Claim {
  const now = ctx.clock.now();
  const { claimSize, leaseSeconds } = ctx.config.delivery;
  return { ...key, limit: claimSize, now, leaseUntil: new Date(now.getTime() + leaseSeconds * 1000), since };
}

async function claimBoth(ctx: Context, expiredToo: boolean, claim: Claim): Promise<ClaimedSend[]> {
  const due = await claimDue(ctx.db, claim);
  if (due.length >= claim.limit || !expiredToo) return due;
  return [...due, ...(await claimExpired(ctx.db, { ...claim, limit: claim.limit - due.length }))];
}

/** Returns how many messages were offered to the provider. */
async function handOver(
  tools: DeliveryTools,
  key: Claim,
  number: SendingNumber,
  connector: Connector,
  sends: readonly ClaimedSend[],
): Promise<number> {
  const { ctx } = tools;
  const plans = await tools.plans.load(
    ctx.db,
    key.workspaceId,
    new Set(sends.map((send) => send.dispatchId)),
  );
  const { go, reached, wait } = await sortMerged(ctx.db, key, sends);
  const freeForm = go.filter((send) => plans.get(send.dispatchId)?.kind !== "template");
  const openWindows = await contactsWithWindow(ctx, key, freeForm);
  const { now } = key;
  const { kinds } = connector;
  const { ready, held } = prepare(go, { from: number.ref, plans, openWindows, kinds, now });
  const outcomes: SendOutcome[] = held.map(({ send, code, text }) =>
    outcomeOf(send, { kind: "skipped", code, text }),
  );
  for (const send of reached)
    outcomes.push(
      outcomeOf(send, {
        kind: "skipped",
        code: "contact_merged",
        text: explainReason("contact_merged").title,
      }),
    );
  for (const { send, until } of wait)
    outcomes.push(outcomeOf(send, { kind: "again", dueAt: until, ...beingMerged, attempt: false }));
  const results = await callProvider(ctx, connector, number, ready, key);
  const trouble = new Map<SendError["action"], SendError>();
  for (const { send, message, rendered } of ready) {
    const result = results.get(message.messageId);
    if (result && result.outcome !== "accepted") trouble.set(result.error.action, result.error);
    outcomes.push(outcomeOf(send, judge(ctx, connector, send, rendered, result)));
  }
  await recordOutcomes(ctx.db, key.workspaceId, key.bucket, outcomes, ctx.clock.now());
  await react(tools, number, trouble);
  return ready.length;
}

const beingMerged = {
  code: "being_merged",
  text: "The contact was just merged; what became of the other profile's message is waited for.",
};

function outcomeOf(send: ClaimedSend, outcome: Outcome): SendOutcome {
  return { sendId: send.sendId, attempts: send.attempts, outcome };
}

async function react(
  { ctx, numbers }: DeliveryTools,
  number: SendingNumber,
  trouble: ReadonlyMap<SendError["action"], SendError>,
): Promise<void> {
  const pause = trouble.get("pause_connection");
  if (pause) {
    await pauseConnection(ctx.db, number.connection.id, pause, ctx.clock.now());
    ctx.log.warn(
      { connection: number.connection.id, reason: pause.code },
      "sending through this connection is paused",
    );
    numbers.forget(number.subscriptionGroupId);
  }
  const rest = trouble.get("pause_number");
  if (rest) {
    const { workspaceId } = number.connection;
    const { subscriptionGroupId } = number;
    await pauseNumber(ctx.db, { ...rest, workspaceId, subscriptionGroupId }, ctx.clock.now());
    ctx.log.warn(
      { subscriptionGroup: subscriptionGroupId, reason: rest.code },
      "sending from this number is paused",
    );
    numbers.forget(subscriptionGroupId);
  }
  if (trouble.has("slow_down")) await brake(ctx.db, number.subscriptionGroupId, ctx.clock.now(), 1000);
}

async function contactsWithWindow(
  ctx: Context,
  key: Claim,
  sends: readonly ClaimedSend[],
): Promise<ReadonlySet<string>> {
  if (sends.length === 0) return new Set();
  const { rows } = await sql<{ contactId: string }>`
    select contact_id from service_windows
    where workspace_id = ${key.workspaceId} and bucket = ${key.bucket}
      and contact_id = any(${sends.map((send) => send.contactId)}::uuid[])
      and subscription_group_id = ${key.subscriptionGroupId} and expires_at > ${ctx.clock.now()}`.execute(
    ctx.db,
  );
  return new Set(rows.map((row) => row.contactId));
}
