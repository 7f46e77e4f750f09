/**
 * Points of the chart over time: what the report knows, made cumulative, followed by what was seen while the page was open.
 * Pure.
 */
import type { CampaignReport, Stats } from "../../../api/types.ts";

export const timelineKeys = ["accepted", "delivered", "read", "replied", "failed"] as const;
export type TimelineKey = (typeof timelineKeys)[number];
export type TimelinePoint = { at: number } & Record<TimelineKey, number>;

const zero = { accepted: 0, delivered: 0, read: 0, replied: 0, failed: 0 };

/** The report counts in slots, ten minutes long and longer when there are many, and names each by its start. */
const shortestSlotMs = 600_000;

function slotLength([first, second]: CampaignReport["series"]): number {
  return first && second ? Date.parse(second.at) - Date.parse(first.at) : shortestSlotMs;
}

/**
 * What happened in each slot, as running totals at the end of it (of the running one: now), from zero when the campaign
 * started.
 */
export function cumulate(
  series: CampaignReport["series"],
  launchedAt: string | null,
  now: number,
): TimelinePoint[] {
  const points: TimelinePoint[] = launchedAt ? [{ at: Date.parse(launchedAt), ...zero }] : [];
  const length = slotLength(series);
  let total = { ...zero };
  for (const slot of series) {
    total = add(total, slot);
    points.push({ at: Math.min(Date.parse(slot.at) + length, now), ...total });
  }
  return series.length === 0 ? [] : points;
}

/** Where the line of a campaign begins that nothing is known about yet. */
export const startOf = (launchedAt: string | null): TimelinePoint[] =>
  launchedAt ? [{ at: Date.parse(launchedAt), ...zero }] : [];

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
