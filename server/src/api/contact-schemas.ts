/** Shapes of contacts in the dashboard API, and how rows become them. */
import Type from "typebox";
import type { ContactMessage } from "../analytics/contact-activity.ts";
import type { ContactListItem, ContactProfile } from "../contacts/contacts.ts";
import { explainReason } from "../messages/messages.ts";
import { Id, Nullable, named, Page, Time } from "./schemas.ts";

const text = Nullable(Type.String());

/** An object with any members. */
export const JsonMembers = Type.Unsafe<Record<string, unknown>>({
  type: "object",
  additionalProperties: true,
});

export const ContactListItemSchema = named(
  "ContactListItem",
  Type.Object({
    id: Id,
    externalId: text,
    firstName: text,
    lastName: text,
    phone: text,
    email: text,
    country: text,
    homeCity: text,
    language: text,
    createdAt: Time,
    updatedAt: Time,
    attributes: Type.Optional(JsonMembers),
  }),
);

export const ContactPage = named(
  "ContactPage",
  Type.Object({
    ...Page(ContactListItemSchema).properties,
    total: Type.Integer(),
    totalIsEstimate: Type.Boolean(),
  }),
);

const SubscriptionStateName = Type.Union([
  Type.Literal("subscribed"),
  Type.Literal("unsubscribed"),
  Type.Literal("unknown"),
]);

export const ContactSubscription = named(
  "ContactSubscription",
  Type.Object({
    subscriptionGroupId: Id,
    phone: Type.String(),
    displayName: Type.String(),
    state: SubscriptionStateName,
    source: text,
    changedAt: Nullable(Time),
  }),
);

export const ContactSchema = named(
  "Contact",
  Type.Object({
    ...ContactListItemSchema.properties,
    gender: text,
    dateOfBirth: text,
    timeZone: text,
    bsuid: text,
    aliases: Type.Array(Type.Object({ label: Type.String(), name: Type.String() })),
    parentBsuid: text,
    phoneCountry: Nullable(Type.String({ description: "ISO 3166 alpha-2 of the number" })),
    phoneValid: Nullable(
      Type.Boolean({ description: "the numbering plan has such a line; null: no number" }),
    ),
    attributes: JsonMembers,
    subscriptions: Type.Array(ContactSubscription),
    windows: Type.Array(Type.Object({ subscriptionGroupId: Id, expiresAt: Time })),
  }),
);

const input = Type.Optional(Nullable(Type.String({ maxLength: 1000 })));

/** null or an empty text clears a field; null removes an attribute. */
export const ContactInput = named(
  "ContactInput",
  Type.Object({
    externalId: input,
    firstName: input,
    lastName: input,
    phone: input,
    email: input,
    country: input,
    homeCity: input,
    language: input,
    gender: input,
    dateOfBirth: input,
    timeZone: input,
    attributes: Type.Optional(JsonMembers),
  }),
);

/** A change that says what was on screen; see contacts/writing/changes.ts. */
export const ContactChange = Type.Object({
  ...ContactInput.properties,
  expected: Type.Optional(
    Type.Object({
      updatedAt: Time,
      fields: Type.Optional(JsonMembers),
      attributes: Type.Optional(JsonMembers),
    }),
  ),
});

export const ContactEventSchema = named(
  "ContactEvent",
  Type.Object({ id: Id, name: Type.String(), occurredAt: Time, properties: JsonMembers }),
);

export const ContactMessageSchema = named(
  "ContactMessage",
  Type.Object({
    id: Id,
    direction: Type.Union([Type.Literal("out"), Type.Literal("in")]),
    at: Time,
    kind: Type.String(),
    state: text,
    campaign: Nullable(Type.Object({ id: Id, name: Type.String() })),
    subscriptionGroupId: Id,
    rendered: Type.Unknown(),
    body: text,
    errorCode: text,
    errorText: text,
    errorTitle: text,
    advice: text,
    cost: text,
    currency: text,
    replyTo: text,
    readAt: Nullable(Time),
    media: Nullable(
      Type.Object({
        state: Type.String({ description: "waiting, stored, gone or failed" }),
        contentType: text,
        filename: text,
        bytes: Nullable(Type.Number()),
      }),
    ),
  }),
);

export function presentListItem(contact: ContactListItem) {
  const { createdAt, updatedAt, attributes, ...fields } = contact;
  const { id, externalId, firstName, lastName, phone, email, country, homeCity, language } = fields;
  return {
    id,
    externalId,
    firstName,
    lastName,
    phone,
    email,
    country,
    homeCity,
    language,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    ...(attributes ? { attributes: { ...attributes } } : {}),
  };
}

export function presentContact(contact: ContactProfile) {
  return {
    ...presentListItem(contact),
    gender: contact.gender,
    dateOfBirth: contact.dateOfBirth,
    timeZone: contact.timeZone,
    bsuid: contact.bsuid,
    parentBsuid: contact.parentBsuid,
    phoneCountry: contact.phoneCountry,
    phoneValid: contact.phoneValid,
    aliases: [...contact.aliases],
    attributes: { ...contact.attributes },
    subscriptions: contact.subscriptions.map((view) => ({
      subscriptionGroupId: view.subscriptionGroupId,
      phone: view.phone,
      displayName: view.displayName,
      state: view.state,
      source: view.source,
      changedAt: view.changedAt?.toISOString() ?? null,
    })),
  };
}

export function presentMessage(message: ContactMessage) {
  const { id, direction, kind, state, campaignId, campaignName, subscriptionGroupId, rendered, body } =
    message;
  const { errorCode, errorText, cost, currency, replyTo } = message;
  const explained = errorCode ? explainReason(errorCode) : null;
  return {
    id,
    direction,
    at: message.at.toISOString(),
    kind,
    state,
    campaign: campaignId ? { id: campaignId, name: campaignName ?? "" } : null,
    subscriptionGroupId,
    rendered: rendered ?? null,
    body,
    errorCode,
    errorText,
    errorTitle: explained?.title ?? null,
    advice: explained?.advice ?? null,
    cost,
    currency,
    replyTo,
    readAt: message.readAt?.toISOString() ?? null,
    media: message.mediaState
      ? {
          state: message.mediaState,
          contentType: message.mediaType,
          filename: message.mediaName,
          bytes: message.mediaBytes,
        }
      : null,
  };
}
