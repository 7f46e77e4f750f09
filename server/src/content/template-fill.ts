/** A template with its values: the provider's content, and the message as it appears on the phone. Pure. */
import type { OutboundContent, TemplateButton, TemplateHeader } from "../connectors/connector.ts";
import type { MessageContent, RenderedMessage, TemplateButtonDefinition } from "./message.ts";
import { fillPlaceholders, limits, placeholdersOf } from "./template.ts";

type TemplateContent = Extract<MessageContent, { kind: "template" }>;

/** By key; only values that are there. */
export type TemplateValues = Map<string, string>;

export interface FilledTemplate {
  readonly content: OutboundContent;
  readonly rendered: RenderedMessage;
  /** A part that is too long once it is filled. */
  readonly tooLong?: { readonly field: string; readonly text: string };
}

export function fillTemplate(content: TemplateContent, values: TemplateValues): FilledTemplate {
  const { structure, templateName, language } = content;
  const value = (key: string) => values.get(key) ?? "";
  const header = outboundHeader(content, value);
  const rendered = renderTemplate(content, value);
  const tooLong = firstTooLong(rendered);
  return {
    content: {
      kind: "template",
      templateName,
      language,
      ...(header ? { header } : {}),
      body: placeholdersOf(structure.body.text).map((name) => value(`body.${name}`)),
      buttons: (structure.buttons ?? []).flatMap((button, index) => outboundButton(button, index, values)),
    },
    rendered,
    ...(tooLong ? { tooLong } : {}),
  };
}

function outboundHeader(
  { structure }: TemplateContent,
  value: (key: string) => string,
): TemplateHeader | null {
  const { header } = structure;
  if (!header) return null;
  switch (header.format) {
    case "TEXT": {
      const [name] = placeholdersOf(header.text ?? "");
      return name === undefined ? null : { kind: "text", value: value(`header.${name}`) };
    }
    case "IMAGE":
      return { kind: "image", url: value("header.media") };
    case "VIDEO":
      return { kind: "video", url: value("header.media") };
    case "GIF":
      return { kind: "gif", url: value("header.media") };
    case "DOCUMENT": {
      const filename = value("header.filename");
      return { kind: "document", url: value("header.media"), ...(filename ? { filename } : {}) };
    }
    case "LOCATION":
      return {
        kind: "location",
        latitude: Number(value("header.latitude")),
        longitude: Number(value("header.longitude")),
      };
  }
}

function outboundButton(
  button: TemplateButtonDefinition,
  index: number,
  values: TemplateValues,
): TemplateButton[] {
  const suffix = values.get(`button.${index}.url`);
  if (button.type === "URL" && suffix !== undefined) return [{ kind: "url", index, suffix }];
  const code = values.get(`button.${index}.code`);
  if (button.type === "COPY_CODE" && code !== undefined) return [{ kind: "copy_code", index, code }];
  const payload = values.get(`button.${index}.payload`);
  if (button.type === "QUICK_REPLY" && payload !== undefined)
    return [{ kind: "quick_reply", index, payload }];
  return [];
}

function renderTemplate({ structure }: TemplateContent, value: (key: string) => string): RenderedMessage {
  const { header, footer, buttons } = structure;
  return {
    ...(header ? { header: renderHeader(header, value) } : {}),
    body: fillPlaceholders(structure.body.text, (name) => value(`body.${name}`)),
    ...(footer ? { footer: footer.text } : {}),
    ...(buttons?.length
      ? { buttons: buttons.map((button, index) => renderButton(button, index, value)) }
      : {}),
  };
}

function renderHeader(
  header: NonNullable<TemplateContent["structure"]["header"]>,
  value: (key: string) => string,
): NonNullable<RenderedMessage["header"]> {
  const { format } = header;
  if (format === "TEXT")
    return { format, text: fillPlaceholders(header.text ?? "", (name) => value(`header.${name}`)) };
  if (format === "LOCATION")
    return { format, text: `${value("header.latitude")}, ${value("header.longitude")}` };
  const filename = value("header.filename");
  return { format, mediaUrl: value("header.media"), ...(filename ? { filename } : {}) };
}

function renderButton(button: TemplateButtonDefinition, index: number, value: (key: string) => string) {
  const url =
    button.url === undefined ? undefined : fillPlaceholders(button.url, () => value(`button.${index}.url`));
  const code = value(`button.${index}.code`);
  return {
    type: button.type,
    text: button.text,
    ...(url === undefined ? {} : { url }),
    ...(code ? { code } : {}),
  };
}

function firstTooLong({ header, body, buttons }: RenderedMessage): { field: string; text: string } | null {
  const parts: [field: string, what: string, length: number, limit: number][] = [
    ["header", "The header", header?.text?.length ?? 0, limits.headerText],
    ["body", "The body", body?.length ?? 0, limits.body],
    ...(buttons ?? []).map((button, index): [string, string, number, number] => [
      `button.${index}`,
      `The address behind the button "${button.text}"`,
      button.url?.length ?? 0,
      limits.url,
    ]),
  ];
  for (const [field, what, length, limit] of parts)
    if (length > limit)
      return {
        field,
        text: `${what} has ${length} characters once it is filled; WhatsApp takes at most ${limit}.`,
      };
  return null;
}
