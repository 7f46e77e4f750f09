/** Typing indicator and blue ticks: on Meta one call does either, and showing "typing…" marks the message as read as well. */
import type { Presence, ProviderCredentials, ProviderIo } from "../connector.ts";
import { callGraph, unexpected } from "./client.ts";

export async function showTyping(
  io: ProviderIo,
  credentials: ProviderCredentials,
  presence: Presence,
): Promise<void> {
  await tell(io, credentials, presence, "show that an answer is being typed", {
    typing_indicator: { type: "text" },
  });
}

export async function markRead(
  io: ProviderIo,
  credentials: ProviderCredentials,
  presence: Presence,
): Promise<void> {
  await tell(io, credentials, presence, "mark the message as read", {});
}

async function tell(
  io: ProviderIo,
  credentials: ProviderCredentials,
  { from, providerMessageId }: Presence,
  what: string,
  more: Readonly<Record<string, unknown>>,
): Promise<void> {
  const answer = await callGraph(io, credentials, {
    method: "POST",
    path: `/${encodeURIComponent(from.phoneNumberId)}/messages`,
    body: { messaging_product: "whatsapp", status: "read", message_id: providerMessageId, ...more },
  });
  if (answer.status !== 200) throw unexpected(what, answer);
}
