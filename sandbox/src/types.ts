/** The sandbox's records: accounts, keys, WABAs, senders, templates, phones and messages. Plain data, no behaviour. */

export interface Account {
  key: string;
  ownerKey: string;
  name: string;
  currency: string;
  balance: number;
  createdAt: string;
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
}

export interface Phone {
  number: string;
  name: string | null;
  attended: boolean;
  blocked: boolean;
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
  previous: Message | null;
}

/** What a sign-up in Meta's popup gave to the app. */
export interface GraphToken {
  token: string;
  appId: string;
  businessId: string;
  wabaIds: string[];
  issuedAt: number;
  expiresAt: number;
  userId: string;
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
