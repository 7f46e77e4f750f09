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
  "push_token_import",
  "email_subscribe",
  "push_subscribe",
  "prioritization",
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
  const attributes = parseAttributes(custom);
  return {
    write: { fields: fields.fields, attributes: attributes.attributes },
    subscriptions: subscriptionsOf(raw.subscription_groups),
    problems: [...fields.problems, ...attributes.problems],
  };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function subscriptionsOf(raw: unknown): UserAttributes["subscriptions"] {
  if (!Array.isArray(raw)) return [];
  return raw.flatMap((entry: unknown) => {
    const { subscription_group_id: id, subscription_state: state } = (entry ?? {}) as Record<string, unknown>;
    if (typeof id !== "string" || !uuid.test(id)) return [];
    return state === "subscribed" || state === "unsubscribed" ? [{ subscriptionGroupId: id, state }] : [];
  });
}
