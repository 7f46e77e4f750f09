/** Graph objects as their fields: WABA, phone number, business. */
import type { Json } from "../json.ts";
import type { State } from "../state.ts";
import type { Sender, Waba } from "../types.ts";

export const WABA_DEFAULTS = ["id", "name", "currency", "timezone_id", "message_template_namespace"];
export const PHONE_DEFAULTS = [
  "verified_name",
  "code_verification_status",
  "display_phone_number",
  "quality_rating",
  "platform_type",
  "throughput",
  "last_onboarded_time",
  "id",
];

export function wabaNode(state: State, waba: Waba): Json {
  const business = state.businesses.get(waba.businessId);
  return {
    id: waba.id,
    name: waba.name,
    currency: waba.currency,
    timezone_id: waba.timezoneId,
    message_template_namespace: `ns_${waba.id}`,
    account_review_status: "APPROVED",
    business_verification_status: "verified",
    ownership_type: "CLIENT_OWNED",
    owner_business_info: { id: waba.businessId, name: business?.name ?? waba.name },
    status: "ACTIVE",
    country: "BR",
    is_enabled_for_insights: true,
    health_status: health("WABA", waba.id),
  };
}

const RATINGS: Record<string, string> = { HIGH: "GREEN", MEDIUM: "YELLOW", LOW: "RED" };

export function phoneNode(sender: Sender): Json {
  return {
    id: sender.phoneNumberId,
    verified_name: sender.displayName,
    display_phone_number: displayNumber(sender.number),
    quality_rating: RATINGS[sender.quality] ?? "UNKNOWN",
    code_verification_status: "VERIFIED",
    platform_type: sender.registered || sender.pinSet ? "CLOUD_API" : "NOT_APPLICABLE",
    throughput: { level: "STANDARD" },
    last_onboarded_time: sender.createdAt,
    status: sender.status,
    name_status: "APPROVED",
    account_mode: "LIVE",
    is_official_business_account: false,
    is_pin_enabled: sender.pinSet,
    is_on_biz_app: false,
    quality_score: { score: RATINGS[sender.quality] ?? "UNKNOWN" },
    health_status: health("PHONE_NUMBER", sender.phoneNumberId),
  };
}

function health(entity_type: string, id: string): Json {
  return { can_send_message: "AVAILABLE", entities: [{ entity_type, id, can_send_message: "AVAILABLE" }] };
}

/** `+55 11 98765-4321` for Brazilian numbers; other countries in plain groups. */
export function displayNumber(number: string): string {
  const brazil = /^55(\d\d)(\d{4,5})(\d{4})$/.exec(number);
  if (brazil) return `+55 ${brazil[1]} ${brazil[2]}-${brazil[3]}`;
  const us = /^1(\d{3})(\d{3})(\d{4})$/.exec(number);
  if (us) return `+1 ${us[1]}-${us[2]}-${us[3]}`;
  return `+${number.slice(0, 2)} ${number.slice(2).replace(/(\d{3})(?=\d{3})/g, "$1 ")}`;
}
