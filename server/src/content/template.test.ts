import { describe, expect, it } from "vitest";
import type { TemplateStructure } from "./message.ts";
import { numberingProblem, parseTemplateVariables, placeholdersOf } from "./template.ts";

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
