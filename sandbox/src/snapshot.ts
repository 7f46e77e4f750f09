/**
 * The state on disk: one JSON file, written a moment after configuration changed, every few seconds while messages flow,
 * and at the end. Of the traffic only the latest part is kept, so message ids older than that could be used again after a
 * restart.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nativeAccountByKey } from "./meta/numbers.ts";
import { loadMeta, type SavedMeta, saveMeta } from "./meta/snapshot.ts";
import type { FlowRecord } from "./meta/store.ts";
import { applySettings, type Settings } from "./settings.ts";
import { addTemplate, conversationOf, messageIdsOf, phoneOf, type State } from "./state.ts";
import type {
  Account,
  ApiKey,
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
import {
  newSubscriptionBook,
  type Profile,
  type Security,
  type Subscription,
} from "./webhooks/subscription.ts";

const VERSION = 1;
const KEPT_MESSAGES = 5000;
const KEPT_PHONES = 20_000;
const KEPT_SMS = 200;
const CHANGE_DELAY_MS = 1000;
const TRAFFIC_INTERVAL_MS = 10_000;

interface SavedMessage extends Omit<Message, "account" | "conversation" | "template" | "previous"> {
  account: string;
  phone: string;
  sender: string;
  template: string | null;
}

interface SavedConversation extends Omit<Conversation, "sender" | "phone" | "last"> {
  sender: string;
}

interface SavedPhone extends Omit<Phone, "conversations"> {
  conversations: SavedConversation[];
}

interface SavedBook {
  account: string;
  subscriptions: Subscription[];
  profiles: Profile[];
  securities: Security[];
}

interface Saved {
  version: number;
  settings: Settings;
  accounts: Account[];
  keys: ApiKey[];
  businesses: Business[];
  wabas: Waba[];
  senders: Sender[];
  templates: Template[];
  /** Absent in files of earlier versions. */
  flows?: FlowRecord[];
  meta?: SavedMeta;
  books: SavedBook[];
  tokens: GraphToken[];
  smsLogs: SmsLog[];
  phones: SavedPhone[];
  messages: SavedMessage[];
}

/** Loads what an earlier run left in `dataDir` and keeps it up to date from then on. */
export class Snapshot {
  private readonly file: string;
  private readonly state: State;
  private readonly traffic: NodeJS.Timeout;
  private pending: NodeJS.Timeout | null = null;
  private savedMessages: number;

  constructor(state: State, dataDir: string) {
    mkdirSync(dataDir, { recursive: true });
    this.file = join(dataDir, "sandbox.json");
    this.state = state;
    loadInto(state, this.file);
    this.savedMessages = state.messages.length;
    state.onChange = () => this.saveSoon();
    this.traffic = setInterval(() => {
      if (this.savedMessages !== state.messages.length) this.trySave();
    }, TRAFFIC_INTERVAL_MS);
    this.traffic.unref();
  }

  close(): void {
    clearInterval(this.traffic);
    this.state.onChange = () => {};
    this.save();
  }

  private saveSoon(): void {
    this.pending ??= setTimeout(() => this.trySave(), CHANGE_DELAY_MS).unref();
  }

  /** A full disk must not end the sandbox; the next change tries again. */
  private trySave(): void {
    try {
      this.save();
    } catch (error) {
      console.error(`The sandbox could not save its state to ${this.file}: ${(error as Error).message}`);
    }
  }

  /** Writes beside the file first, so that a crash leaves the old one. The file holds API keys: owner only. */
  private save(): void {
    if (this.pending) clearTimeout(this.pending);
    this.pending = null;
    this.savedMessages = this.state.messages.length;
    const draft = `${this.file}.new`;
    writeFileSync(draft, JSON.stringify(toSaved(this.state)), { mode: 0o600 });
    renameSync(draft, this.file);
  }
}

function toSaved(state: State): Saved {
  const messages = state.messages.slice(-KEPT_MESSAGES);
  return {
    version: VERSION,
    settings: state.settings,
    accounts: [...state.accounts.values()],
    keys: [...state.keys.values()],
    businesses: [...state.businesses.values()],
    wabas: [...state.wabas.values()],
    senders: [...state.senders.values()],
    templates: [...state.templates.values()],
    flows: [...state.meta.flows.values()],
    meta: saveMeta(state),
    books: [...state.books].map(([account, book]) => ({
      account,
      subscriptions: [...book.subscriptions.values()],
      profiles: [...book.profiles.values()],
      securities: [...book.securities.values()],
    })),
    tokens: [...state.tokens.values()],
    smsLogs: state.smsLogs.slice(-KEPT_SMS),
    phones: keptPhones(state, messages).map(savePhone),
    messages: messages.map(saveMessage),
  };
}

