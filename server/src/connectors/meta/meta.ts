/** The Meta connector: WhatsApp straight over Meta's Cloud API. Pure parts beside it, thin I/O shells. */
import type { Connector } from "../connector.ts";
import { contentKinds } from "../outbound.ts";
import { probeAccount } from "./account.ts";
import { fetchMedia } from "./media.ts";
import { listNumbers, readNumber } from "./numbers.ts";
import { markRead, showTyping } from "./presence.ts";
import { send } from "./send.ts";
import { answerChallenge, checkOrigin } from "./signature.ts";
import { checkSubscription, subscribe, unsubscribe } from "./subscriptions.ts";
import { fetchTemplates } from "./templates.ts";
import { parseWebhook } from "./webhooks.ts";

export const meta: Connector = {
  name: "meta",
  // Cloud API has no key by which it would know a message that it was given before.
  deduplicates: false,
  kinds: contentKinds,
  callSize: () => 1,
  send,
  showTyping,
  markRead,
  fetchMedia,
  parseWebhook,
  checkOrigin,
  // Every genuine body is signed.
  acceptsUnsigned: false,
  answerChallenge,
  account: {
    probe: probeAccount,
    readNumber,
    listNumbers,
    fetchTemplates,
    // Meta bills the payment method of the WABA; there is no balance.
    readBalance: async () => null,
    subscribe,
    unsubscribe,
    checkSubscription,
  },
};
