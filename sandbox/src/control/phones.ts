/** `/control/phones`: the phones of the customers, as the phone pages (and tests) see and use them. */
import type { FastifyInstance } from "fastify";
import { readConversation, writeFromPhone } from "../inbound.ts";
import { asObject, asString, asText } from "../json.ts";
import { nativeInbound } from "../meta/native-inbound.ts";
import { publishPreference } from "../meta/webhooks/fields.ts";
import { mediaFacts } from "../phone/media-facts.ts";
import { reportSender } from "../phone/reports.ts";
import { viewOf } from "../render.ts";
import type { Sandbox } from "../sandbox.ts";
import { conversationOf, phoneOf } from "../state.ts";
import { webhookDate } from "../time.ts";
import type { Conversation, Phone } from "../types.ts";
import { ControlError, notFound, requireNumber, requireText } from "./http.ts";
import { listPhones, messagesOf, presentPhone } from "./phone-views.ts";
import { findSender } from "./senders.ts";

const PHONE = "/control/phones/:number";

export function registerPhones(app: FastifyInstance, sandbox: Sandbox): void {
  const { state } = sandbox;
  app.get("/control/phones", (request) => listPhones(state, asObject(request.query)).phones);
  app.get("/control/phone-list", (request) => listPhones(state, asObject(request.query)));
  app.get("/control/media-facts", (request) =>
    mediaFacts(new URL(requireText(request.query, "url"), sandbox.url)),
  );
  app.post("/control/phones", (request, reply) => {
    const phone = phoneOf(state, requireNumber(request.body, "number"));
    phone.name = asString(asObject(request.body).name)?.trim() || phone.name;
    state.onChange();
    return reply.code(201).send(presentPhone(phone));
  });
  app.get(PHONE, (request) => presentPhone(findPhone(sandbox, request.params)));
  app.patch(PHONE, (request) => changePhone(sandbox, findPhone(sandbox, request.params), request.body));
  app.get(`${PHONE}/messages`, (request) => {
    const { sender } = asObject(request.query);
    return messagesOf(findPhone(sandbox, request.params), asText(sender)?.replace(/\D/g, ""));
  });
  registerChat(app, sandbox);
}

/** What happens inside one conversation. */
function registerChat(app: FastifyInstance, sandbox: Sandbox): void {
  const { state } = sandbox;
  const chat = (request: { params: unknown; body: unknown }) =>
    openConversation(sandbox, request.params, request.body);
  app.post(`${PHONE}/open`, (request) => {
    const conversation = chat(request);
    conversation.phone.attended = true;
    return { read: readConversation(sandbox, conversation) };
  });
  app.post(`${PHONE}/messages`, (request, reply) =>
    reply.code(201).send(viewOf(writeFromPhone(sandbox, chat(request), asObject(request.body)))),
  );
  app.post(`${PHONE}/block`, (request) => block(sandbox, request));
  app.post(`${PHONE}/report`, (request) => {
    const conversation = chat(request);
    const quality = reportSender(state, conversation);
    if (asObject(request.body).block !== false) conversation.blocked = true;
    return { quality, blocked: conversation.blocked === true };
  });
  // Ends the service window now, so that a test need not wait a day.
  app.post(`${PHONE}/close-window`, (request) => {
    chat(request).windowUntil = 0;
    return {};
  });
  app.post(`${PHONE}/clear`, (request) => {
    Object.assign(chat(request), { clearedAt: Date.now(), unread: 0 });
    state.onChange();
    return {};
  });
  app.post(`${PHONE}/marketing`, (request) =>
    changeMarketing(sandbox, chat(request), asObject(request.body).status !== "resume"),
  );
}

function findPhone({ state }: Sandbox, params: unknown): Phone {
  const phone = state.phones.get(requireNumber(params, "number"));
  if (!phone) throw notFound("This phone");
  return phone;
}

/** `{name?, readReceipts?}` */
function changePhone({ state }: Sandbox, phone: Phone, body: unknown): unknown {
  const { name, readReceipts } = asObject(body);
  if (typeof name === "string") phone.name = name.trim() || null;
  if (typeof readReceipts === "boolean") phone.receiptsOff = !readReceipts;
  state.onChange();
  return presentPhone(phone);
}

/** `{sender?, blocked?}`: one business, or without a sender all of them. */
function block(sandbox: Sandbox, { params, body }: { params: unknown; body: unknown }): unknown {
  const blocked = asObject(body).blocked !== false;
  const phone = findPhone(sandbox, params);
  if (asObject(body).sender === undefined) phone.blocked = blocked;
  else openConversation(sandbox, params, body).blocked = blocked;
  sandbox.state.onChange();
  return { number: phone.number, blocked };
}

/** The conversation of the path's phone and the body's sender; both come into being when they are first used. */
export function openConversation(sandbox: Sandbox, params: unknown, body: unknown): Conversation {
  const phone = phoneOf(sandbox.state, requireNumber(params, "number"));
  const only = phone.conversations.length === 1 ? phone.conversations[0] : undefined;
  if (only && asObject(body).sender === undefined) return only;
  const sender = findSender(sandbox, { number: asText(asObject(body).sender) });
  return conversationOf(phone, sender);
}

/** The person stops (or resumes) marketing of this business in WhatsApp itself. */
export function changeMarketing(sandbox: Sandbox, conversation: Conversation, stopped: boolean): unknown {
  const { sender, phone } = conversation;
  if (nativeInbound(sandbox, conversation)) {
    conversation.marketingStopped = stopped;
    publishPreference(sandbox, conversation, stopped);
    return { marketingStopped: stopped };
  }
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
