/** The Infobip connector: WhatsApp over a company's own Infobip account. Pure parts beside it, thin I/O shells. */
import type { Connector } from "../connector.ts";
import { probeAccount, readBalance } from "./account.ts";
import { fetchMedia } from "./media.ts";
import { sendableKinds } from "./payloads.ts";
import { markRead, showTyping } from "./presence.ts";
import { send } from "./send.ts";
import { listNumbers, readNumber, readNumbers } from "./senders.ts";
import { checkOrigin } from "./signature.ts";
import { checkSubscription } from "./subscription-check.ts";
import { ensureSubscription, removeSubscription } from "./subscriptions.ts";
import { fetchTemplates } from "./templates.ts";
import { parseWebhook } from "./webhooks.ts";

/** Infobip publishes no maximum for one call; a hundred keeps a refused call cheap to sort out. */
const TEMPLATES_PER_CALL = 100;

export const infobip: Connector = {
  name: "infobip",
  // A message id that was used before is answered with REJECTED_DUPLICATE_MESSAGE_ID, so asking twice is safe.
  deduplicates: true,
  kinds: sendableKinds,
  callSize: (kind) => (kind === "template" ? TEMPLATES_PER_CALL : 1),
  send,
  showTyping,
  markRead,
  fetchMedia,
  parseWebhook,
  checkOrigin,
  // Every profile that we create carries the fixed header, whatever becomes of the signature.
  acceptsUnsigned: false,
  account: {
    probe: probeAccount,
    readNumber,
    readNumbers,
    listNumbers,
    fetchTemplates,
    readBalance,
    subscribe: ensureSubscription,
    unsubscribe: removeSubscription,
    checkSubscription,
  },
};
