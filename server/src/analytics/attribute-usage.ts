/**
 * How attributes and events are really used: how many contacts have them, their values, their days. Read from a sample of
 * buckets, which hold contacts by chance: of up to 20,000 contacts all are read and the figures are exact, of more some 20,000
 * are and the figures are estimates.
 */
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../lib/db.ts";

const enough = 20_000;
/** Daily counts read at most per look. */
const enoughDays = 300_000;

export interface Sample {
  readonly buckets: readonly number[];
  /** Contacts in the buckets. */
  readonly contacts: number;
  /** Contacts of the workspace; an estimate unless all buckets are read. */
  readonly total: number;
  readonly exact: boolean;
}

const all = Array.from({ length: 256 }, (_, bucket) => bucket);
/** 101 is prime to 256, so the first buckets lie anywhere. */
const scattered = all.map((at) => (at * 101) % 256);

export async function sampleContacts(db: Db, workspaceId: string): Promise<Sample> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from contacts c where c.workspace_id = ${workspaceId} limit ${enough + 1}) few`.execute(db);
  const count = rows[0]?.count ?? 0;
  if (count <= enough) return { buckets: all, contacts: count, total: count, exact: true };
  const first = await countIn(db, workspaceId, scattered.slice(0, 2));
  const buckets = scattered.slice(
    0,
    Math.min(256, Math.max(2, Math.ceil((enough * 2) / Math.max(first, 1)))),
  );
  const contacts = await countIn(db, workspaceId, buckets);
  return { buckets, contacts, total: Math.round((contacts * 256) / buckets.length), exact: false };
}

async function countIn(db: Db, workspaceId: string, buckets: readonly number[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from contacts c where ${within(workspaceId, buckets)}`.execute(db);
  return rows[0]?.count ?? 0;
}

function within(workspaceId: string, buckets: readonly number[]): RawBuilder<unknown> {
  return sql`c.workspace_id = ${workspaceId} and c.bucket = any(${[...buckets]}::smallint[])`;
}

/** Standard fields that can be empty, with their column. */
export const standardColumns: Readonly<Record<string, string>> = {
  external_id: "external_id",
  first_name: "first_name",
  last_name: "last_name",
  email: "email",
  phone: "phone",
  country: "country",
  home_city: "home_city",
  language: "language",
  time_zone: "time_zone",
  gender: "gender",
  date_of_birth: "date_of_birth",
  created_at: "created_at",
};

export interface Fill {
  /** Contacts of the sample that have each custom attribute. */
  readonly custom: ReadonlyMap<string, number>;
  readonly standard: ReadonlyMap<string, number>;
}

export async function fillOf(db: Db, workspaceId: string, sample: Sample): Promise<Fill> {
  const counts = sql.raw(
    Object.values(standardColumns)
      .map((column) => `count(c.${column})::int as ${column}`)
      .join(", "),
  );
  const [custom, standard] = await Promise.all([
    sql<{ name: string; count: number }>`
      select k.name, count(*)::int as count
      from contacts c cross join lateral jsonb_object_keys(c.attributes) as k (name)
      where ${within(workspaceId, sample.buckets)} group by k.name`.execute(db),
    sql<{ counts: Record<string, number> }>`
      select to_jsonb(s) as counts from (
        select ${counts} from contacts c where ${within(workspaceId, sample.buckets)}) s`.execute(db),
  ]);
  return {
    custom: new Map(custom.rows.map(({ name, count }) => [name, count])),
    standard: new Map(Object.entries(standard.rows[0]?.counts ?? {})),
  };
}

export interface ValueFigures {
  /** The most frequent values (at most 10), elements of arrays one by one; count within the sample. */
  readonly top: readonly { readonly value: string; readonly count: number }[];
  /** Different values in the sample. */
  readonly distinct: number;
  /** Of numbers and dates; null where there is no order. */
  readonly smallest: string | null;
  readonly largest: string | null;
}

/** Values of a custom attribute, or of a standard field, in the sample. */
export async function valuesOf(
  db: Db,
  workspaceId: string,
  attribute: { readonly name: string; readonly standard: boolean; readonly type: string },
  sample: Sample,
): Promise<ValueFigures> {
  const column = standardColumns[attribute.name];
  const value =
    attribute.standard && column
      ? sql`to_jsonb(c.${sql.ref(column)})`
      : sql`c.attributes -> ${attribute.name}`;
  const bounds =
    attribute.type === "number"
      ? sql`min(v.value::numeric)::text as smallest, max(v.value::numeric)::text as largest`
      : attribute.type === "date"
        ? sql`min(v.value) as smallest, max(v.value) as largest`
        : sql`null::text as smallest, null::text as largest`;
  const { rows } = await sql<ValueFigures>`
    with v as materialized (
      select element #>> '{}' as value
      from contacts c
      cross join lateral (select ${value} as value) one
      cross join lateral jsonb_array_elements(
        case jsonb_typeof(one.value) when 'array' then one.value else jsonb_build_array(one.value) end) as element
      where ${within(workspaceId, sample.buckets)} and jsonb_typeof(element) in ('string', 'number', 'boolean')
    )
    select coalesce((
             select jsonb_agg(jsonb_build_object('value', left(t.value, 200), 'count', t.count) order by t.count desc, t.value)
             from (select v.value, count(*)::int as count from v where v.value <> '' group by v.value
                   order by count(*) desc, v.value limit 10) t), '[]') as top,
           (select count(distinct v.value)::int from v) as "distinct", b.smallest, b.largest
    from (select ${bounds} from v) b`.execute(db);
  return rows[0] ?? { top: [], distinct: 0, smallest: null, largest: null };
}

