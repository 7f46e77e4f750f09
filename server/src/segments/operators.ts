/** What values can be compared with, by their type, and which standard fields have which type. */
import type { FilterType } from "./filter.ts";

/**
 * Operators by type; the words of the contract with the segment builder. A value of another type than the condition's counts as
 * missing, and so does null inside an object.
 * Text compares exactly, except contains and starts_with, which ignore case. is_blank: missing, or an empty text; not_matches
 * and the like include contacts without the value. Patterns are those of patterns.ts.
 * Dates: a day (YYYY-MM-DD) stands for its first moment in UTC. "after" includes the date, "between" both dates (all of the
 * last day), the days are 24 hours from now. Anniversaries compare month and day only, a moment's by the workspace's clocks;
 * 29 February counts as 1 March in other years, except in anniversary_in_month (1 to 12), which looks at the month alone.
 * anniversary_in_next_days includes today. Inside of objects and events any text in ISO 8601 with a zone is a date.
 * Arrays: is_empty is an array without elements; without an array nothing is empty. element_contains ignores case.
 */
export const operators: Readonly<Record<FilterType, readonly string[]>> = {
  string: [
    "equals",
    "not_equals",
    "in",
    "not_in",
    "contains",
    "not_contains",
    "starts_with",
    "matches_regex",
    "not_matches_regex",
    "is_blank",
    "is_not_blank",
    "exists",
    "not_exists",
  ],
  number: [
    "equals",
    "not_equals",
    "greater",
    "greater_or_equal",
    "less",
    "less_or_equal",
    "between",
    "exists",
    "not_exists",
  ],
  boolean: ["is_true", "is_false", "exists", "not_exists"],
  date: [
    "before",
    "after",
    "between",
    "in_last_days",
    "not_in_last_days",
    "in_next_days",
    "not_in_next_days",
    "anniversary_today",
    "anniversary_in_next_days",
    "anniversary_in_month",
    "exists",
    "not_exists",
  ],
  array: [
    "includes",
    "not_includes",
    "includes_any",
    "includes_all",
    "element_contains",
    "element_matches_regex",
    "is_empty",
    "exists",
    "not_exists",
  ],
  object_array: ["any_element", "exists", "not_exists"],
};

/** Standard fields that can be filtered by, with their column. */
export const standardFields: Readonly<Record<string, { type: FilterType; column: string }>> = {
  external_id: { type: "string", column: "external_id" },
  first_name: { type: "string", column: "first_name" },
  last_name: { type: "string", column: "last_name" },
  email: { type: "string", column: "email" },
  phone: { type: "string", column: "phone" },
  country: { type: "string", column: "country" },
  home_city: { type: "string", column: "home_city" },
  language: { type: "string", column: "language" },
  time_zone: { type: "string", column: "time_zone" },
  gender: { type: "string", column: "gender" },
  date_of_birth: { type: "date", column: "date_of_birth" },
  created_at: { type: "date", column: "created_at" },
};
