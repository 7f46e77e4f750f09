/** Dates as Infobip writes them. */

const CACHED = 256;
const cachedMs = new Array<number>(CACHED).fill(-1);
const cachedText = new Array<string>(CACHED).fill("");

/** `2026-11-22T10:00:00.000+0000`. Recent instants are remembered: whole batches share a few of them. */
export function webhookDate(ms: number): string {
  const slot = ms % CACHED;
  if (cachedMs[slot] !== ms) {
    cachedMs[slot] = ms;
    cachedText[slot] = new Date(ms).toISOString().replace("Z", "+0000");
  }
  return cachedText[slot] ?? "";
}

/** `2026-11-22T10:00:00`, without a zone (UTC), as the API key resource writes its dates. */
export function zonelessDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19);
}

/** Reads a date that may lack its zone; NaN when it is none. */
export function readDate(text: string): number {
  return Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) || !text.includes("T") ? text : `${text}Z`);
}
