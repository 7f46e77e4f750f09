/** The account behind a connection: what is asked of a provider besides sending. Part of the contract in connector.ts. */
import type { HttpClient } from "../lib/http.ts";
import type { ProviderTemplate } from "./outbound.ts";

/** What a connector needs to speak for one connection. */
export interface ProviderCredentials {
  /** infobip: the account's own host; meta: Graph with its version; webhook: the operator's address. No trailing slash. */
  readonly baseUrl: string;
  /** infobip: API key; meta: access token; webhook: the secret that signs what is posted. */
  readonly apiKey: string;
  /** meta: the app under which the token was made, where it is known. */
  readonly appId?: string;
  /** meta: proves calls and webhooks. */
  readonly appSecret?: string;
  /** Hosts of the operator's allow-list (the sandbox). */
  readonly allowedHosts: readonly string[];
}

export interface ProviderIo {
  readonly http: HttpClient;
  readonly timeoutMs: number;
}

/** A number of ours. */
export interface SendingNumberRef {
  /** E.164 */
  readonly phone: string;
  /** Meta's id of it; "" where it is not known. */
  readonly phoneNumberId: string;
  readonly wabaId: string;
}

/** Whose credentials these are and what they may do. */
export interface AccountFacts {
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly keyName: string | null;
  readonly keyExpiresAt: Date | null;
  readonly allowedIps: readonly string[];
  readonly scopes: readonly string[];
}

/** A number as the provider shows it. Words of quality, status and limit are the provider's, upper case. */
export interface ProviderNumber {
  /** E.164 */
  readonly phone: string;
  readonly phoneNumberId: string | null;
  readonly wabaId: string | null;
  readonly displayName: string | null;
  readonly quality: string;
  readonly status: string;
  readonly messagingLimit: string | null;
  /** STANDARD, HIGH …; where the provider tells. */
  readonly throughput?: string | null;
  /** How the review of the display name stands: APPROVED, PENDING_REVIEW …; where the provider tells. */
  readonly nameStatus?: string | null;
}

export interface Money {
  /** Decimal text. */
  readonly amount: string;
  readonly currency: string;
}

export interface WebhookTarget {
  readonly connectionId: string;
  readonly notifyUrl: string;
  /** Proof of origin: signs each body, or is a header, as the provider can. */
  readonly secret: string;
  /** The numbers whose events are ours. */
  readonly numbers: readonly SendingNumberRef[];
}

/** One thing that is not as it should be about webhooks; `code` is stable. */
export interface WebhookProblem {
  readonly code:
    | "subscription_missing"
    | "subscription_elsewhere"
    | "events_missing"
    | "number_missing"
    | "second_subscription"
    | "number_configuration";
  /** In words, with names. */
  readonly detail: string;
  readonly params: Readonly<Record<string, string>>;
}

/** What the connection's page, the doctor and the jobs ask. Each throws an AppError that says why and what next. */
export interface AccountOperations {
  probe(io: ProviderIo, credentials: ProviderCredentials): Promise<AccountFacts>;
  /** null: the account has no such number (yet). */
  readNumber(
    io: ProviderIo,
    credentials: ProviderCredentials,
    number: SendingNumberRef,
  ): Promise<ProviderNumber | null>;
  /** Many at once, where one call tells of many; those the account does not have are missing. Absent: they are read one by one. */
  readNumbers?(
    io: ProviderIo,
    credentials: ProviderCredentials,
    numbers: readonly SendingNumberRef[],
  ): Promise<ProviderNumber[]>;
  /** Numbers that could be linked; null: this provider or key cannot list them, so they are typed in. */
  listNumbers(io: ProviderIo, credentials: ProviderCredentials): Promise<ProviderNumber[] | null>;
  fetchTemplates(
    io: ProviderIo,
    credentials: ProviderCredentials,
    number: SendingNumberRef,
  ): Promise<ProviderTemplate[]>;
  /** null: the provider has none to tell. */
  readBalance(io: ProviderIo, credentials: ProviderCredentials): Promise<Money | null>;
  /** Points the webhooks of these numbers here. Idempotent. */
  subscribe(io: ProviderIo, credentials: ProviderCredentials, target: WebhookTarget): Promise<void>;
  unsubscribe(io: ProviderIo, credentials: ProviderCredentials, target: WebhookTarget): Promise<void>;
  /** What keeps the webhooks of these numbers from arriving here; empty: all is well. */
  checkSubscription(
    io: ProviderIo,
    credentials: ProviderCredentials,
    target: WebhookTarget,
  ): Promise<WebhookProblem[]>;
}
