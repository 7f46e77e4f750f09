/** A contact's messages as a chat shows them: oldest first, in days, each with its ticks and why it did not arrive. Pure. */
import type { ContactMessage, RenderedMessage } from "../../../api/types.ts";
import type { Ticks } from "../../../components/whatsapp-preview/WhatsAppBubble.tsx";

export interface ConversationDay {
  /** The first instant of the day in the reader's zone, as a stable key. */
  day: string;
  messages: ContactMessage[];
}

/** Turns pages of messages, newest first, into days, oldest first. A message that two pages repeat appears once. */
export function groupByDay(newestFirst: ContactMessage[]): ConversationDay[] {
  const days: ConversationDay[] = [];
  const seen = new Set<string>();
  for (const message of newestFirst.toReversed()) {
    if (seen.has(message.id)) continue;
    seen.add(message.id);
    const day = new Date(new Date(message.at).setHours(0, 0, 0, 0)).toISOString();
    const last = days.at(-1);
    if (last?.day === day) last.messages.push(message);
    else days.push({ day, messages: [message] });
  }
  return days;
}

/**
 * Replies whose answered message is worth repeating, by id: those that do not answer the message right before them. The
 * server knows for every reply what it answers; mostly that is plain to see.
 */
export function quotedReplies(newestFirst: ContactMessage[]): Map<string, ContactMessage> {
  const byId = new Map(newestFirst.map((message) => [message.id, message]));
  const quoted = new Map<string, ContactMessage>();
  let lastOut: string | undefined;
  for (const message of newestFirst.toReversed()) {
    const answered = message.replyTo ? byId.get(message.replyTo) : undefined;
    if (answered && answered.id !== lastOut) quoted.set(message.id, answered);
    if (message.direction === "out") lastOut = message.id;
  }
  return quoted;
}

const ticksByState: Record<string, Ticks> = {
  queued: "waiting",
  leased: "waiting",
  accepted: "sent",
  delivered: "delivered",
  read: "read",
  failed: "failed",
  skipped: "failed",
  canceled: "failed",
};

export function ticksOf(message: ContactMessage): Ticks | undefined {
  return message.direction === "out" ? ticksByState[message.state ?? ""] : undefined;
}

/** Skipped and canceled messages never left; failed ones were refused or not delivered. */
export function notSent(message: ContactMessage): boolean {
  return message.state === "skipped" || message.state === "canceled";
}

/** What stands in the bubble; null when nothing was rendered and there is no text. */
export function bubbleContent(message: ContactMessage): RenderedMessage | null {
  const { rendered, body } = message;
  if (rendered && (rendered.body || rendered.header || rendered.buttons?.length)) return rendered;
  return body ? { body } : null;
}
