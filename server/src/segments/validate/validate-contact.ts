/** The checks of conditions on the contact itself: phone, age, random bucket, import. */
import type { ErrorDetail } from "../../lib/errors.ts";
import {
  at,
  isFilledText,
  isGiven,
  isTextList,
  isWhole,
  problem,
  type RawNode,
  textOf,
  unknownOperator,
  unless,
} from "./problems.ts";

const plainOperators = ["has", "has_not", "valid", "invalid", "shared"];
const maxAge = 150;
const lastBucket = 9999;

export function phoneProblems({ operator, value }: RawNode, path: string): ErrorDetail[] {
  if (plainOperators.includes(textOf(operator))) return [];
  if (operator !== "country_in" && operator !== "country_not_in")
    return unknownOperator(path, "Phone numbers", operator);
  return unless(
    isTextList(value) && value.length <= 300 && value.every((code) => /^[A-Z]{2}$/.test(code)),
    at(path, "value"),
    isGiven(value) ? "value_not_allowed" : "value_missing",
    "Choose one or more countries by their codes of two letters (ISO 3166), like BR.",
  );
}

export function ageProblems({ min = null, max = null }: RawNode, path: string): ErrorDetail[] {
  if (min === null && max === null)
    return problem(at(path, "min"), "value_missing", "Write the youngest age, the oldest, or both.");
  const wrong = (name: string, value: unknown) =>
    unless(
      value === null || isWhole(value, 0, maxAge),
      at(path, name),
      "value_not_allowed",
      `Write whole years from 0 to ${maxAge}.`,
    );
  const problems = [...wrong("min", min), ...wrong("max", max)];
  return problems.length > 0 || min === null || max === null ? problems : ordered(min, max, at(path, "max"));
}

function ordered(low: unknown, high: unknown, path: string): ErrorDetail[] {
  return unless(
    Number(low) <= Number(high),
    path,
    "value_not_allowed",
    "The second number is smaller than the first. Change one of them.",
  );
}

export function randomBucketProblems({ from, to }: RawNode, path: string): ErrorDetail[] {
  const wrong = (name: string, value: unknown) =>
    unless(
      isWhole(value, 0, lastBucket),
      at(path, name),
      "value_not_allowed",
      `Write a whole number from 0 to ${lastBucket}.`,
    );
  const problems = [...wrong("from", from), ...wrong("to", to)];
  return problems.length > 0 ? problems : ordered(from, to, at(path, "to"));
}

export function importProblems({ list }: RawNode, path: string): ErrorDetail[] {
  return unless(
    isFilledText(list),
    at(path, "list"),
    "value_missing",
    "Choose the list that an import kept.",
  );
}
