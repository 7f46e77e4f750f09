// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Liquid names an attribute as ${name}

import { describe, expect, it } from "vitest";
import { asOneLine, insertAt, type LiquidSource, liquidFor, liquidTokens, usualFallback } from "./liquid.ts";

const firstName: LiquidSource = { kind: "standard", name: "first_name" };

describe("liquidFor", () => {
  it.each<[string, LiquidSource, string, string]>([
    [
      "a standard attribute with words for when it is empty",
      firstName,
      "cliente",
      "{{${first_name} | default: 'cliente'}}",
    ],
    ["a standard attribute alone", firstName, "", "{{${first_name}}}"],
    ["a custom attribute", { kind: "custom", name: "city" }, "", "{{custom_attribute.${city}}}"],
    [
      "a standard attribute with its name in Liquid",
      { kind: "standard", name: "home_city" },
      "",
      "{{${city}}}",
    ],
    [
      "a custom attribute keeps its name",
      { kind: "custom", name: "email" },
      "",
      "{{custom_attribute.${email}}}",
    ],
    ["a trigger property", { kind: "trigger", name: "order" }, "", "{{api_trigger_properties.${order}}}"],
    ["an apostrophe", firstName, "l'ami", `{{\${first_name} | default: "l'ami"}}`],
    ["both quotes", firstName, `l'"ami"`, `{{\${first_name} | default: 'l’"ami"'}}`],
    ["spaces", firstName, "  meu\n amigo ", "{{${first_name} | default: 'meu amigo'}}"],
  ])("%s", (_label, attribute, fallback, output) => {
    expect(liquidFor(attribute, fallback)).toBe(output);
  });
});

describe("insertAt", () => {
  it.each([
    ["into nothing", "", 0, 0, { value: "{{x}}", caret: 5 }],
    ["at the end of a word", "Oi", 2, 2, { value: "Oi {{x}}", caret: 8 }],
    ["after a space", "Oi ", 3, 3, { value: "Oi {{x}}", caret: 8 }],
    ["before a comma", "Oi , tudo", 3, 3, { value: "Oi {{x}}, tudo", caret: 8 }],
    ["before a word", "fim", 0, 0, { value: "{{x}} fim", caret: 5 }],
    ["over a selection", "Oi Ana!", 3, 6, { value: "Oi {{x}}!", caret: 8 }],
    ["past the end", "a ", 99, 99, { value: "a {{x}}", caret: 7 }],
    ["beside another tag", "{{y}}", 5, 5, { value: "{{y}} {{x}}", caret: 11 }],
  ])("%s", (_label, value, start, end, output) => {
    expect(insertAt(value, start, end, "{{x}}")).toEqual(output);
  });
});

describe("asOneLine", () => {
  it("turns line breaks and tabs into spaces", () => {
    expect(asOneLine("a\r\nb\tc")).toBe("a b c");
  });
});

describe("liquidTokens", () => {
  it.each([
    ["text only", "Oi", [{ kind: "text", text: "Oi" }]],
    [
      "a tag whose name ends in a brace",
      "Oi {{${first_name}}}!",
      [
        { kind: "text", text: "Oi " },
        { kind: "liquid", text: "{{${first_name}}}" },
        { kind: "text", text: "!" },
      ],
    ],
    [
      "logic",
      "{% if a %}x{% endif %}",
      [
        { kind: "liquid", text: "{% if a %}" },
        { kind: "text", text: "x" },
        { kind: "liquid", text: "{% endif %}" },
      ],
    ],
    ["an open tag", "{{${first", [{ kind: "liquid", text: "{{${first" }]],
    ["empty", "", []],
  ])("%s", (_label, value, output) => {
    expect(liquidTokens(value)).toEqual(output);
  });
});

describe("usualFallback", () => {
  it("knows words for a missing first name only", () => {
    expect(usualFallback(firstName, "pt_BR")).toBe("cliente");
    expect(usualFallback(firstName, "en-US")).toBe("there");
    expect(usualFallback({ kind: "standard", name: "email" }, "pt_BR")).toBe("");
  });
});
