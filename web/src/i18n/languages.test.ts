import { describe, expect, it } from "vitest";
import { fallbackLanguage, languages, pickLanguage } from "./languages.ts";

const files = import.meta.glob<Record<string, unknown>>("./*/*.json", { eager: true, import: "default" });
const areas = (language: string): string[] =>
  Object.keys(files)
    .filter((path) => path.startsWith(`./${language}/`))
    .map((path) => path.slice(language.length + 3))
    .sort();
const pluralForms = /_(zero|one|two|few|many|other)$/;

/** Every path to a text, plural forms folded into one: languages differ in how many they have. */
function keys(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [path.replace(pluralForms, "_plural")];
  return Object.entries(value).flatMap(([key, child]) => keys(child, path ? `${path}.${key}` : key));
}

const textsOf = (language: string, area: string) => files[`./${language}/${area}`] ?? {};

describe.each(languages.filter((l) => l.code !== fallbackLanguage))("$name", ({ code }) => {
  it("has every area that English has", () => {
    // It may have more: `reasons` comes from the server in English, so only other languages have a file of it.
    expect(areas(code)).toEqual(expect.arrayContaining(areas(fallbackLanguage)));
  });

  it.each(areas(fallbackLanguage))("says everything that English says in %s", (area) => {
    const unique = (language: string) => [...new Set(keys(textsOf(language, area)))].sort();
    expect(unique(code)).toEqual(unique(fallbackLanguage));
  });

  it.each(areas(fallbackLanguage))("has every plural form it needs in %s", (area) => {
    const forms = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
    const counted = (value: unknown, path = ""): string[] =>
      typeof value === "object" && value !== null
        ? Object.entries(value).flatMap(([key, child]) => counted(child, path ? `${path}.${key}` : key))
        : [path];
    const own = new Set(counted(textsOf(code, area)));
    const stems = [...own]
      .filter((key) => key.endsWith("_other"))
      .map((key) => key.slice(0, -"_other".length));
    expect(
      stems.flatMap((stem) => forms.map((form) => `${stem}_${form}`)).filter((key) => !own.has(key)),
    ).toEqual([]);
  });
});

describe("pickLanguage", () => {
  it.each([
    [["pt-BR"], "pt-BR"],
    [["pt-PT", "en"], "pt-BR"],
    [["fr", "en-GB"], "en"],
    [["es-MX", "en"], "es"],
    [["fr"], "en"],
    [[], "en"],
  ])("%j → %s", (wishes, expected) => {
    expect(pickLanguage(wishes)).toBe(expected);
  });
});
