/** Templates of a WABA -> our structure. Unknown words of Meta are kept as they are; parts we cannot fill are named. */
import type {
  ProviderCredentials,
  ProviderIo,
  ProviderTemplate,
  SendingNumberRef,
  TemplateButtonDefinition,
  TemplateCardDefinition,
  TemplateHeaderDefinition,
  TemplateStructure,
} from "../connector.ts";
import { readPages } from "./client.ts";
import { isObject, type Json, object, objects, optional, text } from "./json.ts";
import { refusedCall } from "./token.ts";

export async function fetchTemplates(
  io: ProviderIo,
  credentials: ProviderCredentials,
  { wabaId }: SendingNumberRef,
): Promise<ProviderTemplate[]> {
  const { items, answer } = await readPages<Json>(io, credentials, {
    method: "GET",
    path: `/${encodeURIComponent(wabaId)}/message_templates`,
    query: {
      fields: "id,name,language,category,status,quality_score,components,parameter_format",
      limit: 100,
    },
  });
  if (answer.status !== 200) throw refusedCall("list the templates", answer);
  return items.filter(isObject).map(toProviderTemplate);
}

export function toProviderTemplate(template: Json): ProviderTemplate {
  return {
    providerId: text(template.id) ?? "",
    name: text(template.name) ?? "",
    language: text(template.language) ?? "",
    category: (text(template.category) ?? "UNKNOWN").toUpperCase(),
    status: (text(template.status) ?? "UNKNOWN").toUpperCase(),
    quality: text(object(template.quality_score).score) ?? "UNKNOWN",
    structure: toStructure(objects(template.components), text(template.parameter_format)),
  };
}

const understood = new Set(["HEADER", "BODY", "FOOTER", "BUTTONS", "CAROUSEL", "LIMITED_TIME_OFFER"]);

function toStructure(components: readonly Json[], parameterFormat: string | undefined): TemplateStructure {
  const part = (type: string) => components.find((one) => typeOf(one) === type);
  const headerPart = part("HEADER");
  const header = headerPart && toHeader(headerPart);
  const footer = part("FOOTER");
  const buttons = objects(part("BUTTONS")?.buttons).map(toButton);
  const offer = part("LIMITED_TIME_OFFER");
  const cards = objects(part("CAROUSEL")?.cards).map(toCard);
  const unsupported = [
    ...components.map(typeOf).filter((type) => !understood.has(type)),
    ...(headerPart && !header ? [`HEADER ${text(headerPart.format) ?? ""}`.trim()] : []),
    // Values are sent by place; named ones would need the names.
    ...(parameterFormat?.toUpperCase() === "NAMED" ? ["NAMED_PARAMETERS"] : []),
  ];
  return {
    ...optional("header", header),
    body: { text: text(part("BODY")?.text) ?? "" },
    ...optional("footer", footer && text(footer.text) ? { text: text(footer.text) ?? "" } : undefined),
    ...(buttons.length ? { buttons } : {}),
    ...(cards.length ? { carousel: { cards } } : {}),
    ...(offer ? { limitedTimeOffer: toOffer(offer) } : {}),
    ...(unsupported.length ? { unsupported } : {}),
  };
}

const headerFormats = ["TEXT", "IMAGE", "VIDEO", "GIF", "DOCUMENT", "LOCATION"] as const;

function toHeader(header: Json): TemplateHeaderDefinition | undefined {
  const format = headerFormats.find((known) => known === text(header.format)?.toUpperCase());
  if (!format) return undefined;
  return {
    format,
    ...optional("text", text(header.text)),
    ...(format === "TEXT" ? {} : optional("sampleUrl", sampleOf(header))),
  };
}

/** Meta shows the sample as an address, though it was given a handle. */
function sampleOf(header: Json): string | undefined {
  const handles = object(header.example).header_handle;
  const first: unknown = Array.isArray(handles) ? handles[0] : undefined;
  return typeof first === "string" && /^https?:/.test(first) ? first : undefined;
}

/** Meta's words for the buttons whose name here is longer. */
const buttonTypes: Readonly<Record<string, string>> = { MPM: "MULTI_PRODUCT" };

function toButton(button: Json): TemplateButtonDefinition {
  const type = (text(button.type) ?? "UNKNOWN").toUpperCase();
  return {
    type: buttonTypes[type] ?? type,
    text: text(button.text) ?? "",
    ...optional("url", text(button.url)),
    ...optional("phoneNumber", text(button.phone_number)),
    ...optional("flowId", text(button.flow_id)),
  };
}

function toCard(card: Json): TemplateCardDefinition {
  const components = objects(card.components);
  const header = components.find((one) => typeOf(one) === "HEADER") ?? {};
  const body = components.find((one) => typeOf(one) === "BODY");
  const buttons = objects(components.find((one) => typeOf(one) === "BUTTONS")?.buttons).map(toButton);
  return {
    header: {
      format: text(header.format)?.toUpperCase() === "VIDEO" ? "VIDEO" : "IMAGE",
      ...optional("sampleUrl", sampleOf(header)),
    },
    ...(body ? { body: { text: text(body.text) ?? "" } } : {}),
    ...(buttons.length ? { buttons } : {}),
  };
}

function toOffer(component: Json): NonNullable<TemplateStructure["limitedTimeOffer"]> {
  const offer = object(component.limited_time_offer);
  return { text: text(offer.text) ?? "", hasExpiration: offer.has_expiration === true };
}

function typeOf(component: Json): string {
  return (text(component.type) ?? "UNKNOWN").toUpperCase();
}
