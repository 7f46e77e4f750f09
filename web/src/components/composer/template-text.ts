/**
 * The text of a template, split at its placeholders (`{{1}}` or `{{name}}`), so that the composer can show each
 * field with the words that stand around it. Pure.
 */
export type TemplatePart = { kind: "text"; text: string } | { kind: "variable"; name: string };

const PLACEHOLDER = /\{\{\s*([\p{L}\p{N}_]+)\s*\}\}/gu;

/** Splits a template's text into its fixed text and its placeholders, in order. */
export function splitTemplate(text: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let from = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    if (match.index > from) parts.push({ kind: "text", text: text.slice(from, match.index) });
    parts.push({ kind: "variable", name: match[1] ?? "" });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ kind: "text", text: text.slice(from) });
  return parts;
}

export interface Surroundings {
  before: string;
  after: string;
}

/**
 * The fixed text on both sides of a placeholder, cut at a word to about `reach` characters a side, other
 * placeholders shown as `…`. Null when the text has no such placeholder.
 */
export function surroundingsOf(text: string, name: string, reach = 48): Surroundings | null {
  const parts = splitTemplate(text);
  const at = parts.findIndex((part) => part.kind === "variable" && part.name === name);
  if (at < 0) return null;
  const flat = (list: TemplatePart[]) =>
    list.map((part) => (part.kind === "text" ? part.text : "…")).join("");
  const before = flat(parts.slice(0, at)).replace(/\s+/gu, " ");
  const after = flat(parts.slice(at + 1)).replace(/\s+/gu, " ");
  return { before: cutStart(before, reach), after: cutEnd(after, reach) };
}

function cutStart(text: string, reach: number): string {
  if (text.length <= reach) return text;
  const tail = text.slice(-reach);
  return `…${tail.slice(tail.indexOf(" ") + 1)}`;
}

function cutEnd(text: string, reach: number): string {
  if (text.length <= reach) return text;
  const head = text.slice(0, reach);
  const space = head.lastIndexOf(" ");
  return `${space > 0 ? head.slice(0, space) : head}…`;
}

/** Puts values into a text's placeholders; a missing or empty value leaves the placeholder to be seen. */
export function fillTemplate(text: string, valueFor: (name: string) => string | undefined): string {
  return splitTemplate(text)
    .map((part) => (part.kind === "text" ? part.text : valueFor(part.name) || `{{${part.name}}}`))
    .join("");
}
