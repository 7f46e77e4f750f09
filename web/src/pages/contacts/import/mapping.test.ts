import { describe, expect, test } from "vitest";
import { guessTarget, guessType, initialMapping, type Mapping, mappingProblems } from "./mapping.ts";

describe("a header's target", () => {
  test.each([
    ["external_id", "external_id"],
    ["Código do cliente", "external_id"],
    ["ID", "external_id"],
    ["Telefone", "phone"],
    ["WhatsApp", "phone"],
    ["Phone Number", "phone"],
    ["E-mail", "email"],
    ["Primeiro nome", "first_name"],
    ["Apellidos", "last_name"],
    ["País", "country"],
    ["Cidade", "home_city"],
    ["Data de nascimento", "date_of_birth"],
    ["plan", "attribute"],
    ["  ", "ignore"],
  ])("%s → %s", (header, target) => {
    expect(guessTarget(header)).toBe(target);
  });
});

describe("a column's type", () => {
  test.each([
    [["1", "2.5", "", "-3"], "number"],
    [["1,5", "2,25"], "number"],
    [["01310-100", "04538"], "string"],
    [["007"], "string"],
    [["true", "FALSE"], "boolean"],
    [["sim", "não"], "boolean"],
    [["1", "0"], "number"],
    [["2026-01-31", "2025-12-01T10:00:00Z"], "date"],
    [["31/01/2026"], "string"],
    [["", " "], "string"],
    [["gold", "1"], "string"],
    [["12345678901234567890"], "string"],
  ])("%j → %s", (samples, type) => {
    expect(guessType(samples)).toBe(type);
  });
});

describe("the first mapping", () => {
  const rows = [
    ["a-1", "+55 11 98765-4321", "gold", "10"],
    ["a-2", "", "", "7.5"],
  ];

  test("completes what the server suggests", () => {
    expect(
      initialMapping(["ref", "Celular", "Plano Atual", "Pontos"], rows, { ref: { target: "external_id" } }),
    ).toEqual({
      ref: { target: "external_id" },
      Celular: { target: "phone" },
      "Plano Atual": { target: "attribute", attribute: "plano_atual", type: "string" },
      Pontos: { target: "attribute", attribute: "pontos", type: "number" },
    });
  });

  test("gives a standard field to one column only", () => {
    expect(initialMapping(["phone", "celular"], [["1", "2"]])).toEqual({
      phone: { target: "phone" },
      celular: { target: "attribute", attribute: "celular", type: "number" },
    });
  });
});

describe("what keeps an import from starting", () => {
  const headers = ["a", "b", "c"];
  test.each<[string, Mapping, unknown[]]>([
    [
      "nothing",
      { a: { target: "phone" }, b: { target: "ignore" }, c: { target: "attribute", attribute: "x" } },
      [],
    ],
    ["no identifier", { a: { target: "first_name" } }, [{ code: "no_identifier" }]],
    [
      "two columns for one field",
      { a: { target: "phone" }, b: { target: "email" }, c: { target: "phone" } },
      [{ code: "duplicate_target", header: "c", target: "phone", custom: false }],
    ],
    [
      "two columns for one attribute",
      {
        a: { target: "email" },
        b: { target: "attribute", attribute: "x" },
        c: { target: "attribute", attribute: "x " },
      },
      [{ code: "duplicate_target", header: "c", target: "x", custom: true }],
    ],
    [
      "an attribute without a name",
      { a: { target: "email" }, b: { target: "attribute", attribute: " " } },
      [{ code: "attribute_unnamed", header: "b" }],
    ],
  ])("%s", (_label, mapping, problems) => {
    expect(mappingProblems(headers, mapping)).toEqual(problems);
  });
});
