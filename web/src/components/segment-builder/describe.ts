/**
 * A filter tree in the reader's words: one sentence, the same for the builder, the list and the campaign page.
 * Pure: names, dates and translations come in through `WordSources`.
 */
import type { Filter } from "../../api/types.ts";
import { leafWords } from "./describe-leaf.ts";
import type { WordSources } from "./word-sources.ts";

/** The whole sentence, e.g. "Contacts for whom country is Brazil and plan is gold." */
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
