/**
 * The contract between Ponte and a WhatsApp provider. A connector is a folder: pure payload builders and webhook parsers plus
 * a thin I/O shell. It knows no table and no domain; all it gets comes through these types. See docs/adding-a-connector.md.
 */
import type { HttpClient } from "../lib/http.ts";

export type ProviderName = "infobip" | "meta";

/** What a connector needs to speak for one connection. */
export interface ProviderCredentials {
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Hosts of the operator's allow-list (the sandbox). */
  readonly allowedHosts: readonly string[];
}

export interface ProviderIo {
  readonly http: HttpClient;
  readonly timeoutMs: number;
}

/** A template as registered with WhatsApp: what it says around its variables. */
export interface TemplateButtonDefinition {
  readonly type: string; // QUICK_REPLY, URL, PHONE_NUMBER, COPY_CODE, FLOW, …: the provider's word, upper case
  readonly text: string;
  readonly url?: string;
  readonly phoneNumber?: string;
}

export interface TemplateStructure {
  readonly header?: {
    readonly format: "TEXT" | "IMAGE" | "VIDEO" | "DOCUMENT" | "LOCATION";
    readonly text?: string;
    readonly sampleUrl?: string;
  };
  readonly body: { readonly text: string };
  readonly footer?: { readonly text: string };
  readonly buttons?: readonly TemplateButtonDefinition[];
}

export type TemplateHeader =
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "image" | "video"; readonly url: string }
  | { readonly kind: "document"; readonly url: string; readonly filename?: string }
  | { readonly kind: "location"; readonly latitude: number; readonly longitude: number };

/** One entry per button that needs data, in the template's order. */
export type TemplateButton =
  | { readonly kind: "quick_reply"; readonly index: number; readonly payload: string }
  | { readonly kind: "url"; readonly index: number; readonly suffix: string }
  | { readonly kind: "copy_code"; readonly index: number; readonly code: string };

/** A message as it leaves: everything personal is already filled in. */
export type OutboundContent =
  | {
      readonly kind: "template";
      readonly templateName: string;
      readonly language: string;
      readonly header?: TemplateHeader;
      readonly body: readonly string[];
      readonly buttons: readonly TemplateButton[];
    }
  | { readonly kind: "text"; readonly body: string; readonly previewUrl: boolean };

export interface OutboundMessage {
  /** Our token (messages/message-id.ts): at most 200 characters, unique, the same on every attempt. */
  readonly messageId: string;
  /** Sending number, E.164. */
  readonly from: string;
  /** E.164 or BSUID. */
  readonly to: string;
  readonly content: OutboundContent;
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
  readonly action: "retry" | "slow_down" | "pause_connection" | "fail";
}

export type ReceiptKind = "delivered" | "read" | "failed";

export interface Receipt {
  readonly messageId: string;
  readonly kind: ReceiptKind;
  readonly at: Date;
  readonly error?: SendError;
  readonly price?: { readonly amount: string; readonly currency: string };
}

export interface InboundMessage {
  readonly providerMessageId: string;
  /** Our number, E.164. */
  readonly to: string;
  readonly fromPhone?: string;
  readonly fromBsuid?: string;
  readonly profileName?: string;
  readonly receivedAt: Date;
  readonly kind: string;
  readonly body?: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Our messageId of the message that is answered, where the provider says so. */
  readonly replyToMessageId?: string;
  /** The provider's id of the quoted message (wamid), where it gives only that. */
  readonly quotedProviderMessageId?: string;
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
  /** Not understood: kept and counted, never dropped. */
  | { readonly kind: "unknown"; readonly reason: string };

/** Lower-case names, as Node gives them. */
export type WebhookHeaders = Readonly<Record<string, string | string[] | undefined>>;

export interface Connector {
  readonly name: ProviderName;
  /** True when the same messageId sent twice is recognised by the provider: an unknown outcome is simply sent again. */
  readonly deduplicates: boolean;
  /** At most how many messages go into one call, for one kind of content. */
  callSize(kind: OutboundContent["kind"]): number;
  /** Never throws for what a provider may answer; every message gets exactly one result. */
  send(
    io: ProviderIo,
    credentials: ProviderCredentials,
    messages: readonly OutboundMessage[],
  ): Promise<SendResult[]>;
  /** Pure. Throws only for a body that is not JSON. */
  parseWebhook(body: string): WebhookEvent[];
  /** The provider's own proof of origin over the raw body, in constant time; "absent" where it sends none. Pure. */
  checkOrigin(headers: WebhookHeaders, body: string, secret: string): "valid" | "absent" | "invalid";
}
