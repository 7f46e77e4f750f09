import { describe, expect, it } from "vitest";
import { aContact } from "../../test/contact-values.ts";
import { checkVariables } from "./check.ts";
import { LiquidError } from "./liquid.ts";
import type { MessageContent, TemplateStructure, Variables } from "./message.ts";
import { previewTemplate } from "./preview.ts";
import { compileMessage } from "./render.ts";

const structure: TemplateStructure = {
  header: { format: "TEXT", text: "Para {{1}}" },
  body: { text: "Olá {{1}}, seu pedido {{2}} saiu de {{1}}." },
  footer: { text: "Aurora" },
  buttons: [
    { type: "URL", text: "Ver", url: "https://loja.example/p/{{1}}" },
    { type: "QUICK_REPLY", text: "Ok" },
    { type: "COPY_CODE", text: "Copiar" },
  ],
};
const variables: Variables = {
  "header.1": "{{${first_name}}}",
  "body.1": " {{custom_attribute.${city}}} ",
  "body.2": "#{{api_trigger_properties.${order}}}",
  "button.0.url": "{{${user_id}}}",
  "button.1.payload": "ok-{{campaign.${id}}}",
  "button.2.code": "NATAL10",
};

function template(
  change: Partial<TemplateStructure> = {},
  filled: Variables = variables,
): Extract<MessageContent, { kind: "template" }> {
  return {
    kind: "template",
    templateName: "pedido",
    language: "pt_BR",
    category: "UTILITY",
    structure: { ...structure, ...change },
    variables: filled,
  };
}
const values = { contact: aContact(), properties: { order: 7 }, campaign: { id: "c1", name: "Natal" } };
const only = (text: string, filled: Variables) =>
  template({ header: undefined, buttons: undefined, footer: undefined, body: { text } }, filled);

describe("a template", () => {
  it("is filled for the provider and for the eye", () => {
    expect(compileMessage(template()).render(values)).toEqual({
      ok: true,
      content: {
        kind: "template",
        templateName: "pedido",
        language: "pt_BR",
        header: { kind: "text", value: "Ana" },
        body: ["Olinda", "#7"],
        buttons: [
          { kind: "url", index: 0, suffix: "u1" },
          { kind: "quick_reply", index: 1, payload: "ok-c1" },
          { kind: "copy_code", index: 2, code: "NATAL10" },
        ],
      },
      rendered: {
        header: { format: "TEXT", text: "Para Ana" },
        body: "Olá Olinda, seu pedido #7 saiu de Olinda.",
        footer: "Aurora",
        buttons: [
          { type: "URL", text: "Ver", url: "https://loja.example/p/u1" },
          { type: "QUICK_REPLY", text: "Ok" },
          { type: "COPY_CODE", text: "Copiar", code: "NATAL10" },
        ],
      },
    });
  });

  it.each<[string, Partial<TemplateStructure>, Variables, object]>([
    [
      "an image",
      { header: { format: "IMAGE" } },
      { "header.media": "https://x.example/{{${user_id}}}.png" },
      { kind: "image", url: "https://x.example/u1.png" },
    ],
    [
      "a video",
      { header: { format: "VIDEO" } },
      { "header.media": "https://x.example/a.mp4" },
      { kind: "video", url: "https://x.example/a.mp4" },
    ],
    [
      "a document",
      { header: { format: "DOCUMENT" } },
      { "header.media": "https://x.example/a.pdf", "header.filename": "Conta.pdf" },
      { kind: "document", url: "https://x.example/a.pdf", filename: "Conta.pdf" },
    ],
    [
      "a document without a name",
      { header: { format: "DOCUMENT" } },
      { "header.media": "https://x.example/a.pdf" },
      { kind: "document", url: "https://x.example/a.pdf" },
    ],
    [
      "a place",
      { header: { format: "LOCATION" } },
      { "header.latitude": "-8.05", "header.longitude": "-34.9" },
      { kind: "location", latitude: -8.05, longitude: -34.9 },
    ],
  ])("carries %s", (_label, change, filled, header) => {
    const result = compileMessage(template(change, { ...variables, ...filled })).render(values);
    expect(result).toMatchObject({ ok: true, content: { header } });
  });

  it("does not take a value for a placeholder", () => {
    const message = compileMessage(
      only("{{1}} {{2}}", { "body.1": "{% raw %}{{2}}{% endraw %}", "body.2": "$& $1" }),
    );
    expect(message.render(values)).toMatchObject({ ok: true, rendered: { body: "{{2}} $& $1" } });
  });

  it.each<[string, Variables, string, string]>([
    [
      "empty",
      { "body.1": "{{${last_name}}}" },
      "variable_empty",
      "{{1}} in the body is empty for this contact.",
    ],
    ["only blanks", { "body.1": "{{ ' ' }}" }, "variable_empty", "is empty"],
    ["not filled at all", {}, "variable_empty", "is empty"],
    [
      "a line break",
      { "body.1": "{{custom_attribute.${note}}}" },
      "variable_invalid",
      "contains a line break",
    ],
    ["a tab", { "body.1": "a\tb" }, "variable_invalid", "contains a tab"],
    ["five spaces", { "body.1": "a     b" }, "variable_invalid", "more than four spaces"],
    ["too long", { "body.1": "x".repeat(1025) }, "message_too_long", "1025 characters"],
    [
      "too long once it is filled",
      { "body.1": "x".repeat(1020) },
      "message_too_long",
      "The body has 1025 characters",
    ],
    ["an abort", { "body.1": "{% abort_message('no stock') %}" }, "liquid_abort", "no stock"],
    [
      "too much work",
      { "body.1": "{% for i in (1..99999999) %}x{% endfor %}" },
      "liquid_error",
      "too much work",
    ],
  ])("is not sent when a value is %s", (_label, filled, code, text) => {
    const result = compileMessage(only("Olá {{1}}.", filled)).render(values);
    expect(result).toMatchObject({ ok: false, code, text: expect.stringContaining(text) });
  });

  it("lets four spaces and the trimmed ends pass", () => {
    expect(compileMessage(only("{{1}}", { "body.1": "\n a    b \n" })).render(values)).toMatchObject({
      ok: true,
      content: { body: ["a    b"] },
    });
  });

  it.each([
    ["header.media", "ftp://x.example/a.png", { header: { format: "IMAGE" as const } }],
    ["header.media", "not an address", { header: { format: "IMAGE" as const } }],
    ["button.0.url", "a b", {}],
    ["button.2.code", "LONGER-THAN-15-X", {}],
    ["header.latitude", "91", { header: { format: "LOCATION" as const } }],
  ])("checks %s: %s", (key, value, change) => {
    const filled = {
      ...variables,
      "header.longitude": "1",
      "header.media": "https://x.example",
      [key]: value,
    };
    expect(compileMessage(template(change, filled)).render(values)).toMatchObject({ ok: false, field: key });
  });

  it("names the variable whose Liquid is not valid, before anything is sent", () => {
    expect(() => compileMessage(only("{{1}}", { "body.1": "{{ x" }))).toThrow(LiquidError);
  });
});

