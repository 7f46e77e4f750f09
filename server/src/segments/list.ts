/** Pages of segments with their latest known size. */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";
import type { Segment } from "./segments.ts";

export interface ListedSegment extends Segment {
  /** The last exact count; null: never counted. */
  readonly size: number | null;
  readonly countedAt: Date | null;
}

export interface SegmentQuery {
  /** Part of a name. */
  readonly q?: string | undefined;
  readonly tag?: string | undefined;
  /** Default: by name. */
  readonly order?: "name" | "oldest" | "newest";
  readonly limit: number;
  /** The id of the last segment of the page before; only with order name. */
  readonly after?: string | undefined;
  readonly offset?: number;
}

const orders = {
  name: sql`lower(s.name), s.id`,
  oldest: sql`s.id`,
  newest: sql`s.id desc`,
} as const;

export async function segmentPage(
  db: Db,
  workspaceId: string,
  query: SegmentQuery,
): Promise<ListedSegment[]> {
  const { q, tag, order = "name", limit, after, offset = 0 } = query;
  const { rows } = await sql<ListedSegment>`
    select s.id, s.name, s.description, s.filter, s.tags, s.created_at, s.updated_at, z.size, z.counted_at
    from segments s
    left join lateral (
      select size, counted_at from segment_sizes
      where workspace_id = s.workspace_id and segment_id = s.id order by day desc limit 1) z on true
    where s.workspace_id = ${workspaceId} and s.archived_at is null
      ${q ? sql`and strpos(lower(s.name), lower(${q}::text)) > 0` : sql``}
      ${tag ? sql`and s.tags @> array[${tag}::text]` : sql``}
      ${
        after
          ? sql`and (lower(s.name), s.id) > (select lower(name), id from segments where workspace_id = ${workspaceId} and id = ${after}::uuid)`
          : sql``
      }
    order by ${orders[order]} limit ${limit} offset ${offset}`.execute(db);
  return rows;
}
