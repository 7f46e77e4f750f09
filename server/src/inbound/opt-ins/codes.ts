/**
 * Codes at the end of a prefilled text. A link's code is five characters and no secret: it says which link, however the text was
 * edited. A form's code is eight, used once, kept only as a hash, and counts only from the number that filled in the form (or,
 * where none was asked, from whoever sends it first). No letters that look like digits. Pure but for chance.
 */
import { createHash, randomInt } from "node:crypto";

const alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const linkCodeLength = 5;
const requestCodeLength = 8;
/** So many words that look like a code are tried; a longer text is no prefilled one. */
const mostCandidates = 6;
const longestText = 1500;

/** Always with a digit and a letter, so that hardly any word of a language looks like one. */
function newCode(length: number): string {
  for (;;) {
    const code = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
    if (isCode(code)) return code;
  }
}

export const newLinkCode = (): string => newCode(linkCodeLength);
export const newRequestCode = (): string => newCode(requestCodeLength);

function isCode(text: string): boolean {
  return /\d/.test(text) && /\p{L}/u.test(text) && [...text].every((one) => alphabet.includes(one));
}

/** As it is written at the end of a text: "[K7QP2]", "[K7QP-2MXA]". */
export function withCode(text: string, code: string): string {
  const shown = code.length === requestCodeLength ? `${code.slice(0, 4)}-${code.slice(4)}` : code;
  return `${text.trim()} [${shown}]`;
}

export interface FoundCodes {
  readonly links: readonly string[];
  readonly requests: readonly string[];
}

/** Everything in the text that may be a code, in any case, with or without its brackets. */
export function codesIn(text: string): FoundCodes {
  if (text.length > longestText) return { links: [], requests: [] };
  const words = [
    ...text.toUpperCase().matchAll(/(?<![\p{L}\p{N}])[A-Z2-9]{4}-?[A-Z2-9]{1,4}(?![\p{L}\p{N}])/gu),
  ];
  const codes = words.map(([word]) => word.replace("-", "")).filter(isCode);
  const ofLength = (length: number) =>
    [...new Set(codes.filter((code) => code.length === length))].slice(-mostCandidates);
  return { links: ofLength(linkCodeLength), requests: ofLength(requestCodeLength) };
}

/** The text without anything that looks like a code. */
export function withoutCodes(text: string): string {
  return text.replace(
    /[[(#]?(?<![\p{L}\p{N}])[A-Za-z2-9]{4}-?[A-Za-z2-9]{1,4}(?![\p{L}\p{N}])[\])]?/gu,
    (word) => (isCode(word.toUpperCase().replace(/[^A-Z0-9]/g, "")) ? " " : word),
  );
}

export function hashOfCode(code: string): Buffer {
  return createHash("sha256").update(`opt-in:${code}`).digest();
}
