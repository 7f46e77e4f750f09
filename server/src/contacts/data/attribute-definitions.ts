/**
 * The law of a workspace's custom attributes: the type is learned from the first value; a blocklisted one takes none; there are
 * at most maxAttributes of them.
 */
import { sql } from "kysely";
import { type Db, prepared } from "../../lib/db.ts";
import type { AttributeType } from "./attribute-values.ts";

/**
 * A client that puts values into names ("cart_8812") would make an attribute of each. Every list of attributes is read whole, in
 * pages, checks of filters and imports.
 */
export const maxAttributes = 5000;

export interface AttributeDefinition {
  readonly name: string;
  readonly type: AttributeType;
}

/** What a write needs to know of an attribute. */
export interface AttributeRule {
  readonly type: AttributeType;
  readonly blocklisted: boolean;
}

/**
 * Rules of the attributes named, teaching the types of those that are new. Two callers that teach the same name at once both
 * get the type of the one that was first. A name without a rule in the answer has found no room. Read anew for every batch: a rule holds from the next write on, in every process.
 */
export async function learnAttributes(
  db: Db,
  workspaceId: string,
  taught: ReadonlyMap<string, AttributeType | null>,
): Promise<Map<string, AttributeRule>> {
  const known = await rulesOf(db, workspaceId, [...taught.keys()]);
  const unknown = [...taught].filter(([name, type]) => type !== null && !known.has(name)).sort();
  if (unknown.length === 0) return known;
  const fresh = unknown.slice(0, await roomLeft(db, workspaceId));
  if (fresh.length === 0) return known;
  await sql`
    insert into attribute_definitions (workspace_id, name, type)
    select ${workspaceId}::uuid, n.name, n.type
    from unnest(${fresh.map(([name]) => name)}::text[], ${fresh.map(([, type]) => type)}::text[]) as n (name, type)
    on conflict do nothing`.execute(db);
  return rulesOf(db, workspaceId, [...taught.keys()]);
}

/** Asked for new names only. Two calls at once may go a little beyond. */
async function roomLeft(db: Db, workspaceId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from attribute_definitions where workspace_id = ${workspaceId}`.execute(db);
  return Math.max(0, maxAttributes - (rows[0]?.count ?? 0));
}

async function rulesOf(
  db: Db,
  workspaceId: string,
  names: readonly string[],
): Promise<Map<string, AttributeRule>> {
  if (names.length === 0) return new Map();
  const { rows } = await sql<AttributeRule & { name: string }>`${prepared}
    select name, type, blocklisted_at is not null as blocklisted from attribute_definitions
    where workspace_id = ${workspaceId} and name = any(${names}::text[])`.execute(db);
  return new Map(rows.map(({ name, ...rule }) => [name, rule]));
}

export async function listAttributes(db: Db, workspaceId: string): Promise<AttributeDefinition[]> {
  const { rows } = await sql<AttributeDefinition>`
    select name, type from attribute_definitions where workspace_id = ${workspaceId} order by name`.execute(
    db,
  );
  return rows;
}
