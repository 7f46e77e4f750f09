/** Numbers and their health, and the hand-over of a WABA to the account. */
import type { ProviderCredentials, ProviderIo } from "../connector.ts";
import { callInfobip, errorText, unexpected } from "./client.ts";

export interface SenderQuality {
  readonly quality: string;
  readonly status: string;
  readonly messagingLimit: string | null;
}

/** null: the account does not have this sender (yet). `phone` is E.164. */
export async function readSenderQuality(
  io: ProviderIo,
  credentials: ProviderCredentials,
  phone: string,
): Promise<SenderQuality | null> {
  const answer = await callInfobip(io, credentials, {
    method: "GET",
    path: "/whatsapp/1/senders/quality",
    query: { senders: phone.replace("+", "") },
  });
  if (answer.status === 404 || answer.status === 400) return null;
  if (answer.status !== 200) throw unexpected("read the number's quality", answer);
  const found = (
    answer.json as { results?: { qualityRating?: string; status?: string; currentLimit?: string }[] } | null
  )?.results?.[0];
  if (!found) return null;
  return {
    quality: found.qualityRating ?? "UNKNOWN",
    status: found.status ?? "UNKNOWN",
    messagingLimit: found.currentLimit ?? null,
  };
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
