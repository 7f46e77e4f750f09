/** "Stop" and "resume" of marketing messages, as WhatsApp's own button reports it. */
import type { WebhookEvent } from "../connectors/connector.ts";
import { resolveSender, setSubscriptionStates } from "../contacts/contacts.ts";
import type { Context } from "../lib/context.ts";
import type { Db } from "../lib/db.ts";
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
        state: wants ? ("subscribed" as const) : ("unsubscribed" as const),
      })),
      { source: "provider", at },
    );
  }
}
