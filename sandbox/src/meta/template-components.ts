/** Templates in Graph's words (components) and in the shared ones (structure), both ways. */
import { asArray, asObject, asString, asText, isObject, type Json } from "../json.ts";
import { countPlaceholders } from "../template-shape.ts";
import type { TemplateButton, TemplateStructure } from "../types.ts";
import { compact } from "./messages/fields.ts";
import { namesOf } from "./messages/template-values.ts";

/** Components as Graph lists them, examples included. */
export function toComponents(structure: TemplateStructure): Json[] {
  const names = namesOf(structure);
  const { header, footer, buttons } = structure;
  const body = asObject(structure.body);
  const cards = asArray(asObject(structure.carousel).cards);
  const offer = asObject(structure.limitedTimeOffer);
  return [
    ...(header ? [headerComponent(asObject(header), names.header)] : []),
    ...(asString(offer.text) ? [offerComponent(offer)] : []),
    ...(asString(body.text) === undefined ? [] : [bodyComponent(body, names.body)]),
    ...(footer ? [{ type: "FOOTER", ...asObject(footer) }] : []),
    ...(buttons && buttons.length > 0 ? [{ type: "BUTTONS", buttons: buttons.map(buttonComponent) }] : []),
    ...(cards.length > 0
      ? [
          {
            type: "CAROUSEL",
            cards: cards.map((card) => ({ components: toComponents(asObject(card) as TemplateStructure) })),
          },
        ]
      : []),
    ...(structure.callPermissionRequest ? [{ type: "CALL_PERMISSION_REQUEST" }] : []),
  ];
}

function withNames(text: string, names: string[]): string {
  return names.length === 0
    ? text
    : text.replace(/\{\{(\d+)\}\}/g, (whole, n: string) =>
        names[Number(n) - 1] ? `{{${names[Number(n) - 1]}}}` : whole,
      );
}

function headerComponent(header: Json, names: string[]): Json {
  const format = asString(header.format) ?? "TEXT";
  const example = asString(header.example);
  if (format !== "TEXT") {
    return compact({ type: "HEADER", format, example: example ? { header_handle: [example] } : undefined });
  }
  const text = asString(header.text) ?? "";
  const given = countPlaceholders(text) === 0 || !example ? undefined : example;
  const examples = names[0]
    ? { header_text_named_params: [{ param_name: names[0], example: given }] }
    : { header_text: [given] };
  return compact({
    type: "HEADER",
    format,
    text: withNames(text, names),
    example: given ? examples : undefined,
  });
}

function bodyComponent(body: Json, names: string[]): Json {
  const examples = asArray(body.examples);
  const { text, examples: _examples, ...rest } = body;
  const named = names.map((param_name, i) => ({ param_name, example: examples[i] }));
  const example = names.length > 0 ? { body_text_named_params: named } : { body_text: [examples] };
  return compact({
    type: "BODY",
    text: withNames(String(text), names),
    ...rest,
    example: examples.length > 0 ? example : undefined,
  });
}

function offerComponent({ text, hasExpiration }: Json): Json {
  return { type: "LIMITED_TIME_OFFER", limited_time_offer: { text, has_expiration: hasExpiration === true } };
}

const TYPES_OUT: Record<string, string> = { MULTI_PRODUCT: "MPM" };
const TYPES_IN: Record<string, string> = { MPM: "MULTI_PRODUCT" };

function buttonComponent(button: TemplateButton): Json {
  const { type, text, url, phoneNumber, flowId, flowAction, navigateScreen, example } = button;
  const examples = example === undefined ? undefined : type === "COPY_CODE" ? example : [example];
  return compact({
    type: TYPES_OUT[type] ?? type,
    text,
    url,
    phone_number: phoneNumber,
    flow_id: flowId === undefined ? undefined : (asText(flowId) ?? ""),
    flow_action: asString(flowAction)?.toLowerCase(),
    navigate_screen: navigateScreen,
    example: examples,
  });
}

