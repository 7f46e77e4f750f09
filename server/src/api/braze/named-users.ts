/** Users as the subscription endpoints name them: lists of external ids and of phones or e-mails. */
import { activeSubscriptionGroups, type Identifier } from "../../contacts/contacts.ts";
import type { Db } from "../../lib/db.ts";
import { AppError } from "../../lib/errors.ts";
import { maxRecipients } from "./recipients.ts";

export interface NamedUsers {
  readonly externalIds: readonly string[];
  readonly phones: readonly string[];
  readonly emails: readonly string[];
}

/** Throws 400: nobody named, more than 50 of a kind, phones together with e-mails. */
export function checkUsers({ externalIds, phones, emails }: NamedUsers): void {
  if (phones.length > 0 && emails.length > 0)
    throw new AppError(
      "mixed_identifiers",
      "Bad Request: phone and email cannot be used together; name the users by one of them.",
    );
  if (externalIds.length + phones.length + emails.length === 0)
    throw new AppError("no_users", "Bad Request: name users by external_id, phone or email.");
  if ([externalIds, phones, emails].some((names) => names.length > maxRecipients))
    throw new AppError("too_many_ids", `Too many ids in the request: at most ${maxRecipients} of each kind.`);
}

/** Each name as the caller wrote it, and what it stands for. */
export function namesOf(users: NamedUsers): { readonly name: string; readonly identifier: Identifier }[] {
  return [
    ...users.externalIds.map((name) => ({ name, identifier: { kind: "external_id", value: name } as const })),
    ...users.phones.map((name) => ({ name, identifier: { kind: "phone", value: name } as const })),
    ...users.emails.map((name) => ({ name, identifier: { kind: "email", value: name } as const })),
  ];
}

/** Throws 400 when one of the ids is not a sending number in use in this workspace. */
export async function requireGroups(db: Db, workspaceId: string, ids: readonly string[]): Promise<void> {
  const known = await activeSubscriptionGroups(db, workspaceId, ids);
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined)
    throw new AppError(
      "unknown_subscription_group",
      `Invalid subscription_group_id: "${unknown.slice(0, 60)}" is not a sending number of this workspace.`,
    );
}
