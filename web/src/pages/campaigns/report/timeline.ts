/**
 * Points of the chart over time: what the report knows, made cumulative, followed by what was seen while the page was open.
 * Pure.
 */
import type { CampaignReport, Stats } from "../../../api/types.ts";

export const timelineKeys = ["accepted", "delivered", "read", "replied", "failed"] as const;
export type TimelineKey = (typeof timelineKeys)[number];
export type TimelinePoint = { at: number } & Record<TimelineKey, number>;

const zero = { accepted: 0, delivered: 0, read: 0, replied: 0, failed: 0 };

/** Slots with what happened in each, as running totals. Starts at zero when the campaign did. */
export function cumulate(series: CampaignReport["series"], launchedAt: string | null): TimelinePoint[] {
  const points: TimelinePoint[] = [];
  let total = { ...zero };
  for (const slot of series) {
    total = add(total, slot);
    points.push({ at: Date.parse(slot.at), ...total });
  }
  const start = launchedAt ? Date.parse(launchedAt) : undefined;
  const first = points[0];
  if (start !== undefined && first && start < first.at) points.unshift({ at: start, ...zero });
  return points;
}

function add(total: typeof zero, slot: CampaignReport["series"][number]): typeof zero {
  const sum = { ...zero };
  for (const key of timelineKeys) sum[key] = total[key] + slot[key];
  return sum;
}

export function sampleOf(stats: Stats, at: number): TimelinePoint {
  const { accepted, delivered, read, replied, failed } = stats;
  return { at, accepted, delivered, read, replied, failed };
}

/** Past points up to where watching began, then everything that was watched. */
export function joinTimeline(
  past: readonly TimelinePoint[],
  watched: readonly TimelinePoint[],
): TimelinePoint[] {
  const from = watched[0]?.at ?? Number.POSITIVE_INFINITY;
  return [...past.filter((point) => point.at < from), ...watched];
}

/** Drops every second point but the last when there are more than `limit`: hours of watching stay light. */
export function thin(points: readonly TimelinePoint[], limit: number): TimelinePoint[] {
  if (points.length <= limit) return [...points];
  return points.filter((_, index) => index % 2 === 0 || index === points.length - 1);
}
