import { randomUUID } from "node:crypto";

/** A UUIDv7 of a moment: sorts by it, and lies in the partition of its month. */
export function uuidV7(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
