import { html } from "../../lib/html.js";
import { Icon } from "../icons.js";

/** In place of a file that could not be loaded. */
export function Missing({ t, url }) {
  return html`<div class="file missing"><${Icon} name="missing" size=${22} /><span>${t("mediaMissing", { url: url ?? "" })}</span></div>`;
}
