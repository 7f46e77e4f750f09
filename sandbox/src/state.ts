/**
 * Everything the sandbox knows. One State per process, changed only by the functions beside it.
 * Invariants: a phone number belongs to one WABA; a WABA to at most one Infobip account; within an account a message id is
 * used once; conversations hang on phones, messages form a chain per conversation, newest first.
 */
import type { CallFault } from "./faults.ts";
import { hexKey } from "./ids.ts";
import { LiveFeed } from "./live.ts";
import { clearMetaStore, type MetaStore, newMetaStore } from "./meta/store.ts";
import { defaultSettings, type Settings } from "./settings.ts";
import type {
  Account,
  ApiKey,
  ApiLog,
  Business,
  Conversation,
  GraphToken,
  Message,
  Phone,
  Sender,
  SmsLog,
  Template,
  Waba,
} from "./types.ts";
import { newSubscriptionBook, type SubscriptionBook } from "./webhooks/subscription.ts";

export interface State {
  settings: Settings;
  live: LiveFeed;
  accounts: Map<string, Account>;
  keys: Map<string, ApiKey>;
  keysBySecret: Map<string, ApiKey>;
  businesses: Map<string, Business>;
  wabas: Map<string, Waba>;
  /** By number, digits only. */
  senders: Map<string, Sender>;
  templates: Map<string, Template>;
  /** WABA id → template name → language. The send path looks templates up here. */
  templateIndex: Map<string, Map<string, Map<string, Template>>>;
  /** Account key → what waits to be fetched through the Messages API. */
  drains: Map<string, Drain>;
  /** Account key → its subscriptions, profiles and securities. */
  books: Map<string, SubscriptionBook>;
  phones: Map<string, Phone>;
  /** All messages in the order they were accepted. */
  messages: Message[];
  /** Account key → message id → message. */
  messageIds: Map<string, Map<string, Message>>;
  /** Meta's access tokens. */
  tokens: Map<string, GraphToken>;
  /** What only Meta's side knows: apps, numbers' registrations, media, Flows. */
  meta: MetaStore;
  smsLogs: SmsLog[];
  apiLogs: ApiLog[];
  /** Faults for the next calls, oldest first. */
  callFaults: CallFault[];
  counters: { calls: number; duplicateIdRejections: number };
  /** Called after configuration (not traffic) changed; the snapshot hangs here. */
  onChange: () => void;
}

/** Reports and inbound messages that no webhook took; each is handed out once. */
export interface Drain {
  reports: { event: "DELIVERY" | "SEEN"; message: Message }[];
  inbound: Message[];
}

const DEFAULT_ACCOUNT_NAME = "Loja Aurora";

export function createState(): State {
  const state: State = {
    settings: defaultSettings(),
    live: new LiveFeed(),
    accounts: new Map(),
    keys: new Map(),
    keysBySecret: new Map(),
    businesses: new Map(),
    wabas: new Map(),
    senders: new Map(),
    templates: new Map(),
    templateIndex: new Map(),
    drains: new Map(),
    books: new Map(),
    phones: new Map(),
    messages: [],
    messageIds: new Map(),
    tokens: new Map(),
    meta: newMetaStore(),
    smsLogs: [],
    apiLogs: [],
    callFaults: [],
    counters: { calls: 0, duplicateIdRejections: 0 },
    onChange: () => {},
  };
  seedState(state);
  return state;
}

/** Empties the state, keeps settings and listeners, and puts the default account back. */
export function resetState(state: State): void {
  const maps = [
    state.accounts,
    state.keys,
    state.keysBySecret,
    state.businesses,
    state.wabas,
    state.senders,
    state.templates,
    state.templateIndex,
    state.drains,
    state.books,
    state.phones,
    state.messageIds,
    state.tokens,
  ];
  for (const map of maps) map.clear();
  clearMetaStore(state.meta);
  state.messages.length = 0;
  state.smsLogs.length = 0;
  state.apiLogs.length = 0;
  state.callFaults.length = 0;
  state.counters.calls = 0;
  state.counters.duplicateIdRejections = 0;
  seedState(state);
  state.onChange();
}

