/** Shapes of templates and messages, shared by several resources. */
import Type from "typebox";
import type { Template } from "../templates/templates.ts";
import { Id, Nullable, named, Time } from "./schemas.ts";

const Button = Type.Object({
  type: Type.String({ description: "QUICK_REPLY, URL, PHONE_NUMBER, COPY_CODE, FLOW …" }),
  text: Type.String(),
  url: Type.Optional(Type.String()),
  phoneNumber: Type.Optional(Type.String()),
});

export const TemplateStructureSchema = named(
  "TemplateStructure",
  Type.Object({
    header: Type.Optional(
      Type.Object({
        format: Type.String({ description: "TEXT, IMAGE, VIDEO, DOCUMENT or LOCATION" }),
        text: Type.Optional(Type.String()),
        sampleUrl: Type.Optional(Type.String()),
      }),
    ),
    body: Type.Object({ text: Type.String() }),
    footer: Type.Optional(Type.Object({ text: Type.String() })),
    buttons: Type.Optional(Type.Array(Button)),
  }),
);

export const TemplateVariableSchema = named(
  "TemplateVariable",
  Type.Object({
    key: Type.String({ description: "header.1, header.media, body.1, button.0.url …" }),
    component: Type.String({ description: "header, body or button" }),
    index: Type.Integer(),
    kind: Type.String({ description: "text, media, url_suffix, coupon or payload" }),
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

export const RenderedMessageSchema = named(
  "RenderedMessage",
  Type.Object({
    header: Type.Optional(
      Type.Object({
        format: Type.String(),
        text: Type.Optional(Type.String()),
        mediaUrl: Type.Optional(Type.String()),
        filename: Type.Optional(Type.String()),
      }),
    ),
    body: Type.Optional(Type.String()),
    footer: Type.Optional(Type.String()),
    buttons: Type.Optional(
      Type.Array(
        Type.Object({
          type: Type.String(),
          text: Type.String(),
          url: Type.Optional(Type.String()),
          code: Type.Optional(Type.String()),
        }),
      ),
    ),
  }),
);

/** Liquid by variable key. */
export const VariablesSchema = Type.Record(
  Type.String({ maxLength: 100 }),
  Type.String({ maxLength: 20_000 }),
);

export function presentTemplate(template: Template) {
  const { structure, variables, syncedAt, ...rest } = template;
  const { buttons, ...parts } = structure;
  return {
    ...rest,
    structure: { ...parts, ...(buttons ? { buttons: [...buttons] } : {}) },
    variables: [...variables],
    syncedAt: syncedAt.toISOString(),
  };
}
