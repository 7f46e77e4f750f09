/**
 * How often one address on the network may do something without an account. Counted in this process: several servers let through
 * a multiple; what may cost money is counted in the database as well.
 */
import { isIPv6 } from "node:net";
import type { Clock } from "../../lib/clock.ts";

export interface VisitorLimit {
  readonly name: string;
  readonly times: number;
  readonly seconds: number;
}

const mostKept = 50_000;

/** True: once more is fine, and counted. */
export type Admit = (limit: VisitorLimit, address: string, scope: string) => boolean;

export function createVisitorLimits(clock: Clock): Admit {
  const windows = new Map<string, { used: number; endsAt: number }>();
  return ({ name, times, seconds }, address, scope) => {
    const now = clock.now().getTime();
    const key = `${name}|${scope}|${networkOf(address)}`;
    const open = windows.get(key);
    if (open && open.endsAt > now) return ++open.used <= times;
    if (windows.size >= mostKept) forget(windows, now);
    windows.delete(key);
    windows.set(key, { used: 1, endsAt: now + seconds * 1000 });
    return true;
  };
}

/** What has ended goes; if that is not enough, the oldest half. */
function forget(windows: Map<string, { endsAt: number }>, now: number): void {
  for (const [key, { endsAt }] of windows) if (endsAt <= now) windows.delete(key);
  if (windows.size < mostKept) return;
  let left = mostKept / 2;
  for (const key of windows.keys()) if (left-- > 0) windows.delete(key);
}

/** A household of IPv6 has 2^64 addresses: its first half is the visitor. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith("::ffff:")) return address;
  const [head = ""] = address.split("::");
  return head.split(":").slice(0, 4).join(":");
}
