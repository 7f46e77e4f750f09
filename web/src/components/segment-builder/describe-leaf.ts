/** One filter in words: a clause that can stand beside others ("order_placed happened in the last 30 days"). */
import type {
  AgeFilter,
  EventFilter,
  FilterLeaf,
  LastMessageFilter,
  MessageFilter,
  PhoneFilter,
  PurchaseFilter,
  RandomBucketFilter,
  SubscriptionFilter,
} from "../../api/types.ts";
import { attributeWords, conditionWords, whenWords } from "./describe-compare.ts";
import { isNegative } from "./message-operators.ts";
import { phrase, type WordSources } from "./word-sources.ts";

export function leafWords(leaf: FilterLeaf, words: WordSources): string {
  switch (leaf.kind) {
    case "attribute":
      return attributeWords(leaf, words);
    case "event":
      return eventWords(leaf, words);
    case "event_time": {
      const event = words.t(`words.eventTime.${leaf.which}`, { event: leaf.name });
      return phrase(event, whenWords(leaf.operator, leaf.value, words));
    }
    case "purchase":
      return purchaseWords(leaf, words);
    case "subscription":
      return subscriptionWords(leaf, words);
    case "message":
      return messageWords(leaf, words);
    case "last_message":
      return lastMessageWords(leaf, words);
    case "window": {
      const state = leaf.open ? "open" : "closed";
      if (!leaf.subscriptionGroupId) return words.t(`words.window.${state}_any`);
      return words.t(`words.window.${state}`, { number: words.numberLabel(leaf.subscriptionGroupId) });
    }
    case "phone":
      return phoneWords(leaf, words);
    case "age":
      return ageWords(leaf, words);
    case "random_bucket":
      return randomBucketWords(leaf, words);
    case "import":
      return words.t("words.import", { list: leaf.list });
    case "segment":
      return words.t("words.segment", { name: words.segmentName(leaf.segmentId) });
  }
}

function eventWords(leaf: EventFilter, words: WordSources): string {
  const never = leaf.operator === "did_not" && leaf.days === null;
  return phrase(
    words.t(`words.event.${never ? "never" : leaf.operator}`, { event: leaf.name }),
    leaf.operator === "did" ? oftenWords(leaf, words) : "",
    periodWords(leaf.days, words),
    propertyWords(leaf, words),
  );
}

function purchaseWords(leaf: PurchaseFilter, words: WordSources): string {
  const never = leaf.operator === "did_not" && leaf.days === null;
  const what = leaf.productId ? "product" : "any";
  const product = leaf.productId ?? "";
  return phrase(
    words.t(`words.purchase.${what}.${never ? "never" : leaf.operator}`, { product }),
    leaf.operator === "did" ? oftenWords(leaf, words) : "",
    periodWords(leaf.days, words),
    leaf.operator === "did" ? spentWords(leaf, words) : "",
    propertyWords(leaf, words),
  );
}

interface Counted {
  readonly minCount?: number;
  readonly maxCount?: number;
}

/** "at least 2 times"; nothing for "at least once", which is what "did" means. */
function oftenWords({ minCount = 1, maxCount }: Counted, words: WordSources): string {
  if (maxCount === undefined) return minCount > 1 ? words.t("words.times.at_least", { count: minCount }) : "";
  if (maxCount === minCount) return words.t("words.times.exactly", { count: maxCount });
  if (minCount <= 1) return words.t("words.times.at_most", { count: maxCount });
  return words.t("words.times.between", { low: minCount, high: maxCount });
}

function spentWords({ minSpent, maxSpent, currency }: PurchaseFilter, words: WordSources): string {
  const amount = (value: number): string =>
    currency ? words.formatMoney(value, currency) : words.formatNumber(value);
  if (minSpent !== undefined && maxSpent !== undefined)
    return words.t("words.spent.between", { low: amount(minSpent), high: amount(maxSpent) });
  if (minSpent !== undefined) return words.t("words.spent.at_least", { amount: amount(minSpent) });
  return maxSpent === undefined ? "" : words.t("words.spent.at_most", { amount: amount(maxSpent) });
}

function propertyWords({ properties = [] }: EventFilter | PurchaseFilter, words: WordSources): string {
  if (properties.length === 0) return "";
  return words.t("words.properties", { conditions: conditionWords(properties, words) });
}

function periodWords(days: number | null, words: WordSources): string {
  return days === null ? "" : words.t("words.in_last_days", { count: days });
}

function subscriptionWords(leaf: SubscriptionFilter, words: WordSources): string {
  const number = words.numberLabel(leaf.subscriptionGroupId);
  const days = leaf.changedInDays ?? null;
  return phrase(
    words.t(`words.subscription.${leaf.state}`, { number }),
    days === null ? "" : words.t("words.subscription.changed", { period: periodWords(days, words) }),
  );
}

/** "a message of “Spring” was read", "no message was read", "at least 3 messages were read". */
function messageWords(leaf: MessageFilter, words: WordSources): string {
  const several = (leaf.minCount ?? 1) > 1 && !isNegative(leaf.operator);
  const noun = phrase(
    words.t(several ? "words.message.messages" : "words.message.message"),
    leaf.campaignId
      ? words.t("words.message.of_campaign", { campaign: words.campaignName(leaf.campaignId) })
      : "",
    leaf.campaignId && leaf.variantId
      ? words.t("words.message.of_variant", { variant: words.variantName(leaf.campaignId, leaf.variantId) })
      : "",
    leaf.tag ? words.t("words.message.of_tag", { tag: leaf.tag }) : "",
    fromNumber(leaf.subscriptionGroupId, words),
  );
  const group = several ? "several" : "one";
  return phrase(
    words.t(`words.message.${group}.${leaf.operator}`, {
      message: noun,
      formatted: words.formatNumber(leaf.minCount ?? 1),
    }),
    leaf.errorCode ? words.t("words.message.with_error", { error: words.errorLabel(leaf.errorCode) }) : "",
    periodWords(leaf.days, words),
  );
}

function lastMessageWords(leaf: LastMessageFilter, words: WordSources): string {
  const message = phrase(words.t("words.message.message"), fromNumber(leaf.subscriptionGroupId, words));
  if (leaf.operator === "never") return words.t("words.lastMessage.never", { message });
  return phrase(
    words.t("words.lastMessage.received", { message }),
    whenWords(leaf.operator, leaf.value, words),
  );
}

function fromNumber(subscriptionGroupId: string | null | undefined, words: WordSources): string {
  if (!subscriptionGroupId) return "";
  return words.t("words.message.from_number", { number: words.numberLabel(subscriptionGroupId) });
}

function phoneWords(leaf: PhoneFilter, words: WordSources): string {
  const countries = (leaf.value ?? []).map(words.countryName);
  return words.t(`words.phone.${leaf.operator}`, { countries: words.formatList(countries, "disjunction") });
}

function ageWords({ min, max }: AgeFilter, words: WordSources): string {
  if (min !== null && min === max) return words.t("words.age.exactly", { min });
  if (min !== null && max !== null) return words.t("words.age.between", { min, max });
  return min === null
    ? words.t("words.age.at_most", { max: max ?? 0 })
    : words.t("words.age.at_least", { min });
}

function randomBucketWords({ from, to }: RandomBucketFilter, words: WordSources): string {
  const share = words.formatPercent((to - from + 1) / 10_000);
  return words.t("words.randomBucket", {
    from: words.formatNumber(from),
    to: words.formatNumber(to),
    share,
  });
}
