/** Changes of templates, numbers and the account -> events. */
import type { TemplateChange, WebhookEvent } from "../connector.ts";
import { type Json, object, objects, phoneOf, text } from "./json.ts";

/** Fields whose news is "look again". */
const accountFields = new Set([
  "account_update",
  "account_review_update",
  "account_alerts",
  "account_settings_update",
  "business_capability_update",
  "business_username_update",
  "business_status_update",
  "flows",
  "message_template_components_update",
  "partner_solutions",
  "phone_number_name_update",
  "phone_number_quality_update",
  "security",
]);

export function readAccountChange(entry: Json, field: string, value: Json): WebhookEvent {
  switch (field) {
    case "message_template_status_update":
      return template(value, statusChange(value));
    case "message_template_quality_update":
      return template(value, qualityChange(value));
    case "template_category_update":
      // With `correct_category` it announces a later change; the change itself is told again.
      if (value.correct_category !== undefined)
        return { kind: "ignored", reason: "template_category_update announced" };
      return template(value, categoryChange(value));
    default:
      return accountFields.has(field)
        ? account(entry, field, value)
        : { kind: "unknown", reason: `a change of the unknown field ${field.slice(0, 60)}` };
  }
}

function template(value: Json, change: TemplateChange["change"] | null): WebhookEvent {
  const providerTemplateId = text(value.message_template_id);
  if (!providerTemplateId || !change)
    return { kind: "unknown", reason: "a template change that is not complete" };
  return {
    kind: "template",
    change: {
      providerTemplateId,
      name: text(value.message_template_name) ?? "",
      // Meta's webhooks write en-US where its templates have en_US.
      language: (text(value.message_template_language) ?? "").replace("-", "_"),
      change,
    },
  };
}

function statusChange(value: Json): TemplateChange["change"] | null {
  const status = text(value.event);
  if (!status) return null;
  const given = text(value.reason);
  const words = [
    given && given !== "NONE" ? given : undefined,
    text(object(value.other_info).title),
    text(object(value.rejection_info).reason),
  ].filter((word) => word !== undefined);
  const reason = words.join(": ");
  return { kind: "status", status, ...(reason ? { reason } : {}) };
}

function qualityChange(value: Json): TemplateChange["change"] | null {
  const quality = text(value.new_quality_score);
  return quality ? { kind: "quality", quality } : null;
}

function categoryChange(value: Json): TemplateChange["change"] | null {
  const category = text(value.new_category);
  return category ? { kind: "category", category } : null;
}

/** `entry.id` is the WABA, but the portfolio in what concerns partners, which name the WABA inside. */
function account(entry: Json, field: string, value: Json): WebhookEvent {
  const event = text(value.event);
  const waba = object(value.waba_info);
  const wabaId = text(waba.waba_id) ?? (value.waba_info === undefined ? text(entry.id) : undefined);
  const phone = phoneOf(value.display_phone_number);
  const detail = objects(value.restriction_info)
    .map((one) => text(one.restriction_type))
    .filter(Boolean)
    .join("+");
  return {
    kind: "account",
    change: [field, event, detail].filter(Boolean).join("."),
    ...(wabaId ? { wabaId } : {}),
    ...(phone ? { phone } : {}),
    payload: value,
  };
}
