/** What filters about messages can name: variants, and the codes that messages failed with. */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";

/** Reasons are looked up for the newest dispatches only: what failed long ago is rarely what a filter is about. */
const dispatchesLookedAt = 200;

export interface VariantName {
  readonly id: string;
  readonly name: string;
}

export async function variantNames(db: Db, workspaceId: string, campaignId: string): Promise<VariantName[]> {
  return db
    .selectFrom("campaignVariants")
    .select(["id", "name"])
    .where("workspaceId", "=", workspaceId)
    .where("campaignId", "=", campaignId)
    .orderBy("id")
    .execute();
}

export interface SeenError {
  readonly code: string;
  readonly count: number;
}

/** Codes that messages of the newest dispatches failed with, the most frequent first; at most 50. */
export async function seenErrorCodes(db: Db, workspaceId: string): Promise<SeenError[]> {
  const { rows } = await sql<SeenError>`
    select r.code, sum(r.count)::int as count
    from (
      select d.id from dispatches d where d.workspace_id = ${workspaceId} order by d.id desc limit ${dispatchesLookedAt}
    ) newest
    join send_reasons r on r.workspace_id = ${workspaceId} and r.dispatch_id = newest.id
    where r.outcome = 'failed'
    group by r.code order by count desc, r.code limit 50`.execute(db);
  return rows;
}
