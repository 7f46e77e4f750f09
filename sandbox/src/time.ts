/** Dates as Infobip writes them. */

let lastMs = -1;
let lastText = "";

/** `2026-11-22T10:00:00.000+0000`; the last value is remembered because whole batches share one instant. */
export function webhookDate(ms: number): string {
  if (ms !== lastMs) {
    lastMs = ms;
    lastText = new Date(ms).toISOString().replace("Z", "+0000");
  }
  return lastText;
}

/** `2026-11-22T10:00:00`, without a zone (UTC), as the API key resource writes its dates. */
export function zonelessDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19);
}

/** Reads a date that may lack its zone; NaN when it is none. */
export function readDate(text: string): number {
  return Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) || !text.includes("T") ? text : `${text}Z`);
}
