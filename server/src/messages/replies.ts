/** Replies: an inbound message answers the send it quotes, else the last one to that contact from that number. */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";
import { decodeMessageId, type SendKey } from "./message-id.ts";
import { followMoved } from "./moved-sends.ts";
import { slotSql } from "./slots.ts";

/** How long after a send an unquoted message still counts as an answer to it. */
const replyHours = 72;

export interface ReplyQuery {
  readonly contactId: string;
  readonly bucket: number;
  readonly subscriptionGroupId: string;
  /** Message ids the inbound message refers to, ours or the provider's; those that nobody knows are passed over. */
  readonly references: readonly (string | undefined)[];
  readonly at: Date;
}

/** The send that is answered, or null. */
export async function findAnsweredSend(
  tx: Db,
  workspaceId: string,
  query: ReplyQuery,
): Promise<SendKey | null> {
  for (const reference of query.references) {
    const key = reference ? decodeMessageId(reference) : null;
    const found = key ? await sendTo(tx, workspaceId, key, query) : null;
    if (found) return found;
  }
  return (await sendOfProvider(tx, workspaceId, query)) ?? lastSendTo(tx, workspaceId, query);
}

/** By the provider's own ids (index sends_of_provider): all that a quoted message carries on some providers. */
async function sendOfProvider(tx: Db, workspaceId: string, query: ReplyQuery): Promise<SendKey | null> {
  const ids = query.references.filter((one) => one !== undefined && !decodeMessageId(one));
  if (ids.length === 0) return null;
  const { rows } = await sql<{ id: string }>`
    select id from sends
    where workspace_id = ${workspaceId} and bucket = ${query.bucket} and provider_message_id = any(${ids}::text[])
      and contact_id = ${query.contactId}
    order by id desc limit 1`.execute(tx);
  return rows[0] ? { bucket: query.bucket, sendId: rows[0].id } : null;
}

async function lastSendTo(tx: Db, workspaceId: string, query: ReplyQuery): Promise<SendKey | null> {
  const { rows } = await sql<{ id: string }>`
    select id from sends
    where workspace_id = ${workspaceId} and bucket = ${query.bucket} and contact_id = ${query.contactId}
      and subscription_group_id = ${query.subscriptionGroupId}
      and accepted_at between ${query.at}::timestamptz - make_interval(hours => ${replyHours}) and ${query.at}::timestamptz
    order by id desc limit 1`.execute(tx);
  return rows[0] ? { bucket: query.bucket, sendId: rows[0].id } : null;
}

/**
 * A quoted send counts for the contact it went to, also when another contact shares the number, and for the one that contact was
 * merged into.
 */
async function sendTo(tx: Db, workspaceId: string, key: SendKey, query: ReplyQuery): Promise<SendKey | null> {
  for (const place of [key, ...(await followMoved(tx, workspaceId, [key]))]) {
    const { rows } = await sql`
      select from sends s where s.workspace_id = ${workspaceId} and s.bucket = ${place.bucket} and s.id = ${place.sendId}
        and (s.contact_id = ${query.contactId} or exists (
          select from contact_merges m where m.workspace_id = s.workspace_id and m.bucket = s.bucket
            and m.contact_id = s.contact_id and m.into_id = ${query.contactId}))`.execute(tx);
    if (rows.length > 0) return place;
  }
  return null;
}

/** Each send is answered once, however many messages come back. */
export async function markReplied(tx: Db, workspaceId: string, replies: readonly Reply[]): Promise<void> {
  if (replies.length === 0) return;
  const lost = await write(tx, workspaceId, replies);
  await write(tx, workspaceId, await followMoved(tx, workspaceId, lost));
}

type Reply = SendKey & { readonly at: Date };

/** Resolves to those that had nothing to change: answered already, or not there. */
async function write(tx: Db, workspaceId: string, replies: readonly Reply[]): Promise<Reply[]> {
  if (replies.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    with r as (
      select bucket, id, min(at) as at from unnest(
        ${replies.map((one) => one.bucket)}::smallint[], ${replies.map((one) => one.sendId)}::uuid[],
        ${replies.map((one) => one.at.toISOString())}::timestamptz[]) as r (bucket, id, at)
      group by bucket, id
    ), current as materialized (
      select s.dispatch_id, r.* from r join sends s on s.workspace_id = ${workspaceId} and s.bucket = r.bucket and s.id = r.id
      where s.replied_at is null
      order by s.bucket, s.id for no key update of s
    ), changed as (
      update sends s set replied_at = c.at from current c
      where s.workspace_id = ${workspaceId} and s.bucket = c.bucket and s.id = c.id
    ), slotted as (
      select *, ${slotSql("at")} as slot from current
    ), counted as (
      insert into send_stats as t (workspace_id, bucket, dispatch_id, slot, replied)
      select ${workspaceId}::uuid, bucket, dispatch_id, slot, count(*) from slotted
      group by bucket, dispatch_id, slot order by bucket, dispatch_id, slot
      on conflict (workspace_id, bucket, dispatch_id, slot) do update set replied = t.replied + excluded.replied
    )
    select r.id from r where not exists (select from current c where c.id = r.id)`.execute(tx);
  const lost = new Set(rows.map(({ id }) => id));
  return replies.filter((one) => lost.has(one.sendId));
}
