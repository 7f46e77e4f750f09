import { describe, expect, it } from "vitest";
import { targetOf, variableOf } from "./problems.ts";

const problem = (code: string, field?: string) => ({ code, message: "…", ...(field ? { field } : {}) });

describe("targetOf", () => {
  it.each([
    [problem("variable_missing", "body.1"), "variable-body-1"],
    [problem("liquid_invalid", "variables.button.0.url"), "variable-button-0-url"],
    [problem("number_missing", "subscriptionGroupId"), "campaign-number"],
    [problem("number_failing"), "campaign-number"],
    [problem("template_not_approved"), "campaign-template"],
    [problem("audience_empty"), "campaign-segment"],
    [problem("something_else"), null],
  ])("%o", (input, id) => {
    expect(targetOf(input)).toBe(id);
  });
});

describe("variableOf", () => {
  it("tells a variable from a setting", () => {
    expect(variableOf(problem("variable_missing", "variables.header.media"))).toBe("header.media");
    expect(variableOf(problem("number_missing", "subscriptionGroupId"))).toBeNull();
  });
});
