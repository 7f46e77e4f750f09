/**
 * Accepting a message from Infobip's side: what is refused at once (a status of group 5 in the answer) and what is
 * accepted and fails later by delivery report. The order and the codes are described in README.md.
 */
import { numberOfUser } from "./bsuid.ts";
import { identityOf } from "./identity.ts";
import { uuid } from "./ids.ts";
import { asObject, asString } from "./json.ts";
import { probeMedia } from "./media-probe.ts";
import type { Sandbox } from "./sandbox.ts";
import { conversationOf, messageIdsOf, phoneOf, senderOf } from "./state.ts";
import { isErrorCode, isRejection } from "./statuses.ts";
import { dataFits } from "./template-shape.ts";
import type { Account, Conversation, Message, MessageExtra, Sender, Template } from "./types.ts";

/** A message that passed validation. */
export interface Submission {
  from: string;
  to: string;
  messageId: string | undefined;
  kind: string;
  content: Record<string, unknown>;
  callbackData: string | undefined;
  notifyUrl: string | undefined;
  bulkId: string | undefined;
  replyTo: string | undefined;
  extra: MessageExtra | undefined;
}

export interface Accepted {
  messageId: string;
  /** Infobip status id: 7 = accepted, else a rejection. */
  statusId: number;
}

const ENROUTE = 7;
const DUPLICATE_ID = 23;
const DOT = 46;

/** Takes one message in, or refuses it with the status a real account would see. */
export function acceptMessage(
  sandbox: Sandbox,
  account: Account,
  submission: Submission,
  now: number,
): Accepted {
  const { state } = sandbox;
  const messageId = submission.messageId ?? uuid();
  const ids = messageIdsOf(state, account.key);
  if (ids.has(messageId)) {
    state.counters.duplicateIdRejections++;
    return { messageId, statusId: DUPLICATE_ID };
  }
  const sender = senderOf(state, account, submission.from);
  const statusId = sender ? immediateStatus(sandbox, account, submission.to) : 13;
  if (!sender || statusId !== ENROUTE) return { messageId, statusId };

  const to = submission.to.charCodeAt(2) === DOT ? numberOfUser(state, submission.to) : submission.to;
  const conversation = conversationOf(phoneOf(state, to), sender);
  const message = newMessage(account, conversation, submission, messageId, now);
  if (submission.kind === "template") message.template = findTemplate(sandbox, sender, submission.content);
  message.error = fateOf(sandbox, message, submission.content, now);
  if (state.settings.checkMedia) probeMedia(message, submission.content);
  conversation.last = message;
  ids.set(messageId, message);
  state.messages.push(message);
  sandbox.receipts.schedule(message, now);
  state.live.emit(() => ({
    type: "message",
    messageId,
    number: to,
    sender: sender.number,
    direction: "in",
  }));
  return { messageId, statusId: ENROUTE };
}

function newMessage(
  account: Account,
  conversation: Conversation,
  submission: Submission,
  id: string,
  now: number,
): Message {
  return {
    id,
    account,
    conversation,
    fromPhone: false,
    kind: submission.kind,
    template: null,
    content: JSON.stringify(submission.content),
    callbackData: submission.callbackData,
    notifyUrl: submission.notifyUrl,
    bulkId: submission.bulkId,
    replyTo: submission.replyTo,
    sentAt: now,
    doneAt: 0,
    seenAt: 0,
    state: "pending",
    error: 0,
    extra: submission.extra,
    previous: conversation.last,
  };
}

function immediateStatus(sandbox: Sandbox, account: Account, to: string): number {
  const { settings } = sandbox.state;
  if (settings.faults.rejectRate > 0 && Math.random() < settings.faults.rejectRate) return 6;
  if (settings.enforceLimits && account.balance <= 0) return 12;
  if (settings.magicNumbers && to.charAt(to.length - 4) === "9" && to.charAt(to.length - 3) === "0") {
    const statusId = Number(to.slice(-2));
    if (isRejection(statusId)) return statusId;
  }
  return ENROUTE;
}

function findTemplate(sandbox: Sandbox, sender: Sender, content: Record<string, unknown>): Template | null {
  const names = sandbox.state.templateIndex.get(sender.wabaId);
  return names?.get(content.templateName as string)?.get(content.language as string) ?? null;
}

/** The error code the message will fail with, 0 when it will be delivered. */
function fateOf(sandbox: Sandbox, message: Message, content: Record<string, unknown>, now: number): number {
  const { phone, sender, windowUntil } = message.conversation;
  if (message.kind === "template") {
    const { template } = message;
    if (template?.status !== "APPROVED") return 7009;
    if (!dataFits(template, content.templateData as Record<string, unknown>)) return 7008;
  } else if (windowUntil <= now) {
    return 7010;
  } else if (message.kind === "interactive/flow" && !flowCanBeSent(sandbox, sender, content)) {
    return 7031;
  }
  if (phone.blocked || message.conversation.blocked) return 7003;
  if (message.conversation.marketingStopped && message.template?.category === "MARKETING") return 7033;
  if (isUnknownUser(phone.number)) return 7002;
  if (sandbox.state.settings.identityChecks || message.conversation.identity) {
    if (identityOf(sandbox, message.conversation)?.acknowledged === false) return 7029;
  }
  const senderError = SENDER_ERRORS[sender.status];
  if (senderError) return senderError;
  if (sandbox.state.settings.enforceLimits && overLimit(message)) return 7016;
  return sandbox.state.settings.magicNumbers ? magicError(phone.number) : 0;
}

/** What messages of a sender in such a state fail with. */
const SENDER_ERRORS: Record<string, number> = {
  BANNED: 7021,
  RESTRICTED: 7021,
  RATE_LIMITED: 7016,
  DISCONNECTED: 7034,
};

/** A business-scoped user id that nobody of this sandbox has. */
function isUnknownUser(number: string): boolean {
  return number.charCodeAt(2) === DOT;
}

/** A Flow of the sender's own WABA: published, or a draft that is sent as one. */
function flowCanBeSent({ state }: Sandbox, sender: Sender, content: Record<string, unknown>): boolean {
  if (!state.settings.checkFlows) return true;
  const action = asObject(content.action);
  const flow = state.meta.flows.get(asString(action.flowId) ?? "");
  if (flow?.wabaId !== sender.wabaId) return false;
  if (action.mode === "DRAFT") return flow.status === "DRAFT";
  return flow.status === "PUBLISHED" || flow.status === "THROTTLED";
}

function magicError(number: string): number {
  if (number.charAt(number.length - 4) !== "7") return 0;
  const code = Number(number.slice(-4));
  return isErrorCode(code) ? code : 0;
}

const LIMITS: Record<string, number> = {
  LIMIT_250: 250,
  LIMIT_2K: 2000,
  LIMIT_10K: 10_000,
  LIMIT_100K: 100_000,
};
const DAY_MS = 86_400_000;
const dailyRecipients = new WeakMap<Sender, { since: number; numbers: Set<string> }>();

/** Business-initiated messages to distinct people per day; counted per sender from its first message of the day. */
function overLimit(message: Message): boolean {
  const { sender, phone, windowUntil } = message.conversation;
  const limit = LIMITS[sender.limit];
  if (!limit || windowUntil > message.sentAt) return false;
  let day = dailyRecipients.get(sender);
  if (!day || message.sentAt - day.since > DAY_MS) {
    day = { since: message.sentAt, numbers: new Set() };
    dailyRecipients.set(sender, day);
  }
  if (day.numbers.size >= limit && !day.numbers.has(phone.number)) return true;
  day.numbers.add(phone.number);
  return false;
}
