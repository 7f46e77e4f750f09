/** What was said to and by one contact, and which service windows are open: read from several domains for its profile. */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";

export interface ContactMessage {
  readonly id: string;
  readonly direction: "out" | "in";
  readonly at: Date;
  readonly kind: string;
  readonly state: string | null;
  readonly campaignId: string | null;
  readonly campaignName: string | null;
  readonly subscriptionGroupId: string;
  readonly rendered: unknown;
  readonly body: string | null;
  readonly errorCode: string | null;
  readonly errorText: string | null;
  readonly cost: string | null;
  readonly currency: string | null;
  readonly replyTo: string | null;
  /** When an inbound message was marked as read. */
  readonly readAt: Date | null;
  /** The file of an inbound message. */
  readonly mediaState: string | null;
  readonly mediaType: string | null;
  readonly mediaName: string | null;
  readonly mediaBytes: number | null;
}

/** Newest first; the last id is the cursor of the next page (ids of both directions sort by time). */
export async function listContactMessages(
  db: Db,
  workspaceId: string,
  contactId: string,
  page: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<ContactMessage[]> {
  const before = page.cursor ? sql`and t.id < ${page.cursor}::uuid` : sql``;
  const mine = sql`t.workspace_id = ${workspaceId} and t.bucket = bucket_of(${contactId}::uuid)
    and t.contact_id = ${contactId}::uuid ${before} order by t.id desc limit ${page.limit}`;
  const { rows } = await sql<ContactMessage>`
    select m.id, m.direction, m.at, m.kind, m.state, m.campaign_id, c.name as campaign_name, m.subscription_group_id,
           m.rendered, m.body, m.error_code, m.error_text, m.cost, m.currency, m.reply_to,
           m.read_at,
           f.state as media_state, f.content_type as media_type, f.filename as media_name, f.bytes::float8 as media_bytes
    from (
      (select t.id, 'out' as direction, coalesce(t.accepted_at, t.due_at) as at, d.message ->> 'kind' as kind,
              t.state::text as state, t.campaign_id, t.subscription_group_id, t.rendered, null as body, t.error_code,
              t.error_text, t.cost::text as cost, t.currency, null::uuid as reply_to, null::timestamptz as read_at
       from (select * from sends t where ${mine}) t join dispatches d on d.id = t.dispatch_id)
      union all
      (select t.id, 'in', t.received_at, t.kind, null, null, t.subscription_group_id, null, t.body, null, null, null,
              null, t.reply_to_send_id, t.read_at
       from inbound_messages t where ${mine})
    ) m
    left join campaigns c on c.id = m.campaign_id
    left join inbound_media f on f.workspace_id = ${workspaceId} and f.bucket = bucket_of(${contactId}::uuid)
      and f.message_id = m.id and m.direction = 'in'
    order by m.id desc limit ${page.limit}`.execute(db);
  return rows;
}

export interface OpenWindow {
  readonly subscriptionGroupId: string;
  readonly expiresAt: Date;
}

/** Numbers that may answer the contact freely now. */
export async function openWindowsOf(
  db: Db,
  workspaceId: string,
  contactId: string,
  now: Date,
): Promise<OpenWindow[]> {
  const { rows } = await sql<OpenWindow>`
    select subscription_group_id, expires_at from service_windows
    where workspace_id = ${workspaceId} and bucket = bucket_of(${contactId}::uuid) and contact_id = ${contactId}::uuid
      and expires_at > ${now}::timestamptz
    order by expires_at desc`.execute(db);
  return rows;
}

export interface CampaignReceived {
  readonly contactId: string;
  readonly campaignId: string;
  readonly campaignName: string;
  readonly variantId: string | null;
  readonly variantName: string | null;
  readonly lastReceived: Date;
  readonly read: boolean;
  readonly replied: boolean;
}

/** Campaigns whose messages the provider took for these contacts, the latest first. */
export async function campaignsReceived(
  db: Db,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<CampaignReceived[]> {
  if (contactIds.length === 0) return [];
  const { rows } = await sql<CampaignReceived>`
    select s.contact_id, s.campaign_id, c.name as campaign_name, s.variant_id, v.name as variant_name,
           max(s.accepted_at) as last_received, bool_or(s.read_at is not null) as read,
           bool_or(s.replied_at is not null) as replied
    from unnest(${contactIds}::uuid[]) as k (id)
    join sends s on s.workspace_id = ${workspaceId} and s.bucket = bucket_of(k.id) and s.contact_id = k.id
    join campaigns c on c.id = s.campaign_id
    left join campaign_variants v on v.id = s.variant_id
    where s.accepted_at is not null
    group by 1, 2, 3, 4, 5 order by last_received desc`.execute(db);
  return rows;
}

export interface ContactSend {
  readonly id: string;
  readonly campaignId: string;
  readonly campaignName: string;
  readonly variantName: string | null;
  readonly state: string;
  readonly at: Date;
  readonly deliveredAt: Date | null;
  readonly readAt: Date | null;
  readonly clickedAt: Date | null;
  readonly repliedAt: Date | null;
  readonly failedAt: Date | null;
  readonly errorCode: string | null;
  readonly errorText: string | null;
}

/** Messages of campaigns to one contact, the latest first, with how far each came; the last id is the next page's cursor. */
export async function campaignSendsOf(
  db: Db,
  workspaceId: string,
  contactId: string,
  page: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<ContactSend[]> {
  const before = page.cursor ? sql`and s.id < ${page.cursor}::uuid` : sql``;
  const { rows } = await sql<ContactSend>`
    select s.id, s.campaign_id, c.name as campaign_name, v.name as variant_name, s.state::text as state,
           coalesce(s.accepted_at, s.failed_at, s.due_at) as at, s.delivered_at, s.read_at, s.clicked_at, s.replied_at,
           s.failed_at, s.error_code, s.error_text
    from sends s
    join campaigns c on c.id = s.campaign_id
    left join campaign_variants v on v.id = s.variant_id
    where s.workspace_id = ${workspaceId} and s.bucket = bucket_of(${contactId}::uuid)
      and s.contact_id = ${contactId}::uuid ${before}
    order by s.id desc limit ${page.limit}`.execute(db);
  return rows;
}
