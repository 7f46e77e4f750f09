/** The report of one campaign: totals, rates, how it went over time, and why contacts were not reached. */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";
import { explainReason } from "../messages/messages.ts";
import { noStats, type Stats, statsOfCampaigns } from "./stats.ts";

export interface CampaignReport {
  readonly stats: Stats;
  readonly rates: Rates;
  readonly series: readonly SeriesPoint[];
  readonly reasons: readonly Reason[];
  /** The latest 50. */
  readonly dispatches: readonly ReportDispatch[];
  /** More will come: a page that shows it should look again. */
  readonly live: boolean;
}

/** Shares from 0 to 1; 0 where there is no whole. */
export interface Rates {
  /** Delivered of accepted. */
  readonly delivery: number;
  /** Read of delivered. */
  readonly read: number;
  /** Replied of delivered. */
  readonly reply: number;
  /** Failed of all that were to be sent (queued without skipped and canceled). */
  readonly failure: number;
}

export interface SeriesPoint {
  readonly at: Date;
  readonly accepted: number;
  readonly delivered: number;
  readonly read: number;
  readonly failed: number;
  readonly replied: number;
}

export interface Reason {
  readonly outcome: "failed" | "skipped" | "canceled";
  readonly code: string;
  readonly count: number;
  readonly title: string;
  readonly advice: string;
}

export interface ReportDispatch {
  readonly id: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly state: string;
  readonly queued: number;
  readonly audienceDone: boolean;
}

/** Receipts of a message come within this time of its last dispatch, as a rule. */
const liveHours = 24;

export async function reportOfCampaign(
  db: Db,
  workspaceId: string,
  campaignId: string,
  now: Date,
): Promise<CampaignReport> {
  const [stats, series, reasons, dispatches] = await Promise.all([
    statsOfCampaigns(db, workspaceId, [campaignId]),
    seriesOf(db, workspaceId, campaignId),
    reasonsOf(db, workspaceId, campaignId),
    dispatchesOf(db, workspaceId, campaignId),
  ]);
  const total = stats.get(campaignId) ?? noStats;
  const recent = now.getTime() - liveHours * 3_600_000;
  const live = dispatches.some(({ finishedAt }) => finishedAt === null || finishedAt.getTime() > recent);
  return { stats: total, rates: ratesOf(total), series, reasons, dispatches, live };
}

export function ratesOf(stats: Stats): Rates {
  return {
    delivery: share(stats.delivered, stats.accepted),
    read: share(stats.read, stats.delivered),
    reply: share(stats.replied, stats.delivered),
    failure: share(stats.failed, stats.queued - stats.skipped - stats.canceled),
  };
}

/** Receipts come in any order, so a part may be ahead of its whole for a moment. */
function share(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, part / whole) : 0;
}

/**
 * From the first to the last ten minutes in which something happened, without gaps; coarser the longer that is, so that there
 * are never more than some hundred points.
 */
async function seriesOf(db: Db, workspaceId: string, campaignId: string): Promise<SeriesPoint[]> {
  const { rows } = await sql<SeriesPoint>`
    with slots as (
      select s.slot, sum(s.accepted) as accepted, sum(s.delivered) as delivered, sum(s.read) as read,
             sum(s.failed) as failed, sum(s.replied) as replied
      from dispatches d
      join send_stats s on s.workspace_id = d.workspace_id and s.dispatch_id = d.id
      where d.workspace_id = ${workspaceId} and d.campaign_id = ${campaignId}
      group by s.slot
    ), span as (
      select min(slot) as first, max(slot) as last,
             case when max(slot) - min(slot) <= interval '12 hours' then interval '10 minutes'
                  when max(slot) - min(slot) <= interval '7 days' then interval '1 hour'
                  else interval '1 day' end as step
      from slots
    ), points as (
      select generate_series(date_bin(step, first, 'epoch'), last, step) as at, step from span where first is not null
    )
    select p.at, ${points}
    from points p left join slots s on s.slot >= p.at and s.slot < p.at + p.step
    group by p.at order by p.at`.execute(db);
  return rows;
}

const points = sql.raw(
  ["accepted", "delivered", "read", "failed", "replied"]
    .map((name) => `coalesce(sum(s.${name}), 0)::int as ${name}`)
    .join(", "),
);

async function reasonsOf(db: Db, workspaceId: string, campaignId: string): Promise<Reason[]> {
  const { rows } = await sql<Omit<Reason, "title" | "advice">>`
    select r.outcome, r.code, sum(r.count)::int as count
    from dispatches d
    join send_reasons r on r.workspace_id = d.workspace_id and r.dispatch_id = d.id
    where d.workspace_id = ${workspaceId} and d.campaign_id = ${campaignId}
    group by r.outcome, r.code having sum(r.count) > 0
    order by count desc, r.code`.execute(db);
  return rows.map((row) => {
    const { title, advice } = explainReason(row.code);
    return { ...row, title, advice };
  });
}

async function dispatchesOf(db: Db, workspaceId: string, campaignId: string): Promise<ReportDispatch[]> {
  const { rows } = await sql<ReportDispatch>`
    select d.id, d.created_at, d.finished_at, d.state, d.audience is null or d.next_bucket >= 257 as audience_done,
           coalesce((select sum(s.queued) from send_stats s
                     where s.workspace_id = d.workspace_id and s.dispatch_id = d.id), 0)::int as queued
    from dispatches d
    where d.workspace_id = ${workspaceId} and d.campaign_id = ${campaignId}
    order by d.id desc limit 50`.execute(db);
  return rows;
}
