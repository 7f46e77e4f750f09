/** Every part that a template may have, filled for the provider and for the eye. */
import { describe, expect, it } from "vitest";
import { aContact } from "../../test/contact-values.ts";
import { checkVariables } from "./check.ts";
import type { TemplateContent, TemplateStructure, Variables } from "./message.ts";
import { previewTemplate } from "./preview.ts";
import { compileMessage } from "./render.ts";

const values = { contact: aContact(), now: new Date("2026-11-22T12:00:00Z"), flowToken: "p1-00-x" };
const image = (name: string) => `https://x.example/${name}.png`;

function template(structure: TemplateStructure, variables: Variables): TemplateContent {
  return {
    kind: "template",
    templateName: "t",
    language: "pt_BR",
    category: "MARKETING",
    structure,
    variables,
  };
}

const carousel: TemplateStructure = {
  body: { text: "Novidades para {{1}}" },
  carousel: {
    cards: ["Café", "Chá"].map((name) => ({
      header: { format: "IMAGE" as const },
      body: { text: `${name} por {{1}}` },
      buttons: [
        { type: "QUICK_REPLY", text: "Quero" },
        { type: "URL", text: "Ver", url: "https://loja.example/{{1}}" },
      ],
    })),
  },
};
const carouselVariables: Variables = {
  "body.1": "{{${first_name}}}",
  "card.0.header.media": image("cafe"),
  "card.0.body.1": "R$ 20",
  "card.0.button.0.payload": "cafe",
  "card.0.button.1.url": "cafe/{{${user_id}}}",
  "card.1.header.media": image("cha"),
  "card.1.body.1": "R$ 10",
  "card.1.button.1.url": "cha",
};

const offer: TemplateStructure = {
  header: { format: "GIF" },
  body: { text: "Só hoje" },
  limitedTimeOffer: { text: "Acaba logo", hasExpiration: true },
  buttons: [
    { type: "COPY_CODE", text: "Copiar" },
    { type: "URL", text: "Loja", url: "https://loja.example/{{1}}" },
  ],
};
const offerVariables: Variables = {
  "header.media": "https://x.example/a.mp4",
  "offer.ends_at": "2026-11-30 23:59 -0300",
  "button.0.code": "NATAL",
  "button.1.url": "natal",
};

const buttons: TemplateStructure = {
  header: { format: "LOCATION" },
  body: { text: "Oi" },
  buttons: [
    { type: "FLOW", text: "Agendar" },
    { type: "CATALOG", text: "Catálogo" },
    { type: "MPM", text: "Itens" },
    { type: "PHONE_NUMBER", text: "Ligar", phoneNumber: "+551130000000" },
  ],
};
const place: Variables = {
  "header.latitude": "-8.05",
  "header.longitude": "-34.9",
  "header.name": "Loja",
  "header.address": "Rua da Aurora, 1",
};

