/**
 * OutboundMessage -> the JSON of Infobip's WhatsApp API. Pure. Numbers go without a plus. Shapes: Infobip OpenAPI,
 * `POST /whatsapp/1/message/template` and `/whatsapp/1/message/text`.
 */
import type { OutboundContent, OutboundMessage, TemplateButton, TemplateHeader } from "../connector.ts";

export interface Payload {
  readonly path: string;
  readonly body: unknown;
}

type TemplateContent = Extract<OutboundContent, { kind: "template" }>;
type TextContent = Extract<OutboundContent, { kind: "text" }>;

/** One call for messages of one kind. Texts go one by one: only the template endpoint takes several. */
export function buildPayload(messages: readonly OutboundMessage[]): Payload {
  const [first] = messages;
  if (first?.content.kind === "text" && messages.length === 1)
    return { path: "/whatsapp/1/message/text", body: textMessage(first, first.content) };
  return { path: "/whatsapp/1/message/template", body: { messages: messages.map(templateMessage) } };
}

function common(message: OutboundMessage) {
  return { from: digits(message.from.phone), to: digits(message.to), messageId: message.messageId };
}

function digits(address: string): string {
  return address.startsWith("+") ? address.slice(1) : address;
}

function textMessage(message: OutboundMessage, content: TextContent) {
  return {
    ...common(message),
    content: { text: content.body, previewUrl: content.previewUrl },
    // Infobip rewrites links unless told otherwise; what a person wrote is what arrives.
    urlOptions: { shortenUrl: false, trackClicks: false },
  };
}

function templateMessage(message: OutboundMessage) {
  if (message.content.kind !== "template") throw new Error("a text cannot travel in a template call");
  const { templateName, language } = message.content;
  return {
    ...common(message),
    content: { templateName, language, templateData: templateData(message.content) },
  };
}

function templateData({ header, body, buttons }: TemplateContent) {
  return {
    body: { placeholders: body },
    ...(header ? { header: headerData(header) } : {}),
    ...(buttons.length ? { buttons: [...buttons].sort((a, b) => a.index - b.index).map(buttonData) } : {}),
  };
}

function headerData(header: TemplateHeader) {
  switch (header.kind) {
    case "text":
      return { type: "TEXT", placeholder: header.value };
    case "image":
      return { type: "IMAGE", mediaUrl: header.url };
    case "gif":
      return { type: "GIF", mediaUrl: header.url };
    case "video":
      return { type: "VIDEO", mediaUrl: header.url };
    case "document":
      return { type: "DOCUMENT", mediaUrl: header.url, filename: header.filename ?? fileName(header.url) };
    case "location":
      return { type: "LOCATION", latitude: header.latitude, longitude: header.longitude };
  }
}

/** Infobip wants a file name for every document; the last part of the address is what a browser would take. */
function fileName(url: string): string {
  const last = URL.parse(url)?.pathname.split("/").pop() ?? "";
  return decodeSafely(last).slice(0, 240) || "document.pdf";
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function buttonData(button: TemplateButton) {
  switch (button.kind) {
    case "quick_reply":
      return { type: "QUICK_REPLY", parameter: button.payload };
    case "url":
      return { type: "URL", parameter: button.suffix };
    case "copy_code":
      return { type: "COPY_CODE", parameter: button.code };
    case "flow":
      return { type: "FLOW", flowToken: button.token, ...(button.data ? { data: button.data } : {}) };
    case "catalog":
      return { type: "CATALOG", thumbnailProductRetailerId: button.thumbnailProductId };
    case "multi_product":
      return {
        type: "MULTI_PRODUCT",
        thumbnailProductRetailerId: button.thumbnailProductId,
        sections: button.sections.map(({ title, productIds }) => ({ title, productRetailerIds: productIds })),
      };
  }
}