/** The structure that components describe; they were checked before. */
export function fromComponents(
  components: Json[],
  category: string,
  named: boolean,
  fileUrl: (handle: string) => string,
): TemplateStructure {
  const of = (type: string) => components.find((one) => asString(one.type)?.toUpperCase() === type);
  if (category === "AUTHENTICATION") return authentication(of("BODY"), of("FOOTER"), of("BUTTONS"));
  const headerNames = named ? variableNames(asString(of("HEADER")?.text)) : [];
  const bodyNames = named ? variableNames(asString(of("BODY")?.text)) : [];
  const header = readHeader(of("HEADER"), headerNames, fileUrl);
  const cards = asArray(of("CAROUSEL")?.cards).map((card) =>
    fromComponents(asArray(asObject(card).components).map(asObject), category, false, fileUrl),
  );
  const offer = asObject(of("LIMITED_TIME_OFFER")?.limited_time_offer);
  const footer = asString(of("FOOTER")?.text);
  const buttons = asArray(of("BUTTONS")?.buttons).map((button) => readButton(asObject(button)));
  return compact({
    header,
    body: readBody(of("BODY"), bodyNames),
    footer: footer ? { text: footer } : undefined,
    buttons: buttons.length > 0 ? buttons : undefined,
    carousel: cards.length > 0 ? { cards } : undefined,
    limitedTimeOffer: offer.text
      ? { text: offer.text, hasExpiration: offer.has_expiration === true }
      : undefined,
    callPermissionRequest: of("CALL_PERMISSION_REQUEST") ? true : undefined,
    named: named ? { header: headerNames, body: bodyNames } : undefined,
  }) as unknown as TemplateStructure;
}

/** `{{name}}`s in the order in which they first appear. */
export function variableNames(text: string | undefined): string[] {
  return [
    ...new Set([...(text ?? "").matchAll(/\{\{\s*([a-z][a-z0-9_]*)\s*\}\}/g)].map(([, name]) => name ?? "")),
  ];
}

function positional(text: string, names: string[]): string {
  return names.reduce(
    (done, name, i) => done.replaceAll(new RegExp(`\\{\\{\\s*${name}\\s*\\}\\}`, "g"), `{{${i + 1}}}`),
    text,
  );
}

function readHeader(
  header: Json | undefined,
  names: string[],
  fileUrl: (handle: string) => string,
): Json | undefined {
  if (!header) return undefined;
  const format = asString(header.format)?.toUpperCase() ?? "TEXT";
  const example = asObject(header.example);
  if (format !== "TEXT") {
    const handle = asString(asArray(example.header_handle)[0]);
    return compact({ format, example: handle ? fileUrl(handle) : undefined });
  }
  const given =
    asText(asArray(example.header_text)[0]) ??
    asText(asObject(asArray(example.header_text_named_params)[0]).example);
  return compact({ format, text: positional(asString(header.text) ?? "", names), example: given });
}

function readBody(body: Json | undefined, names: string[]): { text: string; examples?: string[] } {
  const example = asObject(body?.example);
  const rows = asArray(example.body_text);
  const named = asArray(example.body_text_named_params).map(asObject);
  const list =
    names.length > 0
      ? names.map((name) => named.find(({ param_name }) => param_name === name)?.example)
      : asArray(Array.isArray(rows[0]) ? rows[0] : rows);
  const examples = list.map((one) => asText(one) ?? "");
  return {
    text: positional(asString(body?.text) ?? "", names),
    ...(examples.length > 0 ? { examples } : {}),
  };
}

function readButton(button: Json): TemplateButton {
  const type = asString(button.type)?.toUpperCase() ?? "";
  const example = Array.isArray(button.example) ? button.example[0] : button.example;
  return compact({
    type: TYPES_IN[type] ?? type,
    text:
      asString(button.text) ??
      (type === "COPY_CODE" ? "Copy offer code" : type === "CATALOG" ? "View catalog" : undefined),
    url: asString(button.url),
    phoneNumber: asText(button.phone_number),
    flowId: asText(button.flow_id),
    flowAction: asString(button.flow_action)?.toUpperCase(),
    navigateScreen: asString(button.navigate_screen),
    example,
  }) as TemplateButton;
}

/** WhatsApp words authentication templates itself; the button becomes an address that carries the code. */
function authentication(
  body: Json | undefined,
  footer: Json | undefined,
  buttons: Json | undefined,
): TemplateStructure {
  const button = asObject(asArray(buttons?.buttons)[0]);
  const warning =
    body?.add_security_recommendation === true ? " For your security, do not share this code." : "";
  const minutes = Number(footer?.code_expiration_minutes);
  const otp = asString(button.otp_type)?.toUpperCase() ?? "COPY_CODE";
  return {
    body: { text: `*{{1}}* is your verification code.${warning}` },
    ...(minutes > 0 ? { footer: { text: `This code expires in ${minutes} minutes.` } } : {}),
    buttons: [
      {
        type: "URL",
        text: asString(button.text) ?? "Copy code",
        url: `https://www.whatsapp.com/otp/code/?otp_type=${otp}&code=otp{{1}}`,
        example: "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp123456",
      },
    ],
  };
}

export function isComponents(value: unknown): value is Json[] {
  return Array.isArray(value) && value.every(isObject);
}
