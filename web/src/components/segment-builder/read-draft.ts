/**
 * Reads a tree into a draft: a stored filter, or a draft that came in a link or was kept in this browser. What comes in a
 * link may be anything, so every field is taken only in the form it should have, else as it is in a new filter.
 */
import {
  type DraftCondition,
  type DraftGroup,
  type DraftLeaf,
  type DraftNode,
  type DraftNumber,
  type DraftValue,
  type LeafKind,
  type LeafOf,
  type Match,
  newKey,
} from "./draft-types.ts";
import { messageOperators } from "./message-operators.ts";
import {
  defaultOperator,
  elementTypes,
  filterTypes,
  lastMessageOperators,
  operatorsOf,
  phoneOperators,
  timeOperators,
  type ValueShape,
  valueShape,
} from "./operators.ts";

type Raw = Readonly<Record<string, unknown>>;
const matches: readonly Match[] = ["all", "any", "none", "not_all"];
/** Deeper than the server takes; deeper trees in a link are not somebody's work. */
const maxDepth = 20;

/** The draft of a tree; its root is always a group. */
export function toDraft(tree: unknown): DraftGroup {
  const node = draftNode(tree, 0);
  if (node?.kind === "group") return node;
  return { key: newKey(), kind: "group", match: "all", children: node ? [node] : [] };
}

function draftNode(tree: unknown, depth: number): DraftNode | null {
  if (!isRaw(tree) || depth > maxDepth) return null;
  const children = () => list(tree.children).flatMap((child) => draftNode(child, depth + 1) ?? []);
  switch (tree.kind) {
    case "group":
      return { key: newKey(), kind: "group", match: oneOf(matches, tree.match), children: children() };
    case "and":
      return { key: newKey(), kind: "group", match: "all", children: children() };
    case "or":
      return { key: newKey(), kind: "group", match: "any", children: children() };
    case "not":
      return negated(draftNode(tree.child, depth + 1));
    default:
      return draftLeaf(tree);
  }
}

const opposite: Record<Match, Match> = { any: "none", none: "any", all: "not_all", not_all: "all" };

function negated(child: DraftNode | null): DraftGroup | null {
  if (!child) return null;
  if (child.kind === "group") return { ...child, match: opposite[child.match] };
  return { key: newKey(), kind: "group", match: "none", children: [child] };
}

function draftLeaf(raw: Raw): DraftLeaf | null {
  const kind = raw.kind;
  if (typeof kind !== "string" || !Object.hasOwn(readers, kind)) return null;
  return readers[kind as LeafKind](raw, newKey());
}

const readers: { readonly [Kind in LeafKind]: (raw: Raw, key: string) => LeafOf<Kind> } = {
  attribute: readAttribute,
  event: (raw, key) => ({
    key,
    kind: "event",
    name: text(raw.name),
    operator: oneOf(["did", "did_not"], raw.operator),
    days: optionalNumber(raw.days),
    minCount: optionalNumber(raw.minCount) ?? 1,
    maxCount: optionalNumber(raw.maxCount),
    properties: conditions(raw.properties),
  }),
  event_time: (raw, key) => {
    const operator = oneOf(timeOperators, raw.operator);
    const value = draftValue(raw.value, valueShape("date", operator));
    const which = oneOf(["first", "last"] as const, raw.which);
    return { key, kind: "event_time", name: text(raw.name), which, operator, value };
  },
  purchase: (raw, key) => ({
    key,
    kind: "purchase",
    operator: oneOf(["did", "did_not"], raw.operator),
    productId: optionalText(raw.productId),
    days: optionalNumber(raw.days),
    minCount: optionalNumber(raw.minCount) ?? 1,
    maxCount: optionalNumber(raw.maxCount),
    minSpent: optionalNumber(raw.minSpent),
    maxSpent: optionalNumber(raw.maxSpent),
    currency: optionalText(raw.currency),
    properties: conditions(raw.properties),
  }),
  subscription: (raw, key) => ({
    key,
    kind: "subscription",
    subscriptionGroupId: text(raw.subscriptionGroupId),
    state: oneOf(["subscribed", "unsubscribed", "unknown"], raw.state),
    changedInDays: optionalNumber(raw.changedInDays),
  }),
  message: (raw, key) => ({
    key,
    kind: "message",
    operator: oneOf(messageOperators, raw.operator),
    campaignId: optionalText(raw.campaignId),
    variantId: optionalText(raw.variantId),
    tag: optionalText(raw.tag),
    subscriptionGroupId: optionalText(raw.subscriptionGroupId),
    errorCode: optionalText(raw.errorCode),
    days: optionalNumber(raw.days),
    minCount: optionalNumber(raw.minCount),
  }),
  last_message: (raw, key) => {
    const operator = oneOf(lastMessageOperators, raw.operator);
    const value = draftValue(raw.value, valueShape("date", operator));
    const subscriptionGroupId = optionalText(raw.subscriptionGroupId);
    return { key, kind: "last_message", operator, value, subscriptionGroupId };
  },
  window: (raw, key) => ({
    key,
    kind: "window",
    open: raw.open !== false,
    subscriptionGroupId: optionalText(raw.subscriptionGroupId),
  }),
  phone: (raw, key) => ({
    key,
    kind: "phone",
    operator: oneOf(phoneOperators, raw.operator),
    value: texts(raw.value),
  }),
  age: (raw, key) => ({ key, kind: "age", min: optionalNumber(raw.min), max: optionalNumber(raw.max) }),
  random_bucket: (raw, key) => ({
    key,
    kind: "random_bucket",
    from: optionalNumber(raw.from) ?? "",
    to: optionalNumber(raw.to) ?? "",
  }),
  import: (raw, key) => ({ key, kind: "import", list: text(raw.list) }),
  segment: (raw, key) => ({ key, kind: "segment", segmentId: text(raw.segmentId) }),
};

