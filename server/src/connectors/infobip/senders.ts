/** Numbers and their health, and the hand-over of a WABA to the account. */
import type { ProviderCredentials, ProviderIo, ProviderNumber, SendingNumberRef } from "../connector.ts";
import { callInfobip, errorText, unexpected } from "./client.ts";

interface Quality {
  readonly qualityRating?: string;
  readonly status?: string;
  readonly currentLimit?: string;
}

/** null: the account does not have this sender (yet). */
export async function readNumber(
  io: ProviderIo,
  credentials: ProviderCredentials,
  { phone, phoneNumberId, wabaId }: SendingNumberRef,
): Promise<ProviderNumber | null> {
  const answer = await callInfobip(io, credentials, {
    method: "GET",
    path: "/whatsapp/1/senders/quality",
    query: { senders: phone.replace("+", "") },
  });
  if (answer.status === 404 || answer.status === 400) return null;
  if (answer.status !== 200) throw unexpected("read the number's quality", answer);
  const found = (answer.json as { results?: Quality[] } | null)?.results?.[0];
  if (!found) return null;
  return {
    phone,
    phoneNumberId: phoneNumberId || null,
    wabaId: wabaId || null,
    displayName: null,
    quality: found.qualityRating ?? "UNKNOWN",
    status: found.status ?? "UNKNOWN",
    messagingLimit: found.currentLimit ?? null,
  };
}

interface ListedSender {
  readonly sender?: string;
  readonly number?: string;
  readonly displayName?: string;
  readonly qualityRating?: string;
  readonly connectionStatus?: string;
  readonly limit?: string;
}

/** The list is in no published description, so an account without it (404) is no error: null. */
export async function listNumbers(
  io: ProviderIo,
  credentials: ProviderCredentials,
): Promise<ProviderNumber[] | null> {
  const answer = await callInfobip(io, credentials, { method: "GET", path: "/whatsapp/1/senders" });
  if (answer.status === 404) return null;
  if (answer.status !== 200) throw unexpected("list the senders", answer);
  const senders = (answer.json as { senders?: ListedSender[] } | null)?.senders;
  if (!Array.isArray(senders)) return null;
  return senders.flatMap((one) => {
    const digits = (one.sender ?? one.number ?? "").replace(/\D/g, "");
    if (!digits) return [];
    return [
      {
        phone: `+${digits}`,
        phoneNumberId: null,
        wabaId: null,
        displayName: one.displayName ?? null,
        quality: one.qualityRating ?? "UNKNOWN",
        status: one.connectionStatus ?? "UNKNOWN",
        messagingLimit: one.limit ?? null,
      },
    ];
  });
}

export type ShareOutcome =
  | { readonly outcome: "shared" }
  | { readonly outcome: "refused"; readonly reason: string };

/** POST share-waba: known from Infobip's own client and from integrators, absent from its public description. */
export async function shareWaba(
  io: ProviderIo,
  credentials: ProviderCredentials,
  wabaId: string,
): Promise<ShareOutcome> {
  const answer = await callInfobip(io, credentials, {
    method: "POST",
    path: "/whatsapp/1/embedded-signup/registrations/share-waba",
    body: { businessAccountId: Number(wabaId) },
  });
  if (answer.status >= 200 && answer.status < 300) return { outcome: "shared" };
  if ([400, 403, 404, 409, 422].includes(answer.status))
    return { outcome: "refused", reason: errorText(answer.json) || `HTTP ${answer.status}` };
  throw unexpected("take over the WhatsApp Business account", answer);
}
