/** The SQL of single campaigns. */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";
import { notFound } from "../lib/errors.ts";
import type { Campaign } from "./campaign.ts";
import { campaignState, latestDispatch } from "./states.ts";

export async function loadCampaign(db: Db, workspaceId: string, id: string): Promise<Campaign | null> {
  const { rows } = await sql<Campaign>`
    select c.id, c.name, c.description, c.tags, c.kind, ${campaignState} as state, c.subscription_group_id, c.segment_id,
           v.template_id, v.id as variant_id, coalesce(v.message -> 'variables', '{}') as variables,
           c.created_at, c.updated_at, c.launched_at, coalesce(c.finished_at, d.finished_at) as finished_at, c.created_by
    from campaigns c
    join lateral (select * from campaign_variants where campaign_id = c.id order by id limit 1) v on true
    ${latestDispatch}
    where c.workspace_id = ${workspaceId} and c.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Loads a campaign and holds its row until the transaction ends: two acts on one campaign follow one another. */
export async function lockCampaign(db: Db, workspaceId: string, id: string): Promise<Campaign> {
  await sql`select from campaigns where workspace_id = ${workspaceId} and id = ${id} for update`.execute(db);
  const campaign = await loadCampaign(db, workspaceId, id);
  if (!campaign) throw notFound("campaign");
  return campaign;
}
