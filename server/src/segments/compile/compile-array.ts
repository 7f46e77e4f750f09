/** Conditions on arrays: of texts, and of objects. What is no array has no elements and is not empty either. */
import { type RawBuilder, sql } from "kysely";
import type { AttributeFilter, ElementCondition } from "../filter.ts";
import {
  containsText,
  elementPredicate,
  isPresent,
  type JsonSubject,
  matches,
  texts,
} from "./compile-value.ts";
import { type CompileOptions, negatedIf, type Predicate } from "./predicate.ts";

export function arrayPredicate(subject: JsonSubject, { operator, value }: AttributeFilter): Predicate {
  switch (operator) {
    case "exists":
    case "not_exists":
      return negatedIf(operator === "not_exists", isPresent(subject));
    case "includes":
    case "not_includes":
      return negatedIf(operator === "not_includes", subject.contains([String(value)]));
    case "includes_all":
      return subject.contains(texts(value));
    case "includes_any":
      return sql`coalesce(jsonb_typeof(${subject.json}) = 'array' and ${subject.json} ?| ${texts(value)}::text[], false)`;
    case "element_contains":
      return someElement(
        subject,
        sql`jsonb_typeof(e.value) = 'string' and ${containsText(elementText, value)}`,
      );
    case "element_matches_regex":
      return someElement(subject, sql`jsonb_typeof(e.value) = 'string' and ${matches(elementText, value)}`);
    case "is_empty":
      return sql`coalesce(${subject.json} = '[]'::jsonb, false)`;
    default:
      throw new Error(`unknown operator ${operator}`);
  }
}

const elementText = sql`(e.value #>> '{}')`;

export function objectArrayPredicate(
  subject: JsonSubject,
  { operator, value }: AttributeFilter,
  options: CompileOptions,
): Predicate {
  if (operator !== "any_element") return negatedIf(operator === "not_exists", isPresent(subject));
  const conditions = value as readonly ElementCondition[];
  const exact = containable(conditions);
  if (exact) return subject.contains([exact]);
  return someElement(subject, elementPredicate(sql`e.value`, conditions, options));
}

/** Equal to an object that an element must contain, when the conditions say no more than that. */
function containable(conditions: readonly ElementCondition[]): Record<string, unknown> | null {
  const object = new Map<string, unknown>();
  for (const { name, type, operator, value } of conditions) {
    if (object.has(name)) return null;
    if (operator === "equals") object.set(name, type === "number" ? Number(value) : String(value));
    else if (operator === "is_true" || operator === "is_false") object.set(name, operator === "is_true");
    else return null;
  }
  return Object.fromEntries(object);
}

function someElement(subject: JsonSubject, condition: RawBuilder<unknown>): Predicate {
  return sql`exists (select from jsonb_array_elements(
      case when jsonb_typeof(${subject.json}) = 'array' then ${subject.json} else '[]'::jsonb end) e (value)
    where ${condition})`;
}
