/**
 * Two contacts become one (docs/contacts.md says which side wins). One transaction: removal lock, keys of the phones, both rows
 * in the order of their keys. What other domains keep about the merged contact follows by their jobs; contact_merges says where
 * the person is until then, and afterwards for whatever still names the old contact. Chains are flat: one row leads to the
 * living contact.
 */

import { sql, type Transaction } from "kysely";
import { type Db, inTransaction, retryingConflicts } from "../../lib/db.ts";
import { addJob } from "../../lib/jobs.ts";
import type { DB } from "../../lib/schema.ts";
import { fieldNames } from "../data/fields.ts";
import { lockForRemoval, lockKeys } from "../writing/locks.ts";
import { loadStates, saveStates } from "../writing/store.ts";
import { type ContactState, keysOfFields } from "../writing/write-state.ts";
import { markSharedPhones, removeIdentifiers } from "./identifier-rows.ts";
import type { ContactRef } from "./identifiers.ts";
import { chooseAttributes, chooseFields } from "./merge-rules.ts";
import { type MergedBy, moveEdits, moveEvents, moveSubscriptions } from "./moving-rows.ts";

export type { MergedBy } from "./moving-rows.ts";

export interface MergeRequest {
  readonly mergeId: string;
  readonly keepId: string;
}

/**
 * merged: done now. already: they are one contact, by an earlier merge or because both ids are the same. not_found: one of them
 * does not exist in this workspace, or was merged into a third contact.
 */
export type MergeOutcome =
  | { readonly kind: "merged" | "already"; readonly keptId: string }
  | { readonly kind: "not_found" };

/** Payload {workspaceId, bucket, contactId} of the contact that is gone; messages and inbound carry it out. */
export const contactMovedJobs = ["messages.contact_moved", "inbound.contact_moved"] as const;

/** A write of another domain that was under way at the merge is found by the second run. */
const secondLookMs = 120_000;

/** Idempotent. A kept contact that was itself merged meanwhile stands for the one it became. */
export function mergeContacts(
  db: Db,
  workspaceId: string,
  request: MergeRequest,
  by: MergedBy,
): Promise<MergeOutcome> {
  const work = () => inTransaction(db, (tx) => merge(tx, workspaceId, request, by));
  return db.isTransaction ? work() : retryingConflicts(work);
}

async function merge(
  tx: Transaction<DB>,
  workspaceId: string,
  { mergeId, keepId }: MergeRequest,
  by: MergedBy,
): Promise<MergeOutcome> {
  await lockForRemoval(tx, workspaceId);
  const now = await currentIds(tx, workspaceId, [mergeId, keepId]);
  const keptId = now.get(keepId) ?? keepId;
  if ((now.get(mergeId) ?? mergeId) === keptId)
    return (await exists(tx, workspaceId, keptId)) ? { kind: "already", keptId } : { kind: "not_found" };
  const locked = await lockPhones(tx, workspaceId, [mergeId, keptId]);
  const states = await loadStates(tx, workspaceId, [mergeId, keptId]);
  const changed = [...states.values()].some(({ fields }) => fields.phone && !locked.has(fields.phone));
  if (changed) await lockPhones(tx, workspaceId, [mergeId, keptId]);
  const merged = states.get(mergeId);
  const kept = states.get(keptId);
  if (!merged || !kept) return { kind: "not_found" };
  const move = { workspaceId, from: merged, to: kept };
  await moveEdits(tx, move);
  await mergeRows(tx, workspaceId, kept, merged, by.at);
  await moveEvents(tx, move);
  await moveSubscriptions(tx, move, by);
  await leaveTrace(tx, workspaceId, merged, kept, by.at);
  await tellOthers(tx, workspaceId, merged, by.at);
  return { kind: "merged", keptId };
}

