/** What validateFilter needs to know about a workspace, read for one tree. */
import { sql } from "kysely";
import { listAttributes } from "../contacts/contacts.ts";
import type { Db } from "../lib/db.ts";
import type { Filter } from "./filter.ts";
import { campaignIds, segmentIds, variantIds } from "./references.ts";
import type { FilterRegistry } from "./validate/problems.ts";

/** `segmentId`: the stored segment that the tree is meant for. */
export async function loadRegistry(
  db: Db,
  workspaceId: string,
  filter: unknown,
  segmentId?: string,
): Promise<FilterRegistry> {
  const [attributes, groups, campaigns, variants, segments] = await Promise.all([
    listAttributes(db, workspaceId),
    db.selectFrom("subscriptionGroups").select("id").where("workspaceId", "=", workspaceId).execute(),
    known<{ id: string }>(db, workspaceId, campaignIds(filter), sql`select id from campaigns`),
    known<{ id: string; campaignId: string }>(
      db,
      workspaceId,
      variantIds(filter),
      sql`select id, campaign_id from campaign_variants`,
    ),
    segmentIds(filter).length > 0 ? storedFilters(db, workspaceId) : new Map<string, Filter>(),
  ]);
  return {
    attributes: new Map(attributes.map(({ name, type }) => [name, type])),
    subscriptionGroupIds: new Set(groups.map((row) => row.id)),
    campaignIds: new Set(campaigns.map((row) => row.id)),
    variants: new Map(variants.map((row) => [row.id, row.campaignId])),
    segments,
    ...(segmentId ? { segmentId } : {}),
  };
}

/** Rows of the workspace with these ids, which may be any text. */
async function known<Row>(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
  rows: ReturnType<typeof sql>,
): Promise<Row[]> {
  if (ids.length === 0) return [];
  const found =
    await sql<Row>`${rows} where workspace_id = ${workspaceId} and id::text = any(${ids}::text[])`.execute(
      db,
    );
  return found.rows;
}

async function storedFilters(db: Db, workspaceId: string): Promise<Map<string, Filter>> {
  const rows = await db
    .selectFrom("segments")
    .select(["id", "filter"])
    .where("workspaceId", "=", workspaceId)
    .where("archivedAt", "is", null)
    .execute();
  return new Map(rows.map((row) => [row.id, row.filter as unknown as Filter]));
}
