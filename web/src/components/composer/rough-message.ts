/** The message as far as the browser alone can tell: Liquid stays unrendered. Shown until the server's rendering arrives. Pure. */
import type { RenderedButton, RenderedHeader, RenderedMessage, TemplateStructure } from "../../api/types.ts";
import { fillTemplate } from "./template-text.ts";

type Value = (key: string) => string | undefined;
type Part = Pick<TemplateStructure, "header" | "buttons"> & { body?: { text: string } };

export function roughMessage(
  structure: TemplateStructure,
  variables: Record<string, string>,
): RenderedMessage {
  const { footer, carousel, limitedTimeOffer } = structure;
  const message: RenderedMessage = partOf(structure, (key) => variables[key]);
  if (footer) message.footer = footer.text;
  if (carousel)
    message.cards = carousel.cards.map((card, number) => ({
      header: { format: card.header.format },
      ...partOf(card, (key) => variables[`card.${number}.${key}`]),
    }));
  if (limitedTimeOffer) message.offer = { text: limitedTimeOffer.text };
  return message;
}

function partOf({ header, body, buttons }: Part, value: Value) {
  const part: { header?: RenderedHeader; body?: string; buttons?: RenderedButton[] } = {};
  if (header) part.header = headerOf(header, value);
  if (body) part.body = fillTemplate(body.text, (name) => value(`body.${name}`));
  if (buttons) part.buttons = buttons.map(({ type, text, url }) => ({ type, text, ...(url ? { url } : {}) }));
  return part;
}

function headerOf(header: NonNullable<TemplateStructure["header"]>, value: Value): RenderedHeader {
  const rough: RenderedHeader = { format: header.format };
  if (header.text) rough.text = fillTemplate(header.text, (name) => value(`header.${name}`));
  const media = value("header.media") || header.sampleUrl;
  if (media && !media.includes("{")) rough.mediaUrl = media;
  for (const name of ["filename", "name", "address"] as const) {
    const text = value(`header.${name}`);
    if (text) rough[name] = text;
  }
  return rough;
}
