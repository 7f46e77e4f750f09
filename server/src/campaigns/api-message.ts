/** A message that an API call brings with it, to people it names or describes; counted for a campaign where it names one. */
import { sql } from "kysely";
import type { MessageContent } from "../content/message.ts";
import { compileMessage } from "../content/render.ts";
import { type Db, inTransaction } from "../lib/db.ts";
import { AppError } from "../lib/errors.ts";
import { queueRecipients, startDispatch } from "../messages/messages.ts";
import { compileFilter, type Filter, optionsOf } from "../segments/segments.ts";
import { requireSendable } from "./sendable.ts";
import { requireTriggerable } from "./trigger.ts";

export interface ApiMessage {
  readonly subscriptionGroupId: string;
  readonly message: MessageContent;
  /** null: everybody in the filter. */
  readonly contactIds: readonly string[] | null;
  /** Expanded. With contactIds: those of them that are in it. null: no condition. */
  readonly filter: Filter | null;
  /** false: to contacts of every subscription state. */
  readonly requiresSubscription: boolean;
  readonly campaign: { readonly id: string; readonly variantId: string } | null;
  readonly at: Date;
}

/** Resolves to the id of the dispatch. Throws LiquidError, 400 kind_not_supported, no_recipients, invalid_campaign, invalid_variant. */
export async function sendApiMessage(db: Db, workspaceId: string, input: ApiMessage): Promise<string> {
  compileMessage(input.message);
  await requireSendable(db, workspaceId, input.subscriptionGroupId, input.message.kind);
  if (input.campaign) await requireVariant(db, workspaceId, input.campaign);
  const { contactIds, filter, at } = input;
  if (!contactIds && !filter)
    throw new AppError("no_recipients", "No Recipients: name users, a segment or an audience.");
  return inTransaction(db, async (tx) => {
    const dispatch = await startDispatch(tx, {
      workspaceId,
      subscriptionGroupId: input.subscriptionGroupId,
      kind: "api_message",
      campaignId: input.campaign?.id ?? null,
      variantId: input.campaign?.variantId ?? null,
      message: input.message,
      audience: contactIds ? null : filter,
      requiresSubscription: input.requiresSubscription,
      at,
    });
    if (contactIds) {
      const chosen = filter ? await contactsIn(tx, workspaceId, contactIds, filter, at) : contactIds;
      await queueRecipients(
        tx,
        dispatch,
        chosen.map((contactId) => ({ contactId })),
        { at },
      );
    }
    return dispatch.id;
  });
}

async function requireVariant(
  db: Db,
  workspaceId: string,
  campaign: { id: string; variantId: string },
): Promise<void> {
  const { variantId } = await requireTriggerable(db, workspaceId, campaign.id);
  if (variantId !== campaign.variantId)
    throw new AppError(
      "invalid_variant",
      "Invalid Message Variant: message_variation_id does not belong to this campaign.",
    );
}

async function contactsIn(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
  filter: Filter,
  now: Date,
): Promise<string[]> {
  const options = await optionsOf(db, workspaceId, now);
  const { rows } = await sql<{ id: string }>`
    select c.id from unnest(${ids}::uuid[]) as n (id)
    join contacts c on c.workspace_id = ${workspaceId} and c.bucket = bucket_of(n.id) and c.id = n.id
    where ${compileFilter(filter, options)}`.execute(db);
  return rows.map((row) => row.id);
}
