/** `/control/phones`: the phones of the customers, as the phone pages (and tests) see and use them. */
import type { FastifyInstance } from "fastify";
import { readConversation, writeFromPhone } from "../inbound.ts";
import { asObject, asString, asText, type Json } from "../json.ts";
import { profileName } from "../names.ts";
import { previewOf, viewOf } from "../render.ts";
import type { Sandbox } from "../sandbox.ts";
import { conversationOf, phoneOf } from "../state.ts";
import { webhookDate } from "../time.ts";
import type { Conversation, Message, Phone } from "../types.ts";
import { ControlError, notFound, requireNumber } from "./http.ts";
import { findSender } from "./senders.ts";

const LIST_LIMIT = 60;
const MESSAGE_LIMIT = 500;

export function registerPhones(app: FastifyInstance, sandbox: Sandbox): void {
  const { state } = sandbox;
  const phoneUrl = "/control/phones/:number";
  app.get("/control/phones", (request) => listPhones(sandbox, asObject(request.query)));
  app.post("/control/phones", (request, reply) => {
    const phone = phoneOf(state, requireNumber(request.body, "number"));
    phone.name = asString(asObject(request.body).name)?.trim() || phone.name;
    state.onChange();
    return reply.code(201).send(presentPhone(phone));
  });
  app.get(phoneUrl, (request) => presentPhone(findPhone(sandbox, request.params)));
  app.get(`${phoneUrl}/messages`, (request) => {
    const { sender } = asObject(request.query);
    return messagesOf(findPhone(sandbox, request.params), asText(sender)?.replace(/\D/g, ""));
  });
  app.post(`${phoneUrl}/open`, (request) => {
    const conversation = openConversation(sandbox, request.params, request.body);
    conversation.phone.attended = true;
    return { read: readConversation(sandbox, conversation) };
  });
  app.post(`${phoneUrl}/messages`, (request, reply) => {
    const conversation = openConversation(sandbox, request.params, request.body);
    return reply.code(201).send(viewOf(writeFromPhone(sandbox, conversation, asObject(request.body))));
  });
  app.post(`${phoneUrl}/block`, (request) => {
    const phone = findPhone(sandbox, request.params);
    phone.blocked = asObject(request.body).blocked !== false;
    state.onChange();
    return { number: phone.number, blocked: phone.blocked };
  });
  // Ends the service window now, so that a test need not wait a day.
  app.post(`${phoneUrl}/close-window`, (request) => {
    openConversation(sandbox, request.params, request.body).windowUntil = 0;
    return {};
  });
  app.post(`${phoneUrl}/marketing`, (request) => {
    const conversation = openConversation(sandbox, request.params, request.body);
    return changeMarketing(sandbox, conversation, asObject(request.body).status !== "resume");
  });
}

function findPhone({ state }: Sandbox, params: unknown): Phone {
  const phone = state.phones.get(requireNumber(params, "number"));
  if (!phone) throw notFound("This phone");
  return phone;
}

/** The conversation of the path's phone and the body's sender; both come into being when they are first used. */
function openConversation(sandbox: Sandbox, params: unknown, body: unknown): Conversation {
  const phone = phoneOf(sandbox.state, requireNumber(params, "number"));
  const only = phone.conversations.length === 1 ? phone.conversations[0] : undefined;
  if (only && asObject(body).sender === undefined) return only;
  const sender = findSender(sandbox, { number: asText(asObject(body).sender) });
  return conversationOf(phone, sender);
}

