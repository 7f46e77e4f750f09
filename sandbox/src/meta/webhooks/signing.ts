/** The body of a webhook POST and what proves where it comes from. */
import { createHmac } from "node:crypto";
import { isObject, type Json } from "../../json.ts";
import type { Update } from "./dispatcher.ts";

/** One body for many updates: entries per WABA, statuses of one number side by side. */
export function envelope(updates: Update[]): Json {
  const entries: { id: string; time?: number; changes: { field: string; value: Json }[] }[] = [];
  for (const { entryId, field, value, time } of updates) {
    let entry = entries.find(
      (one) => one.id === entryId && (one.time === undefined) === (time === undefined),
    );
    if (!entry) {
      entry = { id: entryId, ...(time === undefined ? {} : { time }), changes: [] };
      entries.push(entry);
    }
    const last = entry.changes.at(-1);
    if (last?.field === field && canMerge(last.value, value)) last.value = merged(last.value, value);
    else entry.changes.push({ field, value });
  }
  return { object: "whatsapp_business_account", entry: entries };
}

function canMerge(one: Json, other: Json): boolean {
  return Array.isArray(one.statuses) && Array.isArray(other.statuses) && idOf(one) === idOf(other);
}

function idOf({ metadata }: Json): unknown {
  return isObject(metadata) ? metadata.phone_number_id : undefined;
}

function merged(one: Json, other: Json): Json {
  const join = (name: string) => [...((one[name] as unknown[]) ?? []), ...((other[name] as unknown[]) ?? [])];
  return { ...one, contacts: join("contacts"), statuses: join("statuses") };
}

/** JSON as Meta signs and sends it: every character beyond ASCII as `\uXXXX`, lower-case hex. */
export function signedText(body: unknown): string {
  return JSON.stringify(body).replace(
    /[\u0080-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

export function signatures(secret: string, body: string): Record<string, string> {
  const hex = (algorithm: string) => createHmac(algorithm, secret).update(body).digest("hex");
  return { "x-hub-signature-256": `sha256=${hex("sha256")}`, "x-hub-signature": `sha1=${hex("sha1")}` };
}
