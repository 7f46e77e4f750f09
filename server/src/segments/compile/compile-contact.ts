/** Leaves about columns of the contact that are no attributes. */
import { sql } from "kysely";
import { importListAttribute } from "../../contacts/contacts.ts";
import type { AgeFilter, ImportFilter, PhoneFilter, RandomBucketFilter } from "../filter.ts";
import { bornBy, localDay } from "./calendar.ts";
import { jsonSubject } from "./compile-value.ts";
import type { CompileOptions, Predicate } from "./predicate.ts";

export function phonePredicate({ operator, value = [] }: PhoneFilter): Predicate {
  const inCountries = sql<boolean>`coalesce(c.phone_country = any(${[...value]}::text[]), false)`;
  switch (operator) {
    case "has":
      return sql`c.phone is not null`;
    case "has_not":
      return sql`c.phone is null`;
    case "valid":
      return sql`(c.phone is not null and coalesce(c.phone_valid, false))`;
    case "invalid":
      return sql`(c.phone is not null and coalesce(not c.phone_valid, false))`;
    case "shared":
      return sql`(c.phone is not null and c.phone_shared)`;
    case "country_in":
      return sql`(c.phone is not null and ${inCountries})`;
    case "country_not_in":
      return sql`(c.phone is not null and not ${inCountries})`;
  }
}

/** As bounds of the birthday: who has turned `min`, and has not turned one more than `max`. */
export function agePredicate({ min, max }: AgeFilter, { now, timeZone }: CompileOptions): Predicate {
  const today = localDay(now, timeZone);
  const upper = sql`c.date_of_birth <= ${bornBy(today, min ?? 0)}::date`;
  const lower = max === null ? sql`` : sql`and c.date_of_birth > ${bornBy(today, max + 1)}::date`;
  return sql`coalesce(${upper} ${lower}, false)`;
}

export function randomBucketPredicate({ from, to }: RandomBucketFilter): Predicate {
  return sql`c.random_bucket between ${from}::int and ${to}::int`;
}

export function importPredicate({ list }: ImportFilter): Predicate {
  return jsonSubject(sql`c.attributes`, [importListAttribute], true).contains([list]);
}
