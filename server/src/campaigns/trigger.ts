/** Campaigns that go out when the API says so: each call is a dispatch of its own with the message frozen at launch. */
import { sql } from "kysely";
import type { MessageContent } from "../content/message.ts";
import { type Db, inTransaction } from "../lib/db.ts";
import { AppError } from "../lib/errors.ts";
import { queueRecipients, type Recipient, startDispatch } from "../messages/messages.ts";
import { expandFilter, type Filter, getSegment } from "../segments/segments.ts";
import type { CampaignKind } from "./campaign.ts";
import type { CampaignState } from "./states.ts";

export type TriggerRecipient = Recipient;

export interface Trigger {
  readonly campaignId: string;
  /** null: everybody in the campaign's segment. */
  readonly recipients: readonly TriggerRecipient[] | null;
  /** Besides the segment, for recipients null. */
  readonly audience?: Filter | null;
  /** Common trigger properties. */
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
  readonly at: Date;
}

export interface TriggerTarget {
  readonly id: string;
  readonly variantId: string;
  readonly subscriptionGroupId: string;
  readonly segmentId: string | null;
  readonly message: MessageContent;
}

/** Resolves to the id of the dispatch. Throws as requireTriggerable does; 400 no_recipients without a segment. */
export async function triggerCampaign(db: Db, workspaceId: string, trigger: Trigger): Promise<string> {
  const target = await requireTriggerable(db, workspaceId, trigger.campaignId);
  return inTransaction(db, async (tx) => {
    const { recipients, properties, at } = trigger;
    const audience = recipients
      ? null
      : await segmentAudience(tx, workspaceId, target, trigger.audience ?? null);
    const dispatch = await startDispatch(tx, {
      workspaceId,
      subscriptionGroupId: target.subscriptionGroupId,
      kind: "api_trigger",
      campaignId: target.id,
      variantId: target.variantId,
      message: target.message,
      audience,
      ...(properties ? { properties } : {}),
      at,
    });
    if (recipients) await queueRecipients(tx, dispatch, recipients, { at });
    return dispatch.id;
  });
}

/**
 * 400 invalid_campaign for an unknown one or one of another kind, campaign_not_running when it is not launched, paused or over,
 * number_archived when its number is gone.
 */
export async function requireTriggerable(
  db: Db,
  workspaceId: string,
  campaignId: string,
): Promise<TriggerTarget> {
  const { rows } = await sql<TriggerTarget & { kind: CampaignKind; state: CampaignState; archived: boolean }>`
    select c.id, c.kind, c.state, c.subscription_group_id, c.segment_id, v.id as variant_id, v.message,
           coalesce(g.archived_at is not null, false) as archived
    from campaigns c left join subscription_groups g on g.id = c.subscription_group_id
    join lateral (select id, message from campaign_variants where campaign_id = c.id order by id limit 1) v on true
    where c.workspace_id = ${workspaceId} and c.id::text = ${campaignId}`.execute(db);
  const [campaign] = rows;
  if (campaign?.kind !== "api_triggered")
    throw new AppError(
      "invalid_campaign",
      "Invalid Campaign ID: there is no API-triggered campaign with this id in this workspace.",
    );
  if (campaign.state !== "running")
    throw new AppError(
      "campaign_not_running",
      `This campaign is ${campaign.state}; it must be launched and running to be triggered.`,
    );
  if (campaign.archived)
    throw new AppError(
      "number_archived",
      "The number this campaign is sent from was archived. Launch a copy of it with an active number.",
    );
  return campaign;
}

async function segmentAudience(
  db: Db,
  workspaceId: string,
  target: TriggerTarget,
  audience: Filter | null,
): Promise<Filter> {
  const segment = target.segmentId ? await getSegment(db, workspaceId, target.segmentId) : null;
  const filters = [
    ...(segment ? [await expandFilter(db, workspaceId, segment.filter)] : []),
    ...(audience ? [audience] : []),
  ];
  if (filters.length === 0)
    throw new AppError(
      "no_recipients",
      "No Recipients: the call names nobody, and the campaign has no segment to broadcast to.",
    );
  return filters.length === 1 && filters[0] ? filters[0] : { kind: "and", children: filters };
}
