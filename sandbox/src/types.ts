/** The sandbox's records: accounts, keys, WABAs, senders, templates, phones and messages. Plain data, no behaviour. */

export interface Account {
  key: string;
  ownerKey: string;
  name: string;
  currency: string;
  balance: number;
  createdAt: string;
  /** Sub-accounts may be switched off; their keys then open nothing. */
  disabled?: boolean;
}

export interface ApiKey {
  id: string;
  secret: string;
  accountKey: string;
  name: string;
  allowedIPs: string[];
  validFrom: string;
  validTo: string;
  enabled: boolean;
  scopeGuids: string[];
  createdAt: string;
}

export interface Business {
  id: string;
  name: string;
  /** Why the portfolio cannot be chosen in the popup. */
  greyedOut?: string;
}

export type Registration = "NONE" | "IN_PROGRESS" | "FINISHED" | "FAILED";

export interface Waba {
  id: string;
  name: string;
  businessId: string;
  currency: string;
  timezoneId: string;
  createdAt: string;
  /** The Infobip account that holds it; null until it is shared. */
  accountKey: string | null;
  registration: Registration;
  subscribedApps: Record<string, { overrideCallbackUri?: string }>;
  /** It has sent through Infobip before, so it cannot be handed over again. */
  sentThroughInfobip?: boolean;
  /** Owned by a partner "on behalf of" the business; Infobip does not take these. */
  onBehalfOf?: boolean;
}

export type TemplateStatus =
  | "APPROVED"
  | "IN_APPEAL"
  | "PENDING"
  | "REJECTED"
  | "PENDING_DELETION"
  | "DELETED"
  | "FIRST_PAUSED"
  | "SECOND_PAUSED"
  | "DISABLED";

export interface TemplateButton {
  type: string;
  text?: string;
  url?: string;
  phoneNumber?: string;
  [key: string]: unknown;
}

export interface TemplateStructure {
  type?: string;
  header?: { format: string; text?: string; example?: string };
  body: { text: string; examples?: string[] };
  footer?: { text: string };
  buttons?: TemplateButton[];
  [key: string]: unknown;
}

export interface Template {
  id: string;
  wabaId: string;
  name: string;
  language: string;
  category: string;
  status: TemplateStatus;
  quality: string;
  structure: TemplateStructure;
  createdAt: string;
  lastUpdatedAt: string;
  rejectionReason?: string;
  validityPeriod?: unknown;
  /** A decision on it is due. */
  underReview?: boolean;
  /** Times of accepted edits, ms; the edit limits count them. */
  edits: number[];
}

export interface Sender {
  number: string;
  displayName: string;
  wabaId: string;
  phoneNumberId: string;
  quality: string;
  limit: string;
  status: string;
  category: string;
  createdAt: string;
  pinSet: boolean;
  /** Whether Infobip knows the number; only then can its account send from it. */
  registered: boolean;
  businessInfo: Record<string, unknown>;
  /** Its profile picture. */
  logo?: { contentType: string; base64: string };
  /** PEM of the key with which Flows with an endpoint are encrypted. */
  publicKey?: string;
  /** Set while Infobip registers the number itself and waits for its code. */
  verification?: Verification;
  /** Where a configuration of the number sends its inbound messages instead of the subscriptions; null = nowhere. */
  inboundConfiguration?: { key: string; url: string | null };
}

export interface Verification {
  code: string;
  type: string;
  locale: string;
  wrongTries: number;
  expiresAt: number;
}

/** WhatsApp's fingerprint of a person's device; changes with a new phone. */
export interface Identity {
  hash: string;
  createdAt: number;
  acknowledged: boolean;
}

export interface Phone {
  number: string;
  name: string | null;
  attended: boolean;
  /** Blocks every business. */
  blocked: boolean;
  /** Read receipts are switched off on this phone: businesses never hear that something was read. */
  receiptsOff?: boolean;
  conversations: Conversation[];
}

export interface Conversation {
  sender: Sender;
  phone: Phone;
  last: Message | null;
  unread: number;
  /** End of the 24-hour service window, ms; 0 when it never opened. */
  windowUntil: number;
  /** The person stopped this business's marketing inside WhatsApp. */
  marketingStopped: boolean;
  /** The person blocked this business. */
  blocked?: boolean;
  reported?: boolean;
  /** The person deleted the chat then, ms: what is older no longer shows. */
  clearedAt?: number;
  /** The business shows as typing until then, ms. */
  typingUntil?: number;
  /** Known once the feature is on or the person changed the phone. */
  identity?: Identity;
}

/** What only some messages carry. */
export interface MessageExtra {
  /** Sent through the unified Messages API, so its reports have that API's shape. */
  unified?: boolean;
  /** Sent by another system through the same account. */
  foreign?: boolean;
  entityId?: string;
  applicationId?: string;
  campaignReferenceId?: string;
  seenUrl?: string;
}

export type MessageState = "pending" | "delivered" | "seen" | "failed";

/** One message in either direction. Kept small: a million of them must fit in memory. */
export interface Message {
  id: string;
  account: Account;
  conversation: Conversation;
  /** True when it was typed on the phone. */
  fromPhone: boolean;
  /** Wire type: "template", "text", "image", "interactive/buttons" …; inbound: "TEXT", "BUTTON" … */
  kind: string;
  template: Template | null;
  /** The content as JSON text; parsed only when somebody looks at it. */
  content: string;
  callbackData: string | undefined;
  notifyUrl: string | undefined;
  bulkId: string | undefined;
  replyTo: string | undefined;
  sentAt: number;
  doneAt: number;
  seenAt: number;
  state: MessageState;
  /** The WhatsApp error code this message fails with; 0 = it will be delivered. */
  error: number;
  extra?: MessageExtra | undefined;
  previous: Message | null;
  /** Set on messages of a number that Meta itself serves: reports and errors then speak Graph. */
  native?: NativeMessage;
}

/** What only messages through Graph have. `error` of such a message is one of Meta's codes. */
export interface NativeMessage {
  phoneNumberId: string;
  /** Price category in Meta's words: marketing, utility, authentication or service. */
  category: string;
  /** "sent" has been told. */
  sent: boolean;
  /** A status that carries the price has been told after "sent". */
  priced: boolean;
  /** Told together with a failure. */
  details?: string;
}

/** What a sign-up in Meta's popup gave to the app. */
export interface GraphToken {
  token: string;
  appId: string;
  businessId: string;
  wabaIds: string[];
  issuedAt: number;
  /** 0: never. */
  expiresAt: number;
  userId: string;
  /** Of a system user of the portfolio itself: it opens all its WABAs. */
  ownPortfolio?: boolean;
  /** Name of the system user. */
  name?: string;
  scopes?: string[];
  /** Scopes that debug_token names, where they differ from those that count (as since June 2026). */
  shownScopes?: string[];
  revoked?: boolean;
}

export interface SmsLog {
  at: number;
  to: string;
  from: string;
  text: string;
}

export interface ApiLog {
  at: number;
  accountKey: string;
  text: string;
  status: number;
}
