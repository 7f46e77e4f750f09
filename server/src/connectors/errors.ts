/**
 * The closed catalogue of what can go wrong with a message: for every provider's code what Ponte does about it, whose fault it
 * is, and what a person is told. Codes are stable; the dashboard translates title and advice by code and falls back to these.
 */
import type { SendError } from "./connector.ts";

export type Fault = "recipient" | "content" | "account" | "provider" | "ponte";

export interface CatalogueEntry {
  /** Provider-qualified, e.g. "infobip:7008". */
  readonly code: string;
  /** The provider's own name of it, where there is one. */
  readonly name?: string;
  /** What the delivery does when a message is refused with it. A failed receipt is always final for its message; the pauses hold for it too. */
  readonly action: SendError["action"];
  readonly fault: Fault;
  /** What happened. */
  readonly title: string;
  /** What to do next. */
  readonly advice: string;
}

export interface Explanation {
  readonly code: string;
  readonly fault: Fault;
  readonly title: string;
  readonly advice: string;
}

/** An entry met in practice; `text` is what the provider said about this one, the title when it said nothing. */
export function toSendError(entry: CatalogueEntry, text?: string): SendError {
  return { code: entry.code, text: (text || entry.title).slice(0, 500), action: entry.action };
}
