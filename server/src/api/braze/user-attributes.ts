/** A user attributes object of the compatible API -> what is written to a contact. Pure. */
import {
  type ContactWrite,
  type FieldName,
  parseAttributes,
  parseFields,
  type SubscriptionState,
} from "../../contacts/contacts.ts";
import type { ErrorDetail } from "../../lib/errors.ts";

/** Names of the API -> fields of a contact. */
const fieldsByName: Readonly<Record<string, FieldName>> = {
  first_name: "firstName",
  last_name: "lastName",
  email: "email",
  phone: "phone",
  country: "country",
  home_city: "homeCity",
  language: "language",
  time_zone: "timeZone",
  gender: "gender",
  dob: "dateOfBirth",
};

/** Who the object is about, and switches of the call: not attributes. */
const notAttributes: ReadonlySet<string> = new Set([
  "external_id",
  "user_alias",
  "braze_id",
  "subscription_groups",
  "_update_existing_only",
  "_merge_objects",
  "prioritization",
  // Profile fields of other channels and of apps, which have no place here.
  "push_token_import",
  "push_subscribe",
  "push_tokens",
  "email_subscribe",
  "email_open_tracking_disabled",
  "email_click_tracking_disabled",
  "marked_email_as_spam_at",
  "current_location",
  "date_of_first_session",
  "date_of_last_session",
  "image_url",
  "facebook",
  "twitter",
]);

export interface UserAttributes {
  readonly write: Pick<ContactWrite, "fields" | "attributes">;
  readonly subscriptions: readonly {
    readonly subscriptionGroupId: string;
    readonly state: SubscriptionState;
  }[];
  readonly problems: readonly ErrorDetail[];
}

export function parseUserAttributes(
  raw: Readonly<Record<string, unknown>>,
  defaultCountry: string,
): UserAttributes {
  const standard: Partial<Record<FieldName, string | null>> = {};
  const custom: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(raw)) {
    const field = Object.hasOwn(fieldsByName, name) ? fieldsByName[name] : undefined;
    if (field) standard[field] = value === null || value === undefined ? null : String(value);
    else if (!notAttributes.has(name)) custom[name] = value;
  }
  const fields = parseFields(standard, defaultCountry);
  const attributes = parseAttributes(custom, { mergeObjects: raw._merge_objects === true });
  const { subscriptions, problems } = subscriptionsOf(raw.subscription_groups);
  return {
    write: { fields: fields.fields, attributes: attributes.attributes },
    subscriptions,
    problems: [...fields.problems, ...attributes.problems, ...problems],
  };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function subscriptionsOf(raw: unknown): Pick<UserAttributes, "subscriptions" | "problems"> {
  if (raw === undefined || raw === null) return { subscriptions: [], problems: [] };
  if (!Array.isArray(raw)) return { subscriptions: [], problems: [problem("takes an array")] };
  const read = raw.map(subscriptionOf);
  return {
    subscriptions: read.filter((one) => "state" in one),
    problems: read.filter((one) => "message" in one),
  };
}

function subscriptionOf(entry: unknown): UserAttributes["subscriptions"][number] | ErrorDetail {
  const { subscription_group_id: id, subscription_state: state } = (entry ?? {}) as Record<string, unknown>;
  if (typeof id !== "string" || !uuid.test(id)) return problem("every entry needs a subscription_group_id");
  if (state !== "subscribed" && state !== "unsubscribed")
    return problem("subscription_state is subscribed or unsubscribed");
  return { subscriptionGroupId: id.toLowerCase(), state };
}

function problem(message: string): ErrorDetail {
  return { path: "subscription_groups", code: "invalid_value", message: `subscription_groups: ${message}.` };
}
