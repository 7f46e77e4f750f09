import { randomUUID } from "node:crypto";

/** A UUIDv7 of a moment: sorts by it, and lies in the partition of its month. */
export function uuidV7(at: Date): string {
  return composed(at.getTime(), randomUUID().slice(15, 18));
}

let lastTime = 0;
let sequence = 0;

/** A UUIDv7 of now that sorts after every one that this process made before: who was written first comes first. */
export function nextUuidV7(): string {
  const now = Date.now();
  if (now > lastTime) {
    lastTime = now;
    sequence = 0;
  } else if (++sequence > 0xfff) {
    lastTime++;
    sequence = 0;
  }
  return composed(lastTime, sequence.toString(16).padStart(3, "0"));
}

function composed(time: number, threeDigits: string): string {
  const text = time.toString(16).padStart(12, "0");
  return `${text.slice(0, 8)}-${text.slice(8)}-7${threeDigits}${randomUUID().slice(18)}`;
}
