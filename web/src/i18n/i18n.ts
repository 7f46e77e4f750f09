/**
 * Texts of the dashboard: one JSON file per area and language, `<language>/<area>.json`; the area is the i18next
 * namespace (`useTranslation("contacts")`, `t("common:save")` for another area). English is loaded always, as the
 * fallback; any other language only when chosen.
 */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { fallbackLanguage, type Language, pickLanguage } from "./languages.ts";

const storageKey = "ponte.language";
const files = import.meta.glob<{ default: Record<string, unknown> }>("./*/*.json");

async function load(language: Language): Promise<void> {
  const own = Object.entries(files).filter(([path]) => path.startsWith(`./${language}/`));
  await Promise.all(
    own.map(async ([path, read]) => {
      const area = path.slice(language.length + 3, -".json".length);
      i18next.addResourceBundle(language, area, (await read()).default, true, true);
    }),
  );
}

/** Starts i18next in the language the person chose before, else in the browser's. */
export async function startI18n(): Promise<void> {
  const chosen = localStorage.getItem(storageKey);
  const language = pickLanguage([...(chosen ? [chosen] : []), ...navigator.languages]);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: fallbackLanguage,
    defaultNS: "common",
    resources: {},
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  } as Parameters<typeof i18next.init>[0]);
  await Promise.all([...new Set([fallbackLanguage, language])].map(load));
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export async function setLanguage(language: Language): Promise<void> {
  await load(language);
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
