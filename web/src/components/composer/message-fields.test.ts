// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Liquid names an attribute as ${name}
import { describe, expect, it } from "vitest";
import type { Template } from "../../api/types.ts";
import { isFolded, keepKnown, messageFields, triggerProperties } from "./message-fields.ts";
import { roughMessage } from "./rough-message.ts";

const template: Pick<Template, "structure" | "variables"> = {
  structure: {
    header: { format: "TEXT", text: "Oi {{1}}" },
    body: { text: "Pedido {{1}} chega em {{2}}." },
    footer: { text: "Loja" },
    buttons: [
      { type: "QUICK_REPLY", text: "Ok" },
      { type: "URL", text: "Rastrear", url: "https://loja.com/r/{{1}}" },
    ],
  },
  variables: [
    { key: "button.1.url", component: "button", index: 1, kind: "url_suffix" },
    { key: "body.2", component: "body", index: 2, kind: "text", sample: "Recife" },
    { key: "body.1", component: "body", index: 1, kind: "text" },
    { key: "header.1", component: "header", index: 1, kind: "text" },
    { key: "button.0.payload", component: "button", index: 0, kind: "payload" },
  ],
};

describe("messageFields", () => {
  it("gives one field per variable, in the order of the message", () => {
    const fields = messageFields(template).map(
      ({ key, labelKey, labelParams, required, surroundings, sample }) => [
        key,
        labelKey,
        labelParams,
        required,
        surroundings,
        sample,
      ],
    );
    expect(fields).toEqual([
      ["header.1", "header", { name: "1" }, true, { before: "Oi ", after: "" }, null],
      ["body.1", "body", { name: "1" }, true, { before: "Pedido ", after: " chega em …." }, null],
      ["body.2", "body", { name: "2" }, true, { before: "Pedido … chega em ", after: "." }, "Recife"],
      ["button.0.payload", "buttonPayload", { text: "Ok" }, false, null, null],
      [
        "button.1.url",
        "buttonUrl",
        { text: "Rastrear" },
        true,
        { before: "https://loja.com/r/", after: "" },
        null,
      ],
    ]);
  });
  it("asks for the media of a media header", () => {
    const fields = messageFields({
      structure: { header: { format: "DOCUMENT" }, body: { text: "x" } },
      variables: [
        { key: "header.media", component: "header", index: 0, kind: "media" },
        { key: "header.filename", component: "header", index: 1, kind: "text" },
      ],
    });
    expect(fields.map((f) => [f.labelKey, f.labelParams, f.required])).toEqual([
      ["headerMedia", { format: "DOCUMENT" }, true],
      ["headerFilename", {}, false],
    ]);
  });
});

const carousel: Pick<Template, "structure" | "variables"> = {
  structure: {
    body: { text: "Oi {{1}}" },
    limitedTimeOffer: { text: "Só hoje", hasExpiration: true },
    carousel: {
      cards: ["Café", "Chá"].map((name) => ({
        header: { format: "IMAGE" as const },
        body: { text: `${name} {{1}}` },
        buttons: [{ type: "QUICK_REPLY", text: "Quero" }],
      })),
    },
  },
  variables: [
    { key: "card.1.header.media", component: "header", card: 1, index: 1, kind: "media" },
    { key: "card.0.button.0.payload", component: "button", card: 0, index: 0, kind: "payload" },
    { key: "card.0.body.1", component: "body", card: 0, index: 1, kind: "text" },
    { key: "card.0.header.media", component: "header", card: 0, index: 1, kind: "media" },
    { key: "offer.ends_at", component: "offer", index: 0, kind: "moment" },
    { key: "body.1", component: "body", index: 1, kind: "text" },
  ],
};

describe("a carousel", () => {
  it("asks card by card after the message, and folds what may stay empty", () => {
    const fields = messageFields(carousel);
    expect(fields.map(({ key, labelKey, card }) => [key, labelKey, card])).toEqual([
      ["body.1", "body", null],
      ["offer.ends_at", "offerEnd", null],
      ["card.0.header.media", "headerMedia", 1],
      ["card.0.body.1", "body", 1],
      ["card.0.button.0.payload", "buttonPayload", 1],
      ["card.1.header.media", "headerMedia", 2],
    ]);
    expect(fields[3]?.surroundings).toEqual({ before: "Café ", after: "" });
    expect(fields.filter(isFolded).map(({ key }) => key)).toEqual(["card.0.button.0.payload"]);
  });

  it("shows its cards and its offer before the server answers", () => {
    expect(roughMessage(carousel.structure, { "card.0.body.1": "20" })).toMatchObject({
      offer: { text: "Só hoje" },
      cards: [{ body: "Café 20", buttons: [{ text: "Quero" }] }, { body: "Chá {{1}}" }],
    });
  });
});

describe("roughMessage", () => {
  it("fills what is known and leaves the rest to be seen", () => {
    expect(roughMessage(template.structure, { "header.1": "Ana", "body.1": "12" })).toEqual({
      header: { format: "TEXT", text: "Oi Ana" },
      body: "Pedido 12 chega em {{2}}.",
      footer: "Loja",
      buttons: [
        { type: "QUICK_REPLY", text: "Ok" },
        { type: "URL", text: "Rastrear", url: "https://loja.com/r/{{1}}" },
      ],
    });
  });
  it("does not load a picture from an address that still holds Liquid", () => {
    const structure = { header: { format: "IMAGE" as const }, body: { text: "x" } };
    expect(roughMessage(structure, { "header.media": "https://a/{{${first_name}}}" }).header).toEqual({
      format: "IMAGE",
    });
    expect(roughMessage(structure, { "header.media": "https://a/b.png" }).header?.mediaUrl).toBe(
      "https://a/b.png",
    );
  });
});

describe("keepKnown", () => {
  it("drops what the template does not ask for", () => {
    expect(keepKnown({ "body.1": "a", "body.9": "b" }, template)).toEqual({ "body.1": "a" });
  });
});

describe("triggerProperties", () => {
  it("finds each name once", () => {
    const variables = {
      "body.1":
        "{{api_trigger_properties.${order_id}}} de {{api_trigger_properties.${ city } | default: 'x'}}",
      "body.2": "{{api_trigger_properties.${order_id}}}{{${first_name}}}",
    };
    expect(triggerProperties(variables)).toEqual(["order_id", "city"]);
  });
});
