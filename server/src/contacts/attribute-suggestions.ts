/** Values people have, for suggestions while a filter is written. */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";

/** Enough contacts to know what is frequent, few enough to answer while somebody types. */
const lookedAt = 20_000;

const columns: Readonly<Record<string, string>> = {
  first_name: "first_name",
  last_name: "last_name",
  country: "country",
  home_city: "home_city",
  language: "language",
  time_zone: "time_zone",
  gender: "gender",
};

/** The most frequent values (at most 20) among the newest contacts; elements where the attribute is an array. */
export async function attributeValues(
  db: Db,
  workspaceId: string,
  name: string,
  q?: string,
): Promise<string[]> {
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  const value = column ? sql`to_jsonb(c.${sql.ref(column)})` : sql`c.attributes -> ${name}`;
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
    where v.value <> '' and strpos(lower(v.value), lower(${q ?? ""}::text)) > 0
    group by v.value order by count(*) desc, v.value limit 20`.execute(db);
  return rows.map((row) => row.value);
}
