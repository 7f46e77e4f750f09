/** The type of each custom attribute of a workspace: learned from the first value, the law for all later ones. */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";
import type { AttributeType } from "./attribute-values.ts";

export interface AttributeDefinition {
  readonly name: string;
  readonly type: AttributeType;
}

/**
 * Types of the attributes named, teaching those that are new. Two callers that teach the same name at once both get the
 * type of the one that was first.
 */
export async function learnAttributes(
  db: Db,
  workspaceId: string,
  taught: ReadonlyMap<string, AttributeType | null>,
): Promise<Map<string, AttributeType>> {
  const known = await definitionsOf(db, workspaceId, [...taught.keys()]);
  const fresh = [...taught].filter(([name, type]) => type !== null && !known.has(name)).sort();
  if (fresh.length === 0) return known;
  await sql`
    insert into attribute_definitions (workspace_id, name, type)
    select ${workspaceId}::uuid, n.name, n.type
    from unnest(${fresh.map(([name]) => name)}::text[], ${fresh.map(([, type]) => type)}::text[]) as n (name, type)
    on conflict do nothing`.execute(db);
  return definitionsOf(db, workspaceId, [...taught.keys()]);
}

async function definitionsOf(
  db: Db,
  workspaceId: string,
  names: readonly string[],
): Promise<Map<string, AttributeType>> {
  if (names.length === 0) return new Map();
  const { rows } = await sql<AttributeDefinition>`
    select name, type from attribute_definitions
    where workspace_id = ${workspaceId} and name = any(${names}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.name, row.type]));
}

export async function listAttributes(db: Db, workspaceId: string): Promise<AttributeDefinition[]> {
  const { rows } = await sql<AttributeDefinition>`
    select name, type from attribute_definitions where workspace_id = ${workspaceId} order by name`.execute(
    db,
  );
  return rows;
}
