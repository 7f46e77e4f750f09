/** Why a contact of an audience got no message, in words; provider codes are explained by their connector's catalogue. */
import { explainProviderError } from "../connectors/registry.ts";
import { contentReasons } from "../content/reasons.ts";

export interface ReasonExplanation {
  readonly code: string;
  readonly title: string;
  readonly advice: string;
}

const own: Readonly<Record<string, { title: string; advice: string }>> = {
  not_subscribed: {
    title: "Not subscribed to this number",
    advice: "Only contacts that agreed to hear from this number get campaigns. Ask for their consent first.",
  },
  no_phone: {
    title: "No phone number",
    advice: "Add the number to the contact, for example by importing it.",
  },
  duplicate_number: {
    title: "Another contact has the same number and got the message",
    advice: "Nothing to do: every number gets one message. Merge the contacts if they are one person.",
  },
  contact_deleted: {
    title: "The contact was deleted before its turn",
    advice: "Nothing to do.",
  },
  contact_merged: {
    title: "The same person got the message under a profile that was merged into this one",
    advice: "Nothing to do: every person gets one message.",
  },
  being_merged: {
    title: "The contact was just merged with another one",
    advice: "Nothing to do: it goes out, or is held back, in a few seconds.",
  },
  window_closed: {
    title: "The 24-hour window of this contact is closed",
    advice:
      "Only templates go out at any time; everything else reaches only people who wrote within the last 24 hours. Use an approved template.",
  },
  kind_not_supported: {
    title: "The number's provider cannot send this kind of message",
    advice: "Send from a number of another connection, or say it with another kind of message.",
  },
  unconfirmed: {
    title: "Nobody knows whether this message went out",
    advice:
      "The provider's answer was lost and no report came in time. It was not sent again, because the person might get it twice; a report that still comes corrects this. The workspace's settings say what becomes of such messages.",
  },
  call_broke: {
    title: "Ponte could not carry out the call to the provider",
    advice:
      "Something in this message breaks the call; the others are not affected. Your operator finds the cause in the worker's log.",
  },
  number_archived: {
    title: "The sending number was archived",
    advice: "Choose an active number and launch again.",
  },
  number_moved: {
    title: "The sending number was moved to another workspace",
    advice: "Choose a number of this workspace and launch again.",
  },
  number_migrated: {
    title:
      "The sending number moved to another WhatsApp Business account, where this template does not exist",
    advice: "Choose a template of the new account and launch a copy.",
  },
  connection_disconnected: {
    title: "The sending number's connection was disconnected",
    advice: "Connect the number again, or choose another one, and launch a copy.",
  },
  campaign_stopped: {
    title: "The campaign was stopped before this message went out",
    advice: "Launch a copy of the campaign if the message should still go out.",
  },
};

/** Title and advice (English) for any code in send_reasons or sends.error_code; the dashboard translates by code. */
export function explainReason(code: string): ReasonExplanation {
  const known = own[code] ?? contentReasons[code as keyof typeof contentReasons];
  if (known) return { code, ...known };
  const provider = explainProviderError(code);
  if (provider) return { code, title: provider.title, advice: provider.advice };
  return { code, title: code, advice: "Ask your operator what this code means." };
}
