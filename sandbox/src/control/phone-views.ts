/** Phones and their conversations as the phone pages list them. */
import { asText, type Json } from "../json.ts";
import { profileName } from "../names.ts";
import { isTyping } from "../phone/typing.ts";
import type { MessageView } from "../phone/view.ts";
import { previewOf, statusWord, viewOf } from "../render.ts";
import type { State } from "../state.ts";
import type { Conversation, Message, Phone } from "../types.ts";

const LIST_LIMIT = 60;
const MAX_LIST_LIMIT = 1000;
const MESSAGE_LIMIT = 500;

/** Latest first; phones that never had a message come last. `q` searches number and name, `offset` and `limit` page. */
export function listPhones(state: State, query: Json): { total: number; phones: unknown[] } {
  const limit = Math.min(Number(asText(query.limit)) || LIST_LIMIT, MAX_LIST_LIMIT);
  const offset = Math.max(0, Number(asText(query.offset)) || 0);
  const matches = matcher(asText(query.q) ?? "");
  const found = new Set<Phone>();
  for (let i = state.messages.length - 1; i >= 0 && found.size < offset + limit; i--) {
    const message = state.messages[i];
    if (message && isVisible(message) && matches(message.conversation.phone))
      found.add(message.conversation.phone);
  }
  let total = 0;
  for (const phone of state.phones.values()) {
    if (!matches(phone)) continue;
    total++;
    if (found.size < offset + limit) found.add(phone);
  }
  return { total, phones: [...found].slice(offset, offset + limit).map(presentListed) };
}

function matcher(asked: string): (phone: Phone) => boolean {
  const wanted = asked.trim().toLowerCase();
  if (!wanted) return () => true;
  const digits = /^[\d\s()+-]+$/.test(wanted) ? wanted.replace(/\D/g, "") : "";
  return (phone) =>
    (digits !== "" && phone.number.includes(digits)) || profileName(phone).toLowerCase().includes(wanted);
}

function presentListed(phone: Phone): unknown {
  const latest = phone.conversations
    .map((conversation) => lastVisible(conversation))
    .filter((message) => message !== null)
    .sort((a, b) => b.sentAt - a.sentAt)[0];
  return {
    number: phone.number,
    name: profileName(phone),
    attended: phone.attended,
    lastMessage: latest ? { ...presentLast(latest), sender: latest.conversation.sender.number } : null,
    unread: phone.conversations.reduce((sum, { unread }) => sum + unread, 0),
  };
}

export function presentPhone(phone: Phone): unknown {
  return {
    number: phone.number,
    name: profileName(phone),
    attended: phone.attended,
    blocked: phone.blocked,
    readReceipts: !phone.receiptsOff,
    conversations: phone.conversations.map(presentConversation),
  };
}

function presentConversation(conversation: Conversation): unknown {
  const message = lastVisible(conversation);
  const { number, displayName, quality } = conversation.sender;
  return {
    sender: { number, displayName, quality },
    unread: conversation.unread,
    windowUntil: conversation.windowUntil ? new Date(conversation.windowUntil).toISOString() : null,
    blocked: conversation.blocked === true,
    reported: conversation.reported === true,
    marketingStopped: conversation.marketingStopped,
    typing: isTyping(conversation, Date.now()),
    lastMessage: message ? presentLast(message) : null,
  };
}

function presentLast(message: Message) {
  return {
    at: new Date(message.sentAt).toISOString(),
    preview: previewOf(message),
    kind: message.kind.toLowerCase(),
    direction: message.fromPhone ? "out" : "in",
    status: statusWord(message),
  };
}

/** A phone never shows what has not reached it. */
function isVisible(message: Message): boolean {
  return message.fromPhone || message.state === "delivered" || message.state === "seen";
}

function lastVisible({ last, clearedAt = 0 }: Conversation): Message | null {
  for (let message = last; message && message.sentAt > clearedAt; message = message.previous) {
    if (isVisible(message)) return message;
  }
  return null;
}

/** Of one sender or of all, oldest first. */
export function messagesOf(phone: Phone, sender: string | undefined): MessageView[] {
  const messages: Message[] = [];
  for (const { last, clearedAt = 0, sender: owner } of phone.conversations) {
    if (sender && owner.number !== sender) continue;
    for (let message = last; message && messages.length < MESSAGE_LIMIT; message = message.previous) {
      if (message.sentAt <= clearedAt) break;
      if (isVisible(message)) messages.push(message);
    }
  }
  return messages
    .reverse()
    .sort((a, b) => a.sentAt - b.sentAt)
    .map(viewOf);
}
