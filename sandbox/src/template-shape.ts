/** What a template asks of a message, and whether a message gives it. Wrong data are told by delivery report (7008). */
import { asArray, asObject, asString } from "./json.ts";
import type { Template, TemplateButton, TemplateStructure } from "./types.ts";

interface Part {
  bodyPlaceholders: number;
  headerFormat: string | null;
  headerPlaceholders: number;
  /** Button types that need data in the message, in their registered order. */
  neededButtons: string[];
  /** Every registered button type; a message may give data to these only. */
  buttonTypes: Set<string>;
}

interface Shape extends Part {
  cards: Part[];
  /** The offer ends at a time that the message names. */
  needsExpiration: boolean;
  hasOffer: boolean;
}

const shapes = new WeakMap<TemplateStructure, Shape>();

/** Number of the highest `{{n}}` in a text. */
export function countPlaceholders(text: string): number {
  let highest = 0;
  for (const match of text.matchAll(/\{\{(\d+)\}\}/g)) highest = Math.max(highest, Number(match[1]));
  return highest;
}

/** Computed once per structure: the send path asks for every message. */
function shapeOf({ structure }: Template): Shape {
  let shape = shapes.get(structure);
  if (!shape) {
    const offer = structure.limitedTimeOffer;
    shape = {
      ...partOf(structure),
      cards: asArray(asObject(structure.carousel).cards).map((card) => partOf(asObject(card))),
      needsExpiration: asObject(offer).hasExpiration === true,
      hasOffer: offer !== undefined && offer !== null,
    };
    shapes.set(structure, shape);
  }
  return shape;
}

function partOf(part: Record<string, unknown>): Part {
  const header = asObject(part.header);
  const buttons = asArray(part.buttons) as TemplateButton[];
  return {
    bodyPlaceholders: countPlaceholders(asString(asObject(part.body).text) ?? ""),
    headerFormat: asString(header.format) ?? null,
    headerPlaceholders: countPlaceholders(asString(header.text) ?? ""),
    neededButtons: buttons.filter(needsData).map(({ type }) => type),
    buttonTypes: new Set(buttons.map(({ type }) => type)),
  };
}

function needsData({ type, url }: TemplateButton): boolean {
  if (type === "COPY_CODE" || type === "MULTI_PRODUCT") return true;
  return type === "URL" && (url ?? "").includes("{{");
}

/** Whether the template data of a message fit: placeholders, header, buttons, cards, offer. */
export function dataFits(template: Template, data: Record<string, unknown>): boolean {
  const shape = shapeOf(template);
  if (!partFits(shape, data)) return false;
  if (shape.needsExpiration !== (data.limitedTimeOffer !== undefined)) {
    if (shape.needsExpiration || !shape.hasOffer) return false;
  }
  if (shape.cards.length === 0) return data.carousel === undefined;
  const cards = asArray(asObject(data.carousel).cards);
  return (
    cards.length === shape.cards.length && shape.cards.every((card, i) => partFits(card, asObject(cards[i])))
  );
}

function partFits(part: Part, data: Record<string, unknown>): boolean {
  const placeholders = asArray(asObject(data.body).placeholders);
  if (placeholders.length !== part.bodyPlaceholders) return false;
  return headerFits(part, asObject(data.header)) && buttonsFit(part, asArray(data.buttons));
}

function headerFits(part: Part, header: Record<string, unknown>): boolean {
  const type = asString(header.type);
  if (part.headerFormat === null) return type === undefined;
  if (part.headerFormat === "TEXT") return (type === "TEXT") === part.headerPlaceholders > 0;
  return type === part.headerFormat;
}

function buttonsFit({ neededButtons, buttonTypes }: Part, buttons: unknown[]): boolean {
  let needed = 0;
  for (const button of buttons) {
    const type = asString(asObject(button).type) ?? "";
    if (!buttonTypes.has(type)) return false;
    if (type !== "URL" && type !== "COPY_CODE" && type !== "MULTI_PRODUCT") continue;
    if (neededButtons[needed] !== type) return false;
    needed++;
  }
  return needed === neededButtons.length;
}