function readAttribute(raw: Raw, key: string): LeafOf<"attribute"> {
  const type = oneOf(filterTypes, raw.type);
  const operator = knownOperator(type, raw.operator);
  const shape = valueShape(type, operator);
  return {
    key,
    kind: "attribute",
    name: text(raw.name),
    custom: raw.custom === true,
    path: texts(raw.path),
    type,
    operator,
    value: draftValue(raw.value, shape),
    // A filter has them as its value, a draft beside it.
    conditions: shape === "conditions" ? conditions(raw.conditions ?? raw.value) : [],
  };
}

function conditions(raw: unknown): DraftCondition[] {
  return list(raw).flatMap((item) => {
    if (!isRaw(item)) return [];
    const type = oneOf(elementTypes, item.type);
    const operator = knownOperator(type, item.operator);
    const value = draftValue(item.value, valueShape(type, operator));
    return { key: newKey(), name: text(item.name), type, operator, value };
  });
}

/** The value where it has the shape that its operator takes, else null. */
function draftValue(raw: unknown, shape: ValueShape): DraftValue {
  switch (shape) {
    case "none":
    case "conditions":
      return null;
    case "text":
    case "regex":
    case "date":
      return isWord(raw) ? String(raw) : null;
    case "number":
    case "days":
    case "month":
      return typeof raw === "number" && Number.isFinite(raw) ? raw : null;
    case "text_list":
      return Array.isArray(raw) ? raw.filter(isWord).map(String) : null;
    case "number_pair":
      return pair(raw, (end) => (typeof end === "number" && Number.isFinite(end) ? end : null));
    case "date_pair":
      return pair(raw, (end) => (typeof end === "string" ? end : null));
  }
}

function pair(raw: unknown, read: (end: unknown) => string | number | null): DraftValue {
  return Array.isArray(raw) && raw.length === 2 ? raw.map(read) : null;
}

function knownOperator(type: (typeof filterTypes)[number], raw: unknown): string {
  return typeof raw === "string" && operatorsOf(type).includes(raw) ? raw : defaultOperator(type);
}

const isRaw = (raw: unknown): raw is Raw => typeof raw === "object" && raw !== null && !Array.isArray(raw);
const isWord = (raw: unknown): raw is string | number | boolean =>
  ["string", "number", "boolean"].includes(typeof raw);
const list = (raw: unknown): unknown[] => (Array.isArray(raw) ? raw : []);
const text = (raw: unknown): string => (typeof raw === "string" ? raw : "");
const texts = (raw: unknown): string[] => list(raw).filter((item) => typeof item === "string");
const optionalText = (raw: unknown): string | null => (typeof raw === "string" ? raw : null);
const optionalNumber = (raw: unknown): DraftNumber =>
  raw === "" || (typeof raw === "number" && Number.isFinite(raw)) ? raw : null;

/** The word where it is one of these, else the first of them. */
function oneOf<const Word extends string>(words: readonly Word[], raw: unknown): Word {
  const first = words[0];
  if (first === undefined) throw new Error("a choice needs words");
  return words.find((word) => word === raw) ?? first;
}
