/**
 * Conditions on one value inside a JSON document: a custom attribute, a key of an object, a property of an event. Equality is
 * containment (one look at the document, exact, no cast); everything else checks the type first. A value of another type than
 * the condition's counts as missing, and so does null. Text compares exactly, except "contains" and "starts_with", which
 * ignore case.
 */
import { type RawBuilder, sql } from "kysely";
import type { ElementCondition } from "../filter.ts";
import { parsePattern } from "../patterns.ts";
import { datePredicate, isoDateText, storedDateText } from "./compile-dates.ts";
import { allOf, type CompileOptions, negatedIf, type Predicate } from "./predicate.ts";

export interface JsonSubject {
  /** The value as jsonb; null where there is none. */
  readonly json: RawBuilder<unknown>;
  /** The value as text, of whatever type it is. */
  readonly text: RawBuilder<unknown>;
  /** Exact for texts, numbers, booleans and elements of arrays; false, not null, where nothing is there. */
  contains(value: unknown): Predicate;
  /** Dates here have the form in which attributes are stored. */
  readonly storedDates: boolean;
}

/** What is found in the jsonb column `root` by following keys; never through arrays. */
export function jsonSubject(
  root: RawBuilder<unknown>,
  keys: readonly string[],
  storedDates: boolean,
): JsonSubject {
  const steps = keys.map((key) => sql`${key}::text`);
  const above = sql.join([root, ...steps.slice(0, -1)], sql` -> `);
  return {
    json: sql`(${above} -> ${steps.at(-1)})`,
    text: sql`(${above} ->> ${steps.at(-1)})`,
    contains: (value) => {
      const document = keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
      // Never null; coalesce keeps the planner from taking containment for true of one row in a thousand, after which it joins
      // the rest contact by contact (300,000 contacts, six conditions: 1 row expected, 17,000 found).
      return sql`coalesce(${root} @> ${JSON.stringify(document)}::jsonb, false)`;
    },
    storedDates,
  };
}

/** All conditions on keys of the object `root`. */
export function elementPredicate(
  root: RawBuilder<unknown>,
  conditions: readonly ElementCondition[],
  options: CompileOptions,
): RawBuilder<unknown> {
  return allOf(
    conditions.map((condition) =>
      valuePredicate(jsonSubject(root, [condition.name], false), condition, options),
    ),
  );
}

export function isPresent(subject: JsonSubject): Predicate {
  return sql`coalesce(jsonb_typeof(${subject.json}) <> 'null', false)`;
}

export function valuePredicate(
  subject: JsonSubject,
  condition: Pick<ElementCondition, "type" | "operator" | "value">,
  options: CompileOptions,
): Predicate {
  const { type, operator } = condition;
  if (operator === "exists" || operator === "not_exists")
    return negatedIf(operator === "not_exists", isPresent(subject));
  switch (type) {
    case "string":
      return textOf(subject, condition);
    case "number":
      return numberPredicate(subject, condition);
    case "boolean":
      return subject.contains(operator === "is_true");
    case "date":
      return datePredicate(
        subject.storedDates ? storedDateText(textValue(subject)) : isoDateText(subject.text),
        condition,
        options,
      );
  }
}

/** The value when it is a text. */
function textValue(subject: JsonSubject): RawBuilder<unknown> {
  return sql`(case when jsonb_typeof(${subject.json}) = 'string' then ${subject.text} end)`;
}

interface TextCondition {
  readonly operator: string;
  readonly value?: unknown;
}

function textOf(subject: JsonSubject, condition: TextCondition): Predicate {
  const { operator, value } = condition;
  switch (operator) {
    case "equals":
    case "not_equals":
      return negatedIf(operator === "not_equals", subject.contains(String(value ?? "")));
    case "in":
    case "not_in":
      // The type is looked at last, and only of values that are in the list.
      return negatedIf(
        operator === "not_in",
        sql`coalesce(${subject.text} = any(${texts(value)}::text[]) and jsonb_typeof(${subject.json}) = 'string', false)`,
      );
    default:
      return textPredicate(textValue(subject), condition);
  }
}

export function texts(value: unknown): string[] {
  return (value as readonly unknown[]).map(String);
}

/** Every operator on text but equality and lists, which depend on how the text is kept. */
export function textPredicate(text: RawBuilder<unknown>, { operator, value }: TextCondition): Predicate {
  switch (operator) {
    case "contains":
    case "not_contains":
      return negatedIf(operator === "not_contains", sql`coalesce(${containsText(text, value)}, false)`);
    case "starts_with":
      return sql`coalesce(starts_with(lower(${text}), lower(${String(value ?? "")}::text)), false)`;
    case "matches_regex":
    case "not_matches_regex":
      return negatedIf(operator === "not_matches_regex", sql`coalesce(${matches(text, value)}, false)`);
    case "is_blank":
    case "is_not_blank":
      return negatedIf(operator === "is_blank", sql`coalesce(${text} <> '', false)`);
    default:
      throw new Error(`unknown operator ${operator}`);
  }
}

export function containsText(text: RawBuilder<unknown>, value: unknown): RawBuilder<unknown> {
  return sql`strpos(lower(${text}), lower(${String(value ?? "")}::text)) > 0`;
}

export function matches(text: RawBuilder<unknown>, value: unknown): RawBuilder<unknown> {
  const pattern = parsePattern(String(value ?? ""));
  if ("problem" in pattern) throw new Error(pattern.problem);
  return sql`${text} ~ ${pattern.postgres}::text`;
}

const comparisons: Readonly<Record<string, string>> = {
  greater: ">",
  greater_or_equal: ">=",
  less: "<",
  less_or_equal: "<=",
};

/** jsonb compares numbers without a cast that could fail; the type guard keeps other types out. */
function numberPredicate(subject: JsonSubject, { operator, value }: TextCondition): Predicate {
  const guarded = (condition: RawBuilder<unknown>): Predicate =>
    sql`coalesce(${condition} and jsonb_typeof(${subject.json}) = 'number', false)`;
  const compared = (sign: string, bound: unknown) =>
    sql`${subject.json} ${sql.raw(sign)} ${JSON.stringify(bound)}::jsonb`;
  switch (operator) {
    case "equals":
    case "not_equals":
      return negatedIf(operator === "not_equals", subject.contains(Number(value)));
    case "between": {
      const [low, high] = value as [number, number];
      return guarded(sql`${compared(">=", low)} and ${compared("<=", high)}`);
    }
    default: {
      const sign = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
      if (!sign) throw new Error(`unknown operator ${operator}`);
      return guarded(compared(sign, value));
    }
  }
}
