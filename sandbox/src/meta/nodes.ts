/** Graph objects as their fields: WABA, business; and numbers as people read them. */
import type { Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Waba } from "../types.ts";
import { wabaHealth } from "./health.ts";
import { numbersOf } from "./numbers.ts";
import { wabaExtra } from "./store.ts";
import { tierOf } from "./webhooks/fields.ts";

export const WABA_DEFAULTS = ["id", "name", "currency", "timezone_id", "message_template_namespace"];

export function wabaNode(sandbox: Sandbox, waba: Waba): Json {
  const { state } = sandbox;
  const business = state.businesses.get(waba.businessId);
  const extra = wabaExtra(state.meta, waba.id);
  const [first] = numbersOf(state, waba.id);
  return {
    id: waba.id,
    name: waba.name,
    currency: waba.currency,
    timezone_id: waba.timezoneId,
    message_template_namespace: `ns_${waba.id}`,
    account_review_status: extra.reviewStatus,
    business_verification_status: extra.verification,
    ownership_type: "CLIENT_OWNED",
    owner_business_info: { id: waba.businessId, name: business?.name ?? waba.name },
    status: extra.banned ? "DISABLED" : extra.status,
    country: extra.country,
    is_enabled_for_insights: true,
    creation_time: Math.floor(Date.parse(waba.createdAt) / 1000),
    ...(extra.paymentMethod ? { primary_funding_id: `7${waba.id}` } : {}),
    marketing_messages_onboarding_status: extra.paymentMethod ? "ELIGIBLE" : "PENDING_VALID_PAYMENT_METHOD",
    disable_marketing_messages_on_cloud_api: extra.marketingDisabled,
    whatsapp_business_manager_messaging_limit: tierOf(first?.sender.limit ?? "LIMIT_250"),
    health_status: wabaHealth(sandbox, waba),
  };
}

/** `+55 11 98765-4321` for Brazilian numbers; other countries in plain groups. */
export function displayNumber(number: string): string {
  const brazil = /^55(\d\d)(\d{4,5})(\d{4})$/.exec(number);
  if (brazil) return `+55 ${brazil[1]} ${brazil[2]}-${brazil[3]}`;
  const us = /^1(\d{3})(\d{3})(\d{4})$/.exec(number);
  if (us) return `+1 ${us[1]}-${us[2]}-${us[3]}`;
  return `+${number.slice(0, 2)} ${number.slice(2).replace(/(\d{3})(?=\d{3})/g, "$1 ")}`;
}
