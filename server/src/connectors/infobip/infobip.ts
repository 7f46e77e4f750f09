/** The Infobip connector: WhatsApp over a company's own Infobip account. Pure parts beside it, one I/O file (send.ts). */
import type { Connector } from "../connector.ts";
import { send } from "./send.ts";
import { checkOrigin } from "./signature.ts";
import { parseWebhook } from "./webhooks.ts";

/** Infobip publishes no maximum for one call; a hundred keeps a refused call cheap to sort out. */
const TEMPLATES_PER_CALL = 100;

export const infobip: Connector = {
  name: "infobip",
  // A message id that was used before is answered with REJECTED_DUPLICATE_MESSAGE_ID, so asking twice is safe.
  deduplicates: true,
  callSize: (kind) => (kind === "template" ? TEMPLATES_PER_CALL : 1),
  send,
  parseWebhook,
  checkOrigin,
};
