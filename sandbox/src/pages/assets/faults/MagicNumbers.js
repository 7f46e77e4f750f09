import { TextField } from "../components/Field.js";
import { Pending } from "../components/Pending.js";
import { html, useState } from "../lib/html.js";
import { useResource } from "../lib/live.js";

const OUTCOMES = { fails: "magicFails", refused: "magicRefused", special: "magicSpecial" };

/** Every recipient that fails on purpose, from the catalogue the sandbox itself answers with. */
export function MagicNumbers({ t, id, title, path }) {
  const numbers = useResource(path);
  const [filter, setFilter] = useState("");
  const wanted = filter.trim().toLowerCase();
  const shown = numbers.data?.filter((one) =>
    `${one.suffix} ${one.name ?? ""} ${one.description}`.toLowerCase().includes(wanted),
  );
  return html`<section class="stack" aria-labelledby=${id}>
    <div class="row spread magic-head">
      <div><h2 id=${id}>${title}</h2><p class="muted">${t("magicText")}</p></div>
      <${TextField} label=${t("filter")} type="search" value=${filter} onValue=${setFilter} />
    </div>
    <${Pending} resource=${numbers} />
    ${
      shown &&
      html`<div class="table-scroll magic-table" tabindex="0"><table class="as-cards" aria-label=${title}>
        <thead><tr><th scope="col">${t("magicEnds")}</th><th scope="col">${t("magicWhat")}</th><th scope="col">${t("code")}</th><th scope="col">${t("again")}</th></tr></thead>
        <tbody>
          ${shown.length === 0 && html`<tr><td colspan="4" class="muted">${t("noMatch", { text: filter })}</td></tr>`}
          ${shown.map(
            (one) => html`<tr key=${one.suffix}>
              <th scope="row"><code class="suffix">…${one.suffix}</code></th>
              <td data-label=${t("magicWhat")}>${t(OUTCOMES[one.outcome])}: ${one.description}</td>
              <td data-label=${t("code")}><span>${one.name && html`<code>${one.name}</code> `}<span class="muted">${one.code ?? "–"}</span></span></td>
              <td data-label=${t("again")}>${one.permanent === undefined ? "–" : t(one.permanent ? "permanent" : "temporary")}</td>
            </tr>`,
          )}
        </tbody>
      </table></div>`
    }
  </section>`;
}
