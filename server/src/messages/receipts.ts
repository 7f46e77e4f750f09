/**
 * What providers report about sends, applied in bulk. Each report is a fact with a time of its own: the order of arrival and
 * repetitions change nothing. A read message was delivered and a reported one was accepted, whatever else arrived; the state is
 * the furthest of the facts (accepted < failed < delivered < read); counters move exactly with the times they count. A failure
 * that was only assumed (unconfirmed.ts) is taken back by the first report, whatever it says.
 */
import { sql } from "kysely";
import type { Receipt } from "../connectors/connector.ts";
import type { Db } from "../lib/db.ts";
import { forgotten } from "./contact-deleted.job.ts";
import { decodeMessageId } from "./message-id.ts";
import { followMoved } from "./moved-sends.ts";
import { slotOf } from "./slots.ts";
import { assumedFailed, unconfirmed } from "./unconfirmed.ts";

export interface AppliedReceipts {
  /** Sends whose row was found, whether or not anything was new. */
  readonly known: number;
  /** Receipts whose message id is not ours: somebody else sends through this account. */
  readonly foreign: number;
  /** Ours by the look of the id, but there is no such send. */
  readonly missing: number;
}

interface Facts {
  readonly bucket: number;
  readonly sendId: string;
  /** The provider's own id. */
  providerMessageId: string | null;
  sentAt: Date | null;
  deliveredAt: Date | null;
  readAt: Date | null;
  failedAt: Date | null;
  code: string | null;
  text: string | null;
  cost: string | null;
  currency: string | null;
}

/** Runs in the transaction that deletes the webhook bodies. */
export async function applyReceipts(
  tx: Db,
  workspaceId: string,
  receipts: readonly Receipt[],
): Promise<AppliedReceipts> {
  const { facts, foreign } = fold(receipts);
  if (facts.length === 0) return { known: 0, foreign, missing: 0 };
  const lost = await write(tx, workspaceId, facts);
  const moved = await followMoved(tx, workspaceId, lost);
  const gone = moved.length > 0 ? await write(tx, workspaceId, moved) : [];
  const missing = lost.length - moved.length + gone.length;
  return { known: facts.length - missing, foreign, missing };
}

/** One line per send: of two reports of one kind the earlier counts. */
function fold(receipts: readonly Receipt[]): { facts: Facts[]; foreign: number } {
  const bySend = new Map<string, Facts>();
  let foreign = 0;
  for (const receipt of receipts) {
    const key = decodeMessageId(receipt.messageId);
    if (!key) {
      foreign++;
      continue;
    }
    let facts = bySend.get(key.sendId);
    if (!facts) {
      facts = {
        ...key,
        providerMessageId: null,
        sentAt: null,
        deliveredAt: null,
        readAt: null,
        failedAt: null,
        code: null,
        text: null,
        cost: null,
        currency: null,
      };
      bySend.set(key.sendId, facts);
    }
    add(facts, receipt);
  }
  return { facts: [...bySend.values()], foreign };
}

function add(facts: Facts, receipt: Receipt): void {
  const { kind, at, error, price } = receipt;
  facts.providerMessageId ??= receipt.providerMessageId ?? null;
  if (kind === "sent") facts.sentAt = earlier(facts.sentAt, at);
  if (kind === "delivered") facts.deliveredAt = earlier(facts.deliveredAt, at);
  if (kind === "read") {
    facts.readAt = earlier(facts.readAt, at);
    facts.deliveredAt ??= at;
  }
  if (kind === "failed") {
    if (!facts.failedAt) {
      facts.code = error?.code ?? "unknown";
      facts.text = error?.text.slice(0, 500) ?? null;
    }
    facts.failedAt = earlier(facts.failedAt, at);
  }
  if (price && facts.cost === null) {
    facts.cost = price.amount;
    facts.currency = price.currency;
  }
}

function earlier(known: Date | null, at: Date): Date {
  return known && known <= at ? known : at;
}

/**
 * `current` locks the rows in one order (bucket, id) before anything is written, so that two writers never wait for each
 * other in a circle, and holds what was known before, which is what the counters are worked out from. Of a forgotten contact nothing
 * is kept but times and costs. Resolves to those whose row is not there.
 */
