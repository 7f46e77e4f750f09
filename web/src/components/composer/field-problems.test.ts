import { expect, it } from "vitest";
import { problemsByField, variableKeyOf } from "./field-problems.ts";

const place = (line: number, column: number) => `At ${line}:${column}`;

it("gathers one sentence per field, with its place", () => {
  const problems = [
    { field: "variables.body.1", message: "Line 1, column 9: expected a name.", line: 1, column: 9 },
    { field: "body.1", message: "later problem" },
    { field: "header.media", message: "It is not an address." },
  ];
  expect(problemsByField(problems, place)).toEqual({
    "body.1": "At 1:9: expected a name.",
    "header.media": "It is not an address.",
  });
});

it("knows a variable by its short key", () => {
  expect(variableKeyOf("variables.button.0.url")).toBe("button.0.url");
  expect(variableKeyOf("body.1")).toBe("body.1");
});
