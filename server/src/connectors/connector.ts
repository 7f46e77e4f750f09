/**
 * The contract between Ponte and a WhatsApp provider. A connector is a folder: pure payload builders and webhook parsers plus
 * a thin I/O shell. It knows no table and no domain; all it gets comes through these types. See docs/adding-a-connector.md.
 */
import type { AccountOperations, ProviderCredentials, ProviderIo, SendingNumberRef } from "./account.ts";
import type { ContentKind, OutboundContent } from "./outbound.ts";

export type * from "./account.ts";
export type * from "./outbound.ts";

export const providerNames = ["infobip", "meta", "webhook"] as const;
export type ProviderName = (typeof providerNames)[number];

export interface OutboundMessage {
  /** Our token (messages/message-id.ts): at most 200 characters, unique, the same on every attempt. */
  readonly messageId: string;
  readonly from: SendingNumberRef;
  /** E.164 or BSUID. */
  readonly to: string;
  readonly content: OutboundContent;
  /** The provider's id of the inbound message that is quoted. */
  readonly replyTo?: string;
}

/** What became of one message of a call. */
export type SendResult =
  | { readonly messageId: string; readonly outcome: "accepted"; readonly providerMessageId?: string }
  | { readonly messageId: string; readonly outcome: "refused"; readonly error: SendError }
  /** Nobody knows whether it was taken: the lease runs out and reconciliation decides. */
  | { readonly messageId: string; readonly outcome: "unknown"; readonly error: SendError };

/** An entry of the closed catalogue (errors.ts) met in practice. */
export interface SendError {
  /** Stable, provider-qualified: "infobip:7008". */
  readonly code: string;
  readonly text: string;
  /** "pause_number": what only concerns the sending number; others of the connection go on. */
  readonly action: "retry" | "slow_down" | "pause_number" | "pause_connection" | "fail";
}

/** "sent": the provider has taken it; only some say so. */
export type ReceiptKind = "sent" | "delivered" | "read" | "failed";

export interface Receipt {
  /** Ours. */
  readonly messageId: string;
  /** The provider's own id of the message, where it differs from ours. */
  readonly providerMessageId?: string;
  readonly kind: ReceiptKind;
  readonly at: Date;
  /** Our number, E.164, where the provider names it. */
  readonly sender?: string;
  readonly error?: SendError;
  readonly price?: { readonly amount: string; readonly currency: string };
}

export interface InboundMessage {
  readonly providerMessageId: string;
  /** Our number, E.164. */
  readonly to: string;
  readonly fromPhone?: string;
  readonly fromBsuid?: string;
  /** One id across linked business portfolios of one owner. */
  readonly fromParentBsuid?: string;
  readonly profileName?: string;
  readonly receivedAt: Date;
  readonly kind: string;
  readonly body?: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** An image, a voice note …: to be fetched with the connection's key while the provider keeps it. */
  readonly media?: InboundMedia;
  /** Our messageId of the message that is answered, where the provider says so. */
  readonly replyToMessageId?: string;
  /** The provider's id of the quoted message (wamid), where it gives only that. */
  readonly quotedProviderMessageId?: string;
}

export interface InboundMedia {
  /** infobip: the media's address; meta: the media id. */
  readonly ref: string;
  readonly contentType?: string;
  readonly filename?: string;
}

export interface TemplateChange {
  readonly providerTemplateId: string;
  readonly name: string;
  readonly language: string;
  readonly change:
    | { readonly kind: "status"; readonly status: string; readonly reason?: string }
    | { readonly kind: "category"; readonly category: string }
    | { readonly kind: "quality"; readonly quality: string };
}

export type WebhookEvent =
  | { readonly kind: "receipt"; readonly receipt: Receipt }
  | { readonly kind: "inbound"; readonly message: InboundMessage }
  | { readonly kind: "template"; readonly change: TemplateChange }
  | {
      readonly kind: "marketing_preference";
      readonly sender: string;
      readonly contact: string;
      readonly wants: boolean;
      readonly at: Date;
    }
  | {
      readonly kind: "registration";
      readonly wabaId: string;
      readonly status: string;
      readonly senders: readonly {
        readonly phone: string;
        readonly phoneNumberId?: string;
        readonly status?: string;
      }[];
    }
  /** Somebody tapped a tracked link. */
  | {
      readonly kind: "click";
      readonly messageId: string;
      readonly url: string;
      readonly at: Date;
      readonly device?: string;
    }
  /** The person behind a number changed (a new SIM, a new device). */
  | { readonly kind: "identity_change"; readonly sender: string; readonly contact: string; readonly at: Date }
  /** Something about the number or the account changed: read its state anew. `payload` is kept for people. */
  | {
      readonly kind: "account";
      readonly change: string;
      readonly wabaId?: string;
      /** E.164 */
      readonly phone?: string;
      readonly payload: Readonly<Record<string, unknown>>;
    }
  /** Understood, and of no consequence here: counted by name, not kept. */
  | { readonly kind: "ignored"; readonly reason: string }
  /** Not understood: kept and counted, never dropped. */
  | { readonly kind: "unknown"; readonly reason: string };

/** Lower-case names, as Node gives them. */
export type WebhookHeaders = Readonly<Record<string, string | string[] | undefined>>;

export interface FetchedMedia {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** What a person sees while an answer is written. */
export interface Presence {
  readonly from: SendingNumberRef;
  readonly to: string;
  /** The inbound message that was read, or is being answered. */
  readonly providerMessageId: string;
}

export interface Connector {
  readonly name: ProviderName;
  /**
   * True when the same messageId sent twice is recognised by the provider: an unknown outcome is simply sent again. False: a send
   * whose outcome is unknown waits for a report and then follows the workspace's policy.
   */
  readonly deduplicates: boolean;
  /** Kinds of messages that it can send. */
  readonly kinds: ReadonlySet<ContentKind>;
  /** At most how many messages go into one call, for one kind of content. */
  callSize(kind: ContentKind): number;
  /** Never throws for what a provider may answer; every message gets exactly one result. */
  send(
    io: ProviderIo,
    credentials: ProviderCredentials,
    messages: readonly OutboundMessage[],
  ): Promise<SendResult[]>;
  /** Shows "typing…" for a while; throws an AppError when the provider refuses. null: it cannot. */
  readonly showTyping:
    | ((io: ProviderIo, credentials: ProviderCredentials, presence: Presence) => Promise<void>)
    | null;
  /** Turns the person's ticks blue. null: it cannot. */
  readonly markRead:
    | ((io: ProviderIo, credentials: ProviderCredentials, presence: Presence) => Promise<void>)
    | null;
  /** Downloads an inbound file, at most `maxBytes`; the key never follows a redirect to another host. null: gone for good. */
  fetchMedia(
    io: ProviderIo,
    credentials: ProviderCredentials,
    media: InboundMedia,
    maxBytes: number,
  ): Promise<FetchedMedia | null>;
  /** Pure. Throws only for a body that is not JSON. */
  parseWebhook(body: string): WebhookEvent[];
  /** The provider's own proof of origin over the raw body, in constant time; "absent" where it sends none. Pure. */
  checkOrigin(headers: WebhookHeaders, body: string, secret: string): "valid" | "absent" | "invalid";
  /** Whether a body without any proof of origin is taken, because the address itself is a secret. */
  readonly acceptsUnsigned: boolean;
  /** The answer to a provider that first asks with a GET; null: not a genuine question. Pure. */
  answerChallenge?(query: Readonly<Record<string, string | undefined>>, secret: string): string | null;
  readonly account: AccountOperations;
}
