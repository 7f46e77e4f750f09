/** The content of a template message: header, placeholders, buttons that need data, carousel cards, end of an offer. Pure. */
import type {
  OutboundContent,
  ProductSection,
  TemplateButton,
  TemplateCard,
  TemplateHeader,
} from "../connector.ts";

type TemplateContent = Extract<OutboundContent, { kind: "template" }>;

export function templateContent(content: TemplateContent) {
  return {
    templateName: content.templateName,
    language: content.language,
    templateData: templateData(content),
  };
}

function templateData({ header, body, buttons, cards, offerEndsAt }: TemplateContent) {
  return {
    body: { placeholders: body },
    ...(header ? { header: headerData(header) } : {}),
    ...(buttons.length ? { buttons: inOrder(buttons) } : {}),
    ...(cards?.length ? { carousel: { cards: cards.map(cardData) } } : {}),
    ...(offerEndsAt ? { limitedTimeOffer: { expirationTime: offerEndsAt } } : {}),
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
      // Infobip's location header takes neither name nor address.
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

function cardData({ header, body, buttons }: TemplateCard) {
  return {
    header: headerData(header),
    ...(body.length ? { body: { placeholders: body } } : {}),
    ...(buttons.length ? { buttons: inOrder(buttons) } : {}),
  };
}

/** Infobip has no index: those that need data follow each other as they are registered. */
function inOrder(buttons: readonly TemplateButton[]) {
  return [...buttons].sort((a, b) => a.index - b.index).map(buttonData);
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
      return {
        type: "CATALOG",
        ...(button.thumbnailProductId ? { thumbnailProductRetailerId: button.thumbnailProductId } : {}),
      };
    case "multi_product":
      return {
        type: "MULTI_PRODUCT",
        thumbnailProductRetailerId: button.thumbnailProductId,
        sections: button.sections.map(sectionData),
      };
  }
}

export function sectionData({ title, productIds }: ProductSection) {
  return { title, productRetailerIds: productIds };
}
