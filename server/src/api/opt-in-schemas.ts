/** Shapes of opt-in links and forms in the dashboard API, and their presenters. */
import Type, { type Static } from "typebox";
import {
  addressesOf,
  formAddress,
  formLanguages,
  noCounts,
  type OptInCounts,
  type OptInForm,
  type OptInLink,
} from "../inbound/inbound.ts";
import { plain } from "./message-schemas.ts";
import { Id, Nullable, named, Time } from "./schemas.ts";

const Counts = {
  seen: Type.Integer({ description: "scans of the counted address, or views of the form" }),
  asked: Type.Integer({ description: "messages with the link's text, or forms sent" }),
  subscribed: Type.Integer({ description: "people who were not subscribed before" }),
};

const OptInCountsSchema = named(
  "OptInCounts",
  Type.Object({
    ...Counts,
    days: Type.Array(Type.Object({ day: Type.String({ description: "UTC" }), ...Counts }), {
      description: "of the last 30 days; days without anything are left out",
    }),
  }),
);

const Attribute = Nullable(
  Type.Object({ name: Type.String({ maxLength: 255 }), value: Type.String({ maxLength: 255 }) }),
);

const linkFields = {
  name: Type.String({ maxLength: 120 }),
  text: Type.String({ maxLength: 300, description: "prefilled, without the code at its end" }),
  attribute: Attribute,
  note: Type.String({ maxLength: 300 }),
  thankYou: Type.String({ maxLength: 1000, description: "Liquid allowed; empty: no answer" }),
  countScans: Type.Boolean({ description: "the QR code leads through our own address, which counts" }),
};

export const NewLinkSchema = Type.Object({ ...linkFields, subscriptionGroupId: Id });
export const LinkChange = Type.Partial(Type.Object(linkFields));

export const OptInLinkSchema = named(
  "OptInLink",
  Type.Object({
    ...linkFields,
    id: Id,
    subscriptionGroupId: Id,
    phone: Type.String(),
    displayName: Type.String(),
    code: Type.String(),
    prefilledText: Type.String({ description: "with the code" }),
    whatsAppUrl: Type.String({ description: "opens WhatsApp with the text" }),
    url: Type.String({
      description: "what the QR code holds: the counted address, or the same as whatsAppUrl",
    }),
    createdAt: Time,
    archivedAt: Nullable(Time),
    counts: OptInCountsSchema,
  }),
);

const Texts = Type.Object({
  title: Type.String({ maxLength: 120 }),
  intro: Type.String({ maxLength: 600 }),
  consent: Type.String({ maxLength: 1000 }),
  message: Type.String({ maxLength: 300 }),
  done: Type.String({ maxLength: 300 }),
  thankYou: Type.String({ maxLength: 1000 }),
});

const Field = Type.Object({
  kind: Type.Union([
    Type.Literal("phone"),
    Type.Literal("firstName"),
    Type.Literal("lastName"),
    Type.Literal("email"),
    Type.Literal("attribute"),
  ]),
  required: Type.Boolean(),
  attribute: Type.Optional(Type.String({ maxLength: 255 })),
  label: Type.Optional(Type.Record(Type.String(), Type.String({ maxLength: 120 }))),
});

export const FormSettingsSchema = named(
  "OptInFormSettings",
  Type.Object({
    texts: Type.Record(Type.String(), Texts, { description: "by language: pt, en, es" }),
    defaultLanguage: Type.Union(formLanguages.map((language) => Type.Literal(language))),
    fields: Type.Array(Field, { maxItems: 12 }),
    accent: Type.String({ maxLength: 7, description: "#rrggbb" }),
    theme: Type.Union([Type.Literal("auto"), Type.Literal("light"), Type.Literal("dark")]),
    origins: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 20 }),
    redirectUrl: Type.String({ maxLength: 500 }),
    templateId: Nullable(Id),
    variables: Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 2000 })),
    yesButton: Nullable(Type.Integer({ minimum: 0, maximum: 9 })),
    templatesPerDay: Type.Integer({ minimum: 1, maximum: 1000 }),
    expiryDays: Type.Integer({ minimum: 1, maximum: 30 }),
  }),
);

const Way = Type.Union([Type.Literal("person_writes"), Type.Literal("we_write")]);

export const NewFormSchema = Type.Object({
  name: Type.String({ maxLength: 120 }),
  subscriptionGroupId: Id,
  way: Way,
  settings: FormSettingsSchema,
});

export const OptInFormSchema = named(
  "OptInForm",
  Type.Object({
    ...NewFormSchema.properties,
    id: Id,
    phone: Type.String(),
    displayName: Type.String(),
    url: Type.String({
      description: "the form as a page of its own; with .js at its end, the script for other sites",
    }),
    consentVersion: Type.Integer(),
    createdAt: Time,
    archivedAt: Nullable(Time),
    counts: OptInCountsSchema,
  }),
);

export function presentLink(
  link: OptInLink,
  publicUrl: string,
  counts: OptInCounts = noCounts,
): Static<typeof OptInLinkSchema> {
  const { token: _secret, attribute, ...rest } = link;
  const { prefilledText, whatsApp, scan } = addressesOf(link, publicUrl);
  return {
    ...rest,
    attribute: attribute ? { ...attribute } : null,
    prefilledText,
    whatsAppUrl: whatsApp,
    url: scan,
    createdAt: link.createdAt.toISOString(),
    archivedAt: link.archivedAt?.toISOString() ?? null,
    counts: plain(counts),
  };
}

export function presentForm(
  form: OptInForm,
  publicUrl: string,
  counts: OptInCounts = noCounts,
): Static<typeof OptInFormSchema> {
  const { token, workspaceId: _own, settings, ...rest } = form;
  return {
    ...rest,
    settings: settings as Static<typeof FormSettingsSchema>,
    url: formAddress(publicUrl, token),
    createdAt: form.createdAt.toISOString(),
    archivedAt: form.archivedAt?.toISOString() ?? null,
    counts: plain(counts),
  };
}