export interface EventFigures {
  /** Occurrences in the last 30 whole UTC days and today, by day (YYYY-MM-DD); estimates unless the sample is exact. */
  readonly days: readonly { readonly day: string; readonly count: number }[];
  readonly total: number;
}

/** Of every event, or of those named. Daily counts lie by contact: the sample bounds what is read. */
export async function eventFiguresOf(
  db: Db,
  workspaceId: string,
  now: Date,
  names?: readonly string[],
): Promise<{ readonly figures: ReadonlyMap<string, EventFigures>; readonly exact: boolean }> {
  const buckets = await bucketsForDays(db, workspaceId);
  const { rows } = await sql<{ name: string; day: string; count: number }>`
    select d.name, d.day, sum(d.count)::float8 as count
    from event_days d
    where d.workspace_id = ${workspaceId} and d.bucket = any(${[...buckets]}::smallint[])
      and d.day >= (${now}::timestamptz at time zone 'UTC')::date - 30
      and (${names ?? null}::text[] is null or d.name = any(${names ?? null}::text[]))
    group by d.name, d.day order by d.day`.execute(db);
  const share = 256 / buckets.length;
  const figures = new Map(
    [...Map.groupBy(rows, (row) => row.name)].map(([name, mine]) => {
      const days = mine.map(({ day, count }) => ({ day, count: Math.round(count * share) }));
      return [name, { days, total: days.reduce((sum, { count }) => sum + count, 0) }];
    }),
  );
  return { figures, exact: buckets.length === 256 };
}

async function bucketsForDays(db: Db, workspaceId: string): Promise<readonly number[]> {
  const count = async (buckets: readonly number[], limit: number) => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from (
        select from event_days d where d.workspace_id = ${workspaceId} and d.bucket = any(${[...buckets]}::smallint[])
        limit ${limit}) few`.execute(db);
    return rows[0]?.count ?? 0;
  };
  const first = scattered.slice(0, 2);
  const perTwo = await count(first, enoughDays);
  if (perTwo * 128 <= enoughDays) return all;
  return scattered.slice(0, Math.min(256, Math.max(2, Math.floor((enoughDays * 2) / perTwo))));
}

export interface PropertyFigures {
  readonly name: string;
  readonly types: readonly string[];
  /** Share of the events looked at that carry it, 0 to 1. */
  readonly share: number;
  readonly examples: readonly string[];
}

/** Properties of the newest events of this name: those of up to 200 contacts of the sample who did it lately. */
export async function eventPropertiesOf(
  db: Db,
  workspaceId: string,
  name: string,
): Promise<{
  readonly lookedAt: number;
  readonly lastSeen: Date | null;
  readonly properties: readonly PropertyFigures[];
}> {
  const buckets = await bucketsForDays(db, workspaceId);
  const recent = sql`
    select e.occurred_at, e.properties
    from (
      select d.bucket, d.contact_id, max(d.day) as day from event_days d
      where d.workspace_id = ${workspaceId} and d.bucket = any(${[...buckets]}::smallint[]) and d.name = ${name}
      group by d.bucket, d.contact_id order by max(d.day) desc limit 200
    ) who
    cross join lateral (
      select e.occurred_at, e.properties from events e
      where e.workspace_id = ${workspaceId} and e.bucket = who.bucket and e.contact_id = who.contact_id and e.name = ${name}
      order by e.id desc limit 5
    ) e`;
  const { rows } = await sql<{
    lookedAt: number;
    lastSeen: Date | null;
    properties: PropertyFigures[];
  }>`
    with recent as materialized (${recent}),
    seen as (
      select p.key, jsonb_typeof(p.value) as type, left(p.value #>> '{}', 120) as text
      from recent cross join lateral jsonb_each(recent.properties) as p
    )
    select (select count(*)::int from recent) as looked_at, (select max(occurred_at) from recent) as last_seen,
      coalesce((
        select jsonb_agg(jsonb_build_object('name', g.key, 'types', g.types, 'share', g.share, 'examples', g.examples)
                         order by g.share desc, g.key)
        from (
          select s.key, array_agg(distinct s.type) as types,
                 count(*)::float8 / greatest((select count(*) from recent), 1) as share,
                 (array_agg(distinct s.text))[1:3] as examples
          from seen s group by s.key order by count(*) desc limit 50
        ) g), '[]') as properties`.execute(db);
  return rows[0] ?? { lookedAt: 0, lastSeen: null, properties: [] };
}
