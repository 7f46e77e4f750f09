/** A message of any kind but the template as it appears on the phone. Pure. */
import type { ContactCard, InteractiveHeader, ReplyButton } from "../connectors/connector.ts";
import type { OutboundFreeForm, RenderedButton, RenderedHeader, RenderedMessage } from "./message.ts";

export function renderFreeForm(content: OutboundFreeForm): RenderedMessage {
  const { kind } = content;
  switch (content.kind) {
    case "text":
      return { body: content.body };
    case "image":
    case "video":
      return { kind, header: media(content.kind, content.url), ...body(content.caption) };
    case "document":
      return { kind, header: media("document", content.url, content.filename), ...body(content.caption) };
    case "audio":
    case "sticker":
      return { kind, header: media(content.kind, content.url) };
    case "location": {
      const { latitude, longitude, name, address } = content;
      const place = { latitude, longitude, ...(name ? { name } : {}), ...(address ? { address } : {}) };
      return { kind, header: { format: "LOCATION", text: `${latitude}, ${longitude}`, ...place } };
    }
    case "contacts":
      return { kind, contacts: content.contacts.map(contactOf) };
    case "reaction":
      return { kind, reaction: content.emoji };
    case "buttons":
      return { kind, ...frame(content), buttons: content.buttons.map(reply) };
    case "list":
      return {
        kind,
        ...frame(content),
        buttons: [button("LIST", content.button)],
        sections: content.sections,
      };
    case "url_button":
      return {
        kind,
        ...frame(content),
        buttons: [{ ...button("URL", content.button.text), url: content.button.url }],
      };
    case "product":
      return {
        kind,
        ...body(content.body),
        ...footer(content.footer),
        sections: [{ rows: products([content.productId]) }],
      };
    case "product_list":
      return {
        kind,
        ...frame(content),
        sections: content.sections.map(({ title, productIds }) => ({ title, rows: products(productIds) })),
      };
    case "flow":
      return { kind, ...frame(content), buttons: [button("FLOW", content.button)] };
    case "location_request":
      return { kind, body: content.body, buttons: [button("LOCATION_REQUEST", "")] };
    case "media_carousel":
      return {
        kind,
        body: content.body,
        cards: content.cards.map(({ header, body: text, buttons, link }) => ({
          header: media(header.kind, header.url),
          ...body(text),
          buttons: link ? [{ ...button("URL", link.text), url: link.url }] : (buttons ?? []).map(reply),
        })),
      };
  }
}

function media(kind: string, mediaUrl: string, filename?: string): RenderedHeader {
  return { format: kind.toUpperCase(), mediaUrl, ...(filename ? { filename } : {}) };
}

function body(text: string | undefined): Pick<RenderedMessage, "body"> {
  return text ? { body: text } : {};
}

function footer(text: string | undefined): Pick<RenderedMessage, "footer"> {
  return text ? { footer: text } : {};
}

function frame(content: {
  readonly header?: InteractiveHeader;
  readonly body: string;
  readonly footer?: string;
}): RenderedMessage {
  const { header } = content;
  const top =
    header === undefined
      ? {}
      : {
          header:
            header.kind === "text"
              ? { format: "TEXT", text: header.text }
              : media(header.kind, header.url, header.filename),
        };
  return { ...top, body: content.body, ...footer(content.footer) };
}

function button(type: string, text: string): RenderedButton {
  return { type, text };
}

function reply({ title }: ReplyButton): RenderedButton {
  return button("QUICK_REPLY", title);
}

function products(ids: readonly string[]) {
  return ids.map((title) => ({ title }));
}

function contactOf({ name, phones = [], emails = [], urls = [], organization }: ContactCard) {
  const details = [
    organization?.company,
    ...phones.map((one) => one.phone),
    ...emails.map((one) => one.email),
    ...urls.map((one) => one.url),
  ];
  return { name: name.formatted, details: details.filter((detail) => detail !== undefined) };
}
