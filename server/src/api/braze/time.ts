/** Times as clients of the compatible API write them. Pure. */
const pattern =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.:](\d{1,9}))?)?\s?(?:(Z)|([+-])(\d{1,2}):?(\d{2}))?)?$/i;

/**
 * ISO 8601; without a zone it is UTC. Also read: milliseconds after a colon and hours of a zone with one digit, which
 * clients send. null: no time, or one before 1970.
 */
export function parseTime(raw: unknown): Date | null {
  const match = typeof raw === "string" ? pattern.exec(raw.trim()) : null;
  if (!match) return null;
  const [, day = "", clock = "00:00", seconds = "00", fraction = "0", , sign, hours = "", minutes] = match;
  if (!isDay(day)) return null;
  const zone = sign ? `${sign}${hours.padStart(2, "0")}:${minutes}` : "Z";
  const time = new Date(`${day}T${clock}:${seconds}.${fraction.slice(0, 3).padEnd(3, "0")}${zone}`);
  return time.getTime() >= 0 ? time : null;
}

/** The 30th of February is none, though Date takes it. */
function isDay(text: string): boolean {
  if (/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/.test(text)) return true;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
