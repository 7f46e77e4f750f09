/** The list of campaigns, newest first. */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";
import type { CampaignKind } from "./campaign.ts";
import { type CampaignState, campaignState, latestDispatch } from "./states.ts";

export interface CampaignListItem {
  readonly id: string;
  readonly name: string;
  readonly kind: CampaignKind;
  readonly state: CampaignState;
  readonly createdAt: Date;
  readonly launchedAt: Date | null;
  readonly tags: readonly string[];
  readonly segment: { readonly id: string; readonly name: string } | null;
  readonly template: { readonly id: string; readonly name: string; readonly language: string } | null;
  readonly subscriptionGroup: {
    readonly id: string;
    readonly phone: string;
    readonly displayName: string;
  } | null;
}

export interface CampaignQuery {
  readonly q?: string | undefined;
  readonly state?: string | undefined;
  readonly tag?: string | undefined;
  /** The id of the last campaign of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
}

export async function listCampaigns(
  db: Db,
  workspaceId: string,
  query: CampaignQuery,
): Promise<CampaignListItem[]> {
  const { q, state, tag, before, limit } = query;
  const { rows } = await sql<CampaignListItem>`
    select c.id, c.name, c.kind, ${campaignState} as state, c.created_at, c.launched_at, c.tags,
      case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name) end as segment,
      case when t.id is not null then jsonb_build_object('id', t.id, 'name', t.name, 'language', t.language) end as template,
      case when g.id is not null then jsonb_build_object('id', g.id, 'phone', g.phone, 'displayName', g.display_name) end
        as subscription_group
    from campaigns c
    ${latestDispatch}
    left join lateral (select template_id from campaign_variants where campaign_id = c.id order by id limit 1) v on true
    left join segments s on s.id = c.segment_id
    left join templates t on t.id = v.template_id
    left join subscription_groups g on g.id = c.subscription_group_id
    where c.workspace_id = ${workspaceId}
      ${q ? sql`and strpos(lower(c.name), lower(${q}::text)) > 0` : sql``}
      ${state ? sql`and ${campaignState} = ${state}` : sql`and c.state <> 'archived'`}
      ${tag ? sql`and c.tags @> array[${tag}::text]` : sql``}
      ${before ? sql`and c.id < ${before}::uuid` : sql``}
    order by c.id desc limit ${limit}`.execute(db);
  return rows;
}

export interface CampaignOfSegment {
  readonly id: string;
  readonly name: string;
  readonly state: CampaignState;
  readonly segmentId: string;
}

/** Every campaign that names one of these segments and was not archived, newest first. */
export async function campaignsOfSegments(
  db: Db,
  workspaceId: string,
  segmentIds: readonly string[],
): Promise<CampaignOfSegment[]> {
  if (segmentIds.length === 0) return [];
  const { rows } = await sql<CampaignOfSegment>`
    select c.id, c.name, ${campaignState} as state, c.segment_id
    from campaigns c
    ${latestDispatch}
    where c.workspace_id = ${workspaceId} and c.segment_id = any(${segmentIds}::uuid[]) and c.state <> 'archived'
    order by c.id desc`.execute(db);
  return rows;
}
