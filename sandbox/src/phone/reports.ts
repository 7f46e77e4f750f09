/** A person reports a business: its quality falls, as WhatsApp's does when people complain. */
import type { State } from "../state.ts";
import type { Conversation, Sender } from "../types.ts";

/** Reports of one number until its quality is MEDIUM, and until it is LOW. */
const MEDIUM_AFTER = 1;
const LOW_AFTER = 3;

/** Counts once per person. Answers with the quality the number now has. */
export function reportSender(state: State, conversation: Conversation): string {
  const { sender } = conversation;
  if (!conversation.reported) {
    conversation.reported = true;
    lowerQuality(sender, countReports(state, sender));
    state.onChange();
  }
  return sender.quality;
}

function countReports(state: State, sender: Sender): number {
  let reports = 0;
  for (const { conversations } of state.phones.values()) {
    for (const conversation of conversations) {
      if (conversation.sender === sender && conversation.reported) reports++;
    }
  }
  return reports;
}

/** Only ever down: it is raised again by hand, where the numbers are managed. */
function lowerQuality(sender: Sender, reports: number): void {
  if (reports >= LOW_AFTER) sender.quality = "LOW";
  else if (reports >= MEDIUM_AFTER && sender.quality !== "LOW") sender.quality = "MEDIUM";
}
