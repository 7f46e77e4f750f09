/** Who an object of /users/track is about. Pure. */
import { type Identifier, isStorable, parseFields } from "../../contacts/contacts.ts";
import { aliasIdentifier } from "./recipients.ts";

export type RawObject = Readonly<Record<string, unknown>>;

export interface Identified {
  readonly identifier: Identifier;
  readonly isAlias: boolean;
}

/**
 * The first one there of external_id, user_alias, braze_id, email, phone; next to another identifier, e-mail and phone are
 * profile fields. A string: what is wrong.
 */
export function identify(raw: RawObject, defaultCountry: string): Identified | string {
  const external = textOf(raw.external_id);
  if (external !== null)
    return isName(external)
      ? found({ kind: "external_id", value: external })
      : "'external_id' must be a text of 1 to 255 characters.";
  if (raw.user_alias != null) return aliasOf(raw.user_alias);
  if (isName(raw.braze_id)) return found({ kind: "id", value: raw.braze_id });
  for (const kind of ["email", "phone"] as const) {
    const text = textOf(raw[kind]);
    if (text === null || text === "") continue;
    const { fields, problems } = parseFields({ [kind]: text }, defaultCountry);
    const value = fields[kind];
    return value ? found({ kind, value }) : `'${kind}': ${problems[0]?.message ?? "it is empty."}`;
  }
  return "'external_id', 'user_alias', 'braze_id', 'email' or 'phone' is required.";
}

function found(identifier: Identifier): Identified {
  return { identifier, isAlias: false };
}

function aliasOf(raw: unknown): Identified | string {
  const { alias_name, alias_label } = raw as RawObject;
  return isName(alias_name) && isName(alias_label)
    ? { identifier: aliasIdentifier({ alias_name, alias_label }), isAlias: true }
    : "'user_alias' needs alias_name and alias_label, texts of 1 to 255 characters.";
}

/** Ids that are numbers in the caller's database arrive as numbers from some clients. null: not given. */
function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

export function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= 255 && isStorable(value);
}
