/** A provider that takes a repeated message for a second one and whose answers get lost, as a test says: the witness of what it took. */
import type { Connector, OutboundMessage, SendResult } from "../src/connectors/connector.ts";
import { infobip } from "../src/connectors/infobip/infobip.ts";

/**
 * taken: answered as it should be. lost: taken, and the answer gets lost. dropped: never arrives, and nobody knows. crash: taken,
 * and the worker dies before it can write that down.
 */
export type Fate = "taken" | "lost" | "dropped" | "crash";

export interface ForgetfulProvider {
  readonly connector: Connector;
  /** Our message id -> how often it was taken. */
  readonly taken: ReadonlyMap<string, number>;
  /** What happens to the calls from now on. */
  fate: (message: OutboundMessage) => Fate;
}

export function aForgetfulProvider(kinds = infobip.kinds): ForgetfulProvider {
  const taken = new Map<string, number>();
  const provider: ForgetfulProvider = {
    taken,
    fate: () => "taken",
    connector: {
      ...infobip,
      name: "meta",
      deduplicates: false,
      kinds,
      callSize: () => 1,
      async send(_io, _credentials, messages) {
        return messages.map((message) => one(message));
      },
    },
  };
  function one(message: OutboundMessage): SendResult {
    const { messageId } = message;
    const fate = provider.fate(message);
    if (fate !== "dropped") taken.set(messageId, (taken.get(messageId) ?? 0) + 1);
    if (fate === "crash") throw new Error("the worker died");
    if (fate === "taken") return { messageId, outcome: "accepted", providerMessageId: `wamid.${messageId}` };
    return {
      messageId,
      outcome: "unknown",
      error: { code: "meta:timeout", text: "No answer came.", action: "retry" },
    };
  }
  return provider;
}
