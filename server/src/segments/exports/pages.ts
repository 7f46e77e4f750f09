/** The contacts of an export, page by page. */
import { type RawBuilder, sql } from "kysely";
import { findByText, searchCondition } from "../../contacts/contacts.ts";
import type { Db } from "../../lib/db.ts";
import { compileFilter } from "../compile/compile.ts";
import { optionsOf } from "../segments.ts";
import type { ExportedRow } from "./columns.ts";
import type { FrozenSource } from "./exports.ts";

const pageSize = 2000;

/** As of `at`: "in the last 30 days" means before the export was asked for, however long it takes. */
export async function conditionOf(
  db: Db,
  workspaceId: string,
  { filter, q, defaultCountry, contactIds }: FrozenSource,
  at: Date,
): Promise<RawBuilder<unknown>> {
  const parts: RawBuilder<unknown>[] = [sql`c.workspace_id = ${workspaceId}`];
  if (filter) parts.push(compileFilter(filter, await optionsOf(db, workspaceId, at)));
  if (q) parts.push(searchCondition(await findByText(db, workspaceId, q, defaultCountry)));
  if (contactIds) parts.push(sql`c.id = any(${[...contactIds]}::uuid[])`);
  return sql.join(parts, sql` and `);
}

export async function countContacts(db: Db, condition: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from contacts c where ${condition}`.execute(db);
  return rows[0]?.count ?? 0;
}

/**
 * Bucket by bucket along the primary key: each statement reads one page of one bucket, wherever the bucket lives, and a page
 * costs the same at the end as at the beginning. Chosen contacts: only the buckets that they are in.
 */
export async function* exportPages(
  db: Db,
  condition: RawBuilder<unknown>,
  { contactIds }: FrozenSource,
): AsyncGenerator<ExportedRow[]> {
  const buckets = contactIds ? bucketsOf(contactIds) : Array.from({ length: 256 }, (_, bucket) => bucket);
  for (const bucket of buckets) {
    let after: string | null = null;
    for (;;) {
      const page: ExportedRow[] = await readPage(db, condition, bucket, after);
      if (page.length > 0) yield page;
      if (page.length < pageSize) break;
      after = page.at(-1)?.id ?? null;
    }
  }
}

/** A contact's bucket is the last byte of its id. */
function bucketsOf(ids: readonly string[]): number[] {
  return [...new Set(ids.map((id) => Number.parseInt(id.slice(-2), 16)))].sort((a, b) => a - b);
}

async function readPage(
  db: Db,
  condition: RawBuilder<unknown>,
  bucket: number,
  after: string | null,
): Promise<ExportedRow[]> {
  const { rows } = await sql<ExportedRow>`
    with page as materialized (
      select c.* from contacts c
      where ${condition} and c.bucket = ${bucket} ${after === null ? sql`` : sql`and c.id > ${after}::uuid`}
      order by c.id limit ${pageSize}
    )
    select p.id, p.attributes,
      jsonb_build_object('external_id', p.external_id, 'first_name', p.first_name, 'last_name', p.last_name,
        'phone', p.phone, 'email', p.email, 'country', p.country, 'home_city', p.home_city, 'language', p.language,
        'time_zone', p.time_zone, 'gender', p.gender, 'date_of_birth', p.date_of_birth, 'bsuid', p.bsuid,
        'created_at', to_char(p.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'updated_at', to_char(p.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) as fields,
      coalesce((select jsonb_object_agg(s.subscription_group_id, s.state) from subscription_states s
        where s.workspace_id = p.workspace_id and s.bucket = p.bucket and s.contact_id = p.id), '{}') as states
    from page p order by p.id`.execute(db);
  return rows;
}
