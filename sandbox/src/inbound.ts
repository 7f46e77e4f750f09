/**
 * What a person does on a phone: writes, taps, sends media. Each becomes one inbound message of the account that holds
 * the sender, opens the 24-hour window and leaves by webhook.
 */
import { ControlError, invalid, notFound } from "./control/http.ts";
import { wamid } from "./ids.ts";
import { asArray, asObject, asString, asText, type Json } from "./json.ts";
import { viewOf } from "./render.ts";
import type { Sandbox } from "./sandbox.ts";
import { messageIdsOf } from "./state.ts";
import type { Account, Conversation, Message } from "./types.ts";

export const WINDOW_MS = 24 * 3_600_000;

/** Kinds of media a phone can send, and the type the webhook gives them. */
const MEDIA: Record<string, string> = {
  image: "IMAGE",
  video: "VIDEO",
  document: "DOCUMENT",
  audio: "AUDIO",
  voice: "VOICE",
  sticker: "STICKER",
};

interface Inbound {
  content: Json;
  /** The message of ours it answers. */
  repliesTo?: Message;
}

/** Puts an action on the phone into effect. Throws a ControlError when the conversation or its target does not allow it. */
export function writeFromPhone(sandbox: Sandbox, conversation: Conversation, body: Json): Message {
  const account = accountOf(sandbox, conversation);
  const inbound = readAction(sandbox, conversation, body);
  const now = Date.now();
  const { phone, sender } = conversation;
  const id = wamid(phone.number);
  const message: Message = {
    id,
    account,
    conversation,
    fromPhone: true,
    kind: asString(inbound.content.type) ?? "TEXT",
    template: null,
    content: JSON.stringify(withContext(sandbox, id, inbound, sender.number)),
    callbackData: inbound.repliesTo?.callbackData,
    notifyUrl: undefined,
    bulkId: undefined,
    replyTo: inbound.repliesTo?.id,
    sentAt: now,
    doneAt: now,
    seenAt: 0,
    state: "delivered",
    error: 0,
    extra: undefined,
    previous: conversation.last,
  };
  if (sandbox.state.settings.mode === "auto") readConversation(sandbox, conversation);
  conversation.last = message;
  conversation.windowUntil = now + WINDOW_MS;
  messageIdsOf(sandbox.state, account.key).set(id, message);
  sandbox.state.messages.push(message);
  sandbox.webhooks.publish("INBOUND_MESSAGE", message);
  sandbox.state.live.emit(() => ({
    type: "message",
    messageId: id,
    number: phone.number,
    sender: sender.number,
    direction: "out",
  }));
  return message;
}

/** Everything delivered and unread in a conversation is read now. */
export function readConversation(sandbox: Sandbox, conversation: Conversation): number {
  const unread: Message[] = [];
  for (
    let message = conversation.last;
    message && unread.length < conversation.unread;
    message = message.previous
  ) {
    if (!message.fromPhone && message.state === "delivered") unread.push(message);
  }
  for (const message of unread.reverse()) sandbox.receipts.see(message);
  return unread.length;
}

function accountOf(sandbox: Sandbox, { sender }: Conversation): Account {
  const accountKey = sandbox.state.wabas.get(sender.wabaId)?.accountKey;
  const account = accountKey ? sandbox.state.accounts.get(accountKey) : undefined;
  if (account && sender.registered) return account;
  throw new ControlError(
    409,
    "sender_not_connected",
    `+${sender.number} is not with an Infobip account, so nobody would get this message. Connect the number first.`,
  );
}

function withContext(sandbox: Sandbox, id: string, { content, repliesTo }: Inbound, sender: string): Json {
  const media = asString(content.sourceUrl);
  const path = `/whatsapp/1/senders/${sender}/media/${encodeURIComponent(id)}`;
  return {
    ...content,
    ...(media ? { url: sandbox.url + path } : {}),
    ...(repliesTo ? { context: { from: sender, id: repliesTo.id } } : {}),
  };
}

