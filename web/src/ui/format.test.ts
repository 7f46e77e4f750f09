import { describe, expect, it } from "vitest";
import { createFormat, formatPhone } from "./format.ts";

it.each([
  ["+5511987654321", "+55 11 98765-4321"],
  ["+551133334444", "+55 11 3333-4444"],
  ["+12125550100", "+1 212 555 0100"],
  ["+525503348399", "+52 55 0334 8399"],
  ["+351928037325", "+351 928 037 325"],
  ["+995555123456", "+995555123456"],
])("phone %s → %s", (e164, expected) => {
  expect(formatPhone(e164)).toBe(expected);
});

describe("relative time", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");
  const format = createFormat("en");
  it.each([
    ["2026-11-22T11:59:40Z", "now"],
    ["2026-11-22T11:57:10Z", "2 minutes ago"],
    ["2026-11-22T09:01:00Z", "2 hours ago"],
    ["2026-11-27T10:00:00Z", "in 5 days"],
    ["2026-11-21T12:00:00Z", "yesterday"],
  ])("%s is %s", (at, expected) => {
    expect(format.relative(at, now)).toBe(expected);
  });
});

it("never rounds something to nothing, nor nearly all to all", () => {
  const format = createFormat("en");
  expect([0, 0.0002, 0.001, 0.5, 0.9994, 0.9996, 1].map(format.percent)).toEqual([
    "0%",
    "<0.1%",
    "0.1%",
    "50%",
    "99.9%",
    ">99.9%",
    "100%",
  ]);
});

it("capitalises a language that stands alone", () => {
  const format = createFormat("pt-BR");
  expect([format.language("pt"), format.languageInText("pt")]).toEqual(["Português", "português"]);
});

it("leaves codes it does not know as they are", () => {
  const format = createFormat("en");
  expect([
    format.country("BR"),
    format.country("Brasil"),
    format.language("pt_BR"),
    format.language("??"),
  ]).toEqual(["Brazil", "Brasil", "Brazilian Portuguese", "??"]);
});
