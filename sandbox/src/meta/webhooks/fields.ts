/** The values of webhook fields other than `messages`: templates, numbers, accounts, people's preferences. */
import type { Json } from "../../json.ts";
import { profileName, userIdOf } from "../../names.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { Conversation, Sender, Template, Waba } from "../../types.ts";
import { compact } from "../messages/fields.ts";
import { hidesNumber, metadataOf, waIdOf } from "./status-value.ts";
import { publishField, publishToApps, publishValue } from "./webhooks.ts";

/** The person stopped or resumed this business's marketing in WhatsApp. */
export function publishPreference(sandbox: Sandbox, conversation: Conversation, stopped: boolean): void {
  const { phone, sender } = conversation;
  const wa_id = hidesNumber(phone.number) ? undefined : waIdOf(phone.number);
  const user_id = userIdOf(phone.number);
  publishValue(
    sandbox,
    sender,
    {
      messaging_product: "whatsapp",
      metadata: metadataOf(sender),
      contacts: [compact({ profile: { name: profileName(phone) }, wa_id, user_id })],
      user_preferences: [
        compact({
          wa_id,
          user_id,
          detail: stopped
            ? "User requested to stop marketing messages"
            : "User requested to resume marketing messages",
          category: "marketing_messages",
          value: stopped ? "stop" : "resume",
          timestamp: Math.floor(Date.now() / 1000),
        }),
      ],
    },
    "user_preferences",
  );
}

const QUALITY: Record<string, string> = { HIGH: "GREEN", MEDIUM: "YELLOW", LOW: "RED" };

export function qualityWord(quality: string): string {
  return QUALITY[quality] ?? "UNKNOWN";
}

function identityOf({ id, name, language }: Template): Json {
  return {
    message_template_id: Number(id),
    message_template_name: name,
    message_template_language: language,
  };
}

const STATUS_EVENTS: Record<string, { event: string; other?: Json }> = {
  FIRST_PAUSED: {
    event: "PAUSED",
    other: {
      title: "FIRST_PAUSE",
      description: "Your template has been paused for 3 hours because it had issues.",
    },
  },
  SECOND_PAUSED: {
    event: "PAUSED",
    other: {
      title: "SECOND_PAUSE",
      description: "Your template has been paused for 6 hours because it had issues.",
    },
  },
  DISABLED: {
    event: "DISABLED",
    other: { title: "DISABLED", description: "Your template has been disabled." },
  },
};

export function publishTemplateStatus(sandbox: Sandbox, template: Template, reason: string): void {
  const { event = template.status, other } = STATUS_EVENTS[template.status] ?? {};
  publishField(
    sandbox,
    template.wabaId,
    "message_template_status_update",
    compact({
      event,
      ...identityOf(template),
      reason,
      message_template_category: template.category,
      other_info: other,
      disable_info: template.status === "DISABLED" ? { disable_date: longDate() } : undefined,
      rejection_info:
        event === "REJECTED"
          ? {
              reason: "The content does not fit the category.",
              recommendation: "Choose another category, or change the text.",
            }
          : undefined,
    }),
  );
}

export function publishTemplateQuality(sandbox: Sandbox, template: Template, previous: string): void {
  publishField(sandbox, template.wabaId, "message_template_quality_update", {
    previous_quality_score: qualityWord(previous),
    new_quality_score: qualityWord(template.quality),
    ...identityOf(template),
  });
}

export function publishTemplateCategory(sandbox: Sandbox, template: Template, change: Json): void {
  publishField(sandbox, template.wabaId, "template_category_update", { ...identityOf(template), ...change });
}

const TIERS: Record<string, string> = {
  LIMIT_250: "TIER_250",
  LIMIT_2K: "TIER_2K",
  LIMIT_10K: "TIER_10K",
  LIMIT_100K: "TIER_100K",
  UNLIMITED: "TIER_UNLIMITED",
};

export function tierOf(limit: string): string {
  return TIERS[limit] ?? "TIER_NOT_SET";
}

export function publishNumberQuality(
  sandbox: Sandbox,
  sender: Sender,
  event: string,
  oldLimit?: string,
): void {
  publishField(
    sandbox,
    sender.wabaId,
    "phone_number_quality_update",
    compact({
      display_phone_number: sender.number,
      event,
      old_limit: oldLimit ? tierOf(oldLimit) : undefined,
      current_limit: tierOf(sender.limit),
      max_daily_conversations_per_business: tierOf(sender.limit),
    }),
    sender,
  );
}

export function publishNameDecision(
  sandbox: Sandbox,
  sender: Sender,
  name: string,
  decision: string,
  reason: string | null,
): void {
  publishField(
    sandbox,
    sender.wabaId,
    "phone_number_name_update",
    {
      display_phone_number: sender.number,
      decision,
      requested_verified_name: name,
      rejection_reason: reason,
    },
    sender,
  );
}

export function publishSecurity(sandbox: Sandbox, sender: Sender, event: string): void {
  const value = { display_phone_number: sender.number, event, requester: "100000000000042" };
  publishField(sandbox, sender.wabaId, "security", value, sender);
}

/** Events about partners carry the portfolio as entry id and go to the apps concerned. */
export function publishPartner(
  sandbox: Sandbox,
  waba: Waba,
  event: string,
  appIds: string[],
  more: Json = {},
): void {
  const { disconnection_info, ...info } = more;
  publishToApps(
    sandbox,
    appIds,
    waba.businessId,
    "account_update",
    compact({
      event,
      waba_info: compact({ waba_id: waba.id, owner_business_id: waba.businessId, ...info }),
      disconnection_info,
    }),
  );
}

/** `April 17, 2027`, as ban dates are written. */
export function longDate(ms = Date.now()): string {
  return new Date(ms).toLocaleDateString("en-US", {
    year: "numeric",
    month: "long",
    day: "numeric",
    timeZone: "UTC",
  });
}
