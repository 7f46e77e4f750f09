import { useEffect, useMemo, useState } from "react";
import type { CampaignReport } from "../../../api/types.ts";
import { cumulate, joinTimeline, sampleOf, type TimelinePoint, thin } from "./timeline.ts";

const keptSamples = 900;

/** The chart's points; while the campaign is live a new one joins with every report. */
export function useTimeline(report: CampaignReport, launchedAt: string | null): TimelinePoint[] {
  const [watched, setWatched] = useState<TimelinePoint[]>([]);
  useEffect(() => {
    if (!report.live) return;
    setWatched((old) => [...thin(old, keptSamples), sampleOf(report.stats, Date.now())]);
  }, [report]);
  return useMemo(
    () => joinTimeline(cumulate(report.series, launchedAt), watched),
    [report.series, launchedAt, watched],
  );
}
