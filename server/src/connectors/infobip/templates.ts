/** Reads the templates of a sender. */
import type { ProviderCredentials, ProviderIo, ProviderTemplate, SendingNumberRef } from "../connector.ts";
import { callInfobip, unexpected } from "./client.ts";
import { type Json, object, objects, text } from "./json.ts";
import { toStructure } from "./template-structure.ts";

export async function fetchTemplates(
  io: ProviderIo,
  credentials: ProviderCredentials,
  { phone }: SendingNumberRef,
): Promise<ProviderTemplate[]> {
  const answer = await callInfobip(io, credentials, {
    method: "GET",
    path: `/whatsapp/2/senders/${phone.replace("+", "")}/templates`,
  });
  if (answer.status !== 200) throw unexpected("list the templates", answer);
  return objects(object(answer.json).templates).map(toProviderTemplate);
}

export function toProviderTemplate(template: Json): ProviderTemplate {
  const { id, name, language, category, status, quality } = template;
  return {
    providerId: String(id),
    name: text(name) ?? "",
    language: text(language) ?? "",
    category: text(category) ?? "UNKNOWN",
    status: text(status) ?? "UNKNOWN",
    quality: text(quality) ?? "UNKNOWN",
    structure: toStructure(object(template.structure), text(template.subCategory)),
  };
}
