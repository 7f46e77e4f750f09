/** Leaves about fields and custom attributes. */
import { type RawBuilder, sql } from "kysely";
import { internationalPhone } from "../../contacts/contacts.ts";
import type { AttributeFilter } from "../filter.ts";
import { standardFields } from "../operators.ts";
import { arrayPredicate, objectArrayPredicate } from "./compile-array.ts";
import { datePredicate, dayColumn, timeColumn } from "./compile-dates.ts";
import { jsonSubject, textPredicate, texts, valuePredicate } from "./compile-value.ts";
import { type CompileOptions, negatedIf, type Predicate } from "./predicate.ts";

export function attributePredicate(filter: AttributeFilter, options: CompileOptions): Predicate {
  if (!filter.custom) return fieldPredicate(filter, options);
  const path = filter.path ?? [];
  const subject = jsonSubject(sql`c.attributes`, [filter.name, ...path], path.length === 0);
  const { type } = filter;
  switch (type) {
    case "array":
      return arrayPredicate(subject, filter);
    case "object_array":
      return objectArrayPredicate(subject, filter, options);
    default:
      return valuePredicate(subject, { ...filter, type }, options);
  }
}

function fieldPredicate(filter: AttributeFilter, options: CompileOptions): Predicate {
  const column = columnOf(filter.name);
  if (filter.operator === "exists") return sql`${column} is not null`;
  if (filter.operator === "not_exists") return sql`${column} is null`;
  if (filter.type === "date")
    return datePredicate(
      filter.name === "date_of_birth" ? dayColumn(column) : timeColumn(column),
      filter,
      options,
    );
  return fieldText(column, filter);
}

function columnOf(name: string): RawBuilder<unknown> {
  const field = Object.hasOwn(standardFields, name) ? standardFields[name] : undefined;
  if (!field) throw new Error(`unknown field ${name}`);
  return sql.raw(`c.${field.column}`);
}

function fieldText(column: RawBuilder<unknown>, filter: AttributeFilter): Predicate {
  const { name, operator, value } = filter;
  switch (operator) {
    case "equals":
    case "not_equals":
      return negatedIf(
        operator === "not_equals",
        known(column, sql`${column} = ${stored(name, String(value ?? ""))}::text`),
      );
    case "in":
    case "not_in":
      return negatedIf(
        operator === "not_in",
        known(column, sql`${column} = any(${texts(value).map((text) => stored(name, text))}::text[])`),
      );
    default:
      return textPredicate(column, filter);
  }
}

/** False, not null, where the column is null; unlike coalesce it leaves the column's statistics to the planner. */
function known(column: RawBuilder<unknown>, condition: RawBuilder<unknown>): Predicate {
  return sql`(${column} is not null and ${condition})`;
}

/** As the field stores it: numbers canonical, e-mails in lower case, countries in upper case. */
function stored(name: string, text: string): string {
  switch (name) {
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
