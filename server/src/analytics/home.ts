/** The first page: what is set up, how much went out in 30 days, and what needs somebody's attention. */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";

export interface Home {
  readonly checklist: readonly ChecklistItem[];
  readonly totals: HomeTotals;
  /** 30 days of the workspace's time zone, the last one today. */
  readonly series: readonly DayPoint[];
  readonly warnings: readonly HomeWarning[];
}

export interface ChecklistItem {
  readonly key: "connect" | "contacts" | "segment" | "campaign" | "inbound" | "api_key";
  readonly done: boolean;
  readonly count: number;
}

export interface HomeTotals {
  readonly contacts: number;
  /** Contacts that are subscribed to at least one active number. */
  readonly subscribed: number;
  readonly sends30d: number;
  readonly delivered30d: number;
  readonly read30d: number;
  readonly replies30d: number;
}

export interface DayPoint {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly accepted: number;
  readonly delivered: number;
  readonly read: number;
  readonly failed: number;
  readonly replied: number;
}

export interface HomeWarning {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** A path of the dashboard inside the workspace. */
  readonly link: string | null;
}

const days = 30;

export async function homeOf(db: Db, workspace: { id: string; timeZone: string }, now: Date): Promise<Home> {
  const [counts, series, warnings] = await Promise.all([
    countAll(db, workspace.id),
    seriesByDay(db, workspace, now),
    warningsOf(db, workspace.id, now),
  ]);
  const total = (name: "accepted" | "delivered" | "read" | "replied") =>
    series.reduce((sum, point) => sum + point[name], 0);
  return {
    checklist: checklistKeys.map((key) => ({ key, done: counts[key] > 0, count: counts[key] })),
    totals: {
      contacts: counts.contacts,
      subscribed: counts.subscribed,
      sends30d: total("accepted"),
      delivered30d: total("delivered"),
      read30d: total("read"),
      replies30d: total("replied"),
    },
    series,
    warnings,
  };
}

const checklistKeys = ["connect", "contacts", "segment", "campaign", "inbound", "api_key"] as const;

type Counts = Readonly<Record<ChecklistItem["key"] | "subscribed", number>>;

/**
 * Inbound messages are counted up to a thousand: the page asks whether there are any, and shows how many while they are few.
 * With one number nobody is subscribed twice, so rows are counted; telling people apart costs four times as much.
 */
async function countAll(db: Db, workspaceId: string): Promise<Counts> {
  const { rows } = await sql<Omit<Counts, "api_key"> & { apiKey: number }>`
    with numbers as materialized (
      select id from subscription_groups where workspace_id = ${workspaceId} and archived_at is null
    )
    select
      (select count(*) from numbers)::int as connect,
      (select count(*) from contacts where workspace_id = w.id)::int as contacts,
      (select count(*) from segments where workspace_id = w.id and archived_at is null)::int as segment,
      (select count(*) from campaigns where workspace_id = w.id and launched_at is not null)::int as campaign,
      (select count(*) from (select from inbound_messages where workspace_id = w.id limit 1000) i)::int as inbound,
      (select count(*) from api_keys where workspace_id = w.id and revoked_at is null)::int as api_key,
      case when (select count(*) from numbers) <= 1 then
          (select count(*) from subscription_states s join numbers n on n.id = s.subscription_group_id
            where s.workspace_id = w.id and s.state = 'subscribed')
        else
          (select count(*) from (
            select from subscription_states s join numbers n on n.id = s.subscription_group_id
            where s.workspace_id = w.id and s.state = 'subscribed' group by s.bucket, s.contact_id) s)
        end::int as subscribed
    from workspaces w where w.id = ${workspaceId}`.execute(db);
  const [row] = rows;
  if (!row) throw new Error("the workspace is gone");
  return { ...row, api_key: row.apiKey };
}

async function seriesByDay(
  db: Db,
  workspace: { id: string; timeZone: string },
  now: Date,
): Promise<DayPoint[]> {
  const { rows } = await sql<DayPoint>`
    with today as (select (${now}::timestamptz at time zone ${workspace.timeZone}::text)::date as day),
    wanted as (select day, (day - ${days - 1}::int)::timestamp at time zone ${workspace.timeZone}::text as since from today),
    happened as (
      select (s.slot at time zone ${workspace.timeZone}::text)::date as day, sum(s.accepted) as accepted,
             sum(s.delivered) as delivered, sum(s.read) as read, sum(s.failed) as failed, sum(s.replied) as replied
      from wanted, send_stats s
      where s.workspace_id = ${workspace.id} and s.slot >= wanted.since
      group by 1
    )
    select d::date as day, ${figures}
    from wanted, generate_series(wanted.day - ${days - 1}::int, wanted.day, interval '1 day') as d
    left join happened h on h.day = d::date
    order by d`.execute(db);
  return rows;
}

const figures = sql.raw(
  ["accepted", "delivered", "read", "failed", "replied"]
    .map((name) => `coalesce(h.${name}, 0)::int as ${name}`)
    .join(", "),
);

const whatsapp = "/integrations/whatsapp";
const dayMs = 86_400_000;
const warnAtDays = 90;

async function warningsOf(db: Db, workspaceId: string, now: Date): Promise<HomeWarning[]> {
  const connections = await db
    .selectFrom("connections")
    .select(["accountName", "state", "stateReason", "keyExpiresAt"])
    .where("workspaceId", "=", workspaceId)
    .where("state", "!=", "disconnected")
    .execute();
  const parked = await sql<{ count: number }>`
    select count(*)::int as count from webhook_inbox where workspace_id = ${workspaceId} and parked_reason is not null`.execute(
    db,
  );
  const warnings = connections.flatMap(({ accountName, state, stateReason, keyExpiresAt }): HomeWarning[] => {
    const account = accountName ?? "";
    if (state === "failing")
      return [{ code: "connection_failing", params: { account, reason: stateReason ?? "" }, link: whatsapp }];
    const left = keyExpiresAt ? Math.ceil((keyExpiresAt.getTime() - now.getTime()) / dayMs) : null;
    if (left === null || left > warnAtDays) return [];
    return [
      { code: left <= 0 ? "key_expired" : "key_expires", params: { account, days: left }, link: whatsapp },
    ];
  });
  const count = parked.rows[0]?.count ?? 0;
  return count > 0 ? [...warnings, { code: "webhooks_parked", params: { count }, link: null }] : warnings;
}
