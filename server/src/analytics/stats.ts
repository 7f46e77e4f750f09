/**
 * Figures of campaigns, summed from the counters that the delivery keeps (send_stats): never from sends, so a report on
 * millions of messages reads some thousand rows.
 */
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../lib/db.ts";

export interface Stats {
  /** Everybody who was looked at: the sum of all that follows. */
  readonly queued: number;
  /** Still to go. */
  readonly waiting: number;
  readonly accepted: number;
  readonly delivered: number;
  readonly read: number;
  readonly failed: number;
  readonly skipped: number;
  readonly canceled: number;
  readonly replied: number;
  /** Per currency; amounts as decimal text. */
  readonly cost: readonly { readonly currency: string; readonly amount: string }[];
}

export const noStats: Stats = {
  queued: 0,
  waiting: 0,
  accepted: 0,
  delivered: 0,
  read: 0,
  failed: 0,
  skipped: 0,
  canceled: 0,
  replied: 0,
  cost: [],
};

/** By campaign id; campaigns without messages are not in it. */
export async function statsOfCampaigns(
  db: Db,
  workspaceId: string,
  campaignIds: readonly string[],
): Promise<Map<string, Stats>> {
  if (campaignIds.length === 0) return new Map();
  const { rows } = await sql<Stats & { campaignId: string }>`
    with per_currency as (
      select d.campaign_id, s.currency, ${sums}, sum(s.cost) as amount
      from dispatches d
      join send_stats s on s.workspace_id = d.workspace_id and s.dispatch_id = d.id
      where d.workspace_id = ${workspaceId} and d.campaign_id = any(${campaignIds}::uuid[])
      group by d.campaign_id, s.currency
    )
    select campaign_id, ${totals},
      coalesce(jsonb_agg(jsonb_build_object('currency', currency, 'amount', trim_scale(amount)::text) order by currency)
        filter (where currency is not null), '[]') as cost
    from per_currency group by campaign_id`.execute(db);
  return new Map(rows.map(({ campaignId, ...stats }) => [campaignId, stats]));
}

const counters = [
  "queued",
  "accepted",
  "delivered",
  "read",
  "failed",
  "skipped",
  "canceled",
  "replied",
] as const;

const sums: RawBuilder<unknown> = sql.raw(
  [
    ...counters.map((name) => `sum(s.${name}) as ${name}`),
    "sum(s.queued - s.accepted - s.refused - s.skipped - s.canceled) as waiting",
  ].join(", "),
);

const totals: RawBuilder<unknown> = sql.raw(
  [...counters, "waiting"].map((name) => `sum(${name})::int as ${name}`).join(", "),
);