/** Latest first; phones that never had a message come last. */
function listPhones({ state }: Sandbox, query: Json): unknown[] {
  const wanted = asText(query.q)?.trim().toLowerCase() ?? "";
  const digits = /^[\d\s()+-]+$/.test(wanted) ? wanted.replace(/\D/g, "") : "";
  const limit = Math.min(Number(asText(query.limit)) || LIST_LIMIT, 1000);
  const matches = (phone: Phone) =>
    !wanted ||
    (digits !== "" && phone.number.includes(digits)) ||
    profileName(phone).toLowerCase().includes(wanted);
  const found = new Set<Phone>();
  for (let i = state.messages.length - 1; i >= 0 && found.size < limit; i--) {
    const message = state.messages[i];
    if (message && isVisible(message) && matches(message.conversation.phone))
      found.add(message.conversation.phone);
  }
  for (const phone of state.phones.values()) {
    if (found.size >= limit) break;
    if (matches(phone)) found.add(phone);
  }
  return [...found].map(presentListed);
}

function presentListed(phone: Phone): unknown {
  const latest = phone.conversations
    .map((conversation) => ({ conversation, message: lastVisible(conversation) }))
    .filter((entry): entry is { conversation: Conversation; message: Message } => entry.message !== null)
    .sort((a, b) => b.message.sentAt - a.message.sentAt)[0];
  return {
    number: phone.number,
    name: profileName(phone),
    attended: phone.attended,
    lastMessage: latest
      ? { ...lastMessage(latest.message), sender: latest.conversation.sender.number }
      : null,
    unread: phone.conversations.reduce((sum, { unread }) => sum + unread, 0),
  };
}

function presentPhone(phone: Phone): unknown {
  return {
    number: phone.number,
    name: profileName(phone),
    attended: phone.attended,
    blocked: phone.blocked,
    conversations: phone.conversations.map((conversation) => {
      const message = lastVisible(conversation);
      const { number, displayName } = conversation.sender;
      return {
        sender: { number, displayName },
        unread: conversation.unread,
        windowUntil: conversation.windowUntil ? new Date(conversation.windowUntil).toISOString() : null,
        lastMessage: message ? lastMessage(message) : null,
      };
    }),
  };
}

function lastMessage(message: Message): { at: string; preview: string } {
  return { at: new Date(message.sentAt).toISOString(), preview: previewOf(message) };
}

/** A phone never shows what has not reached it. */
function isVisible(message: Message): boolean {
  return message.fromPhone || message.state === "delivered" || message.state === "seen";
}

function lastVisible({ last }: Conversation): Message | null {
  for (let message = last; message; message = message.previous) if (isVisible(message)) return message;
  return null;
}

/** Oldest first. */
function messagesOf(phone: Phone, sender: string | undefined): unknown[] {
  const chosen = phone.conversations.filter(
    (conversation) => !sender || conversation.sender.number === sender,
  );
  const messages: Message[] = [];
  for (const { last } of chosen) {
    for (let message = last; message && messages.length < MESSAGE_LIMIT; message = message.previous) {
      if (isVisible(message)) messages.push(message);
    }
  }
  return messages
    .reverse()
    .sort((a, b) => a.sentAt - b.sentAt)
    .map(viewOf);
}

/** The person stops (or resumes) marketing of this business in WhatsApp itself. */
function changeMarketing(sandbox: Sandbox, conversation: Conversation, stopped: boolean): unknown {
  const { sender, phone } = conversation;
  const accountKey = sandbox.state.wabas.get(sender.wabaId)?.accountKey;
  const account = accountKey ? sandbox.state.accounts.get(accountKey) : undefined;
  if (!account)
    throw new ControlError(409, "sender_not_connected", `+${sender.number} is not with an Infobip account.`);
  conversation.marketingStopped = stopped;
  sandbox.webhooks.publishObject(account, "MARKETING_SUBSCRIPTION_UPDATE", sender.number, {
    from: sender.number,
    content: {
      sender: sender.number,
      from: phone.number,
      notificationMessagesStatus: stopped ? "stop" : "resume",
      description: stopped
        ? "User requested to stop marketing messages"
        : "User requested to resume marketing messages",
    },
    createdAt: webhookDate(Date.now()),
  });
  return { marketingStopped: stopped };
}
