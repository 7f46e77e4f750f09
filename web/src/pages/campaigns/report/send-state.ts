import type { Tone } from "../../../ui/StatusBadge.tsx";

/** States a recipient can be looked for by, in the order of a message's life. */
export const sendStates = [
  "queued",
  "accepted",
  "delivered",
  "read",
  "failed",
  "skipped",
  "canceled",
] as const;

const tones: Record<string, Tone> = {
  queued: "neutral",
  leased: "running",
  accepted: "info",
  delivered: "info",
  read: "success",
  failed: "danger",
  skipped: "warning",
  canceled: "neutral",
};

export const sendTone = (state: string): Tone => tones[state] ?? "neutral";
