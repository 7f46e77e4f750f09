import { html } from "../lib/html.js";
import { LANGUAGES, setLanguage, useLanguage, useWords } from "../lib/language.js";
import { words } from "./words.js";

/** One button per language. */
export function LanguageSwitch() {
  const current = useLanguage();
  const t = useWords(words);
  return html`<div class="language" role="group" aria-label=${t("language")}>
    ${LANGUAGES.map(
      ({ code, short, name }) => html`<button
        type="button"
        key=${code}
        lang=${code}
        title=${name}
        aria-label=${name}
        aria-pressed=${String(code === current)}
        onClick=${() => setLanguage(code)}
      >${short}</button>`,
    )}
  </div>`;
}
