import { expect, it } from "vitest";
import { normalizeTags } from "./tags.ts";

it.each<[string[], string[]]>([
  [
    [" a ", "A", "b  c", ""],
    ["a", "b c"],
  ],
  [["Çã", "C\u0327a\u0303"], ["Çã"]],
  [["x".repeat(100)], ["x".repeat(100)]],
])("%j is kept as %j", (given, kept) => {
  expect(normalizeTags(given)).toEqual(kept);
});

it.each([[Array.from({ length: 26 }, (_, n) => `t${n}`)], [["x".repeat(101)]]])("refuses %j", (given) => {
  expect(() => normalizeTags(given)).toThrowError(/25 tags/);
});
