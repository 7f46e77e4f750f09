/** Whole contacts in bulk, for handing them out. One query per part, whatever the number of contacts. */
import { sql } from "kysely";
import type { Db } from "../../lib/db.ts";
import { type Alias, aliasOf } from "../identity/identifiers.ts";
import type { EventSummary } from "./profile.ts";
import { type ContactForRendering, contactColumns } from "./rendering.ts";

export interface ExportedContact extends ContactForRendering {
  readonly aliases: readonly Alias[];
  /** Without purchases. */
  readonly events: readonly EventSummary[];
  /** By product; count is the quantity, revenue the sum of price times quantity in the currencies as given. */
  readonly purchases: readonly (EventSummary & { readonly revenue: number })[];
}

/** What to load besides the contact itself; events take the longest. */
export type ExportPart = "aliases" | "events" | "purchases";

/** The name of the event that a purchase is kept as; its properties carry product_id, currency, price and quantity. */
export const purchaseEvent = "purchase";

/** The contacts of these ids, in this order; ids without a contact are left out, parts not asked for are empty. */
export async function exportContacts(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
  parts: readonly ExportPart[],
): Promise<ExportedContact[]> {
  if (ids.length === 0) return [];
  const [contacts, aliases, events, purchases] = await Promise.all([
    contactsOf(db, workspaceId, ids),
    parts.includes("aliases") ? aliasesOfAll(db, workspaceId, ids) : [],
    parts.includes("events") ? eventsOfAll(db, workspaceId, ids) : [],
    parts.includes("purchases") ? purchasesOfAll(db, workspaceId, ids) : [],
  ]);
  const of = { aliases: byContact(aliases), events: byContact(events), purchases: byContact(purchases) };
  return contacts.map((contact) => ({
    ...contact,
    aliases: of.aliases(contact.id).map(({ value }) => aliasOf(value)),
    events: of.events(contact.id),
    purchases: of.purchases(contact.id),
  }));
}

type Owned<T> = T & { readonly contactId: string };

function byContact<T>(rows: readonly Owned<T>[]): (contactId: string) => Owned<T>[] {
  const groups = Map.groupBy(rows, (row) => row.contactId);
  return (contactId) => groups.get(contactId) ?? [];
}

async function contactsOf(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<ContactForRendering[]> {
  const { rows } = await sql<ContactForRendering>`
    select ${contactColumns}
    from unnest(${ids}::uuid[]) with ordinality as k (id, position)
    join contacts c on c.workspace_id = ${workspaceId} and c.bucket = bucket_of(k.id) and c.id = k.id
    order by k.position`.execute(db);
  return rows;
}

async function aliasesOfAll(db: Db, workspaceId: string, ids: readonly string[]) {
  const { rows } = await sql<Owned<{ value: string }>>`
    select contact_id, value from contact_identifiers
    where workspace_id = ${workspaceId} and contact_id = any(${ids}::uuid[]) and kind = 'alias' order by value`.execute(
    db,
  );
  return rows;
}

/** An event that only shares the name with purchases has no product. */
const isPurchase = sql`(e.name = ${purchaseEvent} and e.properties ? 'product_id')`;

function eventsOf(workspaceId: string, ids: readonly string[]) {
  return sql`unnest(${ids}::uuid[]) as k (id)
    join events e on e.workspace_id = ${workspaceId} and e.bucket = bucket_of(k.id) and e.contact_id = k.id`;
}

async function eventsOfAll(db: Db, workspaceId: string, ids: readonly string[]) {
  const { rows } = await sql<Owned<EventSummary>>`
    select e.contact_id, e.name, count(*)::int as count, min(e.occurred_at) as first, max(e.occurred_at) as last
    from ${eventsOf(workspaceId, ids)}
    where not ${isPurchase}
    group by e.contact_id, e.name order by e.name`.execute(db);
  return rows;
}

async function purchasesOfAll(db: Db, workspaceId: string, ids: readonly string[]) {
  const { rows } = await sql<Owned<EventSummary & { revenue: number }>>`
    select p.contact_id, p.product as name, min(p.at) as first, max(p.at) as last, sum(p.quantity)::float8 as count,
           sum(p.price * p.quantity)::float8 as revenue
    from (
      select e.contact_id, e.properties ->> 'product_id' as product, e.occurred_at as at,
             ${numberIn("quantity", 1)} as quantity, ${numberIn("price", 0)} as price
      from ${eventsOf(workspaceId, ids)}
      where ${isPurchase}
    ) p
    group by p.contact_id, p.product order by p.product`.execute(db);
  return rows;
}

/** Events from elsewhere may carry anything under these names. */
function numberIn(name: string, otherwise: number) {
  return sql`case when jsonb_typeof(e.properties -> ${name}::text) = 'number'
    then (e.properties ->> ${name}::text)::numeric else ${otherwise}::numeric end`;
}
