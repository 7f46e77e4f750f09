/** A phone number as Graph shows it. */
import type { Json } from "../json.ts";
import { countryOf } from "../prices.ts";
import type { Sandbox } from "../sandbox.ts";
import { health } from "./health.ts";
import { displayNumber } from "./nodes.ts";
import { isWithPartner } from "./numbers.ts";
import type { MetaNumber, MovedNumber } from "./store.ts";
import { webhookConfiguration } from "./subscriptions.ts";
import { qualityWord, tierOf } from "./webhooks/fields.ts";

export const NUMBER_DEFAULTS = [
  "verified_name",
  "code_verification_status",
  "display_phone_number",
  "quality_rating",
  "platform_type",
  "throughput",
  "webhook_configuration",
  "last_onboarded_time",
  "id",
];

export function numberNode(sandbox: Sandbox, number: MetaNumber, appId: string): Json {
  const { sender } = number;
  const quality = number.pending ? "UNKNOWN" : qualityWord(sender.quality);
  const registered = number.registered || isWithPartner(sandbox.state, sender);
  const code = /^(55|351|34|52|54|57|44|49|385|41|1)/.exec(sender.number)?.[1] ?? sender.number.slice(0, 2);
  return {
    id: number.id,
    verified_name: sender.displayName,
    display_phone_number: displayNumber(sender.number),
    country_dial_code: code,
    country_code: countryOf(sender.number),
    quality_rating: quality,
    quality_score: { score: quality },
    code_verification_status: number.verification,
    platform_type: registered ? "CLOUD_API" : "NOT_APPLICABLE",
    throughput: { level: registered ? number.throughput : "NOT_APPLICABLE" },
    webhook_configuration: webhookConfiguration(sandbox, number, appId),
    last_onboarded_time: number.onboardedAt,
    status: statusOf(number),
    name_status: number.nameStatus,
    ...(number.newName
      ? { new_display_name: number.newName.name, new_name_status: number.newName.status }
      : {}),
    certificate: Buffer.from(`certificate ${number.id}`).toString("base64"),
    account_mode: "LIVE",
    is_official_business_account: false,
    is_pin_enabled: number.pin !== null || sender.pinSet,
    is_preverified_number: false,
    is_on_biz_app: number.onBusinessApp,
    search_visibility: "NON_VISIBLE",
    messaging_limit_tier: tierOf(sender.limit),
    whatsapp_business_manager_messaging_limit: tierOf(sender.limit),
    health_status: health(sandbox, sender, "PHONE_NUMBER"),
    ...(number.username ? { username: number.username } : {}),
  };
}

function statusOf({ pending, verification, sender }: MetaNumber): string {
  if (pending) return verification === "VERIFIED" ? "PENDING" : "UNVERIFIED";
  return sender.status;
}

/** What is left of a number id whose number moved to another WABA. */
export function movedNode({ id, number, displayName }: MovedNumber): Json {
  return {
    id,
    verified_name: displayName,
    display_phone_number: displayNumber(number),
    status: "MIGRATED",
    platform_type: "NOT_APPLICABLE",
    throughput: { level: "NOT_APPLICABLE" },
    quality_rating: "UNKNOWN",
    code_verification_status: "NOT_VERIFIED",
  };
}
