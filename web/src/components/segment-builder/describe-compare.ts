/** Comparisons in words: of an attribute, a place inside it, a property of an event; and when something happened. */
import type { AttributeFilter, ElementCondition, FilterType } from "../../api/types.ts";
import { valueShape } from "./operators.ts";
import type { WordSources } from "./word-sources.ts";

type Params = Record<string, string | number>;

export function attributeWords(leaf: AttributeFilter, words: WordSources): string {
  const attribute = [words.attributeLabel(leaf.name, leaf.custom), ...(leaf.path ?? [])].join(" › ");
  const label = leaf.path ? String : (value: string) => words.valueLabel(leaf, value);
  return comparison(attribute, leaf, label, words);
}

/** "total is at least 100 and coupon is SPRING". */
export function conditionWords(conditions: readonly ElementCondition[], words: WordSources): string {
  const clauses = conditions.map((condition) => comparison(condition.name, condition, String, words));
  return words.formatList(clauses, "conjunction");
}

interface Compared {
  readonly type: FilterType;
  readonly operator: string;
  readonly value?: unknown;
}

function comparison(
  attribute: string,
  compared: Compared,
  label: (value: string) => string,
  words: WordSources,
): string {
  const key = `words.attribute.${compared.operator}`;
  return words.t(key, { attribute, ...valueParams(compared, label, words) });
}

function valueParams(
  { type, operator, value }: Compared,
  label: (value: string) => string,
  words: WordSources,
): Params {
  switch (valueShape(type, operator)) {
    case "none":
      return {};
    case "text":
      return { value: label(String(value ?? "")) };
    case "regex":
      return { value: String(value ?? "") };
    case "text_list": {
      const all = operator === "includes_all" ? "conjunction" : "disjunction";
      return {
        value: words.formatList(
          items(value).map((item) => label(String(item))),
          all,
        ),
      };
    }
    case "number":
      return { value: words.formatNumber(Number(value)) };
    case "number_pair":
      return ends(value, (end) => words.formatNumber(Number(end)));
    case "date":
      return { value: words.formatDate(String(value)) };
    case "date_pair":
      return ends(value, (end) => words.formatDate(String(end)));
    case "days":
      return { count: Number(value) };
    case "month":
      return { value: words.formatMonth(Number(value)) };
    case "conditions":
      return { value: conditionWords(items(value) as ElementCondition[], words) };
  }
}

/** "in the last 30 days", "more than 30 days ago", "before 31 Jan 2026", "between … and …". */
export function whenWords(operator: string, value: unknown, words: WordSources): string {
  return words.t(`words.when.${operator}`, valueParams({ type: "date", operator, value }, String, words));
}

const items = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function ends(value: unknown, write: (end: unknown) => string): Params {
  const [low, high] = items(value);
  return { low: write(low), high: write(high) };
}
