import type { AttributeType } from "../../api/types.ts";

/** What a person fills in beside an operator. */
export type ValueShape = "none" | "text" | "text_list" | "number" | "number_pair" | "date" | "days";

const operatorsByType = {
  string: {
    equals: "text",
    not_equals: "text",
    in: "text_list",
    contains: "text",
    starts_with: "text",
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
    before: "date",
    after: "date",
    exists: "none",
    not_exists: "none",
  },
  array: { includes: "text", not_includes: "text", exists: "none", not_exists: "none" },
} as const satisfies Record<AttributeType, Record<string, ValueShape>>;

/** The operators of a type, the most used first. */
export function operatorsOf(type: AttributeType): string[] {
  return Object.keys(operatorsByType[type]);
}

export function valueShape(type: AttributeType, operator: string): ValueShape {
  const shapes: Record<string, ValueShape> = operatorsByType[type];
  return shapes[operator] ?? "text";
}

export function defaultOperator(type: AttributeType): string {
  return operatorsOf(type)[0] ?? "exists";
}