function readAction(sandbox: Sandbox, conversation: Conversation, body: Json): Inbound {
  const kind = asString(body.kind) ?? "text";
  const repliesTo = findReply(conversation, asString(body.replyTo) ?? asString(body.messageId));
  const reply = repliesTo ? { repliesTo } : {};
  if (kind === "text") {
    const text = asString(body.text);
    if (!text?.trim()) throw invalid("The message is empty. Write something first.");
    return { content: { type: "TEXT", text }, ...reply };
  }
  if (kind === "button") return tapButton(repliesTo, body);
  if (kind === "list") return chooseRow(repliesTo, body);
  if (kind === "flow") return answerFlow(repliesTo, body);
  if (kind === "reaction") {
    if (!repliesTo) throw notFound("The message to react to");
    return { content: { type: "REACTION", emoji: asString(body.emoji) ?? "👍", action: "ADDED" }, repliesTo };
  }
  if (kind === "location") return { content: readLocation(body), ...reply };
  return { content: readMedia(sandbox, kind, body), ...reply };
}

function findReply(conversation: Conversation, id: string | undefined): Message | undefined {
  if (!id) return undefined;
  for (let message = conversation.last; message; message = message.previous) {
    if (message.id === id) return message;
  }
  throw notFound("The message you answer");
}

function tapButton(message: Message | undefined, body: Json): Inbound {
  const button = message ? viewOf(message).buttons?.[Number(body.index)] : undefined;
  if (!message || !button) throw notFound("This button");
  if (button.kind === "QUICK_REPLY") {
    return {
      content: { type: "BUTTON", text: button.text, payload: button.payload ?? button.text },
      repliesTo: message,
    };
  }
  if (button.kind === "REPLY") {
    return {
      content: { type: "INTERACTIVE_BUTTON_REPLY", id: button.id, title: button.text },
      repliesTo: message,
    };
  }
  throw invalid("This button sends no answer: WhatsApp handles it on the phone itself.");
}

function chooseRow(message: Message | undefined, body: Json): Inbound {
  const sections = message ? asArray(viewOf(message).list?.sections) : [];
  const row = sections
    .flatMap((section) => asArray(asObject(section).rows))
    .map(asObject)
    .find((candidate) => asText(candidate.id) === asText(body.rowId));
  if (!message || !row) throw notFound("This choice");
  const description = asString(row.description);
  return {
    content: {
      type: "INTERACTIVE_LIST_REPLY",
      id: asText(row.id),
      title: asString(row.title) ?? "",
      ...(description ? { description } : {}),
    },
    repliesTo: message,
  };
}

function answerFlow(message: Message | undefined, body: Json): Inbound {
  if (!message) throw notFound("The Flow");
  return {
    content: { type: "INTERACTIVE_FLOW_REPLY", text: "Sent", response: asObject(body.response) },
    repliesTo: message,
  };
}

function readLocation(body: Json): Json {
  const { latitude, longitude } = body;
  if (typeof latitude !== "number" || typeof longitude !== "number") {
    throw invalid("A location needs a latitude and a longitude, both numbers.");
  }
  const name = asString(body.name);
  const address = asString(body.address);
  return {
    type: "LOCATION",
    latitude,
    longitude,
    ...(name ? { name } : {}),
    ...(address ? { address } : {}),
  };
}

function readMedia({ url: origin }: Sandbox, kind: string, body: Json): Json {
  const type = MEDIA[kind];
  if (!type)
    throw invalid(
      `A phone cannot send "${kind}". Use text, button, list, flow, reaction, location or media.`,
    );
  const address = asString(body.url) ?? "";
  if (!URL.canParse(address, origin)) throw invalid("The address of the file is not a URL.");
  const caption = asString(body.caption);
  const sourceUrl = new URL(address, origin).href;
  return { type, sourceUrl, ...(caption ? { caption } : {}) };
}
