import { expect, it } from "vitest";
import { problemsByField, variableKeyOf, withoutPlace } from "./field-problems.ts";

it("gathers one sentence per field", () => {
  const problems = [
    { field: "variables.body.1", message: "first" },
    { field: "body.1", message: "later" },
    { field: "header.media", message: "It is not an address." },
  ];
  expect(problemsByField(problems, (problem) => problem.message.toUpperCase())).toEqual({
    "body.1": "FIRST",
    "header.media": "IT IS NOT AN ADDRESS.",
  });
});

it("knows a variable by its short key", () => {
  expect(variableKeyOf("variables.button.0.url")).toBe("button.0.url");
  expect(variableKeyOf("body.1")).toBe("body.1");
});

it("takes the place off a sentence", () => {
  expect(withoutPlace("Line 1, column 19: expected a name.")).toBe("expected a name.");
  expect(withoutPlace("Something else.")).toBe("Something else.");
});