async function write(tx: Db, workspaceId: string, facts: readonly Facts[]): Promise<Facts[]> {
  const ids = facts.map((one) => one.sendId).sort();
  // The bounds keep the statement off the partitions of other months.
  const here = sql`s.workspace_id = ${workspaceId} and s.id between ${ids[0]}::uuid and ${ids.at(-1)}::uuid`;
  const { rows } = await sql<{ id: string }>`
    with r as (
      select * from unnest(
        ${facts.map((one) => one.bucket)}::smallint[], ${facts.map((one) => one.sendId)}::uuid[],
        ${facts.map((one) => one.providerMessageId)}::text[], ${facts.map((one) => iso(one.sentAt))}::timestamptz[],
        ${facts.map((one) => iso(one.deliveredAt))}::timestamptz[], ${facts.map((one) => iso(one.readAt))}::timestamptz[],
        ${facts.map((one) => iso(one.failedAt))}::timestamptz[],
        ${facts.map((one) => one.code)}::text[], ${facts.map((one) => one.text)}::text[],
        ${facts.map((one) => one.cost)}::numeric[], ${facts.map((one) => one.currency)}::text[],
        ${facts.map((one) => slotOf(firstOf(one)).toISOString())}::timestamptz[]
      ) as r (bucket, id, provider_message_id, sent_at, delivered_at, read_at, failed_at, code, text, cost, currency, slot)
    ), current as materialized (
      select s.dispatch_id, s.state as before, r.*,
             s.accepted_at is null as is_accepted,
             s.delivered_at is null and r.delivered_at is not null as is_delivered,
             s.read_at is null and r.read_at is not null as is_read,
             (s.failed_at is null or ${assumedFailed}) and r.failed_at is not null as is_failed,
             ${assumedFailed} as was_assumed,
             case when s.state = 'canceled' then s.error_code end as canceled_code,
             s.provider_message_id is null and r.provider_message_id is not null and not ${forgotten} as is_named,
             s.cost is null and r.cost is not null as is_priced
      from r join sends s on ${here} and s.bucket = r.bucket and s.id = r.id
      where s.state <> 'skipped'
      order by s.bucket, s.id
      for no key update of s
    ), news as materialized (
      select * from current where is_accepted or is_delivered or is_read or is_failed or is_named or is_priced
    ), changed as (
      update sends s set
        state = case
          when s.read_at is not null or n.read_at is not null then 'read'
          when s.delivered_at is not null or n.delivered_at is not null then 'delivered'
          when n.failed_at is not null or s.failed_at is not null and not n.was_assumed then 'failed' else 'accepted' end::send_state,
        lease_until = null,
        accepted_at = coalesce(s.accepted_at, n.sent_at, n.delivered_at, n.failed_at, n.read_at),
        delivered_at = coalesce(s.delivered_at, n.delivered_at),
        read_at = coalesce(s.read_at, n.read_at),
        failed_at = case when n.was_assumed then n.failed_at else coalesce(s.failed_at, n.failed_at) end,
        error_code = case when n.is_failed then n.code when s.failed_at is not null and not n.was_assumed then s.error_code end,
        error_text = case when ${forgotten} then null when n.is_failed then n.text when s.failed_at is not null and not n.was_assumed then s.error_text end,
        provider_message_id = case when not ${forgotten} then coalesce(s.provider_message_id, n.provider_message_id) end,
        cost = coalesce(s.cost, n.cost), currency = coalesce(s.currency, n.currency)
      from news n
      where ${here} and s.bucket = n.bucket and s.id = n.id
    ), counted as (
      insert into send_stats as t
        (workspace_id, bucket, dispatch_id, slot, accepted, delivered, read, failed, refused, canceled, cost, currency)
      select ${workspaceId}::uuid, bucket, dispatch_id, slot,
             count(*) filter (where is_accepted), count(*) filter (where is_delivered), count(*) filter (where is_read),
             count(*) filter (where is_failed) - count(*) filter (where was_assumed),
             -- Thought to be refused or called off, but the provider had it.
             -count(*) filter (where is_accepted and before = 'failed'),
             -count(*) filter (where is_accepted and before = 'canceled'),
             coalesce(sum(cost) filter (where is_priced), 0), max(currency) filter (where is_priced)
      from news group by bucket, dispatch_id, slot order by bucket, dispatch_id, slot
      on conflict (workspace_id, bucket, dispatch_id, slot) do update set
        accepted = t.accepted + excluded.accepted, delivered = t.delivered + excluded.delivered,
        read = t.read + excluded.read, failed = t.failed + excluded.failed, refused = t.refused + excluded.refused,
        canceled = t.canceled + excluded.canceled, cost = t.cost + excluded.cost,
        currency = coalesce(t.currency, excluded.currency)
    ), explained as (
      insert into send_reasons as t (workspace_id, bucket, dispatch_id, outcome, code, count)
      select ${workspaceId}::uuid, bucket, dispatch_id, outcome, code, sum(n)
      from (
        select bucket, dispatch_id, 'failed' as outcome, code, 1 as n from news where is_failed
        union all select bucket, dispatch_id, 'failed', ${unconfirmed}, -1 from news where was_assumed
        union all select bucket, dispatch_id, 'canceled', canceled_code, -1 from news where is_accepted and canceled_code is not null
      ) told
      group by bucket, dispatch_id, outcome, code order by bucket, dispatch_id, outcome, code
      on conflict (workspace_id, bucket, dispatch_id, outcome, code) do update set count = t.count + excluded.count
    )
    select r.id from r where not exists (select from current c where c.id = r.id)`.execute(tx);
  const lost = new Set(rows.map(({ id }) => id));
  return lost.size === 0 ? [] : facts.filter((one) => lost.has(one.sendId));
}

function iso(at: Date | null): string | null {
  return at ? at.toISOString() : null;
}

/** The time the counters go by: of the earliest thing the receipts tell. */
function firstOf({ sentAt, deliveredAt, failedAt, readAt }: Facts): Date {
  const times = [sentAt, deliveredAt, failedAt, readAt].flatMap((at) => (at ? [at.getTime()] : []));
  return new Date(Math.min(...times));
}
