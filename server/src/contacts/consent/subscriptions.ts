/**
 * Subscription states: whether a contact agreed to hear from one sending number. No row means unknown. Consent belongs to
 * the phone: a change for one contact reaches every contact with the same number. Every real change leaves a history row.
 * What was said last counts, not what arrived last: a word older than the newest known one changes nothing, and of two said
 * in the same millisecond leaving wins. So the same words in any order lead to the same state.
 */
import { sql } from "kysely";
import { type Db, inTransaction } from "../../lib/db.ts";
import { keepContacts } from "../writing/locks.ts";

export type SubscriptionState = "subscribed" | "unsubscribed";

export interface SubscriptionChange {
  readonly contactId: string;
  readonly subscriptionGroupId: string;
  readonly state: SubscriptionState;
}

/** Where a change comes from; the dashboard has words for each. */
const subscriptionSources = [
  "api",
  "import",
  "profile",
  "inbound",
  "opt_in_link",
  "opt_in_form",
  "journey",
  "provider",
  "merge",
  "seed",
] as const;
export type SubscriptionSource = (typeof subscriptionSources)[number];

/**
 * How a change came about; what is there depends on the source. inbound: word, messageId. opt_in_link: linkId, linkName,
 * messageId. opt_in_form: formId, formName, consentVersion, consentText, consentLanguage, page, requestedAt, messageId,
 * contact (id of the one who confirmed). import: importId. provider: wants. Only what may be shown to members.
 */
export type SubscriptionDetail = Readonly<Record<string, string | number | boolean | null>>;

export interface SubscriptionChangeOptions {
  readonly source: SubscriptionSource;
  /** A person's id or api-key:<id>. */
  readonly actor?: string;
  readonly detail?: SubscriptionDetail;
  /** When it was said, not when it is written. */
  readonly at: Date;
}

export interface ChangedSubscription extends SubscriptionChange {
  readonly bucket: number;
}

/**
 * Sets states in bulk; the last change wins where one contact appears twice. Contacts and groups of other workspaces and
 * contacts that no longer exist are passed over; one that was merged stands for the one it became. Resolves to the real changes, those of contacts with the same number too.
 */
export async function setSubscriptionStates(
  db: Db,
  workspaceId: string,
  changes: readonly SubscriptionChange[],
  options: SubscriptionChangeOptions,
): Promise<ChangedSubscription[]> {
  if (changes.length === 0) return [];
  return inTransaction(db, async (tx) => {
    await keepContacts(tx, workspaceId);
    const { rows } = await sql<ChangedSubscription>`
      with given as (
        select position, contact_id, group_id, state
        from unnest(${changes.map((change) => change.contactId)}::uuid[],
                    ${changes.map((change) => change.subscriptionGroupId)}::uuid[],
                    ${changes.map((change) => change.state)}::text[]) with ordinality
             as g (contact_id, group_id, state, position)
        where exists (select from subscription_groups s where s.id = g.group_id and s.workspace_id = ${workspaceId})
      ), named as materialized (
        select g.position, c.id as contact_id, g.group_id, g.state, c.bucket, c.phone, c.phone_shared
        from given g
        -- Merged between the caller's look-up and now: what was said is said of the person.
        left join contact_merges m
          on m.workspace_id = ${workspaceId} and m.bucket = bucket_of(g.contact_id) and m.contact_id = g.contact_id
        join contacts c
          on c.workspace_id = ${workspaceId} and c.bucket = bucket_of(coalesce(m.into_id, g.contact_id))
             and c.id = coalesce(m.into_id, g.contact_id)
      ), wanted as (
        select distinct on (bucket, contact_id, group_id) bucket, contact_id, group_id, state
        from (
          select bucket, contact_id, group_id, state, position, true as named from named
          union all
          select o.bucket, o.id, n.group_id, n.state, n.position, false
          from named n join contacts o
            on o.workspace_id = ${workspaceId} and o.phone = n.phone and o.phone_shared and n.phone_shared
               and o.id <> n.contact_id
        ) every_contact
        order by bucket, contact_id, group_id, named desc, position desc
      ), changed as (
        insert into subscription_states as s
          (workspace_id, bucket, contact_id, subscription_group_id, state, source, changed_at)
        select ${workspaceId}::uuid, bucket, contact_id, group_id, state, ${options.source}::text, ${options.at}::timestamptz
        from wanted order by bucket, contact_id, group_id
        on conflict (workspace_id, bucket, contact_id, subscription_group_id) do update
          set state = excluded.state,
              source = case when s.state = excluded.state then s.source else excluded.source end,
              changed_at = case when s.state = excluded.state then s.changed_at else excluded.changed_at end,
              stated_at = case when s.state = excluded.state then excluded.changed_at end
          where excluded.changed_at > greatest(s.changed_at, s.stated_at)
             or (excluded.changed_at = greatest(s.changed_at, s.stated_at) and s.state = 'subscribed'
                 and excluded.state = 'unsubscribed')
        returning s.bucket, s.contact_id, s.subscription_group_id, s.state, s.stated_at
      )
      insert into subscription_changes
        (workspace_id, bucket, contact_id, subscription_group_id, state, source, actor, detail, changed_at)
      select ${workspaceId}::uuid, bucket, contact_id, subscription_group_id, state, ${options.source}::text,
             ${options.actor ?? null}::text, ${JSON.stringify(options.detail ?? {})}::jsonb, ${options.at}::timestamptz
      from changed where stated_at is null
      returning bucket, contact_id, subscription_group_id, state`.execute(tx);
    return rows;
  });
}

export interface SubscriptionView {
  readonly contactId: string;
  readonly subscriptionGroupId: string;
  readonly displayName: string;
  readonly phone: string;
  readonly state: SubscriptionState | "unknown";
  readonly source: string | null;
  readonly changedAt: Date | null;
}

/** The state of each contact with every active number (or one of them), "unknown" where nothing was recorded. */
export async function subscriptionsOf(
  db: Db,
  workspaceId: string,
  contactIds: readonly string[],
  subscriptionGroupId?: string,
): Promise<SubscriptionView[]> {
  const { rows } = await sql<SubscriptionView>`
    select k.id as contact_id, g.id as subscription_group_id, g.display_name, g.phone,
           coalesce(s.state, 'unknown') as state, s.source, s.changed_at
    from unnest(${contactIds}::uuid[]) with ordinality as k (id, position)
    cross join subscription_groups g
    left join subscription_states s on s.workspace_id = ${workspaceId} and s.bucket = bucket_of(k.id)
      and s.contact_id = k.id and s.subscription_group_id = g.id
    where g.workspace_id = ${workspaceId} and g.archived_at is null
      and (${subscriptionGroupId ?? null}::uuid is null or g.id = ${subscriptionGroupId ?? null}::uuid)
    order by k.position, g.created_at, g.id`.execute(db);
  return rows;
}

/** Those of the ids that are sending numbers in use in this workspace; texts that are no ids are left out. */
export async function activeSubscriptionGroups(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select id from subscription_groups
    where workspace_id = ${workspaceId} and archived_at is null and id::text = any(${ids}::text[])`.execute(
    db,
  );
  return new Set(rows.map((row) => row.id));
}

export async function subscriptionGroupExists(db: Db, workspaceId: string, id: string): Promise<boolean> {
  const row = await db
    .selectFrom("subscriptionGroups")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row !== undefined;
}
