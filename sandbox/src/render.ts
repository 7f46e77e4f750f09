/** A stored message as the phone shows it. Done when somebody looks, never while messages flow. */
import { asArray, asObject, asString, isObject, type Json } from "./json.ts";
import { fillPlaceholders } from "./templates.ts";
import type { Message, Template, TemplateButton } from "./types.ts";

export interface ButtonView {
  index: number;
  kind: string;
  text: string;
  url?: string;
  payload?: string;
  id?: string;
}

export interface MessageView {
  id: string;
  direction: "in" | "out";
  at: string;
  status: "sent" | "delivered" | "read" | "failed";
  kind: string;
  header?: { kind: string; text?: string; url?: string; filename?: string };
  body?: string;
  footer?: string;
  buttons?: ButtonView[];
  list?: { button: string; sections: unknown[] };
  media?: { url: string; caption?: string; filename?: string };
  location?: { latitude: unknown; longitude: unknown; name?: string; address?: string };
  replyTo?: string;
}

type Parts = Omit<MessageView, "id" | "direction" | "at" | "status" | "kind" | "replyTo">;

export function viewOf(message: Message): MessageView {
  const content = asObject(JSON.parse(message.content));
  const parts = message.fromPhone ? inboundParts(content) : outboundParts(message, content);
  return {
    id: message.id,
    direction: message.fromPhone ? "out" : "in",
    at: new Date(message.sentAt).toISOString(),
    status: statusWord(message),
    kind: message.fromPhone ? message.kind.toLowerCase() : message.kind,
    ...parts,
    ...(message.replyTo ? { replyTo: message.replyTo } : {}),
  };
}

/** One line for lists and logs. */
export function previewOf(message: Message): string {
  const { body, media, header, list, kind } = viewOf(message);
  const text = body ?? media?.caption ?? header?.text ?? list?.button ?? `[${kind}]`;
  return text.replace(/\s+/g, " ").slice(0, 120);
}

export function statusWord(message: Message): MessageView["status"] {
  if (message.fromPhone) return message.state === "seen" ? "read" : "delivered";
  const words = { pending: "sent", delivered: "delivered", seen: "read", failed: "failed" } as const;
  return words[message.state];
}

function outboundParts(message: Message, content: Json): Parts {
  if (message.kind === "template") {
    return message.template
      ? templateParts(message.template, asObject(content.templateData))
      : unknownTemplate(content);
  }
  if (message.kind.startsWith("interactive/")) return interactiveParts(message.kind, content);
  return plainParts(message.kind, content);
}

function unknownTemplate(content: Json): Parts {
  return { body: `[${asString(content.templateName) ?? "template"}]` };
}

function templateParts(template: Template, data: Json): Parts {
  const { structure } = template;
  const values = asArray(asObject(data.body).placeholders);
  const buttons = templateButtons(structure.buttons ?? [], asArray(data.buttons).map(asObject));
  return {
    ...templateHeader(template, asObject(data.header)),
    body: fillPlaceholders(structure.body.text, values),
    ...(structure.footer ? { footer: structure.footer.text } : {}),
    ...(buttons.length > 0 ? { buttons } : {}),
  };
}

function templateHeader({ structure }: Template, given: Json): Pick<Parts, "header"> {
  const { header } = structure;
  if (!header) return {};
  if (header.format === "TEXT") {
    return { header: { kind: "TEXT", text: fillPlaceholders(header.text ?? "", [given.placeholder]) } };
  }
  const url = asString(given.mediaUrl) ?? header.example;
  const filename = asString(given.filename);
  return { header: { kind: header.format, ...(url ? { url } : {}), ...(filename ? { filename } : {}) } };
}

/** Data come only for the buttons that need them, in order; so they are dealt out by type. */
function templateButtons(buttons: TemplateButton[], given: Json[]): ButtonView[] {
  const left = [...given];
  return buttons.map((button, index) => {
    const at = left.findIndex((candidate) => candidate.type === button.type);
    const data = at >= 0 && takesData(button) ? left.splice(at, 1)[0] : undefined;
    return templateButton(button, index, asString(data?.parameter));
  });
}