function seedState(state: State): void {
  addAccount(state, DEFAULT_ACCOUNT_NAME, "BRL");
  const businesses: Business[] = [
    { id: "400000000000001", name: "Loja Aurora Comércio Ltda" },
    { id: "400000000000002", name: "Café Serra Azul" },
    {
      id: "400000000000003",
      name: "Ponte Technology Partner",
      greyedOut: "This portfolio owns the app, so it cannot be onboarded by it.",
    },
    {
      id: "400000000000004",
      name: "Distribuidora Horizonte",
      greyedOut: "You need to be an admin of this portfolio.",
    },
  ];
  for (const business of businesses) state.businesses.set(business.id, business);
}

export function addAccount(state: State, name: string, currency: string): Account {
  const key = hexKey();
  const account: Account = {
    key,
    ownerKey: hexKey(),
    name,
    currency,
    balance: 250_000,
    createdAt: new Date().toISOString(),
  };
  state.accounts.set(key, account);
  state.onChange();
  return account;
}

export function bookOf(state: State, accountKey: string): SubscriptionBook {
  let book = state.books.get(accountKey);
  if (!book) {
    book = newSubscriptionBook();
    state.books.set(accountKey, book);
  }
  return book;
}

export function messageIdsOf(state: State, accountKey: string): Map<string, Message> {
  let ids = state.messageIds.get(accountKey);
  if (!ids) {
    ids = new Map();
    state.messageIds.set(accountKey, ids);
  }
  return ids;
}

export function drainOf(state: State, accountKey: string): Drain {
  let drain = state.drains.get(accountKey);
  if (!drain) {
    drain = { reports: [], inbound: [] };
    state.drains.set(accountKey, drain);
  }
  return drain;
}

/** The sender when its WABA is registered with this account, else null. */
export function senderOf(state: State, account: Account, number: string): Sender | null {
  const sender = state.senders.get(number);
  if (!sender) return null;
  const waba = state.wabas.get(sender.wabaId);
  return sender.registered && waba?.accountKey === account.key ? sender : null;
}

export function sendersOfAccount(state: State, account: Account): Sender[] {
  return [...state.senders.values()].filter((sender) => senderOf(state, account, sender.number) !== null);
}

export function phoneOf(state: State, number: string): Phone {
  let phone = state.phones.get(number);
  if (!phone) {
    phone = { number, name: null, attended: false, blocked: false, conversations: [] };
    state.phones.set(number, phone);
  }
  return phone;
}

export function conversationOf(phone: Phone, sender: Sender): Conversation {
  for (const conversation of phone.conversations) {
    if (conversation.sender === sender) return conversation;
  }
  const conversation: Conversation = {
    sender,
    phone,
    last: null,
    unread: 0,
    windowUntil: 0,
    marketingStopped: false,
  };
  phone.conversations.push(conversation);
  return conversation;
}

export function addTemplate(state: State, template: Template): void {
  state.templates.set(template.id, template);
  let names = state.templateIndex.get(template.wabaId);
  if (!names) {
    names = new Map();
    state.templateIndex.set(template.wabaId, names);
  }
  let languages = names.get(template.name);
  if (!languages) {
    languages = new Map();
    names.set(template.name, languages);
  }
  languages.set(template.language, template);
}

export function removeTemplate(state: State, template: Template): void {
  state.templates.delete(template.id);
  state.templateIndex.get(template.wabaId)?.get(template.name)?.delete(template.language);
}

/** Templates of a WABA that still exist, oldest first. */
export function templatesOf(state: State, wabaId: string): Template[] {
  return [...state.templates.values()].filter((template) => template.wabaId === wabaId);
}

const LOG_CAP = 2000;

export function logSms(state: State, entry: SmsLog): void {
  state.smsLogs.push(entry);
  if (state.smsLogs.length > LOG_CAP) state.smsLogs.splice(0, LOG_CAP / 2);
  state.live.emit(() => ({ type: "log", channel: "SMS", ...entry, at: new Date(entry.at).toISOString() }));
  state.onChange();
}

export function logApi(state: State, entry: ApiLog): void {
  state.apiLogs.push(entry);
  if (state.apiLogs.length > LOG_CAP) state.apiLogs.splice(0, LOG_CAP / 2);
}
