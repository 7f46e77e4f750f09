import { useEffect, useMemo, useState } from "react";
import type { CampaignReport } from "../../../api/types.ts";
import { cumulate, joinTimeline, sampleOf, startOf, type TimelinePoint, thin } from "./timeline.ts";

const keptSamples = 900;

/** The chart's points; while the campaign is live a new one joins with every report. */
export function useTimeline(report: CampaignReport, launchedAt: string | null): TimelinePoint[] {
  const [watched, setWatched] = useState<TimelinePoint[]>([]);
  useEffect(() => {
    setWatched((old) => {
      // Watching begins while it is live and goes on afterwards: people still read and answer.
      const watching = report.live || old.length > 0;
      return watching ? [...thin(old, keptSamples), sampleOf(report.stats, Date.now())] : old;
    });
  }, [report]);
  return useMemo(() => {
    const past = cumulate(report.series, launchedAt, Date.now());
    return joinTimeline(past.length > 0 ? past : watched.length > 0 ? startOf(launchedAt) : [], watched);
  }, [report.series, launchedAt, watched]);
}
