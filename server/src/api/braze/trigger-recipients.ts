/** The recipients of a trigger call: their attributes written first, then who they are. */
import type { TriggerRecipient } from "../../campaigns/campaigns.ts";
import {
  type ContactWrite,
  findContacts,
  type Identifier,
  setSubscriptionStates,
  writeContacts,
} from "../../contacts/contacts.ts";
import type { WorkspaceAccess } from "../../lib/access.ts";
import type { Db } from "../../lib/db.ts";
import { AppError, type ErrorDetail } from "../../lib/errors.ts";
import { type BrazeRecipient, identifierOf } from "./recipients.ts";
import { parseUserAttributes, type UserAttributes } from "./user-attributes.ts";

export interface PreparedRecipients {
  /** Those who exist. Unknown ones are passed over in silence, as clients expect. */
  readonly recipients: readonly TriggerRecipient[];
  /** What could not be written, in words; the message goes out all the same. */
  readonly errors: readonly string[];
}

interface Named {
  readonly position: number;
  readonly recipient: BrazeRecipient;
  readonly identifier: Identifier;
  readonly attributes: UserAttributes | null;
}

export async function prepareRecipients(
  db: Db,
  workspace: WorkspaceAccess,
  recipients: readonly BrazeRecipient[],
  by: { readonly actor: string; readonly at: Date },
): Promise<PreparedRecipients> {
  const named = recipients.map((recipient, position) =>
    nameOf(recipient, position, workspace.defaultCountry),
  );
  const errors = await writeAttributes(db, workspace.id, named, by);
  const found = await findContacts(
    db,
    workspace.id,
    named.map((one) => one.identifier),
  );
  const known = named.flatMap(({ recipient, attributes }, index) => {
    const contact = found[index];
    return contact ? [{ contactId: contact.id, properties: recipient.trigger_properties, attributes }] : [];
  });
  const changes = known.flatMap(({ contactId, attributes }) =>
    (attributes?.subscriptions ?? []).map((subscription) => ({ contactId, ...subscription })),
  );
  await setSubscriptionStates(db, workspace.id, changes, { source: "api", ...by });
  return {
    recipients: known.map(({ contactId, properties }) => ({
      contactId,
      ...(properties ? { properties } : {}),
    })),
    errors,
  };
}

function nameOf(recipient: BrazeRecipient, position: number, defaultCountry: string): Named {
  const identifier = identifierOf(recipient);
  if (!identifier)
    throw new AppError(
      "invalid_recipient",
      `recipients[${position}] names nobody: give external_user_id, user_alias, email or phone.`,
    );
  const { attributes, send_to_existing_only: existingOnly = true } = recipient;
  if (!existingOnly && !attributes)
    throw new AppError(
      "invalid_recipient",
      `recipients[${position}]: send_to_existing_only false needs attributes.`,
    );
  if (!existingOnly && identifier.kind === "alias")
    throw new AppError(
      "invalid_recipient",
      `recipients[${position}]: send_to_existing_only false cannot be used with a user_alias.`,
    );
  return {
    position,
    recipient,
    identifier,
    attributes: attributes ? parseUserAttributes(attributes, defaultCountry) : null,
  };
}

async function writeAttributes(
  db: Db,
  workspaceId: string,
  named: readonly Named[],
  { at }: { readonly at: Date },
): Promise<string[]> {
  const writing = named.flatMap((one) => (one.attributes ? [{ ...one, attributes: one.attributes }] : []));
  const writes = writing.map(
    ({ identifier, recipient, attributes }): ContactWrite => ({
      identifier,
      ...attributes.write,
      keepFitting: true,
      updateOnly: recipient.send_to_existing_only ?? true,
    }),
  );
  const results = await writeContacts(db, workspaceId, writes, { at });
  return writing.flatMap(({ position, attributes }, index) => {
    const problems: readonly ErrorDetail[] = [...attributes.problems, ...(results[index]?.problems ?? [])];
    return problems.map((problem) => `recipients[${position}].attributes: ${problem.message}`);
  });
}
