/** Leaves about events and purchases. */
import { type RawBuilder, sql } from "kysely";
import { purchaseEvent } from "../../contacts/contacts.ts";
import type { EventFilter, EventTimeFilter, PurchaseFilter } from "../filter.ts";
import { utcDayBefore } from "./calendar.ts";
import { elementPredicate } from "./compile-value.ts";
import { allOf, type CompileOptions, grouped, type Predicate, rowsOfContact } from "./predicate.ts";

export function eventPredicate(filter: EventFilter, options: CompileOptions): Predicate {
  const { name, days, operator } = filter;
  const properties = filter.properties ?? [];
  const rows =
    properties.length === 0
      ? dailyCounts(
          name,
          days === null ? sql`` : sql`and e.day >= ${utcDayBefore(options.now, days)}::date`,
          options,
        )
      : sql`${rawEvents(name, days, options)} and ${elementPredicate(sql`e.properties`, properties, options)}`;
  if (operator === "did_not") return sql`not exists (select ${rows})`;
  const count = properties.length === 0 ? sql`sum(e.count)` : sql`count(*)`;
  return counted(rows, count, filter.minCount ?? 1, filter.maxCount);
}

function counted(
  rows: RawBuilder<unknown>,
  count: RawBuilder<unknown>,
  min: number,
  max: number | undefined,
): Predicate {
  if (max === undefined && min <= 1) return sql`exists (select ${rows})`;
  const most = max === undefined ? sql`` : sql`and ${count} <= ${max}::int`;
  return grouped("e", rows, sql`${count} >= ${min}::int ${most}`);
}

function dailyCounts(name: string, when: RawBuilder<unknown>, options: CompileOptions): RawBuilder<unknown> {
  return sql`${rowsOfContact("event_days", "e", options)} and e.name = ${name} ${when}`;
}

/** The id's time is when the event happened, so the bound on ids leaves out whole months. */
function rawEvents(name: string, days: number | null, options: CompileOptions): RawBuilder<unknown> {
  const since = days === null ? null : new Date(`${utcDayBefore(options.now, days)}T00:00:00.000Z`);
  const when = since
    ? sql`and e.id >= uuid_v7_floor(${since}::timestamptz) and e.occurred_at >= ${since}::timestamptz`
    : sql``;
  return sql`${rowsOfContact("events", "e", options)} and e.name = ${name} ${when}`;
}

export function eventTimePredicate(filter: EventTimeFilter, options: CompileOptions): Predicate {
  const { now } = options;
  const { operator, value } = filter;
  const mine = dailyCounts(filter.name, sql``, options);
  const day = sql.raw(`${filter.which === "first" ? "min" : "max"}(e.day)`);
  const compared = (condition: RawBuilder<unknown>) => grouped("e", mine, sql`${day} ${condition}`);
  switch (operator) {
    case "before":
      return compared(sql`< ${String(value)}::date`);
    case "after":
      return compared(sql`>= ${String(value)}::date`);
    case "between": {
      const [from, to] = value as [string, string];
      return compared(sql`between ${from}::date and ${to}::date`);
    }
    case "in_last_days":
      return compared(sql`>= ${utcDayBefore(now, Number(value))}::date`);
    case "not_in_last_days":
      return compared(sql`< ${utcDayBefore(now, Number(value))}::date`);
  }
}

/** An event that only shares the name with purchases has no product. */
export function purchasePredicate(filter: PurchaseFilter, options: CompileOptions): Predicate {
  const { productId, days, minSpent, maxSpent } = filter;
  const product = productId
    ? sql`and e.properties @> ${JSON.stringify({ product_id: productId })}::jsonb`
    : sql`and e.properties ? 'product_id'`;
  const properties = filter.properties ?? [];
  const rows = sql`${rawEvents(purchaseEvent, days, options)} ${product}
    and ${elementPredicate(sql`e.properties`, properties, options)}`;
  if (filter.operator === "did_not") return sql`not exists (select ${rows})`;
  const min = filter.minCount ?? 1;
  if (minSpent === undefined && maxSpent === undefined)
    return counted(rows, sql`count(*)`, min, filter.maxCount);
  const wanted = [
    sql`count(*) >= ${min}::int`,
    ...(filter.maxCount === undefined ? [] : [sql`count(*) <= ${filter.maxCount}::int`]),
    ...(minSpent === undefined ? [] : [sql`${spent(filter)} >= ${String(minSpent)}::numeric`]),
    ...(maxSpent === undefined ? [] : [sql`${spent(filter)} <= ${String(maxSpent)}::numeric`]),
  ];
  return grouped("e", rows, allOf(wanted));
}

/** Money is exact: numbers of a JSON document become numeric without a detour. */
function spent({ currency }: PurchaseFilter): RawBuilder<unknown> {
  const own = currency ? sql`filter (where e.properties @> ${JSON.stringify({ currency })}::jsonb)` : sql``;
  return sql`coalesce(sum(${numberIn("price", 0)} * ${numberIn("quantity", 1)}) ${own}, 0)`;
}

/** Events from elsewhere may carry anything under these names. */
function numberIn(name: string, otherwise: number): RawBuilder<unknown> {
  return sql`case when jsonb_typeof(e.properties -> ${name}::text) = 'number'
    then (e.properties ->> ${name}::text)::numeric else ${otherwise}::numeric end`;
}
