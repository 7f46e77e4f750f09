/** A filter tree in English, for text_description of /segments/details. Pure; the dashboard has its own words per language. */
import type {
  AttributeFilter,
  ElementCondition,
  EventFilter,
  Filter,
  Leaf,
  MessageFilter,
  PhoneFilter,
  PurchaseFilter,
} from "./filter.ts";

/** Names of what the tree refers to by id; what is missing was deleted. */
export interface Names {
  readonly segments: ReadonlyMap<string, string>;
  readonly campaigns: ReadonlyMap<string, string>;
  /** Sending numbers by the id of their subscription group. */
  readonly numbers: ReadonlyMap<string, string>;
}

export function describeFilter(filter: Filter, names: Names): string {
  if (filter.kind !== "not" && "children" in filter && filter.children.length === 0) return "all users";
  return clause(filter, names, true);
}

function clause(filter: Filter, names: Names, outermost = false): string {
  switch (filter.kind) {
    case "and":
    case "or": {
      const text = filter.children.map((child) => clause(child, names)).join(` ${filter.kind} `);
      return outermost || filter.children.length === 1 ? text : `(${text})`;
    }
    case "not":
      return `not (${clause(filter.child, names, true)})`;
    default:
      return leaf(filter, names);
  }
}

function leaf(filter: Leaf, names: Names): string {
  switch (filter.kind) {
    case "attribute":
      return attribute(filter);
    case "event":
      return words(event(filter), properties(filter.properties), inDays(filter.days));
    case "event_time":
      return `${filter.which} did ${quoted(filter.name)} ${comparison(filter.operator, filter.value)}`;
    case "purchase":
      return words(purchase(filter), properties(filter.properties), inDays(filter.days));
    case "subscription":
      return words(
        `subscription to ${name(names.numbers, filter.subscriptionGroupId, "number")} is ${filter.state}`,
        filter.changedInDays ? `since at most ${filter.changedInDays} days` : "",
      );
    case "message":
      return message(filter, names);
    case "last_message":
      return words(
        filter.operator === "never"
          ? "never received a message"
          : `last received a message ${comparison(filter.operator, filter.value)}`,
        onNumber(filter.subscriptionGroupId, names),
      );
    case "window":
      return words(
        filter.open ? "can be answered freely now" : "cannot be answered freely now",
        onNumber(filter.subscriptionGroupId, names),
      );
    case "phone":
      return words(phoneWords[filter.operator], (filter.value ?? []).join(", "));
    case "age":
      return words(
        "age is",
        filter.min === null ? "" : `at least ${filter.min}`,
        filter.min !== null && filter.max !== null ? "and" : "",
        filter.max === null ? "" : `at most ${filter.max}`,
      );
    case "random_bucket":
      return `random bucket is between ${filter.from} and ${filter.to}`;
    case "import":
      return `is on the import list ${quoted(filter.list)}`;
    case "segment":
      return `is in the segment ${name(names.segments, filter.segmentId, "segment")}`;
  }
}

const phoneWords: Readonly<Record<PhoneFilter["operator"], string>> = {
  has: "has a phone number",
  has_not: "has no phone number",
  valid: "phone number is valid",
  invalid: "phone number is not valid",
  shared: "shares the phone number with others",
  country_in: "country of the phone number in",
  country_not_in: "country of the phone number not in",
};

function attribute({ name: attributeName, path = [], operator, value }: AttributeFilter): string {
  return `${[attributeName, ...path].join(".")} ${comparison(operator, value)}`;
}

function event({ name: eventName, operator, minCount, maxCount }: EventFilter): string {
  return words(operator === "did" ? "did" : "did not do", quoted(eventName), times(minCount, maxCount));
}

function purchase(filter: PurchaseFilter): string {
  const { operator, productId, minCount, maxCount, minSpent, maxSpent, currency } = filter;
  const spent = [
    minSpent === undefined ? "" : `spent at least ${minSpent}`,
    maxSpent === undefined ? "" : `spent at most ${maxSpent}`,
  ].filter(Boolean);
  return words(
    operator === "did" ? "bought" : "did not buy",
    productId ? quoted(productId) : "anything",
    times(minCount, maxCount),
    spent.length > 0 ? `and ${spent.join(" and ")} ${currency ?? ""}`.trim() : "",
  );
}

function message(filter: MessageFilter, names: Names): string {
  const { operator, campaignId, tag, errorCode, days, minCount, subscriptionGroupId } = filter;
  const what = campaignId ? `campaign ${name(names.campaigns, campaignId, "campaign")}` : "a message";
  return words(
    operator.startsWith("not_") ? `has not ${operator.slice(4)}` : `has ${operator}`,
    what,
    tag ? `tagged ${quoted(tag)}` : "",
    errorCode ? `with code ${errorCode}` : "",
    times(minCount),
    onNumber(subscriptionGroupId, names),
    inDays(days),
  );
}

function comparison(operator: string, value: unknown): string {
  if (value === undefined || value === null) return spaced(operator);
  if (operator.includes("_days")) return `${spaced(operator).replace(" days", "")} ${shown(value)} days`;
  return `${spaced(operator)} ${shown(value)}`;
}

function shown(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (!Array.isArray(value)) return String(value);
  return value.map((item) => (isCondition(item) ? condition(item) : shown(item))).join(", ");
}

function isCondition(item: unknown): item is ElementCondition {
  return typeof item === "object" && item !== null && "operator" in item;
}

function condition({ name: key, operator, value }: ElementCondition): string {
  return `${key} ${comparison(operator, value)}`;
}

function properties(conditions: readonly ElementCondition[] = []): string {
  return conditions.length > 0 ? `with ${conditions.map(condition).join(" and ")}` : "";
}

function times(min = 1, max?: number): string {
  if (max !== undefined) return `${min} to ${max} times`;
  return min > 1 ? `at least ${min} times` : "";
}

const inDays = (days: number | null): string => (days === null ? "" : `in the last ${days} days`);

const onNumber = (id: string | null | undefined, names: Names): string =>
  id ? `on ${name(names.numbers, id, "number")}` : "";

const name = (known: ReadonlyMap<string, string>, id: string, what: string): string =>
  known.has(id) ? quoted(known.get(id) ?? "") : `(deleted ${what})`;

const quoted = (text: string): string => `"${text}"`;
const spaced = (operator: string): string => operator.replaceAll("_", " ");
const words = (...parts: string[]): string => parts.filter((part) => part !== "").join(" ");
