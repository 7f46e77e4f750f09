import { describe, expect, test } from "vitest";
import { completeColumn, guessType, type Mapping, mappingProblems } from "./mapping.ts";

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

describe("a column with another target", () => {
  test.each([
    [{ target: "attribute" }, { target: "attribute", attribute: "plano_atual", type: "number" }],
    [
      { target: "attribute", attribute: "x", type: "array", separator: "|" },
      { target: "attribute", attribute: "x", type: "array", separator: "|" },
    ],
    [{ target: "alias" }, { target: "alias", label: "plano_atual" }],
    [{ target: "subscription" }, { target: "subscription", subscriptionGroupId: "" }],
    [{ target: "phone", attribute: "x" }, { target: "phone" }],
  ] as const)("%j", (given, complete) => {
    expect(completeColumn(given, "Plano Atual", ["1", "2"])).toEqual(complete);
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
    [
      "what an alias and a subscription need",
      { a: { target: "email" }, b: { target: "alias", label: " " }, c: { target: "subscription" } },
      [
        { code: "alias_unlabelled", header: "b" },
        { code: "unknown_subscription_group", header: "c" },
      ],
    ],
  ])("%s", (_label, mapping, problems) => {
    expect(mappingProblems(headers, mapping)).toEqual(problems);
  });

  test("nothing to find contacts by", () => {
    expect(mappingProblems(headers, { a: { target: "email" } }, "phone")).toEqual([
      { code: "no_find_by", target: "phone" },
    ]);
  });
});
