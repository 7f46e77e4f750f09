/** Figures about one connection: what it heard, what waits to leave through it. */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";

export interface WebhookWord {
  /** receipt:delivered, inbound, ignored:<why>, unknown:<why> … */
  readonly event: string;
  readonly count: number;
  readonly lastAt: Date | null;
}

const days = 7;

/** What webhooks brought in the last seven days, most first. */
export async function webhookWordsOf(
  db: Db,
  workspaceId: string,
  connectionId: string,
  now: Date,
): Promise<WebhookWord[]> {
  const { rows } = await sql<WebhookWord>`
    select event, sum(count)::int as count, max(last_at) as last_at from webhook_counts
    where workspace_id = ${workspaceId} and connection_id = ${connectionId}
      and day > (${now}::timestamptz at time zone 'UTC')::date - ${days}::int
    group by event order by count desc, event limit 200`.execute(db);
  return rows;
}

export interface LastTraffic {
  /** The latest webhook of any kind. */
  readonly webhookAt: Date | null;
  /** The provider took a message; to ten minutes, of the last seven days. */
  readonly acceptedAt: Date | null;
  /** The provider reported on a message of ours; likewise. */
  readonly reportedAt: Date | null;
}

export async function lastWebhookOf(
  db: Db,
  workspaceId: string,
  connectionId: string,
  now: Date,
): Promise<LastTraffic> {
  const { rows } = await sql<LastTraffic>`
    with heard as (
      select max(coalesce(last_at, day::timestamp at time zone 'UTC')) as at from webhook_counts
      where workspace_id = ${workspaceId} and connection_id = ${connectionId}
      union all
      select max(received_at) from webhook_inbox
      where workspace_id = ${workspaceId} and connection_id = ${connectionId}
    ), traffic as (
      select max(s.slot) filter (where s.accepted > 0) as accepted_at,
             max(s.slot) filter (where s.delivered > 0 or s.failed > s.refused) as reported_at
      from subscription_groups g
      join dispatches d on d.workspace_id = g.workspace_id and d.subscription_group_id = g.id
      join send_stats s on s.workspace_id = d.workspace_id and s.dispatch_id = d.id
      where g.workspace_id = ${workspaceId} and g.connection_id = ${connectionId}
        and s.slot > ${now}::timestamptz - ${days} * interval '1 day'
    )
    select (select max(at) from heard) as webhook_at, accepted_at, reported_at from traffic`.execute(db);
  return rows[0] ?? { webhookAt: null, acceptedAt: null, reportedAt: null };
}

/** Beyond this many the count says only "so many, and more". */
const countedAtMost = 100_000;

/** Messages that are due and have not left, and since when the oldest of them waits. */
export async function waitingOf(
  db: Db,
  workspaceId: string,
  connectionId: string,
  now: Date,
): Promise<{ count: number; since: Date | null }> {
  const { rows } = await sql<{ count: number; since: Date | null }>`
    select count(*)::int as count, min(due_at) as since from (
      select s.due_at from sends s
      where s.workspace_id = ${workspaceId} and s.state = 'queued' and s.due_at <= ${now}
        and s.subscription_group_id in (
          select id from subscription_groups where workspace_id = ${workspaceId} and connection_id = ${connectionId})
      limit ${countedAtMost}) w`.execute(db);
  return rows[0] ?? { count: 0, since: null };
}
