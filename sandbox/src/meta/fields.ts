/** Graph's `fields` parameter: `id,name,owner_business_info{id,name}`. */
import { isObject, type Json } from "../json.ts";

type Selection = Map<string, Selection | null>;

/** Keeps the named fields (and always `id`); unknown names are left out, as Graph does for empty ones. */
export function selectFields(node: Json, fields: string | undefined, defaults: string[]): Json {
  return pick(node, parseFields(fields || defaults.join(",")));
}

function pick(node: Json, selection: Selection): Json {
  const picked: Json = {};
  for (const [name, inner] of selection) {
    const value = node[name];
    if (value === undefined) continue;
    picked[name] = inner ? pickInside(value, inner) : value;
  }
  if (node.id !== undefined) picked.id = node.id;
  return picked;
}

function pickInside(value: unknown, inner: Selection): unknown {
  if (Array.isArray(value)) return value.map((one) => pickInside(one, inner));
  return isObject(value) ? pick(value, inner) : value;
}

function parseFields(text: string): Selection {
  const selection: Selection = new Map();
  let depth = 0;
  let start = 0;
  const take = (end: number) => addField(selection, text.slice(start, end).trim());
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "{" || text[i] === "(") depth++;
    else if (text[i] === "}" || text[i] === ")") depth--;
    else if (text[i] === "," && depth === 0) {
      take(i);
      start = i + 1;
    }
  }
  take(text.length);
  return selection;
}

function addField(selection: Selection, text: string): void {
  const brace = text.indexOf("{");
  const name = (brace < 0 ? text : text.slice(0, brace)).split(".")[0]?.trim();
  if (name) selection.set(name, brace < 0 ? null : parseFields(text.slice(brace + 1, text.lastIndexOf("}"))));
}
