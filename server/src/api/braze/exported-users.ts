/** Users as the compatible API hands them out in bulk: a few queries, whatever their number. */
import { campaignsReceived } from "../../analytics/contact-activity.ts";
import { type ExportPart, exportContacts, subscriptionsOf } from "../../contacts/contacts.ts";
import type { Db } from "../../lib/db.ts";
import { presentUser } from "./exported-user.ts";

/** Fields that need a query of their own, and which. */
const partOf: Readonly<Record<string, ExportPart>> = {
  user_aliases: "aliases",
  custom_events: "events",
  purchases: "purchases",
  total_revenue: "purchases",
};

export interface ExportedFields {
  /** Empty: all. */
  readonly fields: readonly string[];
  /** Custom attributes by name, whether or not `fields` asks for custom_attributes; null: all of them when it does. */
  readonly customAttributes?: readonly string[] | null;
}

/** In the order of the ids; fields without a value are left out. */
export async function exportUsers(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
  { fields, customAttributes = null }: ExportedFields,
): Promise<Record<string, unknown>[]> {
  const asked = new Set(customAttributes ? [...fields, "custom_attributes"] : fields);
  const wanted = (name: string) => fields.length === 0 || asked.has(name);
  const parts = Object.keys(partOf)
    .filter(wanted)
    .flatMap((name) => partOf[name] ?? []);
  const [contacts, campaigns, subscriptions] = await Promise.all([
    exportContacts(db, workspaceId, ids, parts),
    wanted("campaigns_received") ? campaignsReceived(db, workspaceId, ids) : [],
    wanted("subscription_groups") ? subscriptionsOf(db, workspaceId, ids) : [],
  ]);
  const campaignsOf = Map.groupBy(campaigns, ({ contactId }) => contactId);
  const subscriptionsOfContact = Map.groupBy(subscriptions, ({ contactId }) => contactId);
  return contacts.map((contact) => {
    const user = presentUser(customAttributes ? only(contact, customAttributes) : contact, {
      campaigns: campaignsOf.get(contact.id) ?? [],
      subscriptions: subscriptionsOfContact.get(contact.id) ?? [],
    });
    return Object.fromEntries(Object.entries(user).filter(([name, value]) => wanted(name) && value !== null));
  });
}

function only<T extends { readonly attributes: object }>(contact: T, names: readonly string[]): T {
  const kept = Object.entries(contact.attributes).filter(([name]) => names.includes(name));
  return { ...contact, attributes: Object.fromEntries(kept) };
}
