/** The labels in use, for suggestions. */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";

export interface KnownTag {
  readonly name: string;
  readonly campaigns: number;
  readonly segments: number;
}

/** The most used first, at most 500. */
export async function knownTags(db: Db, workspaceId: string): Promise<KnownTag[]> {
  const { rows } = await sql<KnownTag>`
    select name, sum(campaigns)::int as campaigns, sum(segments)::int as segments
    from (
      select unnest(tags) as name, 1 as campaigns, 0 as segments from campaigns where workspace_id = ${workspaceId}
      union all
      select unnest(tags), 0, 1 from segments where workspace_id = ${workspaceId} and archived_at is null
    ) used
    group by name order by count(*) desc, lower(name), name limit 500`.execute(db);
  return rows;
}
