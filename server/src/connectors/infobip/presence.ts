/** Typing indicator and blue ticks. */
import type { Presence, ProviderCredentials, ProviderIo } from "../connector.ts";
import { callInfobip, unexpected } from "./client.ts";

export async function showTyping(
  io: ProviderIo,
  credentials: ProviderCredentials,
  { from, to }: Presence,
): Promise<void> {
  const answer = await callInfobip(io, credentials, {
    method: "POST",
    path: "/whatsapp/1/events",
    body: {
      events: [
        {
          sender: from.phone.replace("+", ""),
          destinations: [{ to: to.replace("+", "") }],
          content: { type: "TYPING_INDICATOR" },
        },
      ],
    },
  });
  if (answer.status !== 200) throw unexpected("show that an answer is being typed", answer);
}

export async function markRead(
  io: ProviderIo,
  credentials: ProviderCredentials,
  { from, providerMessageId }: Presence,
): Promise<void> {
  const answer = await callInfobip(io, credentials, {
    method: "POST",
    path: `/whatsapp/1/senders/${from.phone.replace("+", "")}/message/${encodeURIComponent(providerMessageId)}/read`,
  });
  if (answer.status !== 204 && answer.status !== 200) throw unexpected("mark the message as read", answer);
}
