/**
 * A filter tree evaluated the slow, obvious way, in memory: the yardstick of the compiler's property test. Written from the
 * words of filter.ts, not from the compiler.
 */
import type { JsonObject, JsonValue } from "../src/contacts/contacts.ts";
import type {
  AgeFilter,
  AttributeFilter,
  EventFilter,
  EventTimeFilter,
  Filter,
  LastMessageFilter,
  MessageFilter,
  PhoneFilter,
  PurchaseFilter,
  SubscriptionFilter,
} from "../src/segments/filter.ts";
import { messageLifeDays } from "../src/segments/filter.ts";
import { evaluateValue, fieldValue, localDay, matchesAll, momentOf, wholeYears } from "./evaluate-value.ts";

export interface KnownEvent {
  readonly name: string;
  readonly at: Date;
  readonly properties: JsonObject;
}

export interface KnownMessage {
  readonly campaignId: string | null;
  readonly variantId: string | null;
  readonly subscriptionGroupId: string;
  readonly queued: Date;
  readonly accepted?: Date;
  readonly delivered?: Date;
  readonly read?: Date;
  readonly clicked?: Date;
  readonly replied?: Date;
  readonly failed?: Date;
  readonly errorCode?: string;
}

export interface KnownContact {
  /** Standard fields in snake_case; dates as Date or YYYY-MM-DD. */
  readonly fields: Readonly<Record<string, string | Date | null>>;
  readonly phoneCountry: string | null;
  readonly phoneValid: boolean | null;
  readonly phoneShared: boolean;
  readonly randomBucket: number;
  readonly attributes: Readonly<Record<string, JsonValue>>;
  readonly events: readonly KnownEvent[];
  readonly subscriptions: Readonly<
    Record<string, { readonly state: "subscribed" | "unsubscribed"; readonly changedAt: Date }>
  >;
  /** Subscription group -> until when it may be written to freely. */
  readonly windows: Readonly<Record<string, Date>>;
  readonly messages: readonly KnownMessage[];
}

export interface Circumstances {
  readonly now: Date;
  readonly timeZone: string;
  /** Tags of campaigns by id. */
  readonly tags: ReadonlyMap<string, readonly string[]>;
}

const day = 86_400_000;

export function evaluateFilter(filter: Filter, contact: KnownContact, around: Circumstances): boolean {
  switch (filter.kind) {
    case "and":
      return filter.children.every((child) => evaluateFilter(child, contact, around));
    case "or":
      return filter.children.some((child) => evaluateFilter(child, contact, around));
    case "not":
      return !evaluateFilter(filter.child, contact, around);
    case "attribute":
      return evaluateAttribute(filter, contact, around);
    case "event":
      return evaluateEvent(filter, contact, around);
    case "event_time":
      return evaluateEventTime(filter, contact, around);
    case "purchase":
      return evaluatePurchase(filter, contact, around);
    case "subscription":
      return evaluateSubscription(filter, contact, around);
    case "message":
      return evaluateMessage(filter, contact, around);
    case "last_message":
      return evaluateLastMessage(filter, contact, around);
    case "window": {
      const open = Object.entries(contact.windows).some(
        ([group, until]) =>
          until > around.now && (!filter.subscriptionGroupId || group === filter.subscriptionGroupId),
      );
      return open === filter.open;
    }
    case "phone":
      return evaluatePhone(filter, contact);
    case "age":
      return evaluateAge(filter, contact, around);
    case "random_bucket":
      return contact.randomBucket >= filter.from && contact.randomBucket <= filter.to;
    case "import": {
      const lists = contact.attributes.import_lists;
      return Array.isArray(lists) && lists.includes(filter.list);
    }
    case "segment":
      throw new Error("expand first");
  }
}

function evaluateAttribute(filter: AttributeFilter, contact: KnownContact, around: Circumstances): boolean {
  if (!filter.custom) return evaluateValue(fieldValue(contact.fields[filter.name]), filter, around);
  let value: JsonValue | undefined = contact.attributes[filter.name];
  for (const key of filter.path ?? [])
    value =
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? (value as JsonObject)[key]
        : undefined;
  const form = filter.path ? "iso" : "stored";
  return evaluateValue({ json: value ?? undefined, form }, filter, around);
}

/** Midnight UTC of the day so many days before today's UTC day. */
function sinceUtcDay(days: number | null, { now }: Circumstances): number {
  if (days === null) return Number.NEGATIVE_INFINITY;
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - days);
}

function evaluateEvent(filter: EventFilter, contact: KnownContact, around: Circumstances): boolean {
  const since = sinceUtcDay(filter.days, around);
  const count = contact.events.filter(
    (event) =>
      event.name === filter.name &&
      event.at.getTime() >= since &&
      matchesAll(event.properties, filter.properties ?? [], around),
  ).length;
  if (filter.operator === "did_not") return count === 0;
  return count >= (filter.minCount ?? 1) && count <= (filter.maxCount ?? Number.POSITIVE_INFINITY);
}

