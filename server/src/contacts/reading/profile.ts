/** One contact with all that this domain knows of it. */
import { sql } from "kysely";
import type { Db } from "../../lib/db.ts";
import { type SubscriptionView, subscriptionsOf } from "../consent/subscriptions.ts";
import type { JsonObject } from "../data/attribute-values.ts";
import { type Alias, aliasOf } from "../identity/identifiers.ts";
import type { ContactListItem } from "./listing.ts";

export interface ContactProfile extends ContactListItem {
  readonly bucket: number;
  readonly gender: string | null;
  readonly dateOfBirth: string | null;
  readonly timeZone: string | null;
  readonly bsuid: string | null;
  readonly parentBsuid: string | null;
  readonly phoneCountry: string | null;
  readonly phoneValid: boolean | null;
  readonly attributes: JsonObject;
  readonly aliases: readonly Alias[];
  readonly subscriptions: readonly SubscriptionView[];
}

export interface EventSummary {
  readonly name: string;
  readonly count: number;
  readonly first: Date;
  readonly last: Date;
}

/** By its id, or by that of a contact that was merged into it: compare the ids. null: no such contact in this workspace. */
export async function getContact(db: Db, workspaceId: string, id: string): Promise<ContactProfile | null> {
  const found = await readContact(db, workspaceId, id);
  if (found) return found;
  const { rows } = await sql<{ intoId: string }>`
    select into_id from contact_merges
    where workspace_id = ${workspaceId} and bucket = bucket_of(${id}::uuid) and contact_id = ${id}::uuid`.execute(
    db,
  );
  return rows[0] ? readContact(db, workspaceId, rows[0].intoId) : null;
}

async function readContact(db: Db, workspaceId: string, id: string): Promise<ContactProfile | null> {
  const { rows } = await sql<Omit<ContactProfile, "aliases" | "subscriptions">>`
    select c.id, c.bucket, c.external_id, c.first_name, c.last_name, c.phone, c.email, c.country, c.home_city,
           c.language, c.gender, c.date_of_birth, c.time_zone, c.bsuid, c.parent_bsuid,
           c.phone_country, c.phone_valid, c.attributes, c.created_at, c.updated_at
    from contacts c
    where c.workspace_id = ${workspaceId} and c.bucket = bucket_of(${id}::uuid) and c.id = ${id}::uuid`.execute(
    db,
  );
  const row = rows[0];
  if (!row) return null;
  const [aliases, subscriptions] = await Promise.all([
    aliasesOf(db, workspaceId, id),
    subscriptionsOf(db, workspaceId, [id]),
  ]);
  return { ...row, aliases, subscriptions };
}

export async function contactExists(db: Db, workspaceId: string, id: string): Promise<boolean> {
  const { rows } = await sql`
    select from contacts c
    where c.workspace_id = ${workspaceId} and c.bucket = bucket_of(${id}::uuid) and c.id = ${id}::uuid`.execute(
    db,
  );
  return rows.length > 0;
}

export async function aliasesOf(db: Db, workspaceId: string, id: string): Promise<Alias[]> {
  const { rows } = await sql<{ value: string }>`
    select value from contact_identifiers
    where workspace_id = ${workspaceId} and contact_id = ${id} and kind = 'alias' order by value`.execute(db);
  return rows.map((row) => aliasOf(row.value));
}

/** Events by name, the most recent first. */
export async function eventSummaryOf(db: Db, workspaceId: string, id: string): Promise<EventSummary[]> {
  const { rows } = await sql<EventSummary>`
    select name, count(*)::int as count, min(occurred_at) as first, max(occurred_at) as last
    from events
    where workspace_id = ${workspaceId} and bucket = bucket_of(${id}::uuid) and contact_id = ${id}::uuid
    group by name order by last desc, name`.execute(db);
  return rows;
}

export interface ContactEvent {
  readonly id: string;
  readonly name: string;
  readonly occurredAt: Date;
  readonly properties: JsonObject;
}

/** Newest first; the last id is the cursor of the next page. */
export async function listContactEvents(
  db: Db,
  workspaceId: string,
  id: string,
  page: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<ContactEvent[]> {
  const after = page.cursor ? sql`and id < ${page.cursor}::uuid` : sql``;
  const { rows } = await sql<ContactEvent>`
    select id, name, occurred_at, properties from events
    where workspace_id = ${workspaceId} and bucket = bucket_of(${id}::uuid) and contact_id = ${id}::uuid ${after}
    order by id desc limit ${page.limit}`.execute(db);
  return rows;
}
