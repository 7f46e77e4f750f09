/** When a send that could not go out is tried again. Pure. */
import type { SendError } from "../connectors/connector.ts";

const firstSeconds = 15;
const longestSeconds = 3600;
const slowDownSeconds = 2;

/**
 * Seconds until the next attempt, or null when the send has had its time: the waits double from 15 s to an hour, and end when
 * they add up to `retryHours`. Counted in waits, not by the clock, so that a pause does not use up anybody's chances.
 * `chance` (0..1) spreads attempts by a fifth so that they do not come back as one wave.
 */
export function retryDelay(
  action: SendError["action"],
  attempts: number,
  retryHours: number,
  chance: number,
): number | null {
  if (action === "fail") return null;
  if (action === "pause_connection" || action === "pause_number") return 0;
  const spread = 0.9 + 0.2 * chance;
  // Being asked to slow down says nothing about this message: it goes again as soon as the number may.
  if (action === "slow_down") return slowDownSeconds * spread;
  let waited = 0;
  for (let attempt = 1; attempt < attempts; attempt++) waited += nominal(attempt);
  return waited + nominal(attempts) > retryHours * 3600 ? null : nominal(attempts) * spread;
}

function nominal(attempt: number): number {
  return Math.min(firstSeconds * 2 ** Math.min(attempt - 1, 20), longestSeconds);
}