describe("a text", () => {
  const text = (body: string): MessageContent => ({ kind: "text", body, previewUrl: true });

  it("keeps its lines", () => {
    expect(compileMessage(text("Oi {{${first_name}}}\n\nTchau ")).render(values)).toEqual({
      ok: true,
      content: { kind: "text", body: "Oi Ana\n\nTchau", previewUrl: true },
      rendered: { body: "Oi Ana\n\nTchau" },
    });
  });

  it.each([
    ["{{${last_name}}}", "variable_empty"],
    ["x".repeat(4097), "message_too_long"],
  ])("is not sent when it is empty or too long", (body, code) => {
    expect(compileMessage(text(body)).render(values)).toMatchObject({ ok: false, code, field: "body" });
  });
});

describe("a preview", () => {
  it("shows what there is and names every problem", () => {
    const filled = { ...variables, "body.1": "{{${last_name}}}", "body.2": "{{ x }}", "button.2.code": "" };
    const { rendered, problems } = previewTemplate(template({}, filled), values);
    expect(rendered.body).toBe("Olá {{1}}, seu pedido {{ x }} saiu de {{1}}.");
    expect(problems).toMatchObject([
      { field: "body.1", message: expect.stringContaining("would not go out") },
      { field: "body.2", line: 1, column: 4 },
      { field: "button.2.code", message: "Fill the code of the copy button." },
    ]);
  });

  it("shows the Liquid itself when there is nobody to show it for", () => {
    expect(previewTemplate(template(), null)).toMatchObject({
      rendered: {
        header: { text: "Para {{${first_name}}}" },
        buttons: [{ url: "https://loja.example/p/{{${user_id}}}" }, {}, { code: "NATAL10" }],
      },
      problems: [],
    });
  });

  it("shows what only the call will bring as it was typed", () => {
    const filled = { ...variables, "body.2": "{{api_trigger_properties.${order}}}" };
    const { rendered, problems } = previewTemplate(template({}, filled), { contact: aContact() });
    expect([rendered.body, problems]).toEqual([
      "Olá Olinda, seu pedido {{api_trigger_properties.${order}}} saiu de Olinda.",
      [],
    ]);
  });

  it("says who gets nothing", () => {
    const { problems } = previewTemplate(
      template({}, { ...variables, "body.1": "{% abort_message('no stock') %}" }),
      values,
    );
    expect(problems).toMatchObject([
      { field: "body.1", message: 'This contact gets nothing: abort_message says "no stock".' },
    ]);
  });
});

describe("a check", () => {
  it("is content with what is complete", () => {
    expect(checkVariables(structure, variables)).toEqual([]);
  });

  it("names what is missing, wrong or misnumbered", () => {
    const problems = checkVariables(
      { ...structure, body: { text: "{{1}} {{3}}" } },
      { "body.1": "{% if %}", "button.0.url": "a b" },
    );
    expect(problems.map(({ code, field }) => [code, field])).toEqual([
      ["template_incomplete", ""],
      ["variable_missing", "header.1"],
      ["liquid_invalid", "body.1"],
      ["variable_missing", "body.3"],
      ["variable_invalid", "button.0.url"],
      ["variable_missing", "button.2.code"],
    ]);
  });
});
