/** A template with its values: what leaves for the provider. Pure. */
import type {
  OutboundContent,
  ProductSection,
  TemplateButton,
  TemplateButtonDefinition,
  TemplateCard,
  TemplateHeader,
  TemplateHeaderDefinition,
} from "../connectors/connector.ts";
import { parseMoment } from "./formats.ts";
import type { TemplateContent } from "./message.ts";
import { placeholdersOf } from "./placeholders.ts";
import { oneTimeCodeButton } from "./template.ts";
import { parseJson } from "./value-rules.ts";

/** By key; only values that are there. */
export type TemplateValues = ReadonlyMap<string, string>;

/** A value by its key within one part: the message itself, or one card. */
export type Value = (key: string) => string | undefined;

/** `flowToken` is what a Flow button carries that was given none. */
export function fillTemplate(
  { structure, templateName, language }: TemplateContent,
  values: TemplateValues,
  flowToken: string,
): Extract<OutboundContent, { kind: "template" }> {
  const value: Value = (key) => values.get(key);
  const header = structure.header ? outboundHeader(structure.header, value) : null;
  const body = textValues("body", structure.body.text, value);
  const code = oneTimeCodeButton(structure);
  const endsAt = parseMoment(value("offer.ends_at") ?? "");
  return {
    kind: "template",
    templateName,
    language,
    ...(header ? { header } : {}),
    body,
    buttons: (structure.buttons ?? []).flatMap((button, index): TemplateButton[] =>
      index === code
        ? [{ kind: "url", index, suffix: body[0] ?? "" }]
        : outboundButton(button, index, value, flowToken),
    ),
    ...(structure.carousel
      ? { cards: structure.carousel.cards.map((card, index) => outboundCard(card, index, values, flowToken)) }
      : {}),
    ...(endsAt ? { offerEndsAt: endsAt.toISOString() } : {}),
  };
}

function textValues(component: string, text: string, value: Value): string[] {
  return placeholdersOf(text).map((name) => value(`${component}.${name}`) ?? "");
}

function outboundHeader(header: TemplateHeaderDefinition, value: Value): TemplateHeader | null {
  const url = value("header.media") ?? "";
  switch (header.format) {
    case "TEXT": {
      const [text] = textValues("header", header.text ?? "", value);
      return text === undefined ? null : { kind: "text", value: text };
    }
    case "IMAGE":
      return { kind: "image", url };
    case "VIDEO":
      return { kind: "video", url };
    case "GIF":
      return { kind: "gif", url };
    case "DOCUMENT":
      return { kind: "document", url, ...named("filename", value("header.filename")) };
    case "LOCATION":
      return {
        kind: "location",
        latitude: Number(value("header.latitude")),
        longitude: Number(value("header.longitude")),
        ...named("name", value("header.name")),
        ...named("address", value("header.address")),
      };
  }
}

function outboundCard(
  card: NonNullable<TemplateContent["structure"]["carousel"]>["cards"][number],
  number: number,
  values: TemplateValues,
  flowToken: string,
): TemplateCard {
  const value = valueOfCard(values, number);
  return {
    header: { kind: card.header.format === "VIDEO" ? "video" : "image", url: value("header.media") ?? "" },
    body: textValues("body", card.body?.text ?? "", value),
    buttons: (card.buttons ?? []).flatMap((button, index) => outboundButton(button, index, value, flowToken)),
  };
}

export function valueOfCard(values: TemplateValues, number: number): Value {
  return (key) => values.get(`card.${number}.${key}`);
}

function outboundButton(
  button: TemplateButtonDefinition,
  index: number,
  value: Value,
  flowToken: string,
): TemplateButton[] {
  const of = (name: string) => value(`button.${index}.${name}`);
  switch (button.type) {
    case "URL": {
      const suffix = of("url");
      return suffix === undefined ? [] : [{ kind: "url", index, suffix }];
    }
    case "COPY_CODE":
      return [{ kind: "copy_code", index, code: of("code") ?? "" }];
    case "QUICK_REPLY": {
      const payload = of("payload");
      return payload === undefined ? [] : [{ kind: "quick_reply", index, payload }];
    }
    case "FLOW": {
      const data = parseJson(of("flow_data") ?? "") as Record<string, unknown> | undefined;
      return [{ kind: "flow", index, token: of("flow_token") ?? flowToken, ...(data ? { data } : {}) }];
    }
    case "CATALOG":
      return [{ kind: "catalog", index, ...named("thumbnailProductId", of("product")) }];
    case "MPM":
    case "MULTI_PRODUCT": {
      const sections = (parseJson(of("sections") ?? "") ?? []) as ProductSection[];
      return [{ kind: "multi_product", index, thumbnailProductId: of("product") ?? "", sections }];
    }
    default:
      return [];
  }
}

/** `{ [name]: value }` where there is a value. */
export function named<Name extends string>(
  name: Name,
  value: string | undefined,
): Partial<Record<Name, string>> {
  return value === undefined || value === "" ? {} : ({ [name]: value } as Record<Name, string>);
}
