/**
 * Regular expressions that people write into filters: the part of the language that PostgreSQL and JavaScript read the same.
 * A pattern is parsed and written again, so nothing reaches the database that was not understood: PostgreSQL takes \b for a
 * backspace and lets \w match é, and a pattern may be built to run for hours. Patterns find a part of a text unless they are
 * anchored; "." matches any character, line breaks included; \d, \w and \s mean ASCII. Pure.
 */

export type ParsedPattern =
  /** For the operator `~`. */
  | { readonly postgres: string }
  /** What is wrong and what to do, as a sentence. */
  | { readonly problem: string };

export const maxPatternLength = 256;
/** PostgreSQL counts to 255. */
const maxRepeat = 255;
/** Characters a pattern may stand for when its counted repetitions are written out; each becomes states of an automaton. */
const maxSize = 2000;
/**
 * Parts that may be absent when everything is written out: the automaton joins each with all that follow it, so the cost grows
 * with the square. (a?b?c?d?e?f?g?){255} compiled for minutes, or ended as too complex; 128 of them take 0.1 s, once.
 */
const maxOptional = 128;
const maxNesting = 10;

export function parsePattern(pattern: string): ParsedPattern {
  if (pattern.length > maxPatternLength)
    return { problem: `A pattern has at most ${maxPatternLength} characters. Make it shorter.` };
  const insensitive = pattern.startsWith("(?i)");
  try {
    const reader = { text: [...(insensitive ? pattern.slice(4) : pattern)], at: 0, depth: 0 };
    const whole = readAlternatives(reader);
    if (reader.at < reader.text.length)
      throw new PatternProblem('A ")" has no "(". Write \\) for the character itself.');
    return { postgres: `${insensitive ? "(?i)" : ""}${whole.postgres}` };
  } catch (error) {
    if (error instanceof PatternProblem) return { problem: error.message };
    throw error;
  }
}

class PatternProblem extends Error {}

interface Reader {
  readonly text: readonly string[];
  at: number;
  depth: number;
}

interface Part {
  readonly postgres: string;
  readonly size: number;
  /** Parts of it that may be absent. */
  readonly optional: number;
  /** Has a repetition whose number is open, somewhere inside. */
  readonly repeats: boolean;
}

function readAlternatives(reader: Reader): Part {
  const branches = [readBranch(reader)];
  while (reader.text[reader.at] === "|") {
    reader.at++;
    branches.push(readBranch(reader));
  }
  return combined(branches, "|");
}

function combined(parts: readonly Part[], between: string): Part {
  return sized({
    postgres: parts.map((part) => part.postgres).join(between),
    size: parts.reduce((sum, part) => sum + part.size, 0),
    optional: parts.reduce((sum, part) => sum + part.optional, 0),
    repeats: parts.some((part) => part.repeats),
  });
}

function sized(part: Part): Part {
  if (part.size > maxSize || part.optional > maxOptional)
    throw new PatternProblem("This pattern repeats too much. Use smaller numbers in { }.");
  return part;
}

function readBranch(reader: Reader): Part {
  const parts: Part[] = [];
  for (;;) {
    const char = reader.text[reader.at];
    if (char === undefined || char === "|" || char === ")") break;
    parts.push(readQuantified(reader));
  }
  if (parts.length === 0)
    throw new PatternProblem(
      'A part of the pattern is empty. Write something on both sides of "|" and in "( )".',
    );
  return combined(parts, "");
}

function readQuantified(reader: Reader): Part {
  const anchor = reader.text[reader.at] === "^" || reader.text[reader.at] === "$";
  const part = readAtom(reader);
  const quantifier = readQuantifier(reader);
  if (!quantifier) return part;
  if (anchor)
    throw new PatternProblem('"^" and "$" cannot be repeated. Write \\^ or \\$ for the character itself.');
  if (readQuantifier(reader))
    throw new PatternProblem('Two repetitions follow each other. Keep one of "*", "+", "?" and "{ }".');
  const open = quantifier.max === null;
  if (part.repeats && (open || Number(quantifier.max) > 1))
    throw new PatternProblem(
      'A repetition of a group that repeats itself can take very long. Write "a+" instead of "(a+)+", or count the outer or inner one with {n}.',
    );
  const times = Math.max(1, quantifier.max ?? quantifier.min);
  return sized({
    postgres: `${part.postgres}${quantifier.text}`,
    size: part.size * times,
    optional: part.optional * times + (quantifier.min === 0 ? 1 : 0),
    repeats: part.repeats || open || (quantifier.max !== quantifier.min && Number(quantifier.max) > 1),
  });
}

interface Quantifier {
  readonly text: string;
  readonly min: number;
  /** null: without end. */
  readonly max: number | null;
}

const signs: Readonly<Record<string, Quantifier>> = {
  "*": { text: "*", min: 0, max: null },
  "+": { text: "+", min: 1, max: null },
  "?": { text: "?", min: 0, max: 1 },
};

/** A lazy mark is dropped: it changes what is found, never whether something is. */
function readQuantifier(reader: Reader): Quantifier | null {
  const char = reader.text[reader.at] ?? "";
  const quantifier = char === "{" ? readCount(reader) : Object.hasOwn(signs, char) ? signs[char] : undefined;
  if (!quantifier) return null;
  if (char !== "{") reader.at++;
  if (reader.text[reader.at] === "?") reader.at++;
  return quantifier;
}

