/** "typing…" on the phone: shown until the business writes, 25 seconds at most. */
import type { State } from "../state.ts";
import type { Conversation } from "../types.ts";

const TYPING_MS = 25_000;

/** The conversation of a sender with a phone shows its business as typing. Unknown ones are ignored, as by WhatsApp. */
export function showTyping(state: State, senderNumber: string, phoneNumber: string): void {
  const phone = state.phones.get(phoneNumber);
  const conversation = phone?.conversations.find(({ sender }) => sender.number === senderNumber);
  if (!conversation) return;
  conversation.typingUntil = Date.now() + TYPING_MS;
  state.live.emit(() => ({ type: "typing", number: phoneNumber, sender: senderNumber }));
}

export function isTyping({ typingUntil = 0, last }: Conversation, now: number): boolean {
  const writtenSince = last !== null && !last.fromPhone && last.sentAt > typingUntil - TYPING_MS;
  return typingUntil > now && !writtenSince;
}
