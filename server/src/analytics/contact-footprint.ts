/** How much is kept about one contact, across domains: what a merge takes along and a deletion takes away. */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";

export interface ContactFootprint {
  readonly events: number;
  /** Messages that were sent or are to be. */
  readonly sends: number;
  /** Of these, how many wait: a deletion calls them off. */
  readonly waiting: number;
  readonly received: number;
  readonly files: number;
  /** Numbers the contact is subscribed to. */
  readonly subscriptions: number;
}

/** One index range per table. */
export async function contactFootprint(
  db: Db,
  workspaceId: string,
  contactId: string,
): Promise<ContactFootprint> {
  const mine = sql`t.workspace_id = ${workspaceId} and t.bucket = bucket_of(${contactId}::uuid) and t.contact_id = ${contactId}::uuid`;
  const { rows } = await sql<ContactFootprint>`
    select (select coalesce(sum(t.count), 0)::int from event_days t where ${mine}) as events,
           s.sends, s.waiting, m.received, m.files,
           (select count(*)::int from subscription_states t where ${mine} and t.state = 'subscribed') as subscriptions
    from (select count(*)::int as sends, (count(*) filter (where t.state in ('queued', 'leased')))::int as waiting
          from sends t where ${mine}) s,
         (select count(*)::int as received, count(f.message_id)::int as files
          from inbound_messages t left join inbound_media f
            on f.workspace_id = t.workspace_id and f.bucket = t.bucket and f.message_id = t.id
          where ${mine}) m`.execute(db);
  return rows[0] ?? { events: 0, sends: 0, waiting: 0, received: 0, files: 0, subscriptions: 0 };
}
