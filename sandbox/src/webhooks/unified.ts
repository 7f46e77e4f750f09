/** Reports and inbound messages in the shapes of the unified Messages API, as JSON text. */
import { asObject, asString, type Json } from "../json.ts";
import { deliveryError, statusOf } from "../statuses.ts";
import { webhookDate } from "../time.ts";
import type { Message } from "../types.ts";

export function unifiedDelivery(message: Message): string {
  const failed = message.state === "failed";
  return JSON.stringify({
    event: "DELIVERY",
    ...outbound(message),
    doneAt: webhookDate(message.doneAt),
    messageCount: 1,
    status: statusOf(failed ? 4 : 5),
    error: deliveryError(failed ? message.error : 0),
    ...platformOf(message),
  });
}

export function unifiedSeen(message: Message): string {
  return JSON.stringify({
    event: "SEEN",
    ...outbound(message),
    seenAt: webhookDate(message.seenAt),
    ...platformOf(message),
  });
}

export function unifiedInbound(message: Message): string {
  const { phone, sender } = message.conversation;
  return JSON.stringify({
    event: "MO",
    channel: "WHATSAPP",
    sender: phone.number,
    destination: sender.number,
    content: [contentOf(asObject(JSON.parse(message.content)))],
    receivedAt: webhookDate(message.sentAt),
    messageId: message.id,
    ...(message.replyTo ? { pairedMessageId: message.replyTo } : {}),
    ...(message.callbackData ? { callbackData: message.callbackData } : {}),
    messageCount: 1,
  });
}

function outbound(message: Message): Json {
  const { phone, sender } = message.conversation;
  return {
    channel: "WHATSAPP",
    sender: sender.number,
    destination: phone.number,
    sentAt: webhookDate(message.sentAt),
    bulkId: message.bulkId ?? "",
    messageId: message.id,
    ...(message.callbackData ? { callbackData: message.callbackData } : {}),
  };
}

function platformOf({ extra }: Message): Json {
  if (!extra) return {};
  const { entityId, applicationId, campaignReferenceId } = extra;
  const platform = { ...(entityId ? { entityId } : {}), ...(applicationId ? { applicationId } : {}) };
  return {
    ...(Object.keys(platform).length > 0 ? { platform } : {}),
    ...(campaignReferenceId ? { campaignReferenceId } : {}),
  };
}

/** WhatsApp's own inbound content, in this API's words. */
function contentOf(content: Json): Json {
  const caption = asString(content.caption);
  switch (content.type) {
    case "BUTTON":
      return { type: "BUTTON_REPLY", text: content.text, payload: content.payload };
    case "INTERACTIVE_BUTTON_REPLY":
      return { type: "BUTTON_REPLY", text: content.title, id: content.id };
    case "INTERACTIVE_LIST_REPLY":
      return { type: "LIST_REPLY", text: content.title, id: content.id };
    case "INTERACTIVE_FLOW_REPLY":
      return { type: "FLOW_RESPONSE", response: content.response };
    case "REACTION":
      return { type: "REACTION", emoji: content.emoji, action: content.action };
    case "LOCATION":
      return { type: "LOCATION", latitude: content.latitude, longitude: content.longitude };
    case "IMAGE":
    case "VIDEO":
    case "DOCUMENT":
      return { type: content.type, url: content.url, ...(caption ? { text: caption } : {}) };
    case "AUDIO":
    case "VOICE":
      return { type: "AUDIO", url: content.url };
    case "STICKER":
      return { type: "FILE", url: content.url };
    default: {
      const text = asString(content.text) ?? "";
      return { type: "TEXT", text, cleanText: text };
    }
  }
}
