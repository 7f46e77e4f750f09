/** The `{{1}}` and `{{name}}` of a template's texts. Pure. */
const placeholder = /\{\{\s*([^{}\s]+)\s*\}\}/g;

/** Names of the placeholders of a text in order of first appearance, numbers by number. */
export function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(placeholder)].map((match) => match[1] ?? ""))].sort(byNumber);
}

/** Fills the placeholders of a text. */
export function fillPlaceholders(text: string, value: (name: string) => string): string {
  return text.replace(placeholder, (_whole, name: string) => value(name));
}

/** 1, 2, 10 by number; names keep their order. */
function byNumber(a: string, b: string): number {
  return /^\d+$/.test(a) && /^\d+$/.test(b) ? Number(a) - Number(b) : 0;
}
