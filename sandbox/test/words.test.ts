/** Every page says everything in both languages. */
import { describe, expect, test } from "vitest";

const PAGES = ["components", "home", "portal", "signup", "phones", "faults"];

type Words = Record<string, Record<string, string>>;
const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([found]) => found).sort();

describe.each(PAGES)("words of %s", (page) => {
  test("the same keys, the same placeholders", async () => {
    const { words } = (await import(`../src/pages/assets/${page}/words.js`)) as { words: Words };
    const { en = {}, "pt-BR": portuguese = {} } = words;
    expect(Object.keys(portuguese)).toEqual(Object.keys(en));
    for (const [key, text] of Object.entries(en)) {
      expect(placeholders(portuguese[key] ?? ""), key).toEqual(placeholders(text));
    }
  });
});
