/** docs/segments.md names every kind of condition, every operator of every type and the limits, and no others. */
import { readFileSync } from "node:fs";
import { expect, it, test } from "vitest";
import { type FilterType, leafKinds, messageOperators } from "../src/segments/filter.ts";
import { operators } from "../src/segments/operators.ts";
import { maxPatternLength } from "../src/segments/patterns.ts";
import { maxCount, maxDays, maxDepth, maxNodes } from "../src/segments/validate/problems.ts";
import { maxExpandedNodes, maxPatterns } from "../src/segments/validate/size.ts";

const guide = readFileSync(new URL("../../docs/segments.md", import.meta.url), "utf8");
const rowOf = (first: string) =>
  guide.split("\n").find((line) => line.startsWith(`| ${first} |`)) ?? "not in the guide";
const codesIn = (row: string) => [...row.matchAll(/`([a-z_]+)`/g)].map(([, code = ""]) => code);

test("every kind has its row, and every row a kind", () => {
  const section = guide.slice(guide.indexOf("## The conditions"), guide.indexOf("## Comparing values"));
  const rows = [...section.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, kind]) => kind);
  expect(rows).toEqual([...leafKinds]);
});

const words: Readonly<Record<FilterType, string>> = {
  string: "text",
  number: "number",
  boolean: "yes/no",
  date: "date",
  array: "list of texts",
  object_array: "list of objects",
};

it.each(Object.keys(words) as FilterType[])(
  "every operator of %s is named, in the builder's order",
  (type) => {
    expect(codesIn(rowOf(words[type]))).toEqual([...operators[type]]);
  },
);

test("what can have happened to a message is named", () => {
  const named = codesIn(rowOf("`message`"));
  const facts = messageOperators.filter((operator) => !operator.startsWith("not_"));
  expect(named.filter((code) => facts.some((fact) => fact === code))).toEqual(facts);
});

test("limits are the limits", () => {
  const number = (value: number) => value.toLocaleString("en");
  expect(rowOf("conditions and groups in a tree")).toContain(`${number(maxNodes)}, ${maxDepth} deep`);
  expect(rowOf("with all segments in it written out")).toContain(` ${number(maxExpandedNodes)} `);
  expect(rowOf("regular expressions, those of inner segments included")).toContain(
    ` ${maxPatterns}, of ${maxPatternLength} characters`,
  );
  expect(rowOf("days; times")).toContain(`${number(maxDays)}; ${number(maxCount)}`);
});
