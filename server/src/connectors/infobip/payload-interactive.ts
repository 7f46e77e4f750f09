/** The content of interactive messages. Pure. */
import type { CarouselCard, InteractiveHeader, OutboundContent } from "../connector.ts";
import { sectionData } from "./payload-template.ts";

type Content<K extends OutboundContent["kind"]> = Extract<OutboundContent, { kind: K }>;

/** The version of the message around a Flow; three is the only one WhatsApp takes. */
const FLOW_MESSAGE_VERSION = 3;

export function buttonsContent(content: Content<"buttons">) {
  return {
    ...frame(content),
    action: { buttons: content.buttons.map(({ id, title }) => ({ type: "REPLY", id, title })) },
  };
}

export function listContent(content: Content<"list">) {
  const sections = content.sections.map(({ title, rows }) => ({
    ...(title ? { title } : {}),
    rows: rows.map(({ id, title: name, description }) => ({
      id,
      title: name,
      ...(description ? { description } : {}),
    })),
  }));
  return { ...frame(content), action: { title: content.button, sections } };
}

export function urlButtonContent(content: Content<"url_button">) {
  return { ...frame(content), action: { displayText: content.button.text, url: content.button.url } };
}

export function productContent({ catalogId, productId, body, footer }: Content<"product">) {
  return {
    ...(body ? { body: { text: body } } : {}),
    action: { catalogId, productRetailerId: productId },
    ...(footer ? { footer: { text: footer } } : {}),
  };
}

export function productListContent(content: Content<"product_list">) {
  const { catalogId, sections } = content;
  return { ...frame(content), action: { catalogId, sections: sections.map(sectionData) } };
}

export function flowContent(content: Content<"flow">) {
  const { mode, flowToken, flowId, button, action, screen, data } = content;
  return {
    ...frame(content),
    action: {
      mode: mode.toUpperCase(),
      flowMessageVersion: FLOW_MESSAGE_VERSION,
      flowToken,
      flowId,
      callToActionButton: button,
      flowAction: action.toUpperCase(),
      ...(screen ? { flowActionPayload: { screen, ...(data ? { data } : {}) } } : {}),
    },
  };
}

export function carouselContent({ body, cards }: Content<"media_carousel">) {
  // One kind of button on every card; the first card tells which.
  const type = cards[0]?.link ? "URL" : "QUICK_REPLY";
  return { body: { text: body }, action: { type, cards: cards.map(cardContent) } };
}

function cardContent({ header, body, buttons, link }: CarouselCard) {
  return {
    header: { type: header.kind.toUpperCase(), url: header.url },
    ...(body ? { body: { text: body } } : {}),
    ...(link
      ? { button: { displayText: link.text, url: link.url } }
      : { buttons: (buttons ?? []).map(({ id, title }) => ({ id, title })) }),
  };
}

/** Header, body and footer as all interactive messages have them. */
function frame({
  header,
  body,
  footer,
}: {
  readonly header?: InteractiveHeader;
  readonly body: string;
  readonly footer?: string;
}) {
  return {
    ...(header ? { header: headerContent(header) } : {}),
    body: { text: body },
    ...(footer ? { footer: { text: footer } } : {}),
  };
}

function headerContent(header: InteractiveHeader) {
  if (header.kind === "text") return { type: "TEXT", text: header.text };
  return {
    type: header.kind.toUpperCase(),
    mediaUrl: header.url,
    ...(header.kind === "document" && header.filename ? { filename: header.filename } : {}),
  };
}
