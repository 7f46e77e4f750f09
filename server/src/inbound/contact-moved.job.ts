/**
 * Contacts were merged (contacts/, which lies below, adds this job): what the merged one wrote belongs to the kept one. Messages
 * get the id they would have had there, so that the provider's second report of one meets it, and a message that both contacts
 * had (they shared a number) is one. Of two service windows the later end counts.
 */
import { sql, type Transaction } from "kysely";
import { type ContactRef, mergedInto } from "../contacts/contacts.ts";
import type { Context } from "../lib/context.ts";
import { retryingConflicts } from "../lib/db.ts";
import type { JobDefinition } from "../lib/jobs.ts";
import type { DB } from "../lib/schema.ts";
import { requestFetch } from "./media.ts";

export interface ContactPlace {
  readonly workspaceId: string;
  readonly bucket: number;
  readonly contactId: string;
}

export const contactMovedJobs: readonly JobDefinition[] = [
  {
    name: "inbound.contact_moved",
    async handler(ctx, payload) {
      const spare = await retryingConflicts(() => moveInbound(ctx, payload as ContactPlace));
      for (const key of spare) await ctx.files.remove(key);
    },
  },
];

/** Idempotent. Resolves to the files of messages that the kept contact already had. */
function moveInbound(ctx: Context, place: ContactPlace): Promise<string[]> {
  return ctx.db.transaction().execute(async (tx) => {
    const to = await mergedInto(tx, place.workspaceId, { bucket: place.bucket, id: place.contactId });
    if (!to) return [];
    await moveWindows(tx, place, to);
    await moveRequests(tx, place, to);
    return moveMessages(tx, place, to);
  });
}

function here({ workspaceId, bucket, contactId }: ContactPlace) {
  return sql`m.workspace_id = ${workspaceId} and m.bucket = ${bucket}::smallint and m.contact_id = ${contactId}::uuid`;
}

async function moveWindows(tx: Transaction<DB>, place: ContactPlace, to: ContactRef): Promise<void> {
  await sql`
    insert into service_windows as w (workspace_id, bucket, contact_id, subscription_group_id, opened_at, expires_at)
    select m.workspace_id, ${to.bucket}::smallint, ${to.id}::uuid, m.subscription_group_id, m.opened_at, m.expires_at
    from service_windows m where ${here(place)} order by m.subscription_group_id
    on conflict (workspace_id, bucket, contact_id, subscription_group_id) do update
      set opened_at = case when w.expires_at < excluded.opened_at then excluded.opened_at
                           when excluded.expires_at < w.opened_at then w.opened_at
                           else least(w.opened_at, excluded.opened_at) end,
          expires_at = greatest(w.expires_at, excluded.expires_at)`.execute(tx);
  await sql`delete from service_windows m where ${here(place)}`.execute(tx);
}

/** A filled-in form that waits for its answer. The kept contact was not made for it, and stays when nobody answers. */
async function moveRequests(
  tx: Transaction<DB>,
  { workspaceId, contactId }: ContactPlace,
  to: ContactRef,
): Promise<void> {
  await sql`
    update opt_in_requests set contact_id = ${to.id}::uuid, contact_made = false
    where workspace_id = ${workspaceId} and contact_id = ${contactId}::uuid`.execute(tx);
}

interface MovedMessage {
  readonly oldId: string;
  readonly newId: string;
}

async function moveMessages(tx: Transaction<DB>, place: ContactPlace, to: ContactRef): Promise<string[]> {
  const { workspaceId, bucket } = place;
  const { rows } = await sql<MovedMessage>`
    select m.id as old_id, uuid_v7_from(m.received_at, m.provider_message_id || ${to.id}::uuid::text) as new_id
    from inbound_messages m where ${here(place)} order by m.id for update`.execute(tx);
  if (rows.length === 0) return [];
  const pairs = sql`unnest(${rows.map(({ oldId }) => oldId)}::uuid[], ${rows.map(({ newId }) => newId)}::uuid[]) as p (old_id, new_id)`;
  const old = sql`m.workspace_id = ${workspaceId} and m.bucket = ${bucket}::smallint and m.id = p.old_id`;
  const { rows: placed } = await sql<{ id: string }>`
    insert into inbound_messages
    select placed.* from ${pairs} join inbound_messages m on ${old}
    cross join lateral jsonb_populate_record(m, jsonb_build_object(
      'bucket', ${to.bucket}::smallint, 'contact_id', ${to.id}::uuid, 'id', p.new_id)) placed
    on conflict do nothing
    returning id`.execute(tx);
  await sql`delete from inbound_messages m using ${pairs} where ${old}`.execute(tx);
  const fresh = new Set(placed.map(({ id }) => id));
  return moveMedia(tx, place, to, rows, fresh);
}

async function moveMedia(
  tx: Transaction<DB>,
  { workspaceId, bucket }: ContactPlace,
  to: ContactRef,
  messages: readonly MovedMessage[],
  fresh: ReadonlySet<string>,
): Promise<string[]> {
  const { rows: files } = await sql<{ messageId: string; fileKey: string | null; state: string }>`
    select m.message_id, m.file_key, m.state from inbound_media m
    where m.workspace_id = ${workspaceId} and m.bucket = ${bucket}::smallint
      and m.message_id = any(${messages.map(({ oldId }) => oldId)}::uuid[])
    order by m.message_id for update`.execute(tx);
  if (files.length === 0) return [];
  const newIds = new Map(messages.map(({ oldId, newId }) => [oldId, newId]));
  const kept = files.flatMap(({ messageId, ...file }) => {
    const newId = newIds.get(messageId);
    return newId && fresh.has(newId) ? [{ ...file, oldId: messageId, newId }] : [];
  });
  await sql`
    insert into inbound_media
    select placed.*
    from unnest(${kept.map(({ oldId }) => oldId)}::uuid[], ${kept.map(({ newId }) => newId)}::uuid[]) as p (old_id, new_id)
    join inbound_media m on m.workspace_id = ${workspaceId} and m.bucket = ${bucket}::smallint and m.message_id = p.old_id
    cross join lateral jsonb_populate_record(m, jsonb_build_object('bucket', ${to.bucket}::smallint, 'message_id', p.new_id)) placed
    on conflict do nothing`.execute(tx);
  await sql`
    delete from inbound_media m
    where m.workspace_id = ${workspaceId} and m.bucket = ${bucket}::smallint
      and m.message_id = any(${files.map(({ messageId }) => messageId)}::uuid[])`.execute(tx);
  for (const { newId, state } of kept)
    if (state === "waiting") await requestFetch(tx, { workspaceId, bucket: to.bucket, messageId: newId });
  const spared = new Set(kept.map(({ oldId }) => oldId));
  return files.flatMap(({ messageId, fileKey }) => (fileKey && !spared.has(messageId) ? [fileKey] : []));
}
