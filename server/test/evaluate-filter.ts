/** A filter tree evaluated the slow, obvious way, in memory: the yardstick of the compiler's property test. */
import type { JsonValue } from "../src/contacts/contacts.ts";
import type { AttributeFilter, EventFilter, Filter, MessageFilter } from "../src/segments/filter.ts";

export interface KnownContact {
  /** Standard fields in snake_case; dates as Date or YYYY-MM-DD. */
  readonly fields: Readonly<Record<string, string | Date | null>>;
  readonly attributes: Readonly<Record<string, JsonValue>>;
  readonly events: readonly { readonly name: string; readonly at: Date }[];
  readonly subscriptions: Readonly<Record<string, "subscribed" | "unsubscribed">>;
  readonly messages: readonly {
    readonly campaignId: string | null;
    readonly accepted?: Date;
    readonly read?: Date;
    readonly replied?: Date;
    readonly failed?: Date;
  }[];
}

const day = 86_400_000;

export function evaluateFilter(filter: Filter, contact: KnownContact, now: Date): boolean {
  switch (filter.kind) {
    case "and":
      return filter.children.every((child) => evaluateFilter(child, contact, now));
    case "or":
      return filter.children.some((child) => evaluateFilter(child, contact, now));
    case "not":
      return !evaluateFilter(filter.child, contact, now);
    case "attribute":
      return evaluateAttribute(filter, contact, now);
    case "event":
      return evaluateEvent(filter, contact, now);
    case "subscription":
      return (contact.subscriptions[filter.subscriptionGroupId] ?? "unknown") === filter.state;
    case "message":
      return evaluateMessage(filter, contact, now);
    case "segment":
      throw new Error("expand first");
    default:
      throw new Error(`filters of kind ${filter.kind} are not evaluated`);
  }
}

function evaluateEvent(filter: EventFilter, contact: KnownContact, now: Date): boolean {
  const dayOf = (at: Date) => at.toISOString().slice(0, 10);
  const since = filter.days === null ? "" : dayOf(new Date(now.getTime() - filter.days * day));
  const count = contact.events.filter(
    (event) => event.name === filter.name && dayOf(event.at) >= since,
  ).length;
  return filter.operator === "did" ? count >= (filter.minCount ?? 1) : count === 0;
}

function evaluateMessage(filter: MessageFilter, contact: KnownContact, now: Date): boolean {
  const since = filter.days === null ? Number.NEGATIVE_INFINITY : now.getTime() - filter.days * day;
  const time = (message: KnownContact["messages"][number]) =>
    filter.operator.endsWith("received")
      ? message.accepted
      : filter.operator.endsWith("read")
        ? message.read
        : filter.operator === "replied"
          ? message.replied
          : message.failed;
  const some = contact.messages.some((message) => {
    const at = time(message);
    return at && at.getTime() >= since && (!filter.campaignId || message.campaignId === filter.campaignId);
  });
  return filter.operator.startsWith("not_") ? !some : some;
}

function evaluateAttribute(filter: AttributeFilter, contact: KnownContact, now: Date): boolean {
  const value = filter.custom ? contact.attributes[filter.name] : contact.fields[filter.name];
  switch (filter.operator) {
    case "exists":
      return value !== undefined && (filter.custom || value !== null);
    case "not_exists":
      return value === undefined || (!filter.custom && value === null);
  }
  switch (filter.type) {
    case "string":
      return evaluateText(filter, typeof value === "string" ? value : null);
    case "number":
      return evaluateNumber(filter, typeof value === "number" ? value : null);
    case "boolean":
      return value === (filter.operator === "is_true");
    case "array": {
      const has = Array.isArray(value) && value.includes(String(filter.value));
      return filter.operator === "includes" ? has : !has;
    }
    case "date":
      return evaluateDate(
        filter,
        typeof value === "string" ? new Date(value) : value instanceof Date ? value : null,
        now,
      );
    default:
      throw new Error(`filters on values of type ${filter.type} are not evaluated`);
  }
}

function evaluateText(filter: AttributeFilter, value: string | null): boolean {
  const text = String(filter.value);
  switch (filter.operator) {
    case "equals":
      return value === text;
    case "not_equals":
      return value !== text;
    case "in":
      return value !== null && (filter.value as string[]).includes(value);
    case "contains":
      return value?.toLowerCase().includes(text.toLowerCase()) ?? false;
    default:
      return value?.toLowerCase().startsWith(text.toLowerCase()) ?? false;
  }
}

function evaluateNumber(filter: AttributeFilter, value: number | null): boolean {
  if (filter.operator === "not_equals") return value !== filter.value;
  if (value === null) return false;
  switch (filter.operator) {
    case "equals":
      return value === filter.value;
    case "greater":
      return value > (filter.value as number);
    case "greater_or_equal":
      return value >= (filter.value as number);
    case "less":
      return value < (filter.value as number);
    case "less_or_equal":
      return value <= (filter.value as number);
    default: {
      const [low, high] = filter.value as [number, number];
      return value >= low && value <= high;
    }
  }
}

function evaluateDate(filter: AttributeFilter, value: Date | null, now: Date): boolean {
  switch (filter.operator) {
    case "before":
      return value !== null && value < new Date(String(filter.value));
    case "after":
      return value !== null && value >= new Date(String(filter.value));
    default: {
      const since = new Date(now.getTime() - Number(filter.value) * day);
      const recent = value !== null && value >= since && value <= now;
      return filter.operator === "in_last_days" ? recent : !recent;
    }
  }
}
