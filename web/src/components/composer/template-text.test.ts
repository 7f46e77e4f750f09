import { describe, expect, it } from "vitest";
import { fillTemplate, splitTemplate, surroundingsOf } from "./template-text.ts";

describe("splitTemplate", () => {
  it.each([
    ["no placeholder", "Olá!", [{ kind: "text", text: "Olá!" }]],
    [
      "numbered",
      "Olá {{1}}, {{2}}!",
      [
        { kind: "text", text: "Olá " },
        { kind: "variable", name: "1" },
        { kind: "text", text: ", " },
        { kind: "variable", name: "2" },
        { kind: "text", text: "!" },
      ],
    ],
    [
      "named, with spaces",
      "{{ first_name }} oi",
      [
        { kind: "variable", name: "first_name" },
        { kind: "text", text: " oi" },
      ],
    ],
    ["single braces are text", "{1} {{}}", [{ kind: "text", text: "{1} {{}}" }]],
    ["empty", "", []],
  ])("%s", (_label, input, output) => {
    expect(splitTemplate(input)).toEqual(output);
  });
});

describe("surroundingsOf", () => {
  it("gives both sides, with the other placeholders as dots", () => {
    expect(surroundingsOf("Olá {{1}}, o pedido {{2}} chegou.", "2")).toEqual({
      before: "Olá …, o pedido ",
      after: " chegou.",
    });
  });
  it("cuts at words", () => {
    const text = "Uma frase bastante comprida antes de {{1}} e outra frase bastante comprida depois";
    expect(surroundingsOf(text, "1", 12)).toEqual({ before: "…antes de ", after: " e outra…" });
  });
  it("joins lines", () => {
    expect(surroundingsOf("Oi\n\n{{1}}\nfim", "1")).toEqual({ before: "Oi ", after: " fim" });
  });
  it("knows when there is none", () => {
    expect(surroundingsOf("Oi", "1")).toBeNull();
  });
});

describe("fillTemplate", () => {
  it("fills what it has and shows what it has not", () => {
    const values: Record<string, string> = { 1: "Ana", 2: "" };
    expect(fillTemplate("Oi {{1}} {{2}} {{3}}", (name) => values[name])).toBe("Oi Ana {{2}} {{3}}");
  });
});
