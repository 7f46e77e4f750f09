/**
 * Properties that events carry, for suggestions while a filter is written. No index leads to the newest events of one name, so a
 * fixed number of rows is read backwards along the primary key: all of a small workspace, the newest of a few buckets (that is, of a
 * random part of the contacts) in a large one.
 */
import { sql } from "kysely";
import type { Db } from "../../lib/db.ts";
import { type SuggestedType, suggestedType } from "./attribute-suggestions.ts";

const lookedAt = 10_000;

export interface SuggestedProperty {
  readonly name: string;
  readonly type: SuggestedType;
}

const recent = (workspaceId: string, event: string) => sql`
  select latest.properties
  from (
    select e.name, e.properties from events e where e.workspace_id = ${workspaceId}
    order by e.bucket desc, e.id desc limit ${lookedAt}
  ) latest
  where latest.name = ${event}`;

/** The properties (at most 100) seen on recent events of this name, the most frequent first. */
export async function eventProperties(
  db: Db,
  workspaceId: string,
  event: string,
): Promise<SuggestedProperty[]> {
  const { rows } = await sql<SuggestedProperty>`
    select entry.key as name, mode() within group (order by ${suggestedType(sql`entry.value`)}) as type
    from (${recent(workspaceId, event)}) latest
    cross join lateral jsonb_each(latest.properties) as entry
    where jsonb_typeof(entry.value) in ('string', 'number', 'boolean')
    group by entry.key order by count(*) desc, entry.key limit 100`.execute(db);
  return rows;
}

/** The most frequent values (at most 20) of a property on recent events of this name. */
export async function eventPropertyValues(
  db: Db,
  workspaceId: string,
  event: string,
  property: string,
  q = "",
): Promise<string[]> {
  const { rows } = await sql<{ value: string }>`
    select found.value
    from (
      select latest.properties ->> ${property}::text as value from (${recent(workspaceId, event)}) latest
      where jsonb_typeof(latest.properties -> ${property}::text) in ('string', 'number', 'boolean')
    ) found
    where found.value <> '' and strpos(lower(found.value), lower(${q}::text)) > 0
    group by found.value order by count(*) desc, found.value limit 20`.execute(db);
  return rows.map((row) => row.value);
}
