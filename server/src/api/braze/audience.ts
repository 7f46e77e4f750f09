/** The connected audience of an API call -> a filter tree. What has no counterpart is refused by name. Pure. */
import { storedDate } from "../../contacts/contacts.ts";
import { AppError } from "../../lib/errors.ts";
import type { Filter } from "../../segments/segments.ts";

const maxDepth = 10;
const maxLeaves = 100;

/** Throws 400 invalid_audience. `now` dates the comparisons that count days. */
export function audienceFilter(audience: unknown, now: Date): Filter {
  const budget = { leaves: maxLeaves };
  return node(audience, now, 0, budget);
}

function node(raw: unknown, now: Date, depth: number, budget: { leaves: number }): Filter {
  if (depth > maxDepth || budget.leaves-- <= 0)
    throw invalid(`it may have at most ${maxLeaves} conditions, ${maxDepth} deep`);
  const [key, ...others] = isObject(raw) ? Object.keys(raw) : [];
  if (!isObject(raw) || key === undefined || others.length > 0)
    throw invalid('every condition is an object with one key: "AND", "OR" or "custom_attribute"');
  if (key === "AND" || key === "OR") {
    const children = raw[key];
    if (!Array.isArray(children) || children.length === 0) throw invalid(`${key} takes a list of conditions`);
    return {
      kind: key === "AND" ? "and" : "or",
      children: children.map((child) => node(child, now, depth + 1, budget)),
    };
  }
  if (key === "custom_attribute" && isObject(raw[key])) return leaf(raw[key], now);
  throw invalid(`"${key}" cannot be used here; Ponte knows custom_attribute conditions, AND and OR`);
}

function leaf(raw: Record<string, unknown>, now: Date): Filter {
  const { custom_attribute_name: name, comparison, value } = raw;
  if (typeof name !== "string" || name === "" || typeof comparison !== "string")
    throw invalid("a custom_attribute condition needs custom_attribute_name and comparison");
  const filter = comparisonFilter(name, comparison, value, now);
  if (!filter)
    throw invalid(
      `the comparison "${comparison}" of "${name}" with ${JSON.stringify(value) ?? "nothing"} is not possible`,
    );
  return filter;
}

const signs: Readonly<Record<string, string>> = {
  greater_than: "greater",
  greater_than_or_equal_to: "greater_or_equal",
  less_than: "less",
  less_than_or_equal_to: "less_or_equal",
};

function comparisonFilter(name: string, comparison: string, value: unknown, now: Date): Filter | null {
  const attribute = { kind: "attribute", name, custom: true } as const;
  switch (comparison) {
    case "exists":
    case "does_not_exist":
      return { ...attribute, type: "string", operator: comparison === "exists" ? "exists" : "not_exists" };
    case "includes_value":
    case "does_not_include_value":
      if (!isScalar(value)) return null;
      return {
        ...attribute,
        type: "array",
        operator: comparison === "includes_value" ? "includes" : "not_includes",
        value: String(value),
      };
    case "equals":
    case "not_equal":
    case "does_not_equal":
      return equality(attribute, comparison === "equals", value);
    case "after":
    case "before": {
      const date = typeof value === "string" ? storedDate(value) : null;
      return date ? { ...attribute, type: "date", operator: comparison, value: date } : null;
    }
    case "less_than_x_days_ago":
    case "greater_than_x_days_ago":
      return daysAgo(attribute, comparison === "less_than_x_days_ago", value, now);
    default: {
      const operator = Object.hasOwn(signs, comparison) ? signs[comparison] : undefined;
      return operator && typeof value === "number" ? { ...attribute, type: "number", operator, value } : null;
    }
  }
}

type Attribute = { readonly kind: "attribute"; readonly name: string; readonly custom: true };

function equality(attribute: Attribute, equal: boolean, value: unknown): Filter | null {
  const filter = (type: "string" | "number", operator: string): Filter => ({
    ...attribute,
    type,
    operator,
    value,
  });
  if (typeof value === "string" || typeof value === "number")
    return filter(typeof value === "string" ? "string" : "number", equal ? "equals" : "not_equals");
  if (typeof value !== "boolean") return null;
  const is: Filter = { ...attribute, type: "boolean", operator: value ? "is_true" : "is_false" };
  return equal ? is : { kind: "not", child: is };
}

function daysAgo(attribute: Attribute, lessThan: boolean, value: unknown, now: Date): Filter | null {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > 36_500) return null;
  if (lessThan) return { ...attribute, type: "date", operator: "in_last_days", value };
  const since = new Date(now.getTime() - value * 86_400_000).toISOString();
  return { ...attribute, type: "date", operator: "before", value: since };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

function invalid(reason: string): AppError {
  return new AppError("invalid_audience", `The audience is not valid: ${reason}.`);
}
