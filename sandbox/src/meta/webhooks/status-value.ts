/** The value of a status update: what became of a message sent through Graph. */
import type { Json } from "../../json.ts";
import { profileName, userIdOf } from "../../names.ts";
import type { State } from "../../state.ts";
import type { Message, Sender } from "../../types.ts";
import { catalogueEntry } from "../error-catalogue.ts";
import { compact } from "../messages/fields.ts";
import { specialEnding } from "../messages/magic.ts";
import { numberOf } from "../numbers.ts";

export type StatusWord = "sent" | "delivered" | "read" | "played" | "failed" | "deleted";

/** What WhatsApp calls a number; Brazil's ninth digit may be gone. */
export function waIdOf(number: string): string {
  return specialEnding(number) === "880007" ? number.replace(/^(55\d\d)9(\d{8})$/, "$1$2") : number;
}

export function hidesNumber(number: string): boolean {
  return specialEnding(number) === "880008";
}

export function metadataOf(sender: Sender): Json {
  return { display_phone_number: sender.number, phone_number_id: sender.phoneNumberId };
}

export function contactOf(message: Message): Json {
  const { phone } = message.conversation;
  const hidden = hidesNumber(phone.number);
  return compact({
    profile: compact({ name: profileName(phone), username: hidden ? usernameOf(phone.number) : undefined }),
    wa_id: hidden ? undefined : waIdOf(phone.number),
    user_id: userIdOf(phone.number),
  });
}

function usernameOf(number: string): string {
  return `pessoa.${number.slice(-8, -6)}`;
}

export function statusValue(state: State, message: Message, status: StatusWord, at: number): Json {
  const { sender, phone } = message.conversation;
  return {
    messaging_product: "whatsapp",
    metadata: metadataOf(sender),
    contacts: [contactOf(message)],
    statuses: [
      compact({
        id: message.id,
        status,
        timestamp: String(Math.floor(at / 1000)),
        recipient_id: hidesNumber(phone.number) ? undefined : waIdOf(phone.number),
        recipient_user_id: userIdOf(phone.number),
        biz_opaque_callback_data: message.callbackData,
        pricing: pricingOf(state, message, status),
        errors: status === "failed" ? [errorOf(message)] : undefined,
      }),
    ],
  };
}

/** With `sent`, and with one of delivered and read. */
function pricingOf(state: State, message: Message, status: StatusWord): Json | undefined {
  const { native } = message;
  if (!native || (status !== "sent" && status !== "delivered" && status !== "read")) return undefined;
  if (status !== "sent" && native.priced) return undefined;
  if (status !== "sent") native.priced = true;
  const free = native.category === "service" && isFreeService(state, message, status);
  return {
    billable: !free,
    pricing_model: "PMP",
    type: free ? state.meta.settings.serviceFreeType : "regular",
    category: native.category,
  };
}

/** The first thousand free-form messages of a number and month cost nothing. */
function isFreeService(state: State, message: Message, status: StatusWord): boolean {
  const { service } = numberOf(state, message.conversation.sender);
  const month = new Date(message.sentAt).toISOString().slice(0, 7);
  if (service.month !== month) Object.assign(service, { month, count: 0 });
  if (status !== "sent") service.count++;
  return service.count <= state.meta.settings.serviceFree;
}

export function errorOf(message: Message): Json {
  const entry = catalogueEntry(message.error);
  const title = entry?.title ?? "Something went wrong";
  return {
    code: message.error,
    title,
    message: title,
    error_data: { details: message.native?.details ?? entry?.details ?? title },
    href: "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
  };
}