/** Phones of the kept messages first, then those a person touched. */
function keptPhones(state: State, messages: Message[]): Phone[] {
  const kept = new Set(messages.map(({ conversation }) => conversation.phone));
  for (const phone of state.phones.values()) {
    if (kept.size >= KEPT_PHONES) break;
    if (phone.name !== null || phone.attended || phone.blocked || phone.receiptsOff) kept.add(phone);
  }
  return [...kept];
}

function savePhone({ conversations, ...phone }: Phone): SavedPhone {
  return {
    ...phone,
    conversations: conversations.map(({ sender, phone: _phone, last: _last, ...values }) => ({
      ...values,
      sender: sender.number,
    })),
  };
}

function saveMessage({
  account,
  conversation,
  template,
  previous: _previous,
  ...rest
}: Message): SavedMessage {
  const { phone, sender } = conversation;
  return {
    ...rest,
    account: account.key,
    phone: phone.number,
    sender: sender.number,
    template: template?.id ?? null,
  };
}

function loadInto(state: State, file: string): void {
  const saved = readSaved(file);
  if (!saved) return;
  applySettings(state.settings, saved.settings);
  state.accounts.clear();
  state.businesses.clear();
  for (const account of saved.accounts) state.accounts.set(account.key, account);
  for (const key of saved.keys) {
    state.keys.set(key.id, key);
    state.keysBySecret.set(key.secret, key);
  }
  for (const business of saved.businesses) state.businesses.set(business.id, business);
  for (const waba of saved.wabas) state.wabas.set(waba.id, waba);
  for (const sender of saved.senders) state.senders.set(sender.number, sender);
  for (const template of saved.templates) addTemplate(state, template);
  for (const flow of saved.flows ?? []) state.meta.flows.set(flow.id, flow);
  loadMeta(state, saved.meta);
  for (const token of saved.tokens) state.tokens.set(token.token, token);
  for (const book of saved.books) loadBook(state, book);
  state.smsLogs.push(...saved.smsLogs);
  for (const phone of saved.phones) loadPhone(state, phone);
  for (const message of saved.messages) loadMessage(state, message);
}

function readSaved(file: string): Saved | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  try {
    const saved = JSON.parse(text) as Saved;
    if (saved.version !== VERSION)
      throw new Error(`it has version ${saved.version}, this sandbox writes ${VERSION}`);
    return saved;
  } catch (error) {
    const reason = (error as Error).message;
    throw new Error(
      `its saved state ${file} cannot be read (${reason}). Move the file away to start with a new sandbox.`,
    );
  }
}

function loadBook(state: State, { account, subscriptions, profiles, securities }: SavedBook): void {
  const book = newSubscriptionBook();
  for (const one of subscriptions) book.subscriptions.set(`${one.channel} ${one.subscriptionId}`, one);
  for (const one of profiles) book.profiles.set(one.profileId, one);
  for (const one of securities) book.securities.set(one.authId, one);
  state.books.set(account, book);
}

function loadPhone(state: State, { conversations, ...rest }: SavedPhone): void {
  const phone = Object.assign(phoneOf(state, rest.number), rest);
  for (const { sender: number, ...values } of conversations) {
    const sender = state.senders.get(number);
    if (sender) Object.assign(conversationOf(phone, sender), values);
  }
}

function loadMessage(state: State, saved: SavedMessage): void {
  const { account: accountKey, phone, sender: number, template: templateId, ...rest } = saved;
  const account = state.accounts.get(accountKey) ?? nativeAccountByKey(state, accountKey);
  const sender = state.senders.get(number);
  if (!account || !sender) return;
  const conversation = conversationOf(phoneOf(state, phone), sender);
  const template = templateId ? (state.templates.get(templateId) ?? null) : null;
  const message: Message = {
    ...rest,
    account,
    conversation,
    template,
    callbackData: rest.callbackData,
    notifyUrl: rest.notifyUrl,
    bulkId: rest.bulkId,
    extra: rest.extra,
    replyTo: rest.replyTo,
    previous: conversation.last,
  };
  conversation.last = message;
  state.messages.push(message);
  messageIdsOf(state, accountKey).set(message.id, message);
}
