/** A contact as the compatible API shows it. Pure. */
import type { CampaignReceived } from "../../analytics/contact-activity.ts";
import type { ExportedContact, SubscriptionView } from "../../contacts/contacts.ts";
import { bsuidLabel } from "./recipients.ts";

export interface UserActivity {
  readonly campaigns: readonly CampaignReceived[];
  readonly subscriptions: readonly SubscriptionView[];
}

/**
 * The user object of /users/export/ids; null: without a value. What belongs to other channels (devices, push, e-mail) is
 * not there. subscription_groups is an extension.
 */
export function presentUser(contact: ExportedContact, { campaigns, subscriptions }: UserActivity) {
  return {
    created_at: contact.createdAt.toISOString(),
    external_id: contact.externalId,
    user_aliases: presentAliases(contact),
    braze_id: contact.id,
    random_bucket: contact.randomBucket,
    first_name: contact.firstName,
    last_name: contact.lastName,
    email: contact.email,
    dob: contact.dateOfBirth,
    home_city: contact.homeCity,
    country: contact.country,
    phone: contact.phone,
    language: contact.language,
    time_zone: contact.timeZone,
    gender: contact.gender,
    total_revenue: contact.purchases.reduce((sum, { revenue }) => sum + revenue, 0),
    custom_attributes: contact.attributes,
    custom_events: contact.events.map(presentCount),
    purchases: contact.purchases.map(presentCount),
    campaigns_received: campaigns.map(presentCampaign),
    subscription_groups: presentSubscriptions(subscriptions),
  };
}

const words = { subscribed: "Subscribed", unsubscribed: "Unsubscribed" } as const;

/** The groups in which something is known of the user. */
export function presentSubscriptions(views: readonly SubscriptionView[]) {
  return views.flatMap(({ subscriptionGroupId, displayName, state }) =>
    state === "unknown"
      ? []
      : [{ id: subscriptionGroupId, name: displayName, channel: "whats_app", status: words[state] }],
  );
}

/** The business-scoped id is an alias to this API, also of contacts that got theirs later. */
function presentAliases({ aliases, bsuid }: ExportedContact) {
  const shown = aliases.map(({ label, name }) => ({ alias_name: name, alias_label: label }));
  return bsuid && !aliases.some(({ label, name }) => label === bsuidLabel && name === bsuid)
    ? [...shown, { alias_name: bsuid, alias_label: bsuidLabel }]
    : shown;
}

function presentCount({ name, first, last, count }: ExportedContact["events"][number]) {
  return { name, first: first.toISOString(), last: last.toISOString(), count };
}

function presentCampaign(received: CampaignReceived) {
  return {
    name: received.campaignName,
    last_received: received.lastReceived.toISOString(),
    engaged: { read_whats_app: received.read, replied_whats_app: received.replied },
    converted: false,
    api_campaign_id: received.campaignId,
    ...(received.variantId
      ? { variation_name: received.variantName ?? "", variation_api_id: received.variantId }
      : {}),
    in_control: false,
  };
}
