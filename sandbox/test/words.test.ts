/** Every page says everything in every language. */
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";

const ASSETS = new URL("../src/pages/assets/", import.meta.url);
const PAGES = readdirSync(ASSETS).filter((page) => readdirSafe(page).includes("words.js"));
const LANGUAGES = ["en", "pt-BR", "es"];

type Words = Record<string, Record<string, string>>;
const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([found]) => found).sort();

function readdirSafe(page: string): string[] {
  return page.includes(".") ? [] : readdirSync(new URL(page, ASSETS));
}

test("all pages were found", () => {
  expect(PAGES).toEqual(["components", "faults", "home", "meta-business", "phones", "portal", "signup"]);
});

describe.each(PAGES)("words of %s", (page) => {
  test("the same keys, the same placeholders", async () => {
    const { words } = (await import(`../src/pages/assets/${page}/words.js`)) as { words: Words };
    const { en = {} } = words;
    for (const language of Object.keys(words)) {
      const other = words[language] ?? {};
      expect(Object.keys(other), language).toEqual(Object.keys(en));
      for (const [key, text] of Object.entries(en)) {
        expect(placeholders(other[key] ?? ""), `${language} ${key}`).toEqual(placeholders(text));
        expect(other[key]?.trim(), `${language} ${key}`).not.toBe("");
      }
    }
    expect(Object.keys(words)).toEqual(LANGUAGES);
  });
});
