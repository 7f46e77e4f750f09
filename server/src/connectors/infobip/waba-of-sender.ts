/** Which WABA a sender belongs to. No published call says so; the sender's templates carry its id. */
import type { ProviderCredentials, ProviderIo } from "../connector.ts";
import { callInfobip, unexpected } from "./client.ts";

/** null: the sender has no template yet, or is not on this account. */
export async function findWabaId(
  io: ProviderIo,
  credentials: ProviderCredentials,
  phone: string,
): Promise<string | null> {
  const answer = await callInfobip(io, credentials, {
    method: "GET",
    path: `/whatsapp/2/senders/${phone.replace("+", "")}/templates`,
  });
  if (answer.status === 404 || answer.status === 400) return null;
  if (answer.status !== 200) throw unexpected("list the templates", answer);
  const templates =
    (answer.json as { templates?: { businessAccountId?: number | string }[] } | null)?.templates ?? [];
  const id = templates.find((template) => template.businessAccountId !== undefined)?.businessAccountId;
  return id === undefined ? null : String(id);
}
