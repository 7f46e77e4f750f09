/** Days as people count them: the workspace's today, birthdays and ages. Days are texts YYYY-MM-DD. Pure. */

export const dayMs = 86_400_000;

export function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * dayMs);
}

/** The UTC day of an instant, which daily counts are kept by. */
function utcDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** The UTC day `days` days before now. */
export function utcDayBefore(now: Date, days: number): string {
  return utcDay(daysBefore(now, days));
}

/** The day that clocks in `timeZone` (IANA) show. */
export function localDay(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}

/**
 * The months and days (MM-DD) whose anniversary falls on `today` or one of the `days` days after it. 29 February falls on
 * 1 March in years without one.
 */
export function anniversaries(today: string, days: number): string[] {
  const start = Date.parse(`${today}T00:00:00Z`);
  const found = new Set<string>();
  for (let ahead = 0; ahead <= Math.min(days, 366); ahead++) {
    const day = utcDay(new Date(start + ahead * dayMs));
    found.add(day.slice(5));
    if (day.endsWith("-03-01") && !isLeapYear(Number(day.slice(0, 4)))) found.add("02-29");
  }
  return [...found];
}

/** The last day on which somebody may be born to be `years` years old on `today`. */
export function bornBy(today: string, years: number): string {
  const year = String(Number(today.slice(0, 4)) - years).padStart(4, "0");
  const monthDay = today.slice(5);
  return `${year}-${monthDay === "02-29" && !isLeapYear(Number(year)) ? "02-28" : monthDay}`;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
