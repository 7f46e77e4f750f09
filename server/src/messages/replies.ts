/** Replies: an inbound message answers the send it quotes, else the last one to that contact from that number. */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";
import { markFirst, type SendAct } from "./first-times.ts";
import { decodeMessageId, type SendKey } from "./message-id.ts";
import { followMoved } from "./moved-sends.ts";

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
export async function markReplied(tx: Db, workspaceId: string, replies: readonly SendAct[]): Promise<void> {
  const lost = await markFirst(tx, workspaceId, "replied", replies);
  await markFirst(tx, workspaceId, "replied", await followMoved(tx, workspaceId, lost));
}
