/**
 * OutboundMessage -> the JSON of Infobip's WhatsApp API. Pure. One endpoint per kind of message; only the template endpoint takes
 * several messages. Shapes: Infobip OpenAPI, `POST /whatsapp/1/message/…`.
 */
import type { ContentKind, OutboundContent, OutboundMessage } from "../connector.ts";
import { contactContent } from "./payload-contacts.ts";
import {
  buttonsContent,
  carouselContent,
  flowContent,
  listContent,
  productContent,
  productListContent,
  urlButtonContent,
} from "./payload-interactive.ts";
import { templateContent } from "./payload-template.ts";

export interface Payload {
  readonly path: string;
  readonly body: unknown;
}

interface Endpoint<K extends ContentKind> {
  readonly path: string;
  readonly content: (content: Extract<OutboundContent, { kind: K }>) => unknown;
  /** Whether the endpoint knows `urlOptions`: where there can be no link it does not. */
  readonly links: boolean;
}

/** What Infobip can send. It has no reactions. */
type SendableKind = Exclude<ContentKind, "reaction">;

const endpoints: { readonly [K in SendableKind]: Endpoint<K> } = {
  template: { path: "template", content: templateContent, links: true },
  text: {
    path: "text",
    content: ({ body, previewUrl }) => ({ text: body, previewUrl }),
    links: true,
  },
  image: { path: "image", content: captionedMedia, links: true },
  video: { path: "video", content: captionedMedia, links: true },
  document: {
    path: "document",
    content: (content) => ({
      ...captionedMedia(content),
      ...(content.filename ? { filename: content.filename } : {}),
    }),
    links: true,
  },
  audio: {
    path: "audio",
    content: ({ url, voice }) => ({ mediaUrl: url, ...(voice === undefined ? {} : { voice }) }),
    links: false,
  },
  sticker: { path: "sticker", content: ({ url }) => ({ mediaUrl: url }), links: false },
  location: {
    path: "location",
    content: ({ latitude, longitude, name, address }) => ({
      latitude,
      longitude,
      ...(name ? { name } : {}),
      ...(address ? { address } : {}),
    }),
    links: false,
  },
  contacts: {
    path: "contact",
    content: ({ contacts }) => ({ contacts: contacts.map(contactContent) }),
    links: false,
  },
  buttons: { path: "interactive/buttons", content: buttonsContent, links: true },
  list: { path: "interactive/list", content: listContent, links: true },
  url_button: { path: "interactive/url-button", content: urlButtonContent, links: true },
  product: { path: "interactive/product", content: productContent, links: true },
  product_list: { path: "interactive/multi-product", content: productListContent, links: true },
  flow: { path: "interactive/flow", content: flowContent, links: true },
  location_request: {
    path: "interactive/location-request",
    content: ({ body }) => ({ body: { text: body } }),
    links: true,
  },
  media_carousel: { path: "interactive/media-carousel", content: carouselContent, links: true },
};

export const sendableKinds: ReadonlySet<ContentKind> = new Set(Object.keys(endpoints) as SendableKind[]);

/** One call for messages of one kind; more than one only of templates. */
export function buildPayload(messages: readonly OutboundMessage[]): Payload {
  const [first] = messages;
  if (!first) throw new Error("a call needs a message");
  const { path } = endpointOf(first.content.kind);
  const bodies = messages.map((message) => {
    if (message.content.kind !== first.content.kind) throw new Error("a call carries messages of one kind");
    return messageBody(message);
  });
  return {
    path: `/whatsapp/1/message/${path}`,
    body: first.content.kind === "template" ? { messages: bodies } : bodies[0],
  };
}

function messageBody({ messageId, from, to, content, replyTo }: OutboundMessage) {
  const endpoint = endpointOf(content.kind);
  return {
    from: digits(from.phone),
    to: digits(to),
    messageId,
    content: endpoint.content(content),
    // Infobip rewrites links unless told otherwise; what a person wrote is what arrives.
    ...(endpoint.links ? { urlOptions: { shortenUrl: false, trackClicks: false } } : {}),
    ...(replyTo ? { context: { replyToMessageId: replyTo } } : {}),
  };
}

function endpointOf(kind: ContentKind): Endpoint<ContentKind> {
  if (kind === "reaction") throw new Error("Infobip has no reactions");
  // The table pairs each kind with its own content; the pairing is lost where the kind is only known at run time.
  return endpoints[kind] as Endpoint<ContentKind>;
}

/** Numbers go without a plus; a BSUID as it is. */
function digits(address: string): string {
  return address.startsWith("+") ? address.slice(1) : address;
}

function captionedMedia({ url, caption }: { readonly url: string; readonly caption?: string }) {
  return { mediaUrl: url, ...(caption ? { caption } : {}) };
}
