import type { Import } from "../../../api/types.ts";
import type { Tone } from "../../../ui/StatusBadge.tsx";

const tones: Record<string, Tone> = {
  uploaded: "neutral",
  running: "running",
  completed: "success",
  canceled: "warning",
  failed: "danger",
};

/** A finished import that left rows out deserves a second look. */
export function importTone(job: Import): Tone {
  return job.state === "completed" && job.failedRows > 0 ? "warning" : (tones[job.state] ?? "neutral");
}
