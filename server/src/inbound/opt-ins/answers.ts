/** What a person filled in, checked against what the form asks. Pure. */

import type { Phone } from "../../contacts/contacts.ts";
import { type FieldName, parseAttributes, parseFields } from "../../contacts/contacts.ts";
import type { FormSettings } from "./form-settings.ts";

/** Kept until the confirmation; only what the form asks, as texts. */
export interface StoredAnswers {
  readonly fields: Readonly<Partial<Record<FieldName, string>>>;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface ReadAnswers extends StoredAnswers {
  readonly phone: Phone | null;
  /** Keys of fields that are missing or not valid: phone, email, attribute:city … */
  readonly wrong: readonly string[];
}

const longest = 255;

/** `given`: by key. What the form does not ask is not looked at. */
export function readAnswers(
  settings: FormSettings,
  given: Readonly<Record<string, string>>,
  defaultCountry: string,
): ReadAnswers {
  const fields: Partial<Record<FieldName, string>> = {};
  const attributes: Record<string, string> = {};
  const wrong: string[] = [];
  let phone: Phone | null = null;
  for (const { kind, required, attribute = "" } of settings.fields) {
    const key = kind === "attribute" ? `attribute:${attribute}` : kind;
    const text = (Object.hasOwn(given, key) ? given[key] : undefined)?.trim() ?? "";
    if (text === "") {
      if (required) wrong.push(key);
      continue;
    }
    if (text.length > longest) wrong.push(key);
    else if (kind === "attribute") {
      if (parseAttributes({ [attribute]: text }).problems.length > 0) wrong.push(key);
      else attributes[attribute] = text;
    } else {
      const parsed = parseFields({ [kind]: text }, defaultCountry);
      const value = parsed.fields[kind];
      if (parsed.problems.length > 0 || !value) wrong.push(key);
      else if (kind === "phone") phone = value as Phone;
      else fields[kind] = value;
    }
  }
  return { phone, fields, attributes, wrong };
}
