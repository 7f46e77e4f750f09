/**
 * Whom a filter holds and how many of them each number reaches: the eligibility of a launch (audience.ts), for all numbers in
 * one scan.
 */
import { type Kysely, sql, type Transaction } from "kysely";
import type { Db } from "../lib/db.ts";
import type { DB } from "../lib/schema.ts";
import {
  type BucketRange,
  compileFilter,
  type Estimate,
  estimate,
  type Filter,
  type Scanned,
  scanExactly,
  scanQuickly,
} from "../segments/segments.ts";
import { recipient } from "./audience.ts";

export interface ReachTarget {
  readonly workspaceId: string;
  /** Expanded. */
  readonly filter: Filter;
  readonly now: Date;
  readonly timeZone: string;
  /** Numbers to look at; none: only the contacts are counted. */
  readonly subscriptionGroupIds: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

export interface NumberReach extends Estimate {
  readonly subscriptionGroupId: string;
}

export interface Reach extends Estimate {
  /** Neither phone nor business-scoped id. */
  readonly noPhone: number;
  /** Contacts who would get a message, one per phone number. In an estimate those who share a number widen the interval. */
  readonly numbers: readonly NumberReach[];
  /** Ids of the newest contacts counted, at most five. */
  readonly newest: readonly string[];
}

export interface ReachableNumber {
  readonly id: string;
  readonly phone: string;
  readonly displayName: string;
}

/** Numbers that a campaign may be sent from. */
export async function numbersOf(db: Db, workspaceId: string): Promise<ReachableNumber[]> {
  return db
    .selectFrom("subscriptionGroups")
    .select(["id", "phone", "displayName"])
    .where("workspaceId", "=", workspaceId)
    .where("archivedAt", "is", null)
    .orderBy("id")
    .execute();
}

/** `contacts`: about how many the workspace has. */
export async function reachQuickly(db: Kysely<DB>, target: ReachTarget, contacts: number): Promise<Reach> {
  return reachOf(target, await scanQuickly(db, contacts, target.signal, partOf(target)));
}

export async function reachExactly(db: Kysely<DB>, target: ReachTarget): Promise<Reach> {
  // A phone that contacts in both halves share would count twice.
  const inHalves = target.subscriptionGroupIds.length === 0;
  return reachOf(target, await scanExactly(db, target.signal, partOf(target), inHalves));
}

interface Part {
  readonly count: number;
  readonly noPhone: number;
  readonly newest: readonly string[];
  /** By number: contacts with a phone of their own, and phones that several contacts share. */
  readonly numbers: Readonly<Record<string, readonly [number, number]>>;
}

function partOf(target: ReachTarget) {
  return async (tx: Transaction<DB>, range: BucketRange): Promise<Part> => {
    const { rows } = await sql<Part>`
      with selected as materialized (
        select c.bucket, c.id, ${recipient} as recipient, c.phone_shared as shared
        from contacts c
        where c.workspace_id = ${target.workspaceId} and ${within(sql`c.bucket`, range)}
          and ${compileFilter(target.filter, target)}
      )
      select (select count(*)::int from selected) as count,
             (select count(*)::int from selected where recipient is null) as no_phone,
             array(select id from selected order by id desc limit 5) as newest,
             ${target.subscriptionGroupIds.length > 0 ? numbers(target, range) : sql`'{}'::jsonb`} as numbers`.execute(
      tx,
    );
    return rows[0] ?? { count: 0, noPhone: 0, newest: [], numbers: {} };
  };
}

function numbers(target: ReachTarget, range: BucketRange) {
  return sql`(
    select coalesce(jsonb_object_agg(id, jsonb_build_array(alone, shared)), '{}') from (
      select u.subscription_group_id as id, count(*) filter (where not s.shared) as alone,
             count(distinct s.recipient) filter (where s.shared) as shared
      from selected s
      join subscription_states u on u.workspace_id = ${target.workspaceId} and u.bucket = s.bucket and u.contact_id = s.id
      where ${within(sql`u.bucket`, range)} and s.recipient is not null and u.state = 'subscribed'
        and u.subscription_group_id = any(${target.subscriptionGroupIds}::uuid[])
      group by 1) n)`;
}

/** One bucket as an equality: the planner carries it over to the tables that are joined. */
function within(column: ReturnType<typeof sql>, [first, last]: BucketRange) {
  if (first === last) return sql`${column} = ${first}`;
  return last - first === 255 ? sql`true` : sql`${column} between ${first} and ${last}`;
}

function reachOf(target: ReachTarget, { parts, buckets }: Scanned<Part>): Reach {
  const sum = (pick: (part: Part) => number) => parts.reduce((total, part) => total + pick(part), 0);
  const newest = parts.flatMap((part) => part.newest).sort();
  return {
    ...estimate(
      sum((part) => part.count),
      buckets,
    ),
    noPhone: estimate(
      sum((part) => part.noPhone),
      buckets,
    ).count,
    newest: newest.slice(-5).reverse(),
    numbers: target.subscriptionGroupIds.map((id) => {
      const alone = sum((part) => part.numbers[id]?.[0] ?? 0);
      const whole = estimate(alone + sum((part) => part.numbers[id]?.[1] ?? 0), buckets);
      return {
        subscriptionGroupId: id,
        ...whole,
        low: whole.exact ? whole.low : estimate(alone, buckets).low,
      };
    }),
  };
}