describe("parts of a template", () => {
  it("a carousel: each card with its own picture, text and buttons", () => {
    expect(compileMessage(template(carousel, carouselVariables)).render(values)).toEqual({
      ok: true,
      content: {
        kind: "template",
        templateName: "t",
        language: "pt_BR",
        body: ["Ana"],
        buttons: [],
        cards: [
          {
            header: { kind: "image", url: image("cafe") },
            body: ["R$ 20"],
            buttons: [
              { kind: "quick_reply", index: 0, payload: "cafe" },
              { kind: "url", index: 1, suffix: "cafe/u1" },
            ],
          },
          {
            header: { kind: "image", url: image("cha") },
            body: ["R$ 10"],
            buttons: [{ kind: "url", index: 1, suffix: "cha" }],
          },
        ],
      },
      rendered: {
        body: "Novidades para Ana",
        cards: [
          {
            header: { format: "IMAGE", mediaUrl: image("cafe") },
            body: "Café por R$ 20",
            buttons: [
              { type: "QUICK_REPLY", text: "Quero" },
              { type: "URL", text: "Ver", url: "https://loja.example/cafe/u1" },
            ],
          },
          {
            header: { format: "IMAGE", mediaUrl: image("cha") },
            body: "Chá por R$ 10",
            buttons: [
              { type: "QUICK_REPLY", text: "Quero" },
              { type: "URL", text: "Ver", url: "https://loja.example/cha" },
            ],
          },
        ],
      },
    });
  });

  it("a limited-time offer with a moving header: its end leaves as ISO 8601", () => {
    expect(compileMessage(template(offer, offerVariables)).render(values)).toEqual({
      ok: true,
      content: {
        kind: "template",
        templateName: "t",
        language: "pt_BR",
        header: { kind: "gif", url: "https://x.example/a.mp4" },
        body: [],
        buttons: [
          { kind: "copy_code", index: 0, code: "NATAL" },
          { kind: "url", index: 1, suffix: "natal" },
        ],
        offerEndsAt: "2026-12-01T02:59:00.000Z",
      },
      rendered: {
        header: { format: "GIF", mediaUrl: "https://x.example/a.mp4" },
        body: "Só hoje",
        offer: { text: "Acaba logo", endsAt: "2026-11-30 23:59 -0300", code: "NATAL" },
        buttons: [
          { type: "COPY_CODE", text: "Copiar", code: "NATAL" },
          { type: "URL", text: "Loja", url: "https://loja.example/natal" },
        ],
      },
    });
  });

  it("a place, a Flow, a catalogue and several products", () => {
    const variables = {
      ...place,
      "button.0.flow_data": '{"nome": "{{${first_name}}}"}',
      "button.1.product": "sku-1",
      "button.2.product": "sku-2",
      "button.2.sections": '[{"title": "Cafés", "productIds": ["sku-2", "sku-3"]}]',
    };
    expect(compileMessage(template(buttons, variables)).render(values)).toMatchObject({
      ok: true,
      content: {
        header: {
          kind: "location",
          latitude: -8.05,
          longitude: -34.9,
          name: "Loja",
          address: "Rua da Aurora, 1",
        },
        buttons: [
          { kind: "flow", index: 0, token: "p1-00-x", data: { nome: "Ana" } },
          { kind: "catalog", index: 1, thumbnailProductId: "sku-1" },
          {
            kind: "multi_product",
            index: 2,
            thumbnailProductId: "sku-2",
            sections: [{ title: "Cafés", productIds: ["sku-2", "sku-3"] }],
          },
        ],
      },
      rendered: {
        header: { format: "LOCATION", latitude: -8.05, name: "Loja" },
        buttons: [{ type: "FLOW" }, { type: "CATALOG" }, { type: "MPM" }, { phoneNumber: "+551130000000" }],
      },
    });
  });

  it("a one-time password: the same code in body and button", () => {
    const structure: TemplateStructure = {
      body: { text: "{{1}} é seu código." },
      buttons: [
        {
          type: "URL",
          text: "Copiar",
          url: "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}",
        },
      ],
    };
    const message = compileMessage(template(structure, { "body.1": "123456" }));
    expect(message.render(values)).toMatchObject({
      content: { body: ["123456"], buttons: [{ kind: "url", index: 0, suffix: "123456" }] },
      rendered: { buttons: [{ type: "COPY_CODE", text: "Copiar", code: "123456" }] },
    });
    const long = compileMessage(template(structure, { "body.1": "1234567890123456" }));
    expect(long.render(values)).toMatchObject({ ok: false, code: "message_too_long", field: "body.1" });
  });

  it.each<[string, TemplateStructure, Variables, string, string]>([
    [
      "an offer that is over",
      offer,
      { ...offerVariables, "offer.ends_at": "2026-11-22T11:00:00Z" },
      "offer_expired",
      "offer.ends_at",
    ],
    [
      "an end without a zone",
      offer,
      { ...offerVariables, "offer.ends_at": "2026-11-30T23:59" },
      "variable_invalid",
      "offer.ends_at",
    ],
    [
      "a card's text that is too long once filled",
      carousel,
      { ...carouselVariables, "card.1.body.1": "x".repeat(155) },
      "message_too_long",
      "card.1.body",
    ],
    [
      "a card without its picture",
      carousel,
      { ...carouselVariables, "card.1.header.media": "" },
      "variable_empty",
      "card.1.header.media",
    ],
    [
      "an offer's body of 601",
      { ...offer, body: { text: "x".repeat(601) } },
      offerVariables,
      "message_too_long",
      "body",
    ],
    [
      "Flow data that is no object",
      buttons,
      { ...place, "button.0.flow_data": "[1]" },
      "variable_invalid",
      "button.0.flow_data",
    ],
    [
      "products that are no list",
      buttons,
      { ...place, "button.2.product": "a", "button.2.sections": "sku" },
      "variable_invalid",
      "button.2.sections",
    ],
    [
      "a product twice",
      buttons,
      { ...place, "button.2.product": "a", "button.2.sections": '[{"title":"x","productIds":["a","a"]}]' },
      "variable_invalid",
      "button.2.sections",
    ],
    [
      "parts nobody can fill",
      { ...buttons, unsupported: ["ORDER_DETAILS"] },
      place,
      "template_unsupported",
      "",
    ],
  ])("is not sent with %s", (_label, structure, variables, code, field) => {
    expect(compileMessage(template(structure, variables)).render(values)).toMatchObject({
      ok: false,
      code,
      field,
    });
  });

  it("is checked and previewed card by card", () => {
    const variables = { ...carouselVariables, "card.1.header.media": "nowhere", "card.0.body.1": "" };
    expect(checkVariables(carousel, variables)).toMatchObject([
      { code: "variable_missing", field: "card.0.body.1" },
      { code: "variable_invalid", field: "card.1.header.media" },
    ]);
    expect(previewTemplate(template(carousel, variables), values)).toMatchObject({
      rendered: { cards: [{ body: "Café por {{1}}" }, { body: "Chá por R$ 10" }] },
      problems: [{ field: "card.0.body.1" }, { field: "card.1.header.media" }],
    });
    expect(checkVariables({ ...carousel, unsupported: ["X"] }, carouselVariables)).toMatchObject([
      { code: "template_unsupported", message: expect.stringContaining("X") },
    ]);
  });
});
