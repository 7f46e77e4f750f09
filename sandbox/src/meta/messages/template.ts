/** A template message: which template in which state, and whether its components fit what was registered. */
import { asArray, asObject, asString, type Json } from "../../json.ts";
import { countPlaceholders } from "../../template-shape.ts";
import { fillPlaceholders } from "../../templates.ts";
import type { Template, TemplateStructure } from "../../types.ts";
import { catalogued } from "../errors.ts";
import { wabaExtra } from "../store.ts";
import type { NormalMessage, ReadContext } from "./context.ts";
import { mediaContent } from "./context.ts";
import { compact, coordinate, requiredObject, requiredText } from "./fields.ts";
import { readButtons } from "./template-buttons.ts";
import { namesOf, parameterValues } from "./template-values.ts";

export function readTemplate(context: ReadContext, body: Json): NormalMessage {
  const given = requiredObject(body, "template");
  const name = requiredText(given, "name", "template", 512);
  const code = requiredText(requiredObject(given, "language", "template"), "code", "template.language", 20);
  const template = findTemplate(context, name, code);
  const components = asArray(given.components).map(asObject);
  const templateData = readComponents(context, template.structure, components, "body");
  checkKinds(components);
  const content = { templateName: name, language: template.language, templateData };
  return { kind: "template", content, template };
}

/** Missing, unreviewed and rejected ones look alike from outside: 132001. */
function findTemplate({ sandbox, number }: ReadContext, name: string, code: string): Template {
  const { wabaId } = number.sender;
  const template = sandbox.state.templateIndex.get(wabaId)?.get(name)?.get(code.replace("-", "_"));
  const words = `template name (${name}) does not exist in ${code}`;
  if (!template) throw catalogued(132001, words);
  switch (template.status) {
    case "FIRST_PAUSED":
    case "SECOND_PAUSED":
      throw catalogued(132015);
    case "DISABLED":
      throw catalogued(132016);
    case "APPROVED":
      break;
    default:
      throw catalogued(132001, `${words}: it is ${template.status}`);
  }
  if (template.category === "MARKETING" && wabaExtra(sandbox.state.meta, wabaId).marketingDisabled)
    throw catalogued(131063);
  return template;
}

const KINDS = ["header", "body", "button", "limited_time_offer", "carousel", "tap_target_configuration"];

function checkKinds(components: Json[]): void {
  for (const { type } of components) {
    const kind = asString(type)?.toLowerCase() ?? "";
    if (!KINDS.includes(kind)) throw catalogued(132012, `There is no component of type ${kind || "(none)"}.`);
  }
}

/** Header, body, buttons, cards and offer of a template, or header, body and buttons of one card. */
function readComponents(
  context: ReadContext,
  structure: TemplateStructure,
  components: Json[],
  place: string,
): Json {
  const of = (type: string) => components.filter((one) => asString(one.type)?.toLowerCase() === type);
  return compact({
    header: readHeader(context, structure, of("header")[0]),
    body: { placeholders: readBody(structure, of("body")[0], place) },
    buttons: readButtons(structure.buttons ?? [], of("button")),
    carousel: readCarousel(context, structure, of("carousel")[0]),
    limitedTimeOffer: readOffer(structure, of("limited_time_offer")[0]),
  });
}

function readBody(structure: TemplateStructure, component: Json | undefined, place: string): string[] {
  const { text } = structure.body ?? { text: "" };
  const values = parameterValues(
    asArray(component?.parameters).map(asObject),
    countPlaceholders(text),
    place,
    namesOf(structure).body,
  );
  if (fillPlaceholders(text, values).length > 1024)
    throw catalogued(132005, "The body with its values is longer than 1024 characters.");
  return values;
}

function readHeader(
  context: ReadContext,
  structure: TemplateStructure,
  component: Json | undefined,
): Json | undefined {
  const { header } = structure;
  const parameters = asArray(component?.parameters).map(asObject);
  if (!header || (header.format === "TEXT" && countPlaceholders(header.text ?? "") === 0)) {
    if (parameters.length > 0)
      throw catalogued(
        132000,
        `header: number of localizable_params (${parameters.length}) does not match the expected number of params (0)`,
      );
    return undefined;
  }
  if (header.format === "TEXT") {
    const [placeholder = ""] = parameterValues(parameters, 1, "header", namesOf(structure).header);
    if (fillPlaceholders(header.text ?? "", [placeholder]).length > 60)
      throw catalogued(132005, "The header with its value is longer than 60 characters.");
    return { type: "TEXT", placeholder };
  }
  const [parameter] = parameters;
  const format = header.format.toLowerCase();
  if (!parameter)
    throw catalogued(132012, `header: Format mismatch, expected ${header.format}, received UNKNOWN`);
  if (asString(parameter.type)?.toLowerCase() !== format)
    throw catalogued(
      132012,
      `header: Format mismatch, expected ${header.format}, received ${(asString(parameter.type) ?? "UNKNOWN").toUpperCase()}`,
    );
  return headerValue(context, parameter, format);
}

function headerValue(context: ReadContext, parameter: Json, format: string): Json {
  const type = format.toUpperCase();
  const value = requiredObject(parameter, format, "header");
  if (format === "location") {
    const { name, address } = value;
    return compact({
      type,
      latitude: coordinate(value, "latitude", 90, "location"),
      longitude: coordinate(value, "longitude", 180, "location"),
      name,
      address,
    });
  }
  if (format === "product")
    return { type, productRetailerId: value.product_retailer_id, catalogId: value.catalog_id };
  return { type, ...mediaContent(context, value, `header.${format}`) };
}

function readCarousel(
  context: ReadContext,
  structure: TemplateStructure,
  component: Json | undefined,
): Json | undefined {
  const registered = asArray(asObject(structure.carousel).cards).map(
    (card) => asObject(card) as TemplateStructure,
  );
  if (registered.length === 0) {
    if (component) throw catalogued(132012, "The template has no carousel.");
    return undefined;
  }
  const given = asArray(component?.cards).map(asObject);
  if (given.length !== registered.length)
    throw catalogued(
      132000,
      `carousel: number of cards (${given.length}) does not match the expected number (${registered.length})`,
    );
  const cards = registered.map((card, i) => {
    const one = given.find(({ card_index }) => Number(card_index) === i) ?? given[i] ?? {};
    const data = readComponents(context, card, asArray(one.components).map(asObject), `card ${i} body`);
    return asArray(data.buttons).length > 0 ? data : compact({ ...data, buttons: undefined });
  });
  return { cards };
}

function readOffer(structure: TemplateStructure, component: Json | undefined): Json | undefined {
  const offer = asObject(structure.limitedTimeOffer);
  if (offer.hasExpiration !== true) return undefined;
  const parameter = asObject(asArray(component?.parameters)[0]);
  const time = Number(asObject(parameter.limited_time_offer).expiration_time_ms);
  if (!Number.isFinite(time)) throw catalogued(132000, "limited_time_offer: expiration_time_ms is missing");
  if (time <= Date.now())
    throw catalogued(132018, "limited_time_offer: expiration_time_ms must be in the future");
  return { expirationTime: new Date(time).toISOString() };
}
