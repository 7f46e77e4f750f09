/** Taking a checked message in: it joins the phone's conversation, and its fate is decided. */
import { wamid } from "../../ids.ts";
import type { Sandbox } from "../../sandbox.ts";
import { conversationOf, messageIdsOf, phoneOf } from "../../state.ts";
import type { Conversation, Message } from "../../types.ts";
import { unknownNode } from "../errors.ts";
import { nativeAccount } from "../numbers.ts";
import { type MetaNumber, wabaExtra } from "../store.ts";
import { publishSent } from "../webhooks/webhooks.ts";
import type { NormalMessage } from "./context.ts";
import { canFetchAll } from "./links.ts";
import { failureOf, specialEnding } from "./magic.ts";
import { overLimit, overMarketingCap } from "./pace.ts";

export interface Envelope {
  to: string;
  callbackData: string | undefined;
  replyTo: string | undefined;
  links: string[];
}

export function conversationWith(sandbox: Sandbox, number: MetaNumber, to: string): Conversation {
  return conversationOf(phoneOf(sandbox.state, to), number.sender);
}

export function acceptNative(
  sandbox: Sandbox,
  number: MetaNumber,
  conversation: Conversation,
  normal: NormalMessage,
  given: Envelope,
  now: number,
): Message {
  const { state } = sandbox;
  const waba = state.wabas.get(number.sender.wabaId);
  if (!waba) throw unknownNode(number.id);
  const account = nativeAccount(state, waba);
  const message: Message = {
    id: wamid(given.to),
    account,
    conversation,
    fromPhone: false,
    kind: normal.kind,
    template: normal.template,
    content: JSON.stringify(normal.content),
    callbackData: given.callbackData,
    notifyUrl: undefined,
    bulkId: undefined,
    replyTo: given.replyTo,
    sentAt: now,
    doneAt: 0,
    seenAt: 0,
    state: "pending",
    error: 0,
    extra: undefined,
    previous: conversation.last,
    native: {
      phoneNumberId: number.id,
      category: normal.template?.category.toLowerCase() ?? "service",
      sent: false,
      priced: false,
    },
  };
  message.error = fateOf(sandbox, message, now);
  conversation.last = message;
  messageIdsOf(state, account.key).set(message.id, message);
  state.messages.push(message);
  state.live.emit(() => ({
    type: "message",
    messageId: message.id,
    number: given.to,
    sender: number.sender.number,
    direction: "in",
  }));
  follow(sandbox, message, given.links, now);
  return message;
}

/** The error the message will fail with, 0 when it will be delivered. */
function fateOf(sandbox: Sandbox, message: Message, now: number): number {
  const { state } = sandbox;
  const { conversation, template } = message;
  const { phone, sender } = conversation;
  const extra = wabaExtra(state.meta, sender.wabaId);
  const open = conversation.windowUntil > now;
  const marketing = template?.category === "MARKETING";
  if (!template && !open) return 131047;
  if (!extra.paymentMethod && template) return 131042;
  if (!open && extra.restrictions.includes("RESTRICTED_BIZ_INITIATED_MESSAGING")) return 131031;
  if (phone.blocked || conversation.blocked) return 131026;
  if (marketing && conversation.marketingStopped) return 131050;
  if (marketing && state.meta.settings.usMarketingBlocked && phone.number.startsWith("1")) return 131049;
  if (marketing && overMarketingCap(sandbox, conversation, now)) return 131049;
  if (state.settings.enforceLimits && overLimit(sandbox, conversation, now))
    return state.meta.settings.overLimitCode;
  if (!state.settings.magicNumbers) return 0;
  return specialEnding(phone.number) === "880006" ? 132015 : failureOf(phone.number);
}

/** Sets the timers: "sent" soon, the delivery as always; a file that cannot be fetched turns it into a failure. */
function follow(sandbox: Sandbox, message: Message, links: string[], now: number): void {
  const { mode, deliverMs, timeScale, magicNumbers } = sandbox.state.settings;
  const ending = magicNumbers ? specialEnding(message.conversation.phone.number) : null;
  if (message.error === 0 && links.length > 0) {
    void canFetchAll(sandbox, links).then((ok) => {
      if (ok || message.state !== "pending") return;
      message.error = 131053;
      if (message.native)
        message.native.details = "Downloading media from weblink failed with http code 404.";
    });
  }
  if (ending === "880004") return;
  if (ending === "880003") {
    sandbox.receipts.deliver(message);
    sandbox.meta.flush();
    return;
  }
  if (message.kind === "reaction") {
    settleReaction(sandbox, message);
    return;
  }
  sandbox.receipts.schedule(message, now);
  if (mode !== "auto") return;
  if (message.error === 0) {
    sandbox.tasks.add(now + (deliverMs[0] / 2) * timeScale, () => {
      if (message.state === "pending") publishSent(sandbox, message);
    });
  }
  if (ending === "880001" || ending === "880009")
    sandbox.tasks.add(now + deliverMs[1] * timeScale, () => sandbox.receipts.see(message));
}

/** A reaction gets no more than "sent". */
function settleReaction(sandbox: Sandbox, message: Message): void {
  if (message.error !== 0) {
    sandbox.receipts.fail(message, message.error);
    return;
  }
  message.state = "seen";
  message.doneAt = Date.now();
  publishSent(sandbox, message);
}
