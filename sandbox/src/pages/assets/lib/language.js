/**
 * Three languages, chosen by the browser and switchable. A page brings its words as `{ en: {…}, "pt-BR": {…}, es: {…} }`; a word may
 * hold `{placeholders}`.
 */
import { useEffect, useMemo, useState } from "./html.js";

export const LANGUAGES = [
  { code: "en", short: "EN", name: "English" },
  { code: "pt-BR", short: "PT", name: "Português" },
  { code: "es", short: "ES", name: "Español" },
];
const STORED = "sandbox.language";
const listeners = new Set();
let current = firstLanguage();
document.documentElement.lang = current;

function firstLanguage() {
  const stored = localStorage.getItem(STORED);
  if (LANGUAGES.some((language) => language.code === stored)) return stored;
  const wanted = navigator.language.slice(0, 2).toLowerCase();
  return LANGUAGES.find(({ code }) => code.startsWith(wanted))?.code ?? "en";
}

/** @param {string} code one of LANGUAGES */
export function setLanguage(code) {
  current = code;
  localStorage.setItem(STORED, code);
  document.documentElement.lang = code;
  for (const listener of listeners) listener(code);
}

export function useLanguage() {
  const [code, setCode] = useState(current);
  useEffect(() => {
    listeners.add(setCode);
    return () => listeners.delete(setCode);
  }, []);
  return code;
}

/**
 * @param {Record<string, Record<string, string>>} words
 * @returns {(key: string, values?: Record<string, string | number>) => string}
 */
export function useWords(words) {
  const code = useLanguage();
  return useMemo(
    () => (key, values) => fill(words[code]?.[key] ?? words.en[key] ?? key, values),
    [words, code],
  );
}

function fill(text, values) {
  return values ? text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole)) : text;
}