function evaluateEventTime(filter: EventTimeFilter, contact: KnownContact, around: Circumstances): boolean {
  const times = contact.events
    .filter((event) => event.name === filter.name)
    .map((event) => event.at.getTime());
  if (times.length === 0) return false;
  const when = filter.which === "first" ? Math.min(...times) : Math.max(...times);
  const startOf = (text: unknown) => Date.parse(`${String(text)}T00:00:00Z`);
  switch (filter.operator) {
    case "before":
      return when < startOf(filter.value);
    case "after":
      return when >= startOf(filter.value);
    case "between": {
      const [from, to] = filter.value as [string, string];
      return when >= startOf(from) && when < startOf(to) + day;
    }
    case "in_last_days":
      return when >= sinceUtcDay(Number(filter.value), around);
    case "not_in_last_days":
      return when < sinceUtcDay(Number(filter.value), around);
  }
}

/** Millionths, so that sums are exact. */
function money(value: number): bigint {
  return BigInt(Math.round(value * 1_000_000));
}

function evaluatePurchase(filter: PurchaseFilter, contact: KnownContact, around: Circumstances): boolean {
  const since = sinceUtcDay(filter.days, around);
  const bought = contact.events.filter(
    ({ name, at, properties }) =>
      name === "purchase" &&
      "product_id" in properties &&
      at.getTime() >= since &&
      (!filter.productId || properties.product_id === filter.productId) &&
      matchesAll(properties, filter.properties ?? [], around),
  );
  if (filter.operator === "did_not") return bought.length === 0;
  let spent = 0n;
  for (const { properties } of bought) {
    if (filter.currency && properties.currency !== filter.currency) continue;
    const price = typeof properties.price === "number" ? properties.price : 0;
    const quantity = typeof properties.quantity === "number" ? properties.quantity : 1;
    spent += (money(price) * money(quantity)) / 1_000_000n;
  }
  return (
    bought.length >= (filter.minCount ?? 1) &&
    bought.length <= (filter.maxCount ?? Number.POSITIVE_INFINITY) &&
    (filter.minSpent === undefined || spent >= money(filter.minSpent)) &&
    (filter.maxSpent === undefined || spent <= money(filter.maxSpent))
  );
}

function evaluateSubscription(
  filter: SubscriptionFilter,
  contact: KnownContact,
  { now }: Circumstances,
): boolean {
  const known = contact.subscriptions[filter.subscriptionGroupId];
  if (!known) return filter.state === "unknown";
  if (known.state !== filter.state) return false;
  return !filter.changedInDays || known.changedAt.getTime() >= now.getTime() - filter.changedInDays * day;
}

/** In the last days, of a message that is not too old. */
function lately(time: Date | undefined, queued: Date, since: number): boolean {
  if (!time) return false;
  return time.getTime() >= since && queued.getTime() >= since - messageLifeDays * day;
}

function evaluateMessage(filter: MessageFilter, contact: KnownContact, around: Circumstances): boolean {
  const negated = filter.operator.startsWith("not_");
  const fact = negated ? filter.operator.slice(4) : filter.operator;
  const since = filter.days === null ? Number.NEGATIVE_INFINITY : around.now.getTime() - filter.days * day;
  const times = (message: KnownMessage): Record<string, Date | undefined> => ({
    received: message.accepted,
    delivered: message.delivered,
    read: message.read,
    clicked: message.clicked,
    replied: message.replied,
    failed: message.failed,
  });
  const count = contact.messages.filter(
    (message) =>
      lately(times(message)[fact], message.queued, since) &&
      (!filter.campaignId || message.campaignId === filter.campaignId) &&
      (!filter.variantId || message.variantId === filter.variantId) &&
      (!filter.subscriptionGroupId || message.subscriptionGroupId === filter.subscriptionGroupId) &&
      (!filter.errorCode || message.errorCode === filter.errorCode) &&
      (!filter.tag || (message.campaignId && around.tags.get(message.campaignId)?.includes(filter.tag))),
  ).length;
  return negated ? count === 0 : count >= (filter.minCount ?? 1);
}

function evaluateLastMessage(
  filter: LastMessageFilter,
  contact: KnownContact,
  { now }: Circumstances,
): boolean {
  const received = contact.messages.filter(
    (message) =>
      message.accepted &&
      (!filter.subscriptionGroupId || message.subscriptionGroupId === filter.subscriptionGroupId),
  );
  if (filter.operator === "never") return received.length === 0;
  const inDays = filter.operator.endsWith("_days");
  const since = inDays
    ? now.getTime() - Number(filter.value) * day
    : (momentOf(filter.value, "iso")?.start ?? Number.NaN);
  const recent = received.some((message) => lately(message.accepted, message.queued, since));
  return filter.operator === "in_last_days" || filter.operator === "after"
    ? recent
    : received.length > 0 && !recent;
}

function evaluatePhone({ operator, value = [] }: PhoneFilter, contact: KnownContact): boolean {
  const has = contact.fields.phone !== null;
  const among = contact.phoneCountry !== null && value.includes(contact.phoneCountry);
  switch (operator) {
    case "has":
      return has;
    case "has_not":
      return !has;
    case "valid":
      return has && contact.phoneValid === true;
    case "invalid":
      return has && contact.phoneValid === false;
    case "shared":
      return has && contact.phoneShared;
    case "country_in":
      return has && among;
    case "country_not_in":
      return has && !among;
  }
}

function evaluateAge({ min, max }: AgeFilter, contact: KnownContact, around: Circumstances): boolean {
  const born = contact.fields.date_of_birth;
  const today = localDay(around.now, around.timeZone);
  if (typeof born !== "string" || born > today) return false;
  const years = wholeYears(born, today);
  return years >= (min ?? 0) && years <= (max ?? Number.POSITIVE_INFINITY);
}
