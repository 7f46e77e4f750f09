import type { ElementType, FilterType, LastMessageFilter, PhoneFilter } from "../../api/types.ts";

/** What a person fills in beside an operator. */
export type ValueShape =
  | "none"
  | "text"
  | "regex"
  | "text_list"
  | "number"
  | "number_pair"
  | "date"
  | "date_pair"
  | "days"
  | "month"
  | "conditions";

const operatorsByType = {
  string: {
    equals: "text",
    not_equals: "text",
    in: "text_list",
    not_in: "text_list",
    contains: "text",
    not_contains: "text",
    starts_with: "text",
    matches_regex: "regex",
    not_matches_regex: "regex",
    is_blank: "none",
    is_not_blank: "none",
    exists: "none",
    not_exists: "none",
  },
  number: {
    equals: "number",
    not_equals: "number",
    greater: "number",
    greater_or_equal: "number",
    less: "number",
    less_or_equal: "number",
    between: "number_pair",
    exists: "none",
    not_exists: "none",
  },
  boolean: { is_true: "none", is_false: "none", exists: "none", not_exists: "none" },
  date: {
    in_last_days: "days",
    not_in_last_days: "days",
    in_next_days: "days",
    not_in_next_days: "days",
    before: "date",
    after: "date",
    between: "date_pair",
    anniversary_today: "none",
    anniversary_in_next_days: "days",
    anniversary_in_month: "month",
    exists: "none",
    not_exists: "none",
  },
  array: {
    includes: "text",
    not_includes: "text",
    includes_any: "text_list",
    includes_all: "text_list",
    element_contains: "text",
    element_matches_regex: "regex",
    is_empty: "none",
    exists: "none",
    not_exists: "none",
  },
  object_array: { any_element: "conditions", exists: "none", not_exists: "none" },
} as const satisfies Record<FilterType, Record<string, ValueShape>>;

export const filterTypes = Object.keys(operatorsByType) as FilterType[];
export const elementTypes: readonly ElementType[] = ["string", "number", "boolean", "date"];
/** Of "when it happened for the first or last time". */
export const timeOperators = ["in_last_days", "not_in_last_days", "before", "after", "between"] as const;
export const lastMessageOperators = [
  "in_last_days",
  "not_in_last_days",
  "before",
  "after",
  "never",
] as const satisfies readonly LastMessageFilter["operator"][];
export const phoneOperators = [
  "has",
  "has_not",
  "valid",
  "invalid",
  "shared",
  "country_in",
  "country_not_in",
] as const satisfies readonly PhoneFilter["operator"][];

/** The operators of a type, the most used first. */
export function operatorsOf(type: FilterType): string[] {
  return Object.keys(operatorsByType[type]);
}

export function valueShape(type: FilterType, operator: string): ValueShape {
  const shapes: Record<string, ValueShape> = operatorsByType[type];
  return shapes[operator] ?? "none";
}

export function defaultOperator(type: FilterType): string {
  return operatorsOf(type)[0] ?? "exists";
}

export function countryOperator(operator: PhoneFilter["operator"]): boolean {
  return operator === "country_in" || operator === "country_not_in";
}
