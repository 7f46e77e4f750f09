/** Pages of contacts, newest first, and how many there are. */
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../lib/db.ts";
import { internationalPhone } from "./phone.ts";

export interface ContactListItem {
  readonly id: string;
  readonly externalId: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly country: string | null;
  readonly homeCity: string | null;
  readonly language: string | null;
  readonly createdAt: Date;
}

export interface ContactQuery {
  /** Part of a name, e-mail, external id or phone number. */
  readonly q?: string;
  /** A compiled segment over `contacts c`. */
  readonly predicate?: RawBuilder<boolean>;
}

/** The id of the last contact of a page is the cursor of the next one. */
export async function listContacts(
  db: Db,
  workspaceId: string,
  query: ContactQuery & { readonly limit: number; readonly cursor?: string | undefined },
): Promise<ContactListItem[]> {
  const after = query.cursor ? sql`and c.id < ${query.cursor}::uuid` : sql``;
  const { rows } = await sql<ContactListItem>`
    select ${listColumns} from contacts c where ${condition(workspaceId, query)} ${after}
    order by c.id desc limit ${query.limit}`.execute(db);
  return rows;
}

/** The contacts of these ids, in this order. */
export async function contactsById(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<ContactListItem[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ContactListItem>`
    select ${listColumns}
    from unnest(${ids}::uuid[]) with ordinality as k (id, position)
    join contacts c on c.workspace_id = ${workspaceId} and c.bucket = bucket_of(k.id) and c.id = k.id
    order by k.position`.execute(db);
  return rows;
}

const listColumns = sql.raw(
  "c.id, c.external_id, c.first_name, c.last_name, c.phone, c.email, c.country, c.home_city, c.language, c.created_at",
);

const exactUpTo = 10_000;

export interface ContactCount {
  readonly total: number;
  readonly totalIsEstimate: boolean;
}

/** Exact up to 10,000; above that the planner's estimate, which costs nothing. */
export async function countContacts(
  db: Db,
  workspaceId: string,
  query: ContactQuery = {},
): Promise<ContactCount> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from contacts c where ${condition(workspaceId, query)} limit ${exactUpTo + 1}
    ) found`.execute(db);
  const count = rows[0]?.count ?? 0;
  if (count <= exactUpTo) return { total: count, totalIsEstimate: false };
  return { total: Math.max(await plannedRows(db, workspaceId, query), count), totalIsEstimate: true };
}

async function plannedRows(db: Db, workspaceId: string, query: ContactQuery): Promise<number> {
  const { rows } = await sql<Record<string, { Plan: { "Plan Rows": number } }[]>>`
    explain (format json) select from contacts c where ${condition(workspaceId, query)}`.execute(db);
  const [plan] = Object.values(rows[0] ?? {})[0] ?? [];
  return plan?.Plan["Plan Rows"] ?? 0;
}

function condition(workspaceId: string, { q, predicate }: ContactQuery): RawBuilder<boolean> {
  const parts = [sql`c.workspace_id = ${workspaceId}`];
  if (predicate) parts.push(predicate);
  if (q?.trim()) parts.push(search(q.trim()));
  return sql`${sql.join(parts, sql` and `)}`;
}

function search(q: string): RawBuilder<unknown> {
  const text = q.toLowerCase();
  const digits = q.replace(/\D/g, "");
  const isNumber = digits.length >= 4 && /^[\d\s().+-]+$/.test(q);
  const phone = isNumber
    ? sql`or strpos(c.phone, ${digits}::text) > 0 or c.phone = ${internationalPhone(digits) ?? ""}`
    : sql``;
  return sql`(strpos(lower(concat_ws(' ', c.first_name, c.last_name)), ${text}::text) > 0
    or strpos(c.email, ${text}::text) > 0 or starts_with(lower(c.external_id), ${text}::text) ${phone})`;
}
