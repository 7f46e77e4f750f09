/** The checks of single conditions; validate.ts walks the tree. */
import { storedDate } from "../contacts/contacts.ts";
import type { ErrorDetail } from "../lib/errors.ts";
import { type FilterType, operators, standardFields } from "./filter.ts";
import { at, type FilterRegistry, problem, type RawNode } from "./problems.ts";

const maxDays = 3650;
const maxCount = 10_000;
const maxText = 1024;
const maxValues = 1000;

export function eventProblems(node: RawNode, path: string): ErrorDetail[] {
  const problems: ErrorDetail[] = [];
  if (typeof node.name !== "string" || node.name === "" || !isText(node.name))
    problems.push(...problem(at(path, "name"), "value_missing", "Choose an event."));
  if (node.operator !== "did" && node.operator !== "did_not")
    problems.push(...unknownOperator(path, "Events", node.operator));
  problems.push(...daysProblems(node.days, at(path, "days")));
  const count = node.minCount ?? 1;
  if (!isWhole(count, maxCount))
    problems.push(
      ...problem(at(path, "minCount"), "value_not_allowed", `Write a whole number from 1 to ${maxCount}.`),
    );
  return problems;
}

export function messageProblems(node: RawNode, path: string, registry: FilterRegistry): ErrorDetail[] {
  const problems: ErrorDetail[] = [];
  const known = ["received", "not_received", "read", "not_read", "replied", "failed"];
  if (!known.includes(String(node.operator)))
    problems.push(...unknownOperator(path, "Messages", node.operator));
  problems.push(...daysProblems(node.days, at(path, "days")));
  if (node.campaignId != null && !registry.campaignIds.has(String(node.campaignId)))
    problems.push(
      ...problem(
        at(path, "campaignId"),
        "unknown_campaign",
        "This campaign does not exist. Choose another one, or any campaign.",
      ),
    );
  return problems;
}

export function attributeProblems(node: RawNode, path: string, registry: FilterRegistry): ErrorDetail[] {
  const { name, custom, type, operator } = node;
  if (typeof name !== "string" || name === "" || !isText(name))
    return problem(at(path, "name"), "value_missing", "Choose an attribute.");
  if (typeof custom !== "boolean")
    return problem(
      at(path, "custom"),
      "value_missing",
      "Say whether this is a custom attribute (true or false).",
    );
  if (typeof type !== "string" || !Object.hasOwn(operators, type))
    return problem(
      at(path, "type"),
      "unknown_type",
      `There are no conditions for the type "${String(type)}".`,
    );
  const known = custom ? registry.attributes.get(name) : standardType(name);
  if (!custom && !known)
    return problem(
      at(path, "name"),
      "unknown_field",
      `There is no standard field "${name}". Is it a custom one?`,
    );
  if (known && known !== type)
    return problem(
      at(path, "type"),
      "attribute_type",
      `"${name}" holds values of type ${known}, not ${type}.`,
    );
  if (typeof operator !== "string" || !operators[type as FilterType].includes(operator))
    return unknownOperator(path, `Values of type ${type}`, operator);
  const wrong = valueProblem(operator, type as FilterType, node.value);
  return wrong ? problem(at(path, "value"), wrong.code, wrong.message) : [];
}

function standardType(name: string): FilterType | undefined {
  return Object.hasOwn(standardFields, name) ? standardFields[name]?.type : undefined;
}

function unknownOperator(path: string, what: string, operator: unknown): ErrorDetail[] {
  return problem(at(path, "operator"), "unknown_operator", `${what} have no operator "${String(operator)}".`);
}

function daysProblems(days: unknown, path: string): ErrorDetail[] {
  return days === null || isWhole(days, maxDays)
    ? []
    : problem(
        path,
        "value_not_allowed",
        `Write a whole number of days from 1 to ${maxDays}, or choose "ever".`,
      );
}

interface ValueProblem {
  readonly code: string;
  readonly message: string;
}

const noValue = ["exists", "not_exists", "is_true", "is_false"];

function valueProblem(operator: string, type: FilterType, value: unknown): ValueProblem | null {
  if (noValue.includes(operator)) return null;
  if (value === undefined || value === null || value === "")
    return { code: "value_missing", message: "Write a value to compare with." };
  const expected = expectation(operator, type, value);
  return expected ? { code: "value_not_allowed", message: expected } : null;
}

/** What is expected instead; null when the value is right. */
function expectation(operator: string, type: FilterType, value: unknown): string | null {
  if (operator === "in") return isTextList(value) ? null : `Write one to ${maxValues} texts.`;
  if (operator === "between") return isRange(value) ? null : "Write two numbers, the smaller one first.";
  if (operator === "in_last_days" || operator === "not_in_last_days")
    return isWhole(value, maxDays) ? null : `Write a whole number of days from 1 to ${maxDays}.`;
  if (type === "number") return Number.isFinite(value) ? null : "Write a number.";
  if (type === "date")
    return typeof value === "string" && storedDate(value) !== null
      ? null
      : "Write a date like 2026-01-31, or a time with its zone like 2026-01-31T10:00:00Z.";
  return isText(value) ? null : `Write a text of at most ${maxText} characters.`;
}

function isWhole(value: unknown, max: number): boolean {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= max;
}

function isRange(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite) && value[0] <= value[1];
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.length >= 1 && value.length <= maxValues && value.every(isText);
}

/** PostgreSQL stores no NUL characters; nothing can equal them. */
function isText(value: unknown): boolean {
  return typeof value === "string" && value.length <= maxText && !value.includes("\0");
}
