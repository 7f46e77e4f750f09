import { describe, expect, it } from "vitest";
import type { TemplateStructure } from "./message.ts";
import { placeholdersOf } from "./placeholders.ts";
import { numberingProblem, parseTemplateVariables } from "./template.ts";

const keys = (structure: TemplateStructure) =>
  parseTemplateVariables(structure).map(({ key, kind, index, required }) => [key, kind, index, required]);
const body = { text: "Olá" };

describe("variables of a template", () => {
  it.each<[string, TemplateStructure, unknown[]]>([
    ["none", { body }, []],
    [
      "in the body, by number",
      { body: { text: "{{2}} {{ 1 }} {{10}} {{2}}" } },
      [
        ["body.1", "text", 1, true],
        ["body.2", "text", 2, true],
        ["body.10", "text", 3, true],
      ],
    ],
    [
      "in the body, by name",
      { body: { text: "{{nome}} {{cidade}}" } },
      [
        ["body.nome", "text", 1, true],
        ["body.cidade", "text", 2, true],
      ],
    ],
    [
      "a text header",
      { header: { format: "TEXT", text: "Oi {{1}}" }, body },
      [["header.1", "text", 1, true]],
    ],
    ["a fixed header", { header: { format: "TEXT", text: "Oi" }, body }, []],
    [
      "an image",
      { header: { format: "IMAGE", sampleUrl: "https://x.example/a.png" }, body },
      [["header.media", "media", 1, true]],
    ],
    [
      "a document",
      { header: { format: "DOCUMENT" }, body },
      [
        ["header.media", "media", 1, true],
        ["header.filename", "text", 1, false],
      ],
    ],
    [
      "a place",
      { header: { format: "LOCATION" }, body },
      [
        ["header.latitude", "text", 1, true],
        ["header.longitude", "text", 2, true],
        ["header.name", "text", 3, false],
        ["header.address", "text", 4, false],
      ],
    ],
    [
      "buttons that need something",
      {
        body,
        buttons: [
          { type: "QUICK_REPLY", text: "Sim" },
          { type: "URL", text: "Fixa", url: "https://x.example" },
          { type: "URL", text: "Sua", url: "https://x.example/{{1}}" },
          { type: "PHONE_NUMBER", text: "Ligar", phoneNumber: "+551130000000" },
          { type: "COPY_CODE", text: "Copiar" },
          { type: "FLOW", text: "Abrir" },
        ],
      },
      [
        ["button.0.payload", "payload", 0, false],
        ["button.2.url", "url_suffix", 2, true],
        ["button.4.code", "coupon", 4, true],
        ["button.5.flow_token", "token", 5, false],
        ["button.5.flow_data", "data", 5, false],
      ],
    ],
    [
      "products",
      {
        body,
        buttons: [
          { type: "CATALOG", text: "Ver" },
          { type: "MPM", text: "Ver" },
        ],
      },
      [
        ["button.0.product", "product", 0, false],
        ["button.1.product", "product", 1, true],
        ["button.1.sections", "product_sections", 1, true],
      ],
    ],
    [
      "an offer that ends",
      { body, limitedTimeOffer: { text: "Só hoje", hasExpiration: true } },
      [["offer.ends_at", "moment", 0, true]],
    ],
    ["an offer without an end", { body, limitedTimeOffer: { text: "Só hoje", hasExpiration: false } }, []],
    [
      "a one-time password: the button carries the body's code",
      {
        body: { text: "{{1}} é seu código." },
        buttons: [
          {
            type: "URL",
            text: "Copiar",
            url: "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}",
          },
        ],
      },
      [["body.1", "text", 1, true]],
    ],
    [
      "the cards of a carousel",
      {
        body: { text: "Oi {{1}}" },
        carousel: {
          cards: [
            {
              header: { format: "IMAGE" },
              body: { text: "{{1}}" },
              buttons: [
                { type: "QUICK_REPLY", text: "Quero" },
                { type: "URL", text: "Ver", url: "https://x.example/{{1}}" },
              ],
            },
            { header: { format: "VIDEO" } },
          ],
        },
      },
      [
        ["body.1", "text", 1, true],
        ["card.0.header.media", "media", 1, true],
        ["card.0.body.1", "text", 1, true],
        ["card.0.button.0.payload", "payload", 0, false],
        ["card.0.button.1.url", "url_suffix", 1, true],
        ["card.1.header.media", "media", 1, true],
      ],
    ],
  ])("%s", (_label, structure, expected) => expect(keys(structure)).toEqual(expected));

  it("takes double braces with anything but a name for text", () => {
    expect(placeholdersOf("{{}} {{ }} {1} {{a b}} {{1}}")).toEqual(["1"]);
  });

  it.each([
    ["Olá {{1}} e {{2}}", null],
    ["{{nome}} {{cidade}}", null],
    ["Olá {{2}}", "2"],
    ["{{1}} {{3}}", "1, 3"],
  ])("numbers must run from 1: %s", (text, numbers) => {
    const problem = numberingProblem({ body: { text } });
    if (numbers === null) expect(problem).toBeNull();
    else expect(problem).toContain(`of the body are numbered ${numbers},`);
  });
});
