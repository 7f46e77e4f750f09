/**
 * Recipients named one by one (API calls, test messages): set-based, at transactional priority. Unlike an audience, everybody
 * named leaves a row in sends, also those who cannot get the message: the caller asked for this person.
 */
import { sql } from "kysely";
import { type Db, inTransaction } from "../lib/db.ts";
import { recipient } from "./audience.ts";
import type { Dispatch } from "./dispatches.ts";
import { sendIdOf } from "./send-id.ts";
import { slotOf } from "./slots.ts";

export interface Recipient {
  readonly contactId: string;
  /** Trigger properties of this recipient. */
  readonly properties?: Readonly<Record<string, unknown>>;
}

export interface QueueOptions {
  readonly at: Date;
  /** Smaller goes first; 10 is transactional. */
  readonly priority?: number;
  readonly dueAt?: Date;
}

export interface QueuedRecipient {
  readonly contactId: string;
  readonly sendId: string;
  readonly state: "queued" | "skipped";
  /** Why it is skipped: no_phone, not_subscribed, duplicate_number. */
  readonly reason: string | null;
}

/**
 * One send per contact and dispatch, in the order of the recipients; a contact named twice gets one. Contacts that do not
 * exist in this workspace are left out of the answer. Of contacts that share a number the first named gets the message.
 */
export async function queueRecipients(
  db: Db,
  dispatch: Dispatch,
  recipients: readonly Recipient[],
  options: QueueOptions,
): Promise<QueuedRecipient[]> {
  if (recipients.length === 0) return [];
  return inTransaction(db, async (tx) => {
    const { rows } = await write(tx, dispatch, recipients, options);
    await sql`
      with reopened as (
        update dispatches set queued_count = queued_count + ${rows.length},
          state = case state when 'completed' then 'sending' else state end,
          finished_at = case state when 'completed' then null else finished_at end
        where id = ${dispatch.id})
      select pg_notify('ponte_sends', ${`${dispatch.workspaceId}:`} || bucket_of(contact_id) || ${`:${dispatch.subscriptionGroupId}`})
      from unnest(${rows.map((row) => row.contactId)}::uuid[]) as q (contact_id)
      group by bucket_of(contact_id)`.execute(tx);
    return rows;
  });
}

function write(tx: Db, dispatch: Dispatch, recipients: readonly Recipient[], options: QueueOptions) {
  const { workspaceId, subscriptionGroupId } = dispatch;
  return sql<QueuedRecipient>`
    with named as (
      select distinct on (contact_id) contact_id, properties, position
      from unnest(${recipients.map((one) => one.contactId)}::uuid[],
                  ${recipients.map((one) => (one.properties ? JSON.stringify(one.properties) : null))}::jsonb[])
           with ordinality as n (contact_id, properties, position)
      order by contact_id, position
    ), known as (
      select n.position, n.properties, c.bucket, c.id, ${recipient} as recipient,
             case when ${recipient} is null then 'no_phone'
                  when ${dispatch.requiresSubscription}::boolean and u.state is distinct from 'subscribed' then 'not_subscribed'
             end as reason
      from named n
      join contacts c on c.workspace_id = ${workspaceId} and c.bucket = bucket_of(n.contact_id) and c.id = n.contact_id
      left join subscription_states u on u.workspace_id = ${workspaceId} and u.bucket = c.bucket
        and u.contact_id = c.id and u.subscription_group_id = ${subscriptionGroupId}
    ), judged as materialized (
      select i.id as send_id, k.position, k.properties, k.bucket, k.id as contact_id, coalesce(k.recipient, '') as recipient,
             coalesce(k.reason, case when row_number() over (
               partition by k.recipient order by k.reason nulls first, k.position) > 1 then 'duplicate_number' end) as reason
      from known k, ${sendIdOf(dispatch, sql`k.id`)}
    ), written as (
      insert into sends (workspace_id, bucket, id, contact_id, dispatch_id, campaign_id, variant_id, subscription_group_id,
                         recipient, state, priority, due_at, properties, error_code)
      select ${workspaceId}::uuid, bucket, send_id, contact_id, ${dispatch.id}::uuid, ${dispatch.campaignId}::uuid,
             ${dispatch.variantId}::uuid, ${subscriptionGroupId}::uuid, recipient,
             (case when reason is null then 'queued' else 'skipped' end)::send_state, ${options.priority ?? 10}::smallint,
             ${options.dueAt ?? options.at}::timestamptz, properties, reason
      from judged
      on conflict do nothing
      returning bucket, id, error_code
    ), counted as (
      insert into send_stats as t (workspace_id, bucket, dispatch_id, slot, queued, skipped)
      select ${workspaceId}::uuid, bucket, ${dispatch.id}::uuid, ${slotOf(options.at)}::timestamptz, count(*), count(error_code)
      from written group by bucket order by bucket
      on conflict (workspace_id, bucket, dispatch_id, slot) do update
        set queued = t.queued + excluded.queued, skipped = t.skipped + excluded.skipped
    ), explained as (
      insert into send_reasons as t (workspace_id, bucket, dispatch_id, outcome, code, count)
      select ${workspaceId}::uuid, bucket, ${dispatch.id}::uuid, 'skipped', error_code, count(*)
      from written where error_code is not null group by bucket, error_code order by bucket, error_code
      on conflict (workspace_id, bucket, dispatch_id, outcome, code) do update set count = t.count + excluded.count
    )
    select contact_id, send_id, case when reason is null then 'queued' else 'skipped' end as state, reason
    from judged order by position`.execute(tx);
}
