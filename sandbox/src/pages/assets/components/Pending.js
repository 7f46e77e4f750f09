import { html } from "../lib/html.js";
import { useWords } from "../lib/language.js";
import { Notice } from "./Notice.js";
import { words } from "./words.js";

/** What stands in place of data that is not there yet, or could not be loaded; nothing when all is well. */
export function Pending({ resource }) {
  const t = useWords(words);
  if (resource.error) {
    return html`<${Notice} kind="error">
      ${resource.error.message} <button type="button" onClick=${resource.reload}>${t("retry")}</button>
    <//>`;
  }
  return resource.data === null && html`<p class="muted" role="status">${t("loading")}</p>`;
}
