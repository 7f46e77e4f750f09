/**
 * The connected audience of an API call -> a filter tree. What has no counterpart here is refused with what to use instead.
 * Comparisons that count days mean 24 hours from `now`; who does not have the attribute is in "not equal", "does not match"
 * and "does not include", and in no comparison of numbers or times. Pure.
 */
import { isStorable } from "../../contacts/contacts.ts";
import { AppError } from "../../lib/errors.ts";
import type { Filter } from "../../segments/segments.ts";
import { isDate, parsePattern } from "../../segments/segments.ts";

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
  const instead = Object.hasOwn(refused, key) ? refused[key] : undefined;
  throw invalid(
    `"${key}" cannot be used here: ${instead ?? "there are custom_attribute conditions, AND and OR"}`,
  );
}

/** Leaves of other channels. */
const refused: Readonly<Record<string, string>> = {
  push_subscription_status:
    "there are no push messages; use a segment with the subscription state of a WhatsApp number (segment_id)",
  email_subscription_status:
    "there are no e-mails; use a segment with the subscription state of a WhatsApp number (segment_id)",
  last_used_app:
    "apps are not tracked; send the time as a custom attribute and compare it with after or before",
};

function leaf(raw: Record<string, unknown>, now: Date): Filter {
  const { custom_attribute_name: name, comparison, value } = raw;
  if (typeof name !== "string" || name === "" || typeof comparison !== "string")
    throw invalid("a custom_attribute condition needs custom_attribute_name and comparison");
  if (!isStorable(name) || !isStorable(value))
    throw invalid("a name or value holds characters that are no text (NUL)");
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
    case "matches_regex":
    case "does_not_match_regex":
      return matching(attribute, comparison === "matches_regex", value);
    case "after":
    case "before":
      return isDate(value) ? { ...attribute, type: "date", operator: comparison, value } : null;
    case "less_than_x_days_ago":
    case "greater_than_x_days_ago":
    case "less_than_x_days_in_the_future":
    case "greater_than_x_days_in_the_future":
      return days(attribute, comparison, value, now);
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

function matching(attribute: Attribute, matches: boolean, value: unknown): Filter | null {
  if (typeof value !== "string" || value === "") return null;
  const pattern = parsePattern(value);
  if ("problem" in pattern)
    throw invalid(`the pattern of "${attribute.name}" cannot be used: ${pattern.problem.replace(/\.$/, "")}`);
  return { ...attribute, type: "string", operator: matches ? "matches_regex" : "not_matches_regex", value };
}

/** A hundred years. */
const mostDays = 36_500;
const dayMs = 86_400_000;

function days(attribute: Attribute, comparison: string, value: unknown, now: Date): Filter | null {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > mostDays) return null;
  const date = (operator: string, compared: unknown): Filter => ({
    ...attribute,
    type: "date",
    operator,
    value: compared,
  });
  const moved = (by: number) => new Date(now.getTime() + by).toISOString();
  switch (comparison) {
    case "less_than_x_days_ago":
      return date("in_last_days", value);
    case "greater_than_x_days_ago":
      return date("before", moved(-value * dayMs));
    case "less_than_x_days_in_the_future":
      return date("in_next_days", value);
    default:
      // "After" includes its moment, which is not more days away yet.
      return date("after", moved(value * dayMs + 1));
  }
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
