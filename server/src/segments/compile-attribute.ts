/** Leaves about fields and custom attributes. Text compares exactly, except "contains" and "starts with", which ignore case. */
import { type RawBuilder, sql } from "kysely";
import { dateBound, internationalPhone, storedDate } from "../contacts/contacts.ts";
import type { AttributeFilter } from "./filter.ts";
import { standardFields } from "./filter.ts";

type Predicate = RawBuilder<boolean>;

export function attributePredicate(filter: AttributeFilter, now: Date): Predicate {
  switch (filter.operator) {
    case "exists":
      return present(filter);
    case "not_exists":
      return sql`not (${present(filter)})`;
  }
  switch (filter.type) {
    case "string":
      return textPredicate(filter);
    case "number":
      return numberPredicate(filter);
    case "boolean":
      return contains(filter.name, filter.operator === "is_true");
    case "date":
      return datePredicate(filter, now);
    case "array":
      return negatedIf(filter.operator === "not_includes", contains(filter.name, [String(filter.value)]));
    default:
      throw new Error(`filters on values of type ${filter.type} are not compiled`);
  }
}

function column(name: string): RawBuilder<unknown> {
  const field = standardFields[name];
  if (!field) throw new Error(`unknown field ${name}`);
  return sql.raw(`c.${field.column}`);
}

function present(filter: AttributeFilter): Predicate {
  return filter.custom ? sql`c.attributes ? ${filter.name}` : sql`${column(filter.name)} is not null`;
}

/** Containment is exact for texts, numbers, booleans and array elements, and false, not null, where the attribute is missing. */
function contains(name: string, value: unknown): Predicate {
  return sql`c.attributes @> ${JSON.stringify({ [name]: value })}::jsonb`;
}

function negatedIf(negated: boolean, predicate: Predicate): Predicate {
  return negated ? sql`not (${predicate})` : predicate;
}

function textPredicate(filter: AttributeFilter): Predicate {
  const text = String(filter.value ?? "");
  const subject = filter.custom
    ? sql`case when jsonb_typeof(c.attributes -> ${filter.name}) = 'string' then c.attributes ->> ${filter.name} end`
    : column(filter.name);
  switch (filter.operator) {
    case "equals":
    case "not_equals":
      return negatedIf(filter.operator === "not_equals", equalsText(filter, text));
    case "in":
      return sql`coalesce(${subject} = any(${(filter.value as unknown[]).map((value) => stored(filter, String(value)))}::text[]), false)`;
    case "contains":
      return sql`coalesce(strpos(lower(${subject}), lower(${text}::text)) > 0, false)`;
    case "starts_with":
      return sql`coalesce(starts_with(lower(${subject}), lower(${text}::text)), false)`;
    default:
      throw new Error(`unknown operator ${filter.operator}`);
  }
}

function equalsText(filter: AttributeFilter, text: string): Predicate {
  return filter.custom
    ? contains(filter.name, text)
    : sql`${column(filter.name)} is not distinct from ${stored(filter, text)}`;
}

/** As the field stores it: numbers canonical, e-mails in lower case, countries in upper case. */
function stored(filter: AttributeFilter, text: string): string {
  if (filter.custom) return text;
  switch (filter.name) {
    case "phone":
      return internationalPhone(text) ?? text;
    case "email":
      return text.trim().toLowerCase();
    case "country":
      return text.trim().toUpperCase();
    default:
      return text;
  }
}

const comparisons: Readonly<Record<string, string>> = {
  greater: ">",
  greater_or_equal: ">=",
  less: "<",
  less_or_equal: "<=",
};

/** jsonb compares numbers without a cast that could fail; the type guard keeps other types out. */
function numberPredicate(filter: AttributeFilter): Predicate {
  const value = sql`(c.attributes -> ${filter.name})`;
  const guarded = (condition: RawBuilder<unknown>): Predicate =>
    sql`coalesce(jsonb_typeof${value} = 'number' and ${condition}, false)`;
  switch (filter.operator) {
    case "equals":
    case "not_equals":
      return negatedIf(filter.operator === "not_equals", contains(filter.name, Number(filter.value)));
    case "between": {
      const [low, high] = filter.value as [number, number];
      return guarded(sql`${value} >= ${json(low)}::jsonb and ${value} <= ${json(high)}::jsonb`);
    }
    default: {
      const sign = comparisons[filter.operator];
      if (!sign) throw new Error(`unknown operator ${filter.operator}`);
      return guarded(sql`${value} ${sql.raw(sign)} ${json(filter.value as number)}::jsonb`);
    }
  }
}

function json(value: number): string {
  return JSON.stringify(value);
}

function datePredicate(filter: AttributeFilter, now: Date): Predicate {
  switch (filter.operator) {
    case "before":
      return dateRange(filter, null, toInstant(filter.value));
    case "after":
      return dateRange(filter, toInstant(filter.value), null);
    case "in_last_days":
    case "not_in_last_days": {
      const since = new Date(now.getTime() - Number(filter.value) * 86_400_000);
      const justAfter = new Date(now.getTime() + 1);
      return negatedIf(filter.operator === "not_in_last_days", dateRange(filter, since, justAfter));
    }
    default:
      throw new Error(`unknown operator ${filter.operator}`);
  }
}

function toInstant(value: unknown): Date {
  return new Date(storedDate(String(value)) ?? "");
}

/** From `since` (included) to `until` (not included). Stored dates are text that sorts by time, so no cast can fail. */
function dateRange(filter: AttributeFilter, since: Date | null, until: Date | null): Predicate {
  const value = filter.custom
    ? sql`(case when jsonb_typeof(c.attributes -> ${filter.name}) = 'string' then c.attributes ->> ${filter.name} end collate "C")`
    : filter.name === "date_of_birth"
      ? sql`(c.date_of_birth::timestamp at time zone 'UTC')`
      : column(filter.name);
  const bound = (at: Date) => (filter.custom ? sql`${dateBound(at)}::text` : sql`${at}::timestamptz`);
  const parts = [
    ...(since ? [sql`${value} >= ${bound(since)}`] : []),
    ...(until ? [sql`${value} < ${bound(until)}`] : []),
  ];
  return sql`coalesce(${sql.join(parts, sql` and `)}, false)`;
}