function readCount(reader: Reader): Quantifier {
  const found = /^\{(\d{1,3})(,?)(\d{0,3})\}/.exec(reader.text.slice(reader.at, reader.at + 9).join(""));
  const min = Number(found?.[1]);
  const max = found?.[2] ? (found[3] ? Number(found[3]) : null) : min;
  if (
    !found ||
    (!found[2] && found[3]) ||
    min > maxRepeat ||
    (max !== null && (max > maxRepeat || max < min))
  )
    throw new PatternProblem(
      `"{" begins a number of repetitions like {3}, {2,} or {2,5}, up to ${maxRepeat}. Write \\{ for the character itself.`,
    );
  reader.at += found[0].length;
  return { text: found[0], min, max };
}

function readAtom(reader: Reader): Part {
  const char = reader.text[reader.at++] ?? "";
  switch (char) {
    case "(":
      return readGroup(reader);
    case "[":
      return readClass(reader);
    case "\\":
      return one(readEscape(reader));
    case ".":
    case "^":
    case "$":
      return one(char);
    case "*":
    case "+":
    case "?":
      throw new PatternProblem(`"${char}" has nothing to repeat. Write \\${char} for the character itself.`);
    case "{":
    case "}":
    case "]":
      throw new PatternProblem(`Write \\${char} for the character "${char}" itself.`);
    default:
      return one(literal(char));
  }
}

function one(postgres: string): Part {
  return { postgres, size: 1, optional: 0, repeats: false };
}

/** Every character that could mean something is escaped. */
function literal(char: string): string {
  return /^[\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e]$/.test(char) ? `\\${char}` : char;
}

/** Captures are not used: every group is written as one that captures nothing. */
function readGroup(reader: Reader): Part {
  if (reader.text[reader.at] === "?") {
    if (reader.text[reader.at + 1] !== ":")
      throw new PatternProblem(
        'Look-ahead, look-behind, names and options inside a pattern are not possible; only "(?i)" at the very start. Use plain groups "( )".',
      );
    reader.at += 2;
  }
  if (++reader.depth > maxNesting)
    throw new PatternProblem(`Groups go at most ${maxNesting} deep. Make the pattern simpler.`);
  const inner = readAlternatives(reader);
  if (reader.text[reader.at] !== ")")
    throw new PatternProblem('A "(" is not closed. Add ")", or write \\( for the character itself.');
  reader.at++;
  reader.depth--;
  return { ...inner, postgres: `(?:${inner.postgres})` };
}

const shorthands: Readonly<Record<string, string>> = {
  d: "0-9",
  w: "A-Za-z0-9_",
  s: "\\t\\n\\v\\f\\r ",
};
const controls = "tnrfv";

function readEscape(reader: Reader): string {
  const char = reader.text[reader.at++];
  if (char === undefined)
    throw new PatternProblem("The pattern ends with a single \\. Write \\\\ for the character itself.");
  const lower = char.toLowerCase();
  if (Object.hasOwn(shorthands, lower)) return `[${char === lower ? "" : "^"}${shorthands[lower]}]`;
  return escapedChar(char);
}

function escapedChar(char: string): string {
  if (controls.includes(char)) return `\\${char}`;
  if (/[1-9]/.test(char))
    throw new PatternProblem(
      `References back to a group (\\${char}) are not possible. Write the pattern out.`,
    );
  if (/[A-Za-z0]/.test(char))
    throw new PatternProblem(
      `"\\${char}" is not possible here. There are \\d \\w \\s \\D \\W \\S \\t \\n \\r.`,
    );
  return literal(char);
}

interface Endpoint {
  readonly postgres: string;
  /** Code point; null: a shorthand, which no range begins or ends with. */
  readonly code: number | null;
}

function readClass(reader: Reader): Part {
  let inside = "";
  const negated = reader.text[reader.at] === "^";
  if (negated) reader.at++;
  while (reader.text[reader.at] !== "]") {
    const from = readEndpoint(reader);
    inside += from.postgres;
    if (reader.text[reader.at] !== "-" || reader.text[reader.at + 1] === "]") continue;
    reader.at++;
    const to = readEndpoint(reader);
    if (from.code === null || to.code === null || from.code > to.code)
      throw new PatternProblem(
        'A range in "[ ]" goes from a smaller character to a larger one, like a-z. Write \\- for a hyphen.',
      );
    inside += `-${to.postgres}`;
  }
  reader.at++;
  if (inside === "") throw new PatternProblem('"[ ]" is empty. Write the characters that are allowed.');
  return one(`[${negated ? "^" : ""}${inside}]`);
}

const controlCodes: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };

function readEndpoint(reader: Reader): Endpoint {
  const char = reader.text[reader.at++];
  if (char === undefined)
    throw new PatternProblem('A "[" is not closed. Add "]", or write \\[ for the character itself.');
  if (char === "[") throw new PatternProblem('Write \\[ for the character "[" inside of "[ ]".');
  if (char !== "\\") return { postgres: literal(char), code: char.codePointAt(0) ?? 0 };
  const escaped = reader.text[reader.at++] ?? "";
  if (Object.hasOwn(shorthands, escaped)) return { postgres: shorthands[escaped] ?? "", code: null };
  if (/[DWS]/.test(escaped))
    throw new PatternProblem(
      `"\\${escaped}" is not possible inside of "[ ]". Use "[^ ]" with \\${escaped.toLowerCase()}.`,
    );
  return { postgres: escapedChar(escaped), code: controlCodes[escaped] ?? escaped.codePointAt(0) ?? 0 };
}
