/** The checks of conditions on events and purchases. */
import type { ErrorDetail } from "../../lib/errors.ts";
import {
  at,
  countProblems,
  daysProblems,
  isFilledText,
  isGiven,
  problem,
  type RawNode,
  unknownOperator,
  unless,
} from "./problems.ts";
import { conditionProblems, daysExpectation } from "./validate-value.ts";

export function eventProblems(node: RawNode, path: string): ErrorDetail[] {
  return [...nameProblems(node, path), ...happenedProblems(node, path, "Events")];
}

function nameProblems(node: RawNode, path: string): ErrorDetail[] {
  return unless(isFilledText(node.name), at(path, "name"), "value_missing", "Choose an event.");
}

/** What events and purchases share. */
function happenedProblems(node: RawNode, path: string, what: string): ErrorDetail[] {
  const known = node.operator === "did" || node.operator === "did_not";
  return [
    ...(known ? [] : unknownOperator(path, what, node.operator)),
    ...daysProblems(node.days, at(path, "days")),
    ...countProblems(node, path),
    ...propertyProblems(node.properties, at(path, "properties")),
  ];
}

function propertyProblems(raw: unknown, path: string): ErrorDetail[] {
  const none = raw === undefined || (Array.isArray(raw) && raw.length === 0);
  return none ? [] : conditionProblems(raw, path, "property");
}

export function eventTimeProblems(node: RawNode, path: string): ErrorDetail[] {
  return [
    ...nameProblems(node, path),
    ...unless(
      node.which === "first" || node.which === "last",
      at(path, "which"),
      "value_missing",
      "Choose the first or the last time.",
    ),
    ...eventTimeValue(node, path),
  ];
}

function eventTimeValue({ operator, value }: RawNode, path: string): ErrorDetail[] {
  const here = at(path, "value");
  switch (operator) {
    case "before":
    case "after":
      return unless(isDay(value), here, "value_not_allowed", "Write a day like 2026-01-31.");
    case "between": {
      const [from, to] = Array.isArray(value) && value.length === 2 ? (value as unknown[]) : [];
      return unless(
        isDay(from) && isDay(to) && from <= to,
        here,
        "value_not_allowed",
        "Write two days like 2026-01-31, the earlier one first.",
      );
    }
    case "in_last_days":
    case "not_in_last_days": {
      const expected = daysExpectation(value);
      return expected ? problem(here, "value_not_allowed", expected) : [];
    }
    default:
      return unknownOperator(path, "First and last times", operator);
  }
}

function isDay(value: unknown): value is string {
  if (typeof value !== "string" || !/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

export function purchaseProblems(node: RawNode, path: string): ErrorDetail[] {
  const { productId, currency } = node;
  return [
    ...happenedProblems(node, path, "Purchases"),
    ...unless(
      !isGiven(productId) || isFilledText(productId),
      at(path, "productId"),
      "value_not_allowed",
      "Write the product's id, or leave it out for any product.",
    ),
    ...unless(
      !isGiven(currency) || (typeof currency === "string" && /^[A-Z]{3}$/.test(currency)),
      at(path, "currency"),
      "value_not_allowed",
      "Write the currency's code of three letters, like BRL.",
    ),
    ...spentProblems(node, path),
  ];
}

function spentProblems({ minSpent, maxSpent }: RawNode, path: string): ErrorDetail[] {
  const wrong = (name: string, value: unknown) =>
    unless(
      value === undefined || Number.isFinite(value),
      at(path, name),
      "value_not_allowed",
      "Write an amount as a number.",
    );
  const problems = [...wrong("minSpent", minSpent), ...wrong("maxSpent", maxSpent)];
  if (problems.length > 0 || minSpent === undefined || maxSpent === undefined) return problems;
  return unless(
    Number(minSpent) <= Number(maxSpent),
    at(path, "maxSpent"),
    "value_not_allowed",
    "The largest amount is smaller than the smallest. Change one of them.",
  );
}
