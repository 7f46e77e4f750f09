/** Who changed whether a contact hears from our numbers, when and how; the proof of consent is in it. */
import { sql } from "kysely";
import type { Db } from "../../lib/db.ts";
import type { SubscriptionDetail, SubscriptionSource, SubscriptionState } from "./subscriptions.ts";

export interface SubscriptionChangeEntry {
  readonly id: string;
  readonly subscriptionGroupId: string;
  /** Of the number; it may be archived by now. */
  readonly displayName: string;
  readonly phone: string;
  readonly state: SubscriptionState;
  readonly source: SubscriptionSource;
  /** A person's id or api-key:<id>; null: nobody of ours. */
  readonly actor: string | null;
  readonly actorName: string | null;
  readonly detail: SubscriptionDetail;
  readonly at: Date;
}

export interface HistoryQuery {
  readonly limit: number;
  /** The id of the last entry of the page before. */
  readonly cursor?: string | undefined;
  readonly subscriptionGroupId?: string | undefined;
}

/** Newest first, in the order in which it was learned. One index range: subscription_changes_of_contact. */
export async function subscriptionHistory(
  db: Db,
  workspaceId: string,
  contactId: string,
  { limit, cursor, subscriptionGroupId }: HistoryQuery,
): Promise<SubscriptionChangeEntry[]> {
  const { rows } = await sql<SubscriptionChangeEntry>`
    select h.id, h.subscription_group_id, g.display_name, g.phone, h.state, h.source, h.actor,
           coalesce(p.name, k.name) as actor_name, h.detail, h.changed_at as at
    from subscription_changes h
    join subscription_groups g on g.id = h.subscription_group_id and g.workspace_id = h.workspace_id
    left join people p on p.id = h.actor
    left join api_keys k on k.workspace_id = h.workspace_id and 'api-key:' || k.id = h.actor
    where h.workspace_id = ${workspaceId} and h.bucket = bucket_of(${contactId}::uuid) and h.contact_id = ${contactId}::uuid
      and (${cursor ?? null}::uuid is null or h.id < ${cursor ?? null}::uuid)
      and (${subscriptionGroupId ?? null}::uuid is null or h.subscription_group_id = ${subscriptionGroupId ?? null}::uuid)
    order by h.id desc limit ${limit}`.execute(db);
  return rows;
}
