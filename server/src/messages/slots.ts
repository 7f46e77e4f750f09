/** Counters are kept per ten minutes (send_stats.slot). */
const slotMs = 10 * 60_000;

export function slotOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / slotMs) * slotMs);
}
