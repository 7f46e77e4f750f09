/** Leaves about messages, the service window and subscription states. */
import { type RawBuilder, sql } from "kysely";
import type { LastMessageFilter, MessageFilter, SubscriptionFilter, WindowFilter } from "../filter.ts";
import { messageLifeDays } from "../filter.ts";
import { daysBefore } from "./calendar.ts";
import { instantOf } from "./compile-dates.ts";
import { type CompileOptions, grouped, negatedIf, type Predicate, rowsOfContact } from "./predicate.ts";

/** "Received" is "accepted by the provider": the sender's side knows no more for certain. */
const times = {
  received: "accepted_at",
  delivered: "delivered_at",
  read: "read_at",
  clicked: "clicked_at",
  replied: "replied_at",
  failed: "failed_at",
} as const;

/** The id's time is when the send was queued, so the bound on ids leaves out whole months; see messageLifeDays. */
function since(time: RawBuilder<unknown>, at: Date): RawBuilder<unknown> {
  return sql`and m.id >= uuid_v7_floor(${daysBefore(at, messageLifeDays)}::timestamptz) and ${time} >= ${at}::timestamptz`;
}

/**
 * Nothing is queued in the future; saying so spares the months to come and the default partition (membership of one contact is
 * mostly the planning of the partitions: 9 of them 1.2 ms, 6 of them 0.8 ms).
 */
function mySends(options: CompileOptions): RawBuilder<unknown> {
  return sql`${rowsOfContact("sends", "m", options)} and m.id < uuid_v7_floor(${daysBefore(options.now, -1)}::timestamptz)`;
}

export function messagePredicate(filter: MessageFilter, options: CompileOptions): Predicate {
  const { now } = options;
  const negated = filter.operator.startsWith("not_");
  const fact = filter.operator.replace("not_", "") as keyof typeof times;
  const time = sql.raw(`m.${times[fact]}`);
  const when =
    filter.days === null ? sql`and ${time} is not null` : since(time, daysBefore(now, filter.days));
  const rows = sql`${mySends(options)} ${when} ${whichMessages(filter)}`;
  const min = filter.minCount ?? 1;
  if (!negated && min > 1) return grouped("m", rows, sql`count(*) >= ${min}::int`);
  return negatedIf(negated, sql`exists (select ${rows})`);
}

function whichMessages(filter: MessageFilter): RawBuilder<unknown> {
  const { campaignId, variantId, tag, subscriptionGroupId, errorCode } = filter;
  return sql.join(
    [
      campaignId ? sql`and m.campaign_id = ${campaignId}::uuid` : sql``,
      variantId ? sql`and m.variant_id = ${variantId}::uuid` : sql``,
      ofGroup(subscriptionGroupId),
      errorCode ? sql`and m.error_code = ${errorCode}` : sql``,
      tag
        ? sql`and exists (select from campaigns k where k.workspace_id = m.workspace_id and k.id = m.campaign_id
            and k.tags @> ${[tag]}::text[])`
        : sql``,
    ],
    sql` `,
  );
}

function ofGroup(subscriptionGroupId: string | null | undefined): RawBuilder<unknown> {
  return subscriptionGroupId ? sql`and m.subscription_group_id = ${subscriptionGroupId}::uuid` : sql``;
}

export function lastMessagePredicate(filter: LastMessageFilter, options: CompileOptions): Predicate {
  const { now } = options;
  const group = ofGroup(filter.subscriptionGroupId);
  const ever = sql`exists (select ${mySends(options)} and m.accepted_at is not null ${group})`;
  const from = (at: Date) =>
    sql`exists (select ${mySends(options)} ${since(sql`m.accepted_at`, at)} ${group})`;
  switch (filter.operator) {
    case "never":
      return sql`not ${ever}`;
    case "in_last_days":
      return sql`${from(daysBefore(now, Number(filter.value)))}`;
    case "not_in_last_days":
      return sql`(${ever} and not ${from(daysBefore(now, Number(filter.value)))})`;
    case "after":
      return sql`${from(instantOf(filter.value))}`;
    case "before":
      return sql`(${ever} and not ${from(instantOf(filter.value))})`;
  }
}

export function windowPredicate(filter: WindowFilter, options: CompileOptions): Predicate {
  const group = filter.subscriptionGroupId
    ? sql`and w.subscription_group_id = ${filter.subscriptionGroupId}::uuid`
    : sql``;
  return negatedIf(
    !filter.open,
    sql`exists (select ${rowsOfContact("service_windows", "w", options)} and w.expires_at > ${options.now}::timestamptz ${group})`,
  );
}

export function subscriptionPredicate(filter: SubscriptionFilter, options: CompileOptions): Predicate {
  // An array of one: an equality would make the join one to one in the planner's eyes, and its row estimate, in which bucket and
  // contact count as independent, 256 times too small.
  const mine = sql`${rowsOfContact("subscription_states", "s", options)}
    and s.subscription_group_id = any(array[${filter.subscriptionGroupId}::uuid])`;
  if (filter.state === "unknown") return sql`not exists (select ${mine})`;
  const changed = filter.changedInDays
    ? sql`and s.changed_at >= ${daysBefore(options.now, filter.changedInDays)}::timestamptz`
    : sql``;
  return sql`exists (select ${mine} and s.state = ${filter.state} ${changed})`;
}
