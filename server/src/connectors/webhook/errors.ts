/** What can be wrong with a message that is posted to a URL of the operator's. */
import type { SendError } from "../connector.ts";
import { type CatalogueEntry, type Fault, toSendError } from "../errors.ts";

type Row = readonly [code: string, action: SendError["action"], fault: Fault, title: string, advice: string];

const sameId =
  "Nothing to do: Ponte posts it again with the same webhook-id, by which your receiver knows it.";

const rows: readonly Row[] = [
  [
    "refused",
    "fail",
    "content",
    "Your receiver refused this message",
    "Its answer says why; look into your receiver's log.",
  ],
  [
    "failed",
    "fail",
    "provider",
    "Your receiver reported that the message failed",
    "Its report says why; look into your receiver's log.",
  ],
  [
    "unauthorized",
    "pause_connection",
    "account",
    "Your receiver does not accept Ponte's signature",
    "Give your receiver the secret of this connection. Waiting messages go out then.",
  ],
  [
    "gone",
    "pause_connection",
    "account",
    "Nothing takes messages at your receiver's address",
    "Put the receiver back to its address, or connect the new address. Waiting messages go out then.",
  ],
  [
    "blocked",
    "pause_connection",
    "ponte",
    "Your receiver's address is private, and Ponte must not call it",
    "Use a public address, or let the operator add its host to PONTE_WEBHOOK_ALLOWED_HOSTS.",
  ],
  [
    "slow_down",
    "slow_down",
    "provider",
    "Your receiver asked for fewer messages at a time",
    "Nothing to do: Ponte slows this number down and posts again.",
  ],
  [
    "unreachable",
    "retry",
    "provider",
    "Your receiver could not be reached",
    "Start it again; Ponte keeps trying.",
  ],
  ["timeout", "retry", "provider", "Your receiver did not answer in time", sameId],
  ["http-5xx", "retry", "provider", "Your receiver had an internal error", sameId],
];

export const webhookErrors: ReadonlyMap<string, CatalogueEntry> = new Map(
  rows.map(([code, action, fault, title, advice]) => {
    const entry = { code: `webhook:${code}`, action, fault, title, advice };
    return [entry.code, entry];
  }),
);

export function webhookError(code: string, text?: string): SendError {
  const entry = webhookErrors.get(`webhook:${code}`);
  if (!entry) throw new Error(`webhook:${code} is not in the catalogue`);
  return toSendError(entry, text);
}
