/** A campaign's states and what they mean for the screen. */
import type { Tone } from "../../ui/StatusBadge.tsx";

export const campaignStates = ["draft", "launching", "running", "paused", "completed", "stopped"] as const;

const tones: Record<string, Tone> = {
  draft: "neutral",
  launching: "running",
  running: "running",
  paused: "warning",
  completed: "success",
  stopped: "danger",
  archived: "neutral",
};

export const campaignTone = (state: string): Tone => tones[state] ?? "neutral";

export const isDraft = (state: string): boolean => state === "draft";
export const canPause = (state: string): boolean => state === "running" || state === "launching";
export const canResume = (state: string): boolean => state === "paused";
export const canStop = (state: string): boolean => canPause(state) || canResume(state);
export const isApiTriggered = (kind: string): boolean => kind === "api_triggered";
