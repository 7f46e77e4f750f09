/**
 * Values people have, for suggestions while a filter is written. Only the newest contacts are looked at: enough to know what is
 * frequent, few enough to answer while somebody types.
 */
import { type SqlBool, sql } from "kysely";
import type { Db } from "../../lib/db.ts";

const lookedAt = 20_000;
/** Objects are wider than single values, and every key of them is visited. */
const objectsLookedAt = 2_000;
const deepest = 5;

const columns: Readonly<Record<string, string>> = {
  first_name: "first_name",
  last_name: "last_name",
  country: "country",
  home_city: "home_city",
  language: "language",
  time_zone: "time_zone",
  gender: "gender",
};

export type SuggestedType = "string" | "number" | "boolean" | "date" | "array" | "object_array";

/** A place inside an object attribute (or inside the elements of an array of objects), and what is mostly found there. */
export interface SuggestedKey {
  readonly path: readonly string[];
  readonly type: SuggestedType;
}

/** The most frequent values (at most 20) among the newest contacts; elements where the attribute is an array. */
export async function attributeValues(
  db: Db,
  workspaceId: string,
  name: string,
  q?: string,
): Promise<string[]> {
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  const value = column ? sql`to_jsonb(c.${sql.ref(column)})` : sql`c.attributes -> ${name}::text`;
  return frequentValues(db, workspaceId, value, q);
}

/** As attributeValues, of a place inside an object; elements of an array of objects count each for themselves. */
export async function nestedAttributeValues(
  db: Db,
  workspaceId: string,
  name: string,
  path: readonly string[],
  q?: string,
): Promise<string[]> {
  const whole = sql`c.attributes -> ${name}::text`;
  const value = sql`case jsonb_typeof(${whole})
    when 'array' then (select jsonb_agg(element #> ${path}::text[]) from jsonb_array_elements(${whole}) element)
    else ${whole} #> ${path}::text[] end`;
  return frequentValues(db, workspaceId, value, q);
}

async function frequentValues(
  db: Db,
  workspaceId: string,
  value: ReturnType<typeof sql<unknown>>,
  q = "",
): Promise<string[]> {
  const { rows } = await sql<{ value: string }>`
    select v.value
    from (
      select ${value} as value from contacts c where c.workspace_id = ${workspaceId} order by c.id desc limit ${lookedAt}
    ) newest
    cross join lateral (
      select element #>> '{}' as value
      from jsonb_array_elements(case jsonb_typeof(newest.value) when 'array' then newest.value
                                else jsonb_build_array(newest.value) end) as element
      where jsonb_typeof(element) in ('string', 'number', 'boolean')
    ) v
    where v.value <> '' and strpos(lower(v.value), lower(${q}::text)) > 0
    group by v.value order by count(*) desc, v.value limit 20`.execute(db);
  return rows.map((row) => row.value);
}

/** What is a date when it is stored as a text. */
function looksLikeDate(value: ReturnType<typeof sql<unknown>>) {
  return sql<SqlBool>`${value} #>> '{}' ~ '^\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}.*)?$'`;
}

/** The type of a json value as a filter names it; null for what no filter compares. */
export function suggestedType(value: ReturnType<typeof sql<unknown>>) {
  return sql<SuggestedType | null>`case jsonb_typeof(${value})
    when 'string' then case when ${looksLikeDate(value)} then 'date' else 'string' end
    when 'number' then 'number' when 'boolean' then 'boolean'
    when 'array' then case when jsonb_typeof(${value} -> 0) = 'object' then 'object_array' else 'array' end end`;
}

/** Where values are inside an object attribute, or in the elements of an array of objects: at most 100 places. */
export async function attributeKeys(db: Db, workspaceId: string, name: string): Promise<SuggestedKey[]> {
  const { rows } = await sql<{ path: string[]; type: SuggestedType }>`
    with recursive newest as materialized (
      select c.attributes -> ${name}::text as value from contacts c
      where c.workspace_id = ${workspaceId} order by c.id desc limit ${objectsLookedAt}
    ), found as (
      select entry.key, entry.value, array[entry.key] as path
      from newest
      cross join lateral jsonb_array_elements(
        case jsonb_typeof(newest.value) when 'array' then newest.value when 'object' then jsonb_build_array(newest.value)
        else '[]' end) as element
      cross join lateral jsonb_each(case jsonb_typeof(element) when 'object' then element else '{}' end) as entry
      union all
      select entry.key, entry.value, found.path || entry.key
      from found cross join lateral jsonb_each(case jsonb_typeof(found.value) when 'object' then found.value else '{}' end) as entry
      where cardinality(found.path) < ${deepest}
    )
    select path, mode() within group (order by ${suggestedType(sql`value`)}) as type
    from found where ${suggestedType(sql`value`)} is not null
    group by path order by count(*) desc, path limit 100`.execute(db);
  return rows;
}
