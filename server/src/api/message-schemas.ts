/** Shapes of templates and messages, shared by several resources. */
import Type from "typebox";
import type { Template } from "../templates/templates.ts";
import { Id, Nullable, named, Time } from "./schemas.ts";

const Button = Type.Object({
  type: Type.String({
    description: "QUICK_REPLY, URL, PHONE_NUMBER, COPY_CODE, FLOW, CATALOG, MULTI_PRODUCT …",
  }),
  text: Type.String(),
  url: Type.Optional(Type.String()),
  phoneNumber: Type.Optional(Type.String()),
  flowId: Type.Optional(Type.String()),
});

const TemplateStructureSchema = named(
  "TemplateStructure",
  Type.Object({
    header: Type.Optional(
      Type.Object({
        format: Type.String({ description: "TEXT, IMAGE, VIDEO, GIF, DOCUMENT or LOCATION" }),
        text: Type.Optional(Type.String()),
        sampleUrl: Type.Optional(Type.String()),
      }),
    ),
    body: Type.Object({ text: Type.String() }),
    footer: Type.Optional(Type.Object({ text: Type.String() })),
    buttons: Type.Optional(Type.Array(Button)),
    carousel: Type.Optional(
      Type.Object({
        cards: Type.Array(
          Type.Object({
            header: Type.Object({
              format: Type.String({ description: "IMAGE or VIDEO" }),
              sampleUrl: Type.Optional(Type.String()),
            }),
            body: Type.Optional(Type.Object({ text: Type.String() })),
            buttons: Type.Optional(Type.Array(Button)),
          }),
        ),
      }),
    ),
    limitedTimeOffer: Type.Optional(Type.Object({ text: Type.String(), hasExpiration: Type.Boolean() })),
    unsupported: Type.Optional(
      Type.Array(Type.String(), { description: "parts that cannot be filled: the template cannot be sent" }),
    ),
  }),
);

const TemplateVariableSchema = named(
  "TemplateVariable",
  Type.Object({
    key: Type.String({
      description: "header.1, header.media, body.1, button.0.url, offer.ends_at, card.0.body.1 …",
    }),
    component: Type.String({ description: "header, body, button or offer" }),
    card: Type.Optional(Type.Integer({ description: "of a carousel: which card, from 0" })),
    index: Type.Integer(),
    kind: Type.String({
      description:
        "text, media, url_suffix, coupon, payload, token, product, moment, data or product_sections",
    }),
    required: Type.Boolean(),
    maxLength: Type.Integer(),
    sample: Type.Optional(Type.String()),
  }),
);

export const TemplateSchema = named(
  "Template",
  Type.Object({
    id: Id,
    name: Type.String(),
    language: Type.String(),
    category: Type.String(),
    status: Type.String(),
    quality: Type.String(),
    rejectionReason: Nullable(Type.String()),
    whatsappBusinessGroupId: Id,
    structure: TemplateStructureSchema,
    variables: Type.Array(TemplateVariableSchema),
    syncedAt: Time,
  }),
);

const RenderedHeader = Type.Object({
  format: Type.String({ description: "TEXT, IMAGE, VIDEO, GIF, DOCUMENT, LOCATION, AUDIO or STICKER" }),
  text: Type.Optional(Type.String()),
  mediaUrl: Type.Optional(Type.String()),
  filename: Type.Optional(Type.String()),
  latitude: Type.Optional(Type.Number()),
  longitude: Type.Optional(Type.Number()),
  name: Type.Optional(Type.String()),
  address: Type.Optional(Type.String()),
});

const RenderedButtons = Type.Array(
  Type.Object({
    type: Type.String({ description: "as in a template; also LIST and LOCATION_REQUEST" }),
    text: Type.String(),
    url: Type.Optional(Type.String()),
    code: Type.Optional(Type.String()),
    phoneNumber: Type.Optional(Type.String()),
  }),
);

export const RenderedMessageSchema = named(
  "RenderedMessage",
  Type.Object({
    kind: Type.Optional(Type.String({ description: "absent: a template or a text" })),
    header: Type.Optional(RenderedHeader),
    body: Type.Optional(Type.String()),
    footer: Type.Optional(Type.String()),
    buttons: Type.Optional(RenderedButtons),
    cards: Type.Optional(
      Type.Array(
        Type.Object({
          header: RenderedHeader,
          body: Type.Optional(Type.String()),
          buttons: Type.Optional(RenderedButtons),
        }),
      ),
    ),
    offer: Type.Optional(
      Type.Object({
        text: Type.String(),
        endsAt: Type.Optional(Type.String()),
        code: Type.Optional(Type.String()),
      }),
    ),
    sections: Type.Optional(
      Type.Array(
        Type.Object({
          title: Type.Optional(Type.String()),
          rows: Type.Array(Type.Object({ title: Type.String(), description: Type.Optional(Type.String()) })),
        }),
      ),
    ),
    contacts: Type.Optional(
      Type.Array(Type.Object({ name: Type.String(), details: Type.Array(Type.String()) })),
    ),
    reaction: Type.Optional(Type.String()),
  }),
);

/**
 * Any kind of message but a template: `kind` and its fields, Liquid in any text. Checked by the table of limits
 * (content/limits.ts); what is wrong is answered with the path of the field.
 */
export const FreeFormSchema = Type.Object(
  { kind: Type.String({ description: "text, image, buttons, list, flow, media_carousel …" }) },
  { additionalProperties: true, description: "a message of any kind but a template, in camelCase" },
);

/** Liquid by variable key. */
export const VariablesSchema = Type.Record(
  Type.String({ maxLength: 100 }),
  Type.String({ maxLength: 20_000 }),
);

/** The same value without the promise that nobody changes it, which schemas do not know. */
export function plain<Value>(value: Value): Writable<Value> {
  return value as Writable<Value>;
}

type Writable<Value> = Value extends readonly (infer Item)[]
  ? Writable<Item>[]
  : Value extends object
    ? { -readonly [Key in keyof Value]: Writable<Value[Key]> }
    : Value;

export function presentTemplate(template: Template) {
  const { structure, variables, syncedAt, ...rest } = template;
  return {
    ...rest,
    structure: plain(structure),
    variables: plain(variables),
    syncedAt: syncedAt.toISOString(),
  };
}
