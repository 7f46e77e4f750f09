/** Turns what the engine says about a text into words for the person who typed it. Pure. */
import type { LiquidProblem } from "./liquid-error.ts";

export interface SyntaxProblem {
  readonly problem: LiquidProblem;
  readonly reason: string;
  /** Where, as an offset into the typed text. */
  readonly offset: number;
}

type Rule = readonly [
  pattern: RegExp,
  explain: (match: RegExpExecArray, source: string, begin: number) => SyntaxProblem,
];

const rules: readonly Rule[] = [
  [/^undefined filter: (.+)/s, (match, source, begin) => unknownFilter(match[1] ?? "", source, begin)],
  [/^tag "(.+)" not found/s, (match, _source, begin) => unknownTag(match[1] ?? "", begin)],
  [/^tag .* not closed/s, (_match, source, begin) => notClosed(source, begin)],
  [
    /^output .* not closed/s,
    (_match, source, begin) =>
      syntax(begin, `this {{ is never closed${oddQuote(source, begin)}. Add }} at its end.`),
  ],
  [
    /^raw .* not closed|^raw block/s,
    (_match, _source, begin) => syntax(begin, "this {% raw %} is never closed. Add {% endraw %}."),
  ],
  [/^invalid value expression/s, (_match, source, begin) => missingValue(source, begin)],
  [
    /^expected "\|" before filter/s,
    (_match, _source, begin) => syntax(begin, 'expected "|" before a filter, or the end of the expression.'),
  ],
  [
    /^parse length limit exceeded/s,
    (_match, _source, begin) => ({ problem: "too_long", reason: "this text is too long.", offset: begin }),
  ],
  [
    /^illegal tag: /s,
    (_match, source, begin) => syntax(begin, `this tag is not complete: ${pieceAt(source, begin)}`),
  ],
];

/** `message` is the engine's; `begin` where it points to. */
export function explainSyntax(message: string, source: string, begin: number): SyntaxProblem {
  const plain = message.replace(/, line:\d+, col:\d+$/, "");
  for (const [pattern, explain] of rules) {
    const match = pattern.exec(plain);
    if (match) return explain(match, source, begin);
  }
  return syntax(begin, `${plain.replace(/\uE000([^\uE000]*)\uE000\uE000/g, "${$1}")}.`);
}

function syntax(offset: number, reason: string): SyntaxProblem {
  return { problem: "syntax", reason, offset };
}

function unknownFilter(name: string, source: string, begin: number): SyntaxProblem {
  const pipe = new RegExp(`\\|\\s*(?=${name.replace(/[^\w]/g, "\\$&")})`, "g");
  pipe.lastIndex = begin;
  const offset = pipe.exec(source) ? pipe.lastIndex : begin;
  return {
    problem: "unknown_filter",
    reason: `there is no filter "${name}". Often used: default, capitalize, upcase, downcase, date, truncate, replace.`,
    offset,
  };
}

function unknownTag(name: string, begin: number): SyntaxProblem {
  const reason =
    name.startsWith("end") || ["else", "elsif", "elseif", "when"].includes(name)
      ? `{% ${name} %} stands here, but nothing before it is open.`
      : `there is no tag "${name}". Expected one of if, unless, case, for, assign, capture, comment, raw, abort_message.`;
  return { problem: "unknown_tag", reason, offset: begin };
}

function notClosed(source: string, begin: number): SyntaxProblem {
  const name = /^\{%-?\s*(\w+)/.exec(source.slice(begin))?.[1] ?? "if";
  if (source.indexOf("%}", begin) === -1) return syntax(begin, "this {% is never closed. Add %} at its end.");
  return syntax(begin, `this {% ${name} %} is never closed. Add {% end${name} %}.`);
}

function missingValue(source: string, begin: number): SyntaxProblem {
  if (/^["'“”„‘’«»]/.test(source.slice(begin)) && typographic.test(source.slice(begin, begin + 1)))
    return { problem: "quotes", reason: quotesReason, offset: begin };
  return syntax(
    begin,
    "a value is missing here. Expected a text in quotes, a number or a name such as ${first_name}.",
  );
}

const typographic = /[“”„‘’«»]/;
const quotesReason = "these are typographic quotation marks. Use straight ones: ' or \".";

/** The problem of a name that carries typographic quotes, or null. */
export function typographicQuotes(name: string): string | null {
  return typographic.test(name) ? quotesReason : null;
}

function oddQuote(source: string, begin: number): string {
  const line = source.slice(begin).split("}}")[0] ?? "";
  return (line.match(/'/g)?.length ?? 0) % 2 || (line.match(/"/g)?.length ?? 0) % 2
    ? " (a quotation mark is missing)"
    : "";
}

function pieceAt(source: string, begin: number): string {
  return source.slice(begin, source.indexOf("%}", begin) + 2 || source.length).slice(0, 60);
}
