/**
 * The `${…}` of the dialect: `${first_name}` is a standard attribute, `custom_attribute.${city}` a property. The engine
 * knows neither, so the code between the delimiters is rewritten before it is parsed, every piece to the same length:
 * positions in errors stay those of the text that was typed. Pure.
 *
 *   .${city}        ->  ["city"]
 *   ${first_name}   ->  first_name between marks that nobody can type, so that no assign can shadow it
 */
import { LiquidError, type LiquidProblem, positionOf } from "./liquid-error.ts";

/** What a renderer needs of a contact. */
export interface ContactValues {
  readonly id: string;
  readonly externalId: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly country: string | null;
  readonly homeCity: string | null;
  readonly language: string | null;
  readonly timeZone: string | null;
  readonly gender: string | null;
  readonly dateOfBirth: string | null;
  readonly attributes: unknown;
  readonly randomBucket: number;
}

/** Standard attributes under the names that templates written for Braze use, and under Ponte's own. */
export const standardAttributes = {
  first_name: (contact) => contact.firstName,
  last_name: (contact) => contact.lastName,
  email_address: (contact) => contact.email,
  email: (contact) => contact.email,
  phone_number: (contact) => contact.phone,
  phone: (contact) => contact.phone,
  country: (contact) => contact.country,
  city: (contact) => contact.homeCity,
  home_city: (contact) => contact.homeCity,
  language: (contact) => contact.language,
  time_zone: (contact) => contact.timeZone,
  gender: (contact) => contact.gender,
  date_of_birth: (contact) => contact.dateOfBirth,
  user_id: (contact) => contact.externalId,
  external_id: (contact) => contact.externalId,
  braze_id: (contact) => contact.id,
  random_bucket_number: (contact) => contact.randomBucket,
} as const satisfies Record<string, (contact: ContactValues) => string | number | null>;

const mark = "\uE000";

/** The name under which the engine finds a standard attribute. */
export const attributeKey = (name: string): string => `${mark}${name}${mark}${mark}`;

/** The typed text, with every `${…}` inside `{{ }}` and `{% %}` rewritten to the same length. Throws LiquidError. */
export function rewriteDialect(text: string, field: string): string {
  if (!text.includes("${")) return text;
  let out = "";
  let at = 0;
  while (at < text.length) {
    const open = nextOpening(text, at);
    if (open === -1) break;
    out += text.slice(at, open);
    const untouched = skipVerbatim(text, open);
    const [code, end] = untouched ? [text.slice(open, untouched), untouched] : rewriteCode(text, open, field);
    out += code;
    at = end;
  }
  return out + text.slice(at);
}

function nextOpening(text: string, from: number): number {
  const found = /\{[{%]/g;
  found.lastIndex = from;
  return found.exec(text)?.index ?? -1;
}

/** Where a raw or comment block that starts here ends: nothing in it is Liquid. */
function skipVerbatim(text: string, open: number): number | null {
  const start = /\{%-?\s*(raw\b|comment\b|#)/y;
  start.lastIndex = open;
  const kind = start.exec(text)?.[1];
  if (!kind) return null;
  const end = kind === "#" ? /%\}/g : new RegExp(`\\{%-?\\s*end${kind}\\s*-?%\\}`, "g");
  end.lastIndex = open + 2;
  return end.exec(text) ? end.lastIndex : text.length;
}

/** Rewrites from an opening delimiter to its closing one; quoted strings stay as they are. */
function rewriteCode(text: string, open: number, field: string): [code: string, end: number] {
  const closing = text[open + 1] === "{" ? "}}" : "%}";
  let code = text.slice(open, open + 2);
  let at = open + 2;
  while (at < text.length) {
    const character = text[at] ?? "";
    if (text.startsWith(closing, at)) return [code + closing, at + 2];
    if (character === mark)
      throw fail(
        "syntax",
        "there is a character here that Ponte keeps for itself. Remove it.",
        text,
        at,
        field,
      );
    const length = character === '"' || character === "'" ? quotedLength(text, at) : 1;
    const property = text.startsWith(".${", at);
    if (property || text.startsWith("${", at)) {
      const [piece, end] = rewritePiece(text, at, property, field);
      code += piece;
      at = end;
    } else {
      code += text.slice(at, at + length);
      at += length;
    }
  }
  return [code, at]; // not closed: the engine says so
}

function quotedLength(text: string, at: number): number {
  const end = text.indexOf(text[at] ?? "", at + 1);
  return end === -1 ? 1 : end - at + 1;
}

function rewritePiece(
  text: string,
  at: number,
  property: boolean,
  field: string,
): [piece: string, end: number] {
  const nameAt = at + (property ? 3 : 2);
  const close = text.indexOf("}", nameAt);
  if (close === -1) throw fail("syntax", "this ${ is never closed. Write ${name}.", text, at, field);
  const typed = text.slice(nameAt, close);
  const name = typed.trim();
  const piece = property ? propertyPiece(name, text, at, field) : attributePiece(name, text, at, field);
  return [piece.padEnd(close + 1 - at), close + 1];
}

function propertyPiece(name: string, text: string, at: number, field: string): string {
  if (name === "") throw fail("syntax", "the name between ${ and } is missing.", text, at, field);
  if (/[\\"\n]/.test(name))
    throw fail(
      "syntax",
      "a name between ${ and } cannot contain quotation marks, backslashes or line breaks.",
      text,
      at,
      field,
    );
  return `["${name}"]`;
}

function attributePiece(name: string, text: string, at: number, field: string): string {
  if (Object.hasOwn(standardAttributes, name)) return attributeKey(name);
  const known = Object.keys(standardAttributes).join(", ");
  throw fail(
    "unknown_attribute",
    `\${${name}} is not a standard attribute. Expected one of ${known}; an attribute of your own is written {{custom_attribute.\${${name || "name"}}}}.`,
    text,
    at,
    field,
  );
}

function fail(problem: LiquidProblem, reason: string, text: string, at: number, field: string): LiquidError {
  return new LiquidError(problem, reason, { ...positionOf(text, at), field });
}
