/**
 * Inbound messages: whose, stored once, which send they answer, the service window they open, and what
 * they say about consent (consent.ts). A message belongs to every contact with the sender's number.
 */
import { sql } from "kysely";
import type { InboundMessage } from "../connectors/connector.ts";
import { type ContactRef, joinSender, keepContacts, resolveSender } from "../contacts/contacts.ts";
import type { Context } from "../lib/context.ts";
import { type Db, inTransaction } from "../lib/db.ts";
import { findAnsweredSend, markReplied, type SendKey } from "../messages/messages.ts";
import type { ConnectionRef } from "./apply.ts";
import { applyConsent, type ConsentRules, loadConsentRules } from "./consent.ts";
import { expectMedia } from "./media.ts";
import { numbersOf } from "./numbers.ts";

/** A message opens the window for this long; free text may be sent meanwhile. */
const windowHours = 24;

export async function receiveMessages(
  ctx: Context,
  tx: Db,
  connection: ConnectionRef,
  messages: readonly InboundMessage[],
): Promise<void> {
  const numbers = await numbersOf(tx, connection);
  const rules = await loadConsentRules(tx, connection.workspaceId);
  for (const message of messages) {
    const subscriptionGroupId = numbers.get(message.to);
    if (subscriptionGroupId) await receive(ctx, tx, connection, rules, subscriptionGroupId, message);
    else
      ctx.log.warn(
        { connection: connection.connectionId },
        "a message to a number that is not connected here was left alone",
      );
  }
}

async function receive(
  ctx: Context,
  tx: Db,
  { workspaceId, connectionId }: ConnectionRef,
  rules: ConsentRules,
  subscriptionGroupId: string,
  message: InboundMessage,
): Promise<void> {
  const sender = {
    phone: message.fromPhone ?? null,
    bsuid: message.fromBsuid ?? null,
    parentBsuid: message.fromParentBsuid ?? null,
    profileName: message.profileName ?? null,
  };
  await joinSender(tx, workspaceId, sender, ctx.clock.now());
  // From here on none of them is merged or deleted before what they wrote is stored.
  await inTransaction(tx, (held) => keepContacts(held, workspaceId));
  const contacts = await resolveSender(tx, workspaceId, sender, ctx.clock.now());
  const place = { workspaceId, subscriptionGroupId };
  const answered = await Promise.all(contacts.map((contact) => answeredBy(tx, place, contact, message)));
  const stored = await store(tx, place, contacts, answered, message);
  if (stored.length === 0) return;
  const fresh = new Set(stored.map((row) => row.contactId));
  if (message.media)
    for (const { bucket, messageId } of stored)
      await expectMedia(tx, { workspaceId, bucket, messageId }, connectionId, message.media);
  const replies = answered.filter((key, index) => key && fresh.has(contacts[index]?.id ?? ""));
  await markReplied(
    tx,
    workspaceId,
    replies.flatMap((key) => (key ? [{ ...key, at: message.receivedAt }] : [])),
  );
  await applyConsent(ctx, tx, rules, place, contacts, message);
}

interface Place {
  readonly workspaceId: string;
  readonly subscriptionGroupId: string;
}

function answeredBy(
  tx: Db,
  place: Place,
  contact: ContactRef,
  message: InboundMessage,
): Promise<SendKey | null> {
  return findAnsweredSend(tx, place.workspaceId, {
    contactId: contact.id,
    bucket: contact.bucket,
    subscriptionGroupId: place.subscriptionGroupId,
    references: [message.replyToMessageId, message.quotedProviderMessageId],
    at: message.receivedAt,
  });
}

interface StoredMessage {
  readonly contactId: string;
  readonly bucket: number;
  readonly messageId: string;
}

/** The id follows from the provider's id and the contact: a second report of the message meets it and changes nothing. */
async function store(
  tx: Db,
  { workspaceId, subscriptionGroupId }: Place,
  contacts: readonly ContactRef[],
  answered: readonly (SendKey | null)[],
  message: InboundMessage,
): Promise<StoredMessage[]> {
  const { rows } = await sql<StoredMessage>`
    with mine as (
      select * from unnest(${contacts.map((one) => one.bucket)}::smallint[], ${contacts.map((one) => one.id)}::uuid[],
                           ${answered.map((key) => key?.sendId ?? null)}::uuid[]) as m (bucket, contact_id, reply_to)
    ), stored as (
      insert into inbound_messages (workspace_id, bucket, id, contact_id, subscription_group_id, provider_message_id,
                                    kind, body, payload, reply_to_send_id, received_at)
      select ${workspaceId}::uuid, bucket,
             uuid_v7_from(${message.receivedAt}::timestamptz, ${message.providerMessageId}::text || contact_id::text),
             contact_id, ${subscriptionGroupId}::uuid, ${message.providerMessageId}::text, ${message.kind}::text,
             ${message.body ?? null}::text, ${JSON.stringify(message.payload)}::jsonb, reply_to, ${message.receivedAt}::timestamptz
      from mine
      on conflict do nothing
      returning bucket, contact_id, id
    ), opened as (
      insert into service_windows as w (workspace_id, bucket, contact_id, subscription_group_id, opened_at, expires_at)
      select ${workspaceId}::uuid, bucket, contact_id, ${subscriptionGroupId}::uuid, ${message.receivedAt}::timestamptz,
             ${message.receivedAt}::timestamptz + make_interval(hours => ${windowHours})
      from stored order by bucket, contact_id
      on conflict (workspace_id, bucket, contact_id, subscription_group_id) do update
        set opened_at = case when w.expires_at < excluded.opened_at then excluded.opened_at else w.opened_at end,
            expires_at = greatest(w.expires_at, excluded.expires_at)
    )
    select contact_id, bucket, id as message_id from stored`.execute(tx);
  return rows;
}
