/** docs/configuration.md names every variable there is, with its default, and no others. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const sources = ["server/src/config.ts", "sandbox/src/main.ts"].map(read).join("\n");
const guide = read("docs/configuration.md");

function names(text: string): string[] {
  return [...new Set(text.match(/\bPONTE_[A-Z_]*[A-Z]\b/g))].filter((name) => name !== "PONTE_META").sort();
}

/** First cells of the tables' rows. */
const described = [...guide.matchAll(/^\| `(PONTE_[A-Z_]+)` \| (.*?) \|/gm)];

test("every variable has its row, and every row a variable", () => {
  expect(described.map(([, name]) => name).sort()).toEqual(names(sources));
  expect(names(guide)).toEqual(names(sources));
  expect(guide).toContain("| `DATABASE_URL` |");
});

test("numbers given as defaults are the defaults", () => {
  const numbers = [...sources.matchAll(/integer\(env, "(PONTE_[A-Z_]+)", ([\d_]+)/g)];
  expect(numbers.length).toBeGreaterThan(8);
  for (const [, name, value] of numbers)
    expect(described.find(([, row]) => row === name)?.[2], name).toBe(`\`${value?.replaceAll("_", "")}\``);
});
