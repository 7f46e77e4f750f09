/** Who said something about consent from a phone, and the states that follow from it. */
import {
  type ChangedSubscription,
  type ContactRef,
  type SubscriptionChangeOptions,
  type SubscriptionState,
  setSubscriptionStates,
} from "../../contacts/contacts.ts";
import type { Db } from "../../lib/db.ts";

export interface Confirmation {
  readonly workspaceId: string;
  readonly subscriptionGroupId: string;
  readonly contacts: readonly ContactRef[];
  /** Canonical number of whoever wrote; null: not visible. */
  readonly phone: string | null;
  readonly providerMessageId: string;
  /** When the person said it. */
  readonly at: Date;
  readonly now: Date;
}

/** For every contact that may be meant; resolves to the real changes. */
export function setStates(
  tx: Db,
  { workspaceId, subscriptionGroupId, contacts }: Confirmation,
  state: SubscriptionState,
  options: SubscriptionChangeOptions,
): Promise<ChangedSubscription[]> {
  const changes = contacts.map(({ id }) => ({ contactId: id, subscriptionGroupId, state }));
  return setSubscriptionStates(tx, workspaceId, changes, options);
}
