/**
 * "Stop" and "resume" of marketing messages, as WhatsApp's own button reports it: by a webhook of its own, and by the failure of
 * a message to somebody who stopped them while nobody listened.
 */
import { sql } from "kysely";
import type { Receipt, WebhookEvent } from "../connectors/connector.ts";
import { resolveSender, type SubscriptionState, setSubscriptionStates } from "../contacts/contacts.ts";
import type { Context } from "../lib/context.ts";
import type { Db } from "../lib/db.ts";
import { decodeMessageId, followMoved } from "../messages/messages.ts";
import type { ConnectionRef } from "./apply.ts";
import { numbersOf } from "./numbers.ts";

export type MarketingPreference = Extract<WebhookEvent, { kind: "marketing_preference" }>;

export async function applyPreferences(
  ctx: Context,
  tx: Db,
  connection: ConnectionRef,
  preferences: readonly MarketingPreference[],
): Promise<void> {
  const numbers = await numbersOf(tx, connection);
  for (const { sender, contact, wants, at } of preferences) {
    const subscriptionGroupId = numbers.get(sender);
    if (!subscriptionGroupId) continue;
    const person = contact.startsWith("+") ? { phone: contact } : { bsuid: contact };
    const contacts = await resolveSender(tx, connection.workspaceId, person, ctx.clock.now());
    await setSubscriptionStates(
      tx,
      connection.workspaceId,
      contacts.map(({ id }) => ({
        contactId: id,
        subscriptionGroupId,
        state: stateOf(wants),
      })),
      { source: "provider", at, detail: { word: wants ? "resume" : "stop" } },
    );
  }
}

function stateOf(wants: boolean): SubscriptionState {
  return wants ? "subscribed" : "unsubscribed";
}

/** "The person has stopped marketing messages from you": Meta's code and Infobip's. */
const stoppedCodes: ReadonlySet<string> = new Set(["infobip:7033", "meta:131050"]);

/** A message that failed because of it says the same as the button. It counts from when the message was sent: a yes since then stays. */
export async function applyRefusals(
  tx: Db,
  { workspaceId }: ConnectionRef,
  receipts: readonly Receipt[],
): Promise<void> {
  const refused = receipts.flatMap(({ kind, error, messageId }) => {
    const key =
      kind === "failed" && error && stoppedCodes.has(error.code) ? decodeMessageId(messageId) : null;
    return key && error ? [{ ...key, code: error.code }] : [];
  });
  if (refused.length === 0) return;
  // Here, or where they went with their contacts.
  const places = [...refused, ...(await followMoved(tx, workspaceId, refused))];
  const { rows } = await sql<{ contactId: string; subscriptionGroupId: string; at: Date; code: string }>`
    select s.contact_id, s.subscription_group_id, coalesce(s.accepted_at, s.failed_at, s.due_at) as at, r.code
    from unnest(${places.map((one) => one.bucket)}::smallint[], ${places.map((one) => one.sendId)}::uuid[],
                ${places.map((one) => one.code)}::text[]) as r (bucket, id, code)
    join sends s on s.workspace_id = ${workspaceId} and s.bucket = r.bucket and s.id = r.id
    order by s.bucket, s.contact_id`.execute(tx);
  for (const { at, code, ...change } of rows)
    await setSubscriptionStates(tx, workspaceId, [{ ...change, state: "unsubscribed" }], {
      source: "provider",
      at,
      detail: { word: "stop", code },
    });
}
