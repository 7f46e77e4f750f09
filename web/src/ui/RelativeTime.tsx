import { useSyncExternalStore } from "react";
import { useFormat } from "./format.ts";

const tick = 30_000;
let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for all relative times of a page. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const wake of listeners) wake();
  }, tick);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** "3 minutes ago", with the full date on hover; keeps itself current. */
export function RelativeTime({ at }: { at: string | null | undefined }) {
  const format = useFormat();
  const base = useSyncExternalStore(subscribe, () => now);
  if (!at) return <span>–</span>;
  const reference = Math.max(base, Math.min(Date.now(), base + tick));
  return (
    <time dateTime={at} title={format.dateTime(at)}>
      {format.relative(at, reference)}
    </time>
  );
}
