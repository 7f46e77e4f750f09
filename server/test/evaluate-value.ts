/** Comparisons of one value with one condition, the obvious way; see evaluate-filter.ts. */
import type { JsonObject, JsonValue } from "../src/contacts/contacts.ts";
import type { AttributeFilter, ElementCondition } from "../src/segments/filter.ts";

interface Around {
  readonly now: Date;
  readonly timeZone: string;
}

/** A value, or nothing; null counts as nothing. `form`: how dates are written where it was found. */
export interface Found {
  readonly json: JsonValue | undefined;
  readonly form: "stored" | "iso";
}

/** A standard field as a value: times become stored texts. */
export function fieldValue(field: string | Date | null | undefined): Found {
  const json = field instanceof Date ? field.toISOString() : (field ?? undefined);
  return { json, form: "stored" };
}

type Condition = Pick<AttributeFilter, "operator" | "value"> & { readonly type: AttributeFilter["type"] };

const day = 86_400_000;

export function evaluateValue(found: Found, condition: Condition, around: Around): boolean {
  const value = found.json ?? undefined;
  switch (condition.operator) {
    case "exists":
      return value !== undefined;
    case "not_exists":
      return value === undefined;
  }
  switch (condition.type) {
    case "string":
      return evaluateText(condition, typeof value === "string" ? value : null);
    case "number":
      return evaluateNumber(condition, typeof value === "number" ? value : null);
    case "boolean":
      return value === (condition.operator === "is_true");
    case "date":
      return evaluateDate(condition, momentOf(value, found.form), around);
    case "array":
      return evaluateArray(condition, Array.isArray(value) ? value : null);
    case "object_array":
      return (
        Array.isArray(value) &&
        value.some((element) => matchesAll(element, condition.value as ElementCondition[], around))
      );
  }
}

/** One object that meets all conditions together. */
export function matchesAll(
  object: JsonValue,
  conditions: readonly ElementCondition[],
  around: Around,
): boolean {
  const keys = typeof object === "object" && object !== null && !Array.isArray(object) ? object : {};
  return conditions.every((condition) =>
    evaluateValue({ json: (keys as JsonObject)[condition.name], form: "iso" }, condition, around),
  );
}

/** One character at a time, as databases do it. */
function lower(text: string): string {
  return [...text].map((char) => char.toLowerCase()).join("");
}

function matches(text: string, pattern: unknown): boolean {
  const source = String(pattern);
  return source.startsWith("(?i)")
    ? new RegExp(source.slice(4), "sui").test(text)
    : new RegExp(source, "su").test(text);
}

function evaluateText({ operator, value }: Condition, text: string | null): boolean {
  const wanted = String(value);
  switch (operator) {
    case "equals":
      return text === wanted;
    case "not_equals":
      return text !== wanted;
    case "in":
      return text !== null && (value as string[]).includes(text);
    case "not_in":
      return text === null || !(value as string[]).includes(text);
    case "contains":
      return text !== null && lower(text).includes(lower(wanted));
    case "not_contains":
      return text === null || !lower(text).includes(lower(wanted));
    case "starts_with":
      return text !== null && lower(text).startsWith(lower(wanted));
    case "matches_regex":
      return text !== null && matches(text, value);
    case "not_matches_regex":
      return text === null || !matches(text, value);
    case "is_blank":
      return text === null || text === "";
    case "is_not_blank":
      return text !== null && text !== "";
    default:
      throw new Error(`texts have no operator ${operator}`);
  }
}

function evaluateNumber({ operator, value }: Condition, number: number | null): boolean {
  const wanted = value as number;
  switch (operator) {
    case "equals":
      return number === wanted;
    case "not_equals":
      return number !== wanted;
  }
  if (number === null) return false;
  switch (operator) {
    case "greater":
      return number > wanted;
    case "greater_or_equal":
      return number >= wanted;
    case "less":
      return number < wanted;
    case "less_or_equal":
      return number <= wanted;
    case "between": {
      const [low, high] = value as [number, number];
      return number >= low && number <= high;
    }
    default:
      throw new Error(`numbers have no operator ${operator}`);
  }
}

