/**
 * Everything this domain keeps about one person, part by part, so that a contact with a hundred thousand events never stands in
 * memory as a whole. Profiles that were merged into this one are part of it: their rows are its rows.
 */
import { sql } from "kysely";
import type { Db } from "../../lib/db.ts";
import { type SubscriptionChangeEntry, subscriptionHistory } from "../consent/subscription-history.ts";
import { type ContactEvent, listContactEvents } from "../reading/profile.ts";

const page = 500;

/** Newest first. */
export function eventsOfPerson(db: Db, workspaceId: string, contactId: string): AsyncGenerator<ContactEvent> {
  return paged((cursor) => listContactEvents(db, workspaceId, contactId, { limit: page, cursor }));
}

/** Newest first. */
export function consentOfPerson(
  db: Db,
  workspaceId: string,
  contactId: string,
): AsyncGenerator<SubscriptionChangeEntry> {
  return paged((cursor) => subscriptionHistory(db, workspaceId, contactId, { limit: page, cursor }));
}

/** Ids of contacts that were merged into this one: other records may still name them. */
export async function formerIds(db: Db, workspaceId: string, contactId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select contact_id as id from contact_merges where workspace_id = ${workspaceId} and into_id = ${contactId}::uuid
    order by contact_id`.execute(db);
  return rows.map(({ id }) => id);
}

async function* paged<T extends { readonly id: string }>(
  read: (cursor: string | undefined) => Promise<readonly T[]>,
): AsyncGenerator<T> {
  for (let cursor: string | undefined; ; ) {
    const rows = await read(cursor);
    yield* rows;
    if (rows.length < page) return;
    cursor = rows.at(-1)?.id;
  }
}
