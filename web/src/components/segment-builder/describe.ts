/**
 * A filter tree in the reader's words: one sentence, the same for the builder, the list and the campaign page.
 * Pure: names, dates and translations come in through `WordSources`.
 */
import type { AttributeFilter, EventFilter, Filter, FilterLeaf, MessageFilter } from "../../api/types.ts";
import { valueShape } from "./operators.ts";

export interface WordSources {
  /** Translates a key of the `segments` texts. */
  t: (key: string, params?: Record<string, string | number>) => string;
  attributeLabel: (name: string, custom: boolean) => string;
  /** How a stored value reads, e.g. BR as Brazil. */
  valueLabel: (filter: { name: string; custom: boolean }, value: string) => string;
  numberLabel: (subscriptionGroupId: string) => string;
  campaignName: (campaignId: string) => string;
  segmentName: (segmentId: string) => string;
  formatDate: (iso: string) => string;
  formatNumber: (value: number) => string;
  formatList: (items: string[], type: "conjunction" | "disjunction") => string;
}

/** The whole sentence, e.g. "Contacts where country is Brazil and plan is gold". */
export function describeFilter(filter: Filter, words: WordSources): string {
  if (isEveryone(filter)) return words.t("words.everyone");
  return words.t("words.sentence", { clauses: clauseOf(filter, words, true) });
}

/** Only what makes the segment, for places where it is clear that contacts are meant: "Country is Brazil and …". */
export function summarizeFilter(filter: Filter, words: WordSources): string {
  if (isEveryone(filter)) return words.t("words.everyone");
  const clauses = clauseOf(filter, words, true);
  return clauses.charAt(0).toLocaleUpperCase() + clauses.slice(1);
}

const isEveryone = (filter: Filter): boolean => filter.kind === "and" && filter.children.length === 0;

function clauseOf(filter: Filter, words: WordSources, outermost: boolean): string {
  switch (filter.kind) {
    case "and":
    case "or":
      return joined(filter.kind, filter.children, words, outermost);
    case "not":
      return negation(filter.child, words, outermost);
    default:
      return leafWords(filter, words);
  }
}

/** "None of this is true: a, b, or c" when several are excluded; a list of its own needs no parentheses. */
function negation(child: Filter, words: WordSources, outermost: boolean): string {
  const several = child.kind === "or" && child.children.length > 1;
  const text = words.t(several ? "words.none" : "words.not", { clauses: clauseOf(child, words, true) });
  return several && !outermost ? `(${text})` : text;
}

function joined(kind: "and" | "or", children: Filter[], words: WordSources, outermost: boolean): string {
  const clauses = children.map((child) => clauseOf(child, words, children.length === 1 && outermost));
  const text = words.formatList(clauses, kind === "and" ? "conjunction" : "disjunction");
  return outermost || children.length === 1 ? text : `(${text})`;
}

function leafWords(leaf: FilterLeaf, words: WordSources): string {
  switch (leaf.kind) {
    case "attribute":
      return attributeWords(leaf, words);
    case "event":
      return eventWords(leaf, words);
    case "subscription":
      return words.t(`words.subscription.${leaf.state}`, {
        number: words.numberLabel(leaf.subscriptionGroupId),
      });
    case "message":
      return messageWords(leaf, words);
    case "segment":
      return words.t("words.segment", { name: words.segmentName(leaf.segmentId) });
  }
}

function attributeWords(leaf: AttributeFilter, words: WordSources): string {
  const attribute = words.attributeLabel(leaf.name, leaf.custom);
  return words.t(`words.attribute.${leaf.operator}`, { attribute, ...valueParams(leaf, words) });
}

function valueParams(leaf: AttributeFilter, words: WordSources): Record<string, string | number> {
  const { value } = leaf;
  switch (valueShape(leaf.type, leaf.operator)) {
    case "none":
      return {};
    case "text":
      return { value: words.valueLabel(leaf, String(value ?? "")) };
    case "text_list": {
      const labels = (Array.isArray(value) ? value : []).map((item) => words.valueLabel(leaf, String(item)));
      return { value: words.formatList(labels, "disjunction") };
    }
    case "number":
      return { value: words.formatNumber(Number(value)) };
    case "number_pair": {
      const [low, high] = Array.isArray(value) ? value : [];
      return { low: words.formatNumber(Number(low)), high: words.formatNumber(Number(high)) };
    }
    case "date":
      return { value: words.formatDate(String(value)) };
    case "days":
      return { count: Number(value) };
  }
}

function eventWords(leaf: EventFilter, words: WordSources): string {
  const event = words.t(leaf.operator === "did" ? "words.event.did" : "words.event.did_not", {
    event: leaf.name,
  });
  const counted = leaf.operator === "did" && leaf.minCount > 1;
  const often = counted ? words.t("words.event.at_least", { count: leaf.minCount }) : "";
  return phrase(event, often, periodWords(leaf.days, leaf.operator === "did_not", words));
}

function messageWords(leaf: MessageFilter, words: WordSources): string {
  const campaign = leaf.campaignId
    ? words.t("words.message.of_campaign", { campaign: words.campaignName(leaf.campaignId) })
    : words.t("words.message.of_any_campaign");
  return phrase(
    words.t(`words.message.${leaf.operator}`, { campaign }),
    periodWords(leaf.days, leaf.operator.startsWith("not_"), words),
  );
}

function periodWords(days: number | null, negative: boolean, words: WordSources): string {
  if (days !== null) return words.t("words.in_last_days", { count: days });
  return negative ? words.t("words.ever") : "";
}

function phrase(...parts: string[]): string {
  return parts.filter((part) => part !== "").join(" ");
}
