import { Pending } from "../components/Pending.js";
import { html } from "../lib/html.js";
import { useResource } from "../lib/live.js";

const TONES = {
  APPROVED: "badge-success",
  REJECTED: "badge-error",
  DISABLED: "badge-error",
  PENDING: "badge-warning",
};

export function Templates({ t, account }) {
  const templates = useResource("/control/templates", ["signup", "log", "template"]);
  const own = templates.data?.filter((template) => template.accountKey === account.key);
  return html`<div class="stack">
    <h1>${t("templates")}</h1>
    <${Pending} resource=${templates} />
    ${own?.length === 0 && html`<div class="card empty">${t("noTemplates")}</div>`}
    ${
      own?.length > 0 &&
      html`<div class="table-scroll"><table class="as-cards" aria-label=${t("templates")}>
        <thead><tr>${["name", "language", "category", "status", "waba", "body"].map(
          (column) => html`<th key=${column} scope="col">${t(column)}</th>`,
        )}</tr></thead>
        <tbody>${own.map(
          (template) => html`<tr key=${template.id}>
            <th scope="row" class="mono">${template.name}</th>
            <td data-label=${t("language")}>${template.language}</td>
            <td data-label=${t("category")}>${template.category}</td>
            <td data-label=${t("status")}><span class=${`badge ${TONES[template.status] ?? ""}`}>${template.status}</span></td>
            <td class="mono" data-label=${t("waba")}>${template.wabaId}</td>
            <td class="template-text" data-label=${t("body")}>${template.body}</td>
          </tr>`,
        )}</tbody>
      </table></div>`
    }
  </div>`;
}
