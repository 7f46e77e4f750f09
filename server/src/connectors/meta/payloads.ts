/**
 * OutboundMessage -> the JSON of `POST /{phone number id}/messages`. Pure. Shapes: Meta, "Cloud API – Messages". What belongs to
 * templates and to interactive messages stands in files of its own.
 */
import type { ContactCard, OutboundContent, OutboundMessage } from "../connector.ts";
import { interactive, isInteractive } from "./payloads-interactive.ts";
import { template } from "./payloads-template.ts";

export function buildPayload(message: OutboundMessage): Record<string, unknown> {
  return {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    ...recipient(message.to),
    ...(message.replyTo ? { context: { message_id: message.replyTo } } : {}),
    // Comes back on every status: it leads to our row without a look-up by Meta's id.
    biz_opaque_callback_data: message.messageId,
    ...content(message.content),
  };
}

/** A number keeps its plus, or Meta may read it as a national one; a business-scoped user id has a field of its own. */
export function recipient(address: string): Record<string, string> {
  if (/^[A-Z]{2}\./.test(address)) return { recipient: address };
  return { to: address.startsWith("+") ? address : `+${address}` };
}

function content(of: OutboundContent): Record<string, unknown> {
  if (isInteractive(of)) return { type: "interactive", interactive: interactive(of) };
  switch (of.kind) {
    case "template":
      return { type: "template", template: template(of) };
    case "text":
      return { type: "text", text: { body: of.body, preview_url: of.previewUrl } };
    case "image":
    case "video":
      return { type: of.kind, [of.kind]: { link: of.url, ...optional("caption", of.caption) } };
    case "audio":
      return { type: "audio", audio: { link: of.url, ...(of.voice ? { voice: true } : {}) } };
    case "document":
      return {
        type: "document",
        document: {
          link: of.url,
          ...optional("caption", of.caption),
          ...optional("filename", of.filename),
        },
      };
    case "sticker":
      return { type: "sticker", sticker: { link: of.url } };
    case "location":
      return {
        type: "location",
        location: {
          latitude: of.latitude,
          longitude: of.longitude,
          ...optional("name", of.name),
          ...optional("address", of.address),
        },
      };
    case "contacts":
      return { type: "contacts", contacts: of.contacts.map(contactCard) };
    case "reaction":
      return { type: "reaction", reaction: { message_id: of.providerMessageId, emoji: of.emoji } };
  }
}

function contactCard({ name, phones, emails, urls, addresses, organization, birthday }: ContactCard) {
  return {
    name: {
      formatted_name: name.formatted,
      first_name: name.first,
      ...optional("last_name", name.last),
      ...optional("middle_name", name.middle),
      ...optional("prefix", name.prefix),
      ...optional("suffix", name.suffix),
    },
    ...(phones
      ? {
          phones: phones.map(({ phone, type, waId }) => ({
            phone,
            ...optional("type", type),
            ...optional("wa_id", waId),
          })),
        }
      : {}),
    ...(emails ? { emails } : {}),
    ...(urls ? { urls } : {}),
    ...(addresses
      ? {
          addresses: addresses.map(({ countryCode, ...rest }) => ({
            ...rest,
            ...optional("country_code", countryCode),
          })),
        }
      : {}),
    ...(organization ? { org: organization } : {}),
    ...optional("birthday", birthday),
  };
}

function optional<K extends string>(name: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [name]: value } as Record<K, string>);
}
