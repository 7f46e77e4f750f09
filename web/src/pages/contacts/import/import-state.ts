import type { Import } from "../../../api/types.ts";
import type { Tone } from "../../../ui/StatusBadge.tsx";

const tones: Record<Import["state"], Tone> = {
  uploaded: "neutral",
  checking: "running",
  checked: "info",
  running: "running",
  completed: "success",
  canceled: "warning",
  failed: "danger",
};

/** A finished import that left rows out deserves a second look. */
export function importTone(job: Import): Tone {
  return job.state === "completed" && job.failedRows > 0 ? "warning" : tones[job.state];
}

/** Not started for real yet: it can still be changed. */
export function isOpen(job: Import): boolean {
  return job.state === "uploaded" || job.state === "checking" || job.state === "checked";
}
