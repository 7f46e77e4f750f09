import type { Stats } from "../../api/types.ts";

/** A share of a whole, 0 when there is no whole; never above 1, since reports may arrive in any order. */
export const share = (part: number, whole: number): number => (whole > 0 ? Math.min(1, part / whole) : 0);

/** What a progress bar of a campaign shows: everything that has left the waiting room, of everything put in. */
export function progressOf(stats: Stats): number {
  return stats.queued > 0 ? share(stats.queued - stats.waiting, stats.queued) : 0;
}

export type FunnelStep = {
  key: "queued" | "accepted" | "delivered" | "read" | "replied";
  count: number;
  ofFirst: number;
  ofPrevious: number;
};

/**
 * From audience to reply: each step with its share of the first and of the one before. A reply can come from someone whose
 * reading is not reported, so `replied` is measured against the delivered.
 */
export function funnelOf(stats: Stats): FunnelStep[] {
  const base: Record<FunnelStep["key"], number> = {
    queued: stats.queued,
    accepted: stats.queued,
    delivered: stats.accepted,
    read: stats.delivered,
    replied: stats.delivered,
  };
  return (["queued", "accepted", "delivered", "read", "replied"] as const).map((key) => ({
    key,
    count: stats[key],
    ofFirst: share(stats[key], stats.queued),
    ofPrevious: share(stats[key], base[key]),
  }));
}
