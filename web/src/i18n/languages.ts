/** Languages of the dashboard. To add one: a line here and a folder of the same name beside this file. */
export const languages = [
  { code: "en", name: "English" },
  { code: "pt-BR", name: "Português (Brasil)" },
  { code: "es", name: "Español" },
] as const;

export type Language = (typeof languages)[number]["code"];

export const fallbackLanguage: Language = "en";

/** The best language for a list of wishes ("pt", "pt-PT", "en-GB" …), most wanted first. */
export function pickLanguage(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const exact = languages.find((l) => l.code.toLowerCase() === wish.toLowerCase());
    const related = languages.find((l) => l.code.split("-")[0] === wish.toLowerCase().split("-")[0]);
    const found = exact ?? related;
    if (found) return found.code;
  }
  return fallbackLanguage;
}
