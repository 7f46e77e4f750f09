/**
 * What a person does on a phone: writes, taps, sends media. Each becomes one inbound message of the account that holds
 * the sender, opens the 24-hour window and leaves by webhook.
 */
import { ControlError } from "./control/http.ts";
import { wamid } from "./ids.ts";
import { asString, type Json } from "./json.ts";
import { nativeInbound } from "./meta/native-inbound.ts";
import { type Act, readAct } from "./phone/actions.ts";
import type { Sandbox } from "./sandbox.ts";
import { messageIdsOf } from "./state.ts";
import type { Account, Conversation, Message } from "./types.ts";

export const WINDOW_MS = 24 * 3_600_000;

/** Puts an action on the phone into effect. Throws a ControlError when the conversation or its target does not allow it. */
export function writeFromPhone(sandbox: Sandbox, conversation: Conversation, body: Json): Message {
  const native = nativeInbound(sandbox, conversation);
  const account = native?.account ?? accountOf(sandbox, conversation);
  const inbound = readAct(conversation, body, sandbox.url);
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
    ...(native ? { native: native.mark } : {}),
  };
  if (sandbox.state.settings.mode === "auto") readConversation(sandbox, conversation);
  conversation.last = message;
  conversation.windowUntil = now + WINDOW_MS;
  messageIdsOf(sandbox.state, account.key).set(id, message);
  sandbox.state.messages.push(message);
  sandbox.results.publish("INBOUND_MESSAGE", message);
  sandbox.state.live.emit(() => ({
    type: "message",
    messageId: id,
    number: phone.number,
    sender: sender.number,
    direction: "out",
  }));
  return message;
}

/** Everything delivered and unread in a conversation is read now; with read receipts off nobody is told. */
export function readConversation(sandbox: Sandbox, conversation: Conversation): number {
  if (conversation.phone.receiptsOff) {
    const { unread } = conversation;
    conversation.unread = 0;
    return unread;
  }
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
    `+${sender.number} is neither with an Infobip account nor with an app on the Cloud API, so nobody would get this message. Connect the number first.`,
  );
}

function withContext(sandbox: Sandbox, id: string, { content, repliesTo }: Act, sender: string): Json {
  const media = asString(content.sourceUrl);
  const path = `/whatsapp/1/senders/${sender}/media/${encodeURIComponent(id)}`;
  return {
    ...content,
    ...(media ? { url: sandbox.url + path } : {}),
    // Infobip documents a context for every type but orders.
    ...(repliesTo && content.type !== "ORDER" ? { context: { from: sender, id: repliesTo.id } } : {}),
  };
}
