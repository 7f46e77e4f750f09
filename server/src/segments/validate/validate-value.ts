/** Does the value of a comparison fit its type and operator? The same for attributes, elements and properties. */
import { storedDate } from "../../contacts/contacts.ts";
import type { ErrorDetail } from "../../lib/errors.ts";
import type { FilterType } from "../filter.ts";
import { operators } from "../operators.ts";
import { parsePattern } from "../patterns.ts";
import {
  at,
  isFilledText,
  isGiven,
  isNode,
  isText,
  isTextList,
  isWhole,
  maxDays,
  problem,
  textListMessage,
  textMessage,
  unknownOperator,
  unless,
} from "./problems.ts";

const maxConditions = 10;

/** Operators that compare with nothing. */
const noValue: ReadonlySet<string> = new Set([
  "exists",
  "not_exists",
  "is_true",
  "is_false",
  "is_blank",
  "is_not_blank",
  "is_empty",
  "anniversary_today",
]);

export function valueProblems(
  type: FilterType,
  operator: unknown,
  value: unknown,
  path: string,
): ErrorDetail[] {
  if (typeof operator !== "string" || !operators[type].includes(operator))
    return unknownOperator(path, `Values of type ${type}`, operator);
  if (noValue.has(operator)) return [];
  const here = at(path, "value");
  if (operator === "any_element") return conditionProblems(value, here, "key");
  if (!isGiven(value) || value === "")
    return problem(here, "value_missing", "Write a value to compare with.");
  if (operator.endsWith("_regex")) return patternProblems(value, here);
  const expected = expectation(operator, type, value);
  return expected ? problem(here, "value_not_allowed", expected) : [];
}

function patternProblems(value: unknown, path: string): ErrorDetail[] {
  if (!isText(value)) return problem(path, "value_not_allowed", textMessage);
  const pattern = parsePattern(value);
  return "problem" in pattern ? problem(path, "pattern_not_allowed", pattern.problem) : [];
}

/** What is expected instead; null when the value is right. */
function expectation(operator: string, type: FilterType, value: unknown): string | null {
  switch (operator) {
    case "in":
    case "not_in":
    case "includes_any":
    case "includes_all":
      return isTextList(value) ? null : textListMessage;
    case "between":
      return type === "number" ? numberRange(value) : dateRange(value);
    case "anniversary_in_month":
      return isWhole(value, 1, 12) ? null : "Write a month from 1 to 12.";
    default:
      if (operator.endsWith("_days")) return daysExpectation(value);
  }
  if (type === "number") return Number.isFinite(value) ? null : "Write a number.";
  if (type === "date") return isDate(value) ? null : dateMessage;
  return isText(value) ? null : textMessage;
}

export function daysExpectation(value: unknown): string | null {
  return isWhole(value, 1, maxDays) ? null : `Write a whole number of days from 1 to ${maxDays}.`;
}

export const dateMessage = "Write a date like 2026-01-31, or a time with its zone like 2026-01-31T10:00:00Z.";

/** The calendar of the database begins with the year 1. */
export function isDate(value: unknown): value is string {
  const stored = typeof value === "string" ? storedDate(value) : null;
  return stored !== null && /^\d{4}/.test(stored) && !stored.startsWith("0000");
}

function numberRange(value: unknown): string | null {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite) && value[0] <= value[1]
    ? null
    : "Write two numbers, the smaller one first.";
}

function dateRange(value: unknown): string | null {
  const [from, to] = Array.isArray(value) && value.length === 2 ? (value as unknown[]) : [];
  if (!isDate(from) || !isDate(to)) return `Write two dates. ${dateMessage}`;
  return (storedDate(from) ?? "").slice(0, 10) <= (storedDate(to) ?? "")
    ? null
    : "Write the earlier date first.";
}

/** ElementCondition[]: of an element's keys, or of an event's properties. */
export function conditionProblems(raw: unknown, path: string, word: "key" | "property"): ErrorDetail[] {
  if (!Array.isArray(raw) || raw.length === 0 || raw.length > maxConditions)
    return problem(path, "value_missing", `Write one to ${maxConditions} conditions, each on one ${word}.`);
  return raw.flatMap((condition: unknown, index) => oneCondition(condition, `${path}.${index}`, word));
}

function oneCondition(raw: unknown, path: string, word: string): ErrorDetail[] {
  if (!isNode(raw)) return problem(path, "not_a_filter", "Here a condition is expected.");
  const { name, type, operator, value } = raw;
  const named = unless(isFilledText(name), at(path, "name"), "value_missing", `Choose a ${word}.`);
  if (type !== "string" && type !== "number" && type !== "boolean" && type !== "date")
    return [
      ...named,
      ...problem(at(path, "type"), "unknown_type", "Choose the type text, number, yes/no or date."),
    ];
  return [...named, ...valueProblems(type, operator, value, path)];
}
