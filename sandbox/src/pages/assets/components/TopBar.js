import { html } from "../lib/html.js";
import { useWords } from "../lib/language.js";
import { LanguageSwitch } from "./LanguageSwitch.js";
import { words } from "./words.js";

const PAGES = [
  ["/", "overview"],
  ["/portal", "portal"],
  ["/phones", "phones"],
  ["/faults", "faults"],
];

/** The sandbox's own bar: which page this is, the way to the others, the language. */
export function TopBar() {
  const t = useWords(words);
  const here = location.pathname.split("/")[1];
  return html`<header class="topbar">
    <a class="brand" href="/"><img src="/assets/icon.svg" alt="" width="24" height="24" /> ${t("sandbox")}</a>
    <nav aria-label=${t("pages")}>
      ${PAGES.map(
        ([path, word]) =>
          html`<a key=${path} href=${path} aria-current=${path === `/${here}` ? "page" : undefined}>${t(word)}</a>`,
      )}
    </nav>
    <${LanguageSwitch} />
  </header>`;
}
