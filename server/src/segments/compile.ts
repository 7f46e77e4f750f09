/**
 * A filter tree -> one SQL predicate over `contacts c`. Pure; every value travels as a parameter. Each leaf is true or false,
 * never null, so that "not" means what it says: a contact without the attribute is not equal to anything. Other tables are
 * reached through workspace_id, bucket and the contact's id only.
 */
import { type RawBuilder, sql } from "kysely";
import { attributePredicate } from "./compile-attribute.ts";
import type { EventFilter, Filter, MessageFilter, SubscriptionFilter } from "./filter.ts";

export interface CompileOptions {
  readonly now: Date;
}

export type Predicate = RawBuilder<boolean>;

/** Takes an expanded tree (segments.ts expandFilter): references to other segments are a mistake of the caller. */
export function compileFilter(filter: Filter, options: CompileOptions): Predicate {
  switch (filter.kind) {
    case "and":
      return joined(filter.children, sql` and `, sql`true`, options);
    case "or":
      return joined(filter.children, sql` or `, sql`false`, options);
    case "not":
      return sql`not (${compileFilter(filter.child, options)})`;
    case "attribute":
      return attributePredicate(filter, options.now);
    case "event":
      return eventPredicate(filter, options.now);
    case "subscription":
      return subscriptionPredicate(filter);
    case "message":
      return messagePredicate(filter, options.now);
    case "segment":
      throw new Error("a filter must be expanded before it is compiled");
    default:
      throw new Error(`filters of kind ${filter.kind} are not compiled`);
  }
}

function joined(
  children: readonly Filter[],
  word: RawBuilder<unknown>,
  empty: Predicate,
  options: CompileOptions,
): Predicate {
  if (children.length === 0) return empty;
  return sql`(${sql.join(
    children.map((child) => compileFilter(child, options)),
    word,
  )})`;
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}

function eventPredicate(filter: EventFilter, now: Date): Predicate {
  const since =
    filter.days === null
      ? sql``
      : sql`and e.day >= ${daysBefore(now, filter.days).toISOString().slice(0, 10)}::date`;
  const mine = sql`from event_days e where e.workspace_id = c.workspace_id and e.bucket = c.bucket
    and e.contact_id = c.id and e.name = ${filter.name} ${since}`;
  if (filter.operator === "did_not") return sql`not exists (select ${mine})`;
  const atLeast = filter.minCount ?? 1;
  return atLeast > 1
    ? sql`coalesce((select sum(e.count) ${mine}), 0) >= ${atLeast}::int`
    : sql`exists (select ${mine})`;
}

function subscriptionPredicate(filter: SubscriptionFilter): Predicate {
  const mine = sql`from subscription_states s where s.workspace_id = c.workspace_id and s.bucket = c.bucket
    and s.contact_id = c.id and s.subscription_group_id = ${filter.subscriptionGroupId}::uuid`;
  return filter.state === "unknown"
    ? sql`not exists (select ${mine})`
    : sql`exists (select ${mine} and s.state = ${filter.state})`;
}

/** "Received" is "accepted by the provider": the sender's side knows no more for certain. */
const messageTimes = {
  received: "accepted_at",
  not_received: "accepted_at",
  delivered: "delivered_at",
  not_delivered: "delivered_at",
  read: "read_at",
  not_read: "read_at",
  clicked: "clicked_at",
  not_clicked: "clicked_at",
  replied: "replied_at",
  not_replied: "replied_at",
  failed: "failed_at",
  not_failed: "failed_at",
} as const;

function messagePredicate(filter: MessageFilter, now: Date): Predicate {
  const time = sql.raw(`m.${messageTimes[filter.operator]}`);
  const when =
    filter.days === null
      ? sql`${time} is not null`
      : sql`${time} >= ${daysBefore(now, filter.days)}::timestamptz`;
  const campaign = filter.campaignId ? sql`and m.campaign_id = ${filter.campaignId}::uuid` : sql``;
  const found = sql<boolean>`exists (select from sends m where m.workspace_id = c.workspace_id and m.bucket = c.bucket
    and m.contact_id = c.id and ${when} ${campaign})`;
  return filter.operator.startsWith("not_") ? sql`not ${found}` : found;
}