function evaluateArray({ operator, value }: Condition, elements: readonly JsonValue[] | null): boolean {
  const has = (text: string) => elements?.includes(text) ?? false;
  const someText = (test: (text: string) => boolean) =>
    elements?.some((element) => typeof element === "string" && test(element)) ?? false;
  switch (operator) {
    case "includes":
      return has(String(value));
    case "not_includes":
      return !has(String(value));
    case "includes_any":
      return (value as string[]).some(has);
    case "includes_all":
      return elements !== null && (value as string[]).every(has);
    case "element_contains":
      return someText((text) => lower(text).includes(lower(String(value))));
    case "element_matches_regex":
      return someText((text) => matches(text, value));
    case "is_empty":
      return elements?.length === 0;
    default:
      throw new Error(`arrays have no operator ${operator}`);
  }
}

/** When something is, and whether it is a whole day. */
export interface Moment {
  readonly start: number;
  /** The day as it is written, when there is no time. */
  readonly day: string | null;
}

const forms = {
  stored: /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}:\d{2}\.\d{3}Z)?$/,
  iso: /^(\d{4}-\d{2}-\d{2})([T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d))?$/,
} as const;

/** null: no date, or one that the calendar does not have. */
export function momentOf(value: unknown, form: keyof typeof forms): Moment | null {
  const parts = typeof value === "string" ? forms[form].exec(value) : null;
  if (!parts) return null;
  const [, date = "", time] = parts;
  const midnight = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== date) return null;
  if (!time) return { start: midnight.getTime(), day: date };
  if (time.startsWith("T24") || time.startsWith(" 24")) return null;
  const start = Date.parse(date + time.replace(" ", "T"));
  return Number.isNaN(start) ? null : { start, day: null };
}

function evaluateDate({ operator, value }: Condition, moment: Moment | null, around: Around): boolean {
  const now = around.now.getTime();
  const at = moment?.start ?? Number.NaN;
  const start = (text: unknown) => momentOf(text, "iso")?.start ?? Number.NaN;
  switch (operator) {
    case "before":
      return at < start(value);
    case "after":
      return at >= start(value);
    case "between": {
      const [from, to] = value as [string, string];
      return at >= start(from) && (momentOf(to, "iso")?.day ? at < start(to) + day : at <= start(to));
    }
    case "in_last_days":
      return at >= now - Number(value) * day && at <= now;
    case "not_in_last_days":
      return !(at >= now - Number(value) * day && at <= now);
    case "in_next_days":
      return at >= now && at <= now + Number(value) * day;
    case "not_in_next_days":
      return !(at >= now && at <= now + Number(value) * day);
  }
  if (!moment) return false;
  const date = moment.day ?? localDay(new Date(moment.start), around.timeZone);
  if (operator === "anniversary_in_month") return Number(date.slice(5, 7)) === value;
  const today = localDay(around.now, around.timeZone);
  const ahead = operator === "anniversary_today" ? 0 : Number(value);
  for (let days = 0; days <= Math.min(ahead, 400); days++) {
    const candidate = new Date(Date.parse(`${today}T00:00:00Z`) + days * day).toISOString().slice(0, 10);
    if (anniversaryIn(date, Number(candidate.slice(0, 4))) === candidate) return true;
  }
  return false;
}

/** The day in that year on which the date has its anniversary. */
function anniversaryIn(date: string, year: number): string {
  const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  const monthDay = date.slice(5);
  return `${year}-${monthDay === "02-29" && !leap ? "03-01" : monthDay}`;
}

/** What a calendar on the wall there shows. */
export function localDay(at: Date, timeZone: string): string {
  return at.toLocaleDateString("sv-SE", { timeZone });
}

export function wholeYears(born: string, today: string): number {
  const year = Number(today.slice(0, 4));
  const had = anniversaryIn(born, year) <= today;
  return year - Number(born.slice(0, 4)) - (had ? 0 : 1);
}