function takesData(button: TemplateButton): boolean {
  return button.type !== "PHONE_NUMBER" && (button.type !== "URL" || (button.url ?? "").includes("{{"));
}

function templateButton(button: TemplateButton, index: number, parameter: string | undefined): ButtonView {
  const view: ButtonView = { index, kind: button.type, text: button.text ?? "" };
  if (button.type === "URL") view.url = fillPlaceholders(button.url ?? "", [parameter]);
  if (button.type === "PHONE_NUMBER") view.url = `tel:+${(button.phoneNumber ?? "").replace(/\D/g, "")}`;
  if (button.type === "QUICK_REPLY") view.payload = parameter ?? view.text;
  if (button.type === "COPY_CODE") {
    view.text ||= "Copiar código";
    view.payload = parameter ?? "";
  }
  return view;
}

function interactiveParts(kind: string, content: Json): Parts {
  const action = asObject(content.action);
  const header = asObject(content.header);
  const footer = asString(asObject(content.footer).text);
  const parts: Parts = {
    body: asString(asObject(content.body).text) ?? "",
    ...(isObject(content.header) ? { header: headerOf(header) } : {}),
    ...(footer ? { footer } : {}),
  };
  if (kind === "interactive/buttons") parts.buttons = asArray(action.buttons).map(replyButton);
  if (kind === "interactive/list") {
    parts.list = { button: asString(action.title) ?? "", sections: asArray(action.sections) };
  }
  if (kind === "interactive/url-button") {
    parts.buttons = [
      { index: 0, kind: "URL", text: asString(action.displayText) ?? "", url: asString(action.url) ?? "" },
    ];
  }
  if (kind === "interactive/flow") {
    parts.buttons = [{ index: 0, kind: "FLOW", text: asString(action.callToActionButton) ?? "" }];
  }
  return parts;
}

function headerOf(header: Json): NonNullable<Parts["header"]> {
  const text = asString(header.text);
  const url = asString(header.mediaUrl);
  const filename = asString(header.filename);
  return {
    kind: asString(header.type) ?? "TEXT",
    ...(text ? { text } : {}),
    ...(url ? { url } : {}),
    ...(filename ? { filename } : {}),
  };
}

function replyButton(value: unknown, index: number): ButtonView {
  const button = asObject(value);
  return { index, kind: "REPLY", text: asString(button.title) ?? "", id: asString(button.id) ?? "" };
}

function plainParts(kind: string, content: Json): Parts {
  if (kind === "text") return { body: asString(content.text) ?? "" };
  if (kind === "location") return locationParts(content);
  if (kind === "contact") {
    const names = asArray(content.contacts).map((contact) => asObject(asObject(contact).name).formattedName);
    return { body: names.filter((name) => typeof name === "string").join(", ") };
  }
  return mediaParts(asString(content.mediaUrl) ?? "", content);
}

function mediaParts(url: string, content: Json): Parts {
  const caption = asString(content.caption);
  const filename = asString(content.filename);
  return { media: { url, ...(caption ? { caption } : {}), ...(filename ? { filename } : {}) } };
}

function locationParts({ latitude, longitude, name, address }: Json): Parts {
  const place = {
    ...(asString(name) ? { name: asString(name) } : {}),
    ...(asString(address) ? { address: asString(address) } : {}),
  };
  return { location: { latitude, longitude, ...place } };
}

function inboundParts(content: Json): Parts {
  if (content.type === "LOCATION") return locationParts(content);
  const file = asString(content.sourceUrl);
  if (file) return mediaParts(file, content);
  const body = asString(content.text) ?? asString(content.title) ?? asString(content.emoji);
  return body === undefined ? {} : { body };
}
