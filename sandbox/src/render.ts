/** A stored message as the phone shows it. Done when somebody looks, never while messages flow. */
import { asObject, type Json } from "./json.ts";
import { inboundParts } from "./phone/inbound-view.ts";
import { interactiveParts, plainParts } from "./phone/interactive-view.ts";
import { templateParts, unknownTemplate } from "./phone/template-view.ts";
import type { MessageView, Parts } from "./phone/view.ts";
import type { Message } from "./types.ts";

export function viewOf(message: Message): MessageView {
  const content = asObject(JSON.parse(message.content));
  const parts = message.fromPhone ? inboundParts(content) : outboundParts(message, content);
  const replyTo = message.replyTo ?? reactedTo(message, content);
  return {
    id: message.id,
    direction: message.fromPhone ? "out" : "in",
    at: new Date(message.sentAt).toISOString(),
    status: statusWord(message),
    kind: message.fromPhone ? message.kind.toLowerCase() : message.kind,
    ...parts,
    ...(replyTo ? { replyTo } : {}),
  };
}

/** One line for lists and logs. */
export function previewOf(message: Message): string {
  const view = viewOf(message);
  const { body, media, header, list, location, order, reaction, contacts, kind } = view;
  const line =
    body ??
    media?.caption ??
    media?.filename ??
    header?.text ??
    list?.button ??
    location?.name ??
    order?.text ??
    reaction?.emoji ??
    contactName(contacts?.[0]) ??
    `[${kind}]`;
  return line.replace(/\s+/g, " ").slice(0, 120);
}

export function statusWord(message: Message): MessageView["status"] {
  if (message.fromPhone) return message.state === "seen" ? "read" : "delivered";
  const words = { pending: "sent", delivered: "delivered", seen: "read", failed: "failed" } as const;
  return words[message.state];
}

function outboundParts(message: Message, content: Json): Parts {
  const { currency } = message.account;
  if (message.kind === "template") {
    return message.template
      ? templateParts(message.template, asObject(content.templateData), currency)
      : unknownTemplate(content);
  }
  if (message.kind.startsWith("interactive/")) return interactiveParts(message.kind, content, currency);
  return plainParts(message.kind, content);
}

function reactedTo(message: Message, content: Json): string | undefined {
  const target = message.kind === "reaction" ? content.messageId : undefined;
  return typeof target === "string" ? target : undefined;
}

function contactName(contact: unknown): string | undefined {
  const name = asObject(asObject(contact).name).formattedName;
  return typeof name === "string" ? name : undefined;
}
