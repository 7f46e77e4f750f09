/**
 * Everything that happened to one contact in one order: what it did, what was sent to it, what it answered, how its
 * subscriptions and fields changed. Ids sort by time in all of these tables, so a page is the newest of the newest of each,
 * and every branch is one index range of the contact.
 */
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../lib/db.ts";

export const timelineKinds = ["event", "purchase", "sent", "received", "subscription", "edit"] as const;
export type TimelineKind = (typeof timelineKinds)[number];

export interface TimelineItem {
  readonly id: string;
  readonly kind: TimelineKind;
  readonly at: Date;
  /** Name of the event, the campaign, the number; empty where there is none. */
  readonly title: string;
  /** event, purchase: its properties. sent: state, text, campaignId, errorCode. received: kind, text. subscription: state, source. edit: changes, undoes. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly actor: string | null;
  /** Of a person or an API key. */
  readonly actorName: string | null;
}

export interface TimelineQuery {
  readonly limit: number;
  /** The id of the last item of the page before. */
  readonly cursor?: string | undefined;
  /** Default: all. */
  readonly kinds?: readonly TimelineKind[];
  /** Part of a name, a text, a property or its value. */
  readonly q?: string | undefined;
}

export async function contactTimeline(
  db: Db,
  workspaceId: string,
  contactId: string,
  query: TimelineQuery,
): Promise<TimelineItem[]> {
  const kinds = query.kinds?.length ? query.kinds : timelineKinds;
  const branches = kinds.map((kind) => branch(kind, workspaceId, contactId, query));
  const { rows } = await sql<TimelineItem>`
    select t.id, t.kind, t.at, t.title, t.data, t.actor, coalesce(p.name, k.name) as actor_name
    from (${sql.join(branches, sql` union all `)}) t
    left join people p on p.id = t.actor
    left join api_keys k on k.workspace_id = ${workspaceId} and 'api-key:' || k.id = t.actor
    order by t.id desc limit ${query.limit}`.execute(db);
  return rows;
}

function branch(
  kind: TimelineKind,
  workspaceId: string,
  contactId: string,
  { limit, cursor, q }: TimelineQuery,
): RawBuilder<unknown> {
  const source = sources[kind];
  const before = cursor ? sql`and r.id < ${cursor}::uuid` : sql``;
  const matching = q?.trim() ? sql`and strpos(lower(${source.text}), lower(${q.trim()}::text)) > 0` : sql``;
  return sql`
    (select r.id, ${kind}::text as kind, ${source.at} as at, ${source.title} as title, ${source.data} as data,
            ${source.actor} as actor
     from ${source.from}
     where r.workspace_id = ${workspaceId} and r.bucket = bucket_of(${contactId}::uuid)
       and r.contact_id = ${contactId}::uuid ${source.only} ${before} ${matching}
     order by r.id desc limit ${limit})`;
}

interface Source {
  readonly from: RawBuilder<unknown>;
  readonly only: RawBuilder<unknown>;
  readonly at: RawBuilder<unknown>;
  readonly title: RawBuilder<unknown>;
  readonly data: RawBuilder<unknown>;
  readonly actor: RawBuilder<unknown>;
  /** What is searched. */
  readonly text: RawBuilder<unknown>;
}

const nobody = sql`null::text`;
const isPurchase = sql`r.name = 'purchase' and r.properties ? 'product_id'`;

const occurred: Omit<Source, "only"> = {
  from: sql`events r`,
  at: sql`r.occurred_at`,
  title: sql`r.name`,
  data: sql`r.properties`,
  actor: nobody,
  text: sql`r.name || ' ' || r.properties::text`,
};

const sources: Readonly<Record<TimelineKind, Source>> = {
  event: { ...occurred, only: sql`and not (${isPurchase})` },
  purchase: { ...occurred, only: sql`and ${isPurchase}` },
  sent: {
    from: sql`sends r left join campaigns c on c.id = r.campaign_id`,
    only: sql``,
    at: sql`coalesce(r.accepted_at, r.failed_at, r.due_at)`,
    title: sql`coalesce(c.name, '')`,
    data: sql`jsonb_build_object('state', r.state, 'text', left(r.rendered ->> 'body', 300), 'campaignId', r.campaign_id,
      'errorCode', r.error_code)`,
    actor: nobody,
    text: sql`concat_ws(' ', c.name, r.rendered ->> 'body', r.error_code)`,
  },
  received: {
    from: sql`inbound_messages r`,
    only: sql``,
    at: sql`r.received_at`,
    title: sql`''`,
    data: sql`jsonb_build_object('kind', r.kind, 'text', left(r.body, 300))`,
    actor: nobody,
    text: sql`concat_ws(' ', r.kind, r.body)`,
  },
  subscription: {
    from: sql`subscription_changes r join subscription_groups g on g.id = r.subscription_group_id`,
    only: sql``,
    at: sql`r.changed_at`,
    title: sql`g.display_name`,
    data: sql`jsonb_build_object('state', r.state, 'source', r.source)`,
    actor: sql`r.actor`,
    text: sql`concat_ws(' ', g.display_name, r.state, r.source)`,
  },
  edit: {
    from: sql`contact_changes r`,
    only: sql``,
    at: sql`r.changed_at`,
    title: sql`''`,
    data: sql`jsonb_build_object('changes', r.changes, 'undoes', r.undoes)`,
    actor: sql`r.actor`,
    text: sql`r.changes::text`,
  },
};