async function mergeRows(
  tx: Transaction<DB>,
  workspaceId: string,
  kept: ContactState,
  merged: ContactState,
  at: Date,
): Promise<void> {
  const fields = chooseFields(kept.fields, merged.fields);
  const attributes = chooseAttributes(kept.attributes, merged.attributes);
  kept.fields = Object.fromEntries(
    fieldNames.map((name) => [name, fields[name].value]),
  ) as ContactState["fields"];
  kept.attributes = Object.fromEntries(Object.entries(attributes).map(([name, { value }]) => [name, value]));
  kept.changed = true;
  // Before the kept contact takes over what only one contact may have.
  await removeIdentifiers(
    tx,
    workspaceId,
    keysOfFields(merged.fields).map((key) => ({ ...key, id: merged.id })),
  );
  await sql`
    update contact_identifiers set bucket = ${kept.bucket}::smallint, contact_id = ${kept.id}::uuid
    where workspace_id = ${workspaceId} and contact_id = ${merged.id}::uuid and kind = 'alias'`.execute(tx);
  await sql`
    with gone as (
      delete from contacts where workspace_id = ${workspaceId} and bucket = ${merged.bucket}::smallint and id = ${merged.id}::uuid
      returning created_at)
    update contacts c set created_at = least(c.created_at, gone.created_at) from gone
    where c.workspace_id = ${workspaceId} and c.bucket = ${kept.bucket}::smallint and c.id = ${kept.id}::uuid`.execute(
    tx,
  );
  const phones = [kept.before?.phone, merged.fields.phone, kept.fields.phone].flatMap((phone) => phone ?? []);
  await saveStates(tx, workspaceId, [kept], { at, heldPhones: new Set(phones) });
  await markSharedPhones(tx, workspaceId, [...new Set(phones)]);
}

async function exists(tx: Transaction<DB>, workspaceId: string, id: string): Promise<boolean> {
  const { rows } = await sql`
    select from contacts where workspace_id = ${workspaceId} and bucket = bucket_of(${id}::uuid) and id = ${id}::uuid`.execute(
    tx,
  );
  return rows.length > 0;
}

/** Whether a number stays shared is only known while nobody else takes or leaves it. */
async function lockPhones(
  tx: Transaction<DB>,
  workspaceId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ phone: string }>`
    select c.phone from contacts c
    where c.workspace_id = ${workspaceId} and c.phone is not null
      and (c.bucket, c.id) in (select bucket_of(k), k from unnest(${ids}::uuid[]) as k)`.execute(tx);
  const keys = rows.map(({ phone }) => ({ kind: "phone", value: phone }));
  if (keys.length > 0) await lockKeys(tx, workspaceId, keys);
  return new Set(rows.map(({ phone }) => phone));
}

async function leaveTrace(
  tx: Transaction<DB>,
  workspaceId: string,
  merged: ContactRef,
  kept: ContactRef,
  at: Date,
): Promise<void> {
  await sql`
    update contact_merges set into_bucket = ${kept.bucket}::smallint, into_id = ${kept.id}::uuid, merged_at = ${at}::timestamptz
    where workspace_id = ${workspaceId} and into_id = ${merged.id}::uuid`.execute(tx);
  await sql`
    insert into contact_merges (workspace_id, bucket, contact_id, into_bucket, into_id, merged_at)
    values (${workspaceId}::uuid, ${merged.bucket}::smallint, ${merged.id}::uuid, ${kept.bucket}::smallint, ${kept.id}::uuid,
            ${at}::timestamptz)`.execute(tx);
}

async function tellOthers(tx: Transaction<DB>, workspaceId: string, { bucket, id }: ContactRef, at: Date) {
  const payload = { workspaceId, bucket, contactId: id };
  for (const job of contactMovedJobs) {
    await addJob(tx, job, payload);
    await addJob(tx, job, payload, { runAt: new Date(at.getTime() + secondLookMs) });
  }
}

/** Where each of these contacts is by now; those that were never merged are left out. */
async function currentIds(db: Db, workspaceId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; intoId: string }>`
    select m.contact_id as id, m.into_id from contact_merges m
    where m.workspace_id = ${workspaceId}
      and (m.bucket, m.contact_id) in (select bucket_of(k), k from unnest(${ids}::uuid[]) as k)`.execute(db);
  return new Map(rows.map(({ id, intoId }) => [id, intoId]));
}

/**
 * The contact that this one was merged into; null: it was not, or that one was deleted. The answer holds until the transaction
 * ends: whoever merges the kept contact on waits.
 */
export async function mergedInto(
  tx: Db,
  workspaceId: string,
  contact: ContactRef,
): Promise<ContactRef | null> {
  const { rows } = await sql<ContactRef>`
    select into_id as id, into_bucket as bucket from contact_merges
    where workspace_id = ${workspaceId} and bucket = ${contact.bucket}::smallint and contact_id = ${contact.id}::uuid
    for share`.execute(tx);
  return rows[0] ?? null;
}
