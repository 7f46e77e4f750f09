/**
 * The Liquid that the inserter writes: a contact's attribute with the words to use when it is empty, put in at the
 * caret. Pure; the server is the one that parses and judges Liquid.
 */
export type LiquidSource = { kind: "standard" | "custom" | "trigger"; name: string };

/** Standard attributes whose name in Liquid differs from their name in the contacts API. */
const LIQUID_NAMES: Record<string, string> = {
  external_id: "user_id",
  email: "email_address",
  phone: "phone_number",
  home_city: "city",
};

/**
 * `{{${first_name} | default: 'cliente'}}`, `{{custom_attribute.${plan}}}` or `{{api_trigger_properties.${order}}}`;
 * without a fallback there is no filter.
 */
export function liquidFor(source: LiquidSource, fallback = ""): string {
  const path = pathOf(source);
  const trimmed = fallback.trim();
  return trimmed === "" ? `{{${path}}}` : `{{${path} | default: ${quote(trimmed)}}}`;
}

function pathOf({ kind, name }: LiquidSource): string {
  switch (kind) {
    case "standard":
      return `\${${LIQUID_NAMES[name] ?? name}}`;
    case "custom":
      return `custom_attribute.\${${name}}`;
    case "trigger":
      return `api_trigger_properties.\${${name}}`;
  }
}

/** Words that stand in for a missing first name, in the template's language. */
export function usualFallback(source: LiquidSource, language: string): string {
  if (source.kind !== "standard" || source.name !== "first_name") return "";
  const base = language.split(/[_-]/u)[0] ?? "";
  return { pt: "cliente", es: "cliente", en: "there", fr: "cher client", it: "cliente" }[base] ?? "";
}

/** Liquid strings know no escapes: a text with both kinds of quotes gets its straight single quotes curled. */
function quote(text: string): string {
  const oneLine = text.replace(/\s+/gu, " ");
  if (!oneLine.includes("'")) return `'${oneLine}'`;
  if (!oneLine.includes('"')) return `"${oneLine}"`;
  return `'${oneLine.replaceAll("'", "’")}'`;
}

export interface Insertion {
  value: string;
  caret: number;
}

/** Replaces the selected range (or inserts at the caret), adding a space where two words would stick together. */
export function insertAt(value: string, start: number, end: number, snippet: string): Insertion {
  const from = Math.max(0, Math.min(start, value.length));
  const to = Math.max(from, Math.min(end, value.length));
  const before = value.slice(0, from);
  const after = value.slice(to);
  const lead = /[\p{L}\p{N}}]$/u.test(before) ? " " : "";
  const trail = /^[\p{L}\p{N}{]/u.test(after) ? " " : "";
  const head = `${before}${lead}${snippet}`;
  return { value: `${head}${trail}${after}`, caret: head.length };
}

/** A variable's value travels in one line: WhatsApp refuses line breaks, tabs and long runs of spaces in it. */
export function asOneLine(value: string): string {
  return value.replace(/[\r\n\t]+/gu, " ");
}

export type LiquidToken = { kind: "text" | "liquid"; text: string };

/** Cuts a value into plain text and Liquid tags, so that a field can tell them apart by colour. An open tag is Liquid. */
export function liquidTokens(value: string): LiquidToken[] {
  const tokens: LiquidToken[] = [];
  let from = 0;
  for (const match of value.matchAll(/\{\{.*?\}\}(?!\})|\{%.*?%\}|\{\{.*$|\{%.*$/gsu)) {
    if (match.index > from) tokens.push({ kind: "text", text: value.slice(from, match.index) });
    tokens.push({ kind: "liquid", text: match[0] });
    from = match.index + match[0].length;
  }
  if (from < value.length) tokens.push({ kind: "text", text: value.slice(from) });
  return tokens;
}
