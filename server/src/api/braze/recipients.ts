/** Users as the compatible API names them. */
import Type, { type Static } from "typebox";
import type { Identifier } from "../../contacts/contacts.ts";
import { AppError } from "../../lib/errors.ts";

export const UserAlias = Type.Object({
  alias_name: Type.String({ minLength: 1 }),
  alias_label: Type.String({ minLength: 1 }),
});

/** At most this many users in one call. */
export const maxRecipients = 50;

export const TriggerRecipientSchema = Type.Object({
  external_user_id: Type.Optional(Type.String()),
  user_alias: Type.Optional(UserAlias),
  email: Type.Optional(Type.String()),
  phone: Type.Optional(Type.String()),
  braze_id: Type.Optional(Type.String()),
  prioritization: Type.Optional(Type.Array(Type.String())),
  trigger_properties: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  send_to_existing_only: Type.Optional(Type.Boolean()),
  attributes: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
export type BrazeRecipient = Static<typeof TriggerRecipientSchema>;

/** An e-mail goes before a phone, as in every call of this API. null: the object names nobody. */
export function identifierOf(recipient: BrazeRecipient): Identifier | null {
  const { external_user_id, user_alias, email, phone, braze_id } = recipient;
  if (external_user_id !== undefined) return { kind: "external_id", value: external_user_id };
  if (user_alias) return aliasIdentifier(user_alias);
  if (braze_id !== undefined) return { kind: "id", value: braze_id };
  if (email !== undefined) return { kind: "email", value: email };
  return phone === undefined ? null : { kind: "phone", value: phone };
}

/** Label of the alias under which the API knows a business-scoped user id; it also names contacts that got theirs later. */
export const bsuidLabel = "whats_app_bsuid";

export function aliasIdentifier({
  alias_label: label,
  alias_name: name,
}: Static<typeof UserAlias>): Identifier {
  return label === bsuidLabel ? { kind: "bsuid", value: name } : { kind: "alias", label, name };
}

export function requireFewRecipients(count: number): void {
  if (count > maxRecipients)
    throw new AppError(
      "too_many_recipients",
      `Too many recipients: ${count} in one call; at most ${maxRecipients} are possible.`,
    );
}
