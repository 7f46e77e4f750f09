import { Pending } from "../components/Pending.js";
import { count, phoneNumber } from "../lib/format.js";
import { html, useEffect } from "../lib/html.js";
import { useLanguage } from "../lib/language.js";
import { useResource } from "../lib/live.js";

/** Counting looks at every message the sandbox holds, so it goes by the clock and not by events. */
const LOOK_MS = 2000;
const COLUMNS = ["accepted", "recipients", "delivered", "seen", "failed", "duplicates"];

/** What really arrived: totals, and per template. */
export function Received({ t }) {
  const language = useLanguage();
  const witness = useResource("/control/witness");
  const templates = useResource("/control/witness/templates");
  useEffect(() => {
    const look = () =>
      document.visibilityState === "visible" && Promise.all([witness.reload(), templates.reload()]);
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [witness.reload, templates.reload]);
  const seen = witness.data;
  const totals = seen && [
    ["accepted", seen.accepted],
    ["recipients", seen.distinctRecipients],
    ["delivered", seen.byStatus.delivered + seen.byStatus.seen],
    ["seen", seen.byStatus.seen],
    ["failed", seen.byStatus.failed],
    ["duplicateIds", seen.duplicateIdRejections],
    ["foreign", seen.foreign ?? 0],
    ["calls", seen.calls],
    ["webhooksFailed", seen.webhooks.failed],
  ];
  return html`<section class="card panel received" aria-labelledby="received">
    <div><h2 id="received">${t("received")}</h2><p class="muted">${t("receivedText")}</p></div>
    <${Pending} resource=${witness} />
    ${totals && html`<dl class="totals">${totals.map(([name, value]) => html`<div key=${name}><dt>${t(name)}</dt><dd data-total=${name}>${count(value, language)}</dd></div>`)}</dl>`}
    ${seen?.duplicates.length > 0 && html`<p><strong>${t("duplicates")}:</strong> ${seen.duplicates.map((number) => html`<a key=${number} class="nowrap" href=${`/phones/${number}`}>${phoneNumber(number)}</a> `)}</p>`}
    ${templates.data?.length === 0 && html`<p class="muted">${t("nothingReceived")}</p>`}
    ${
      templates.data?.length > 0 &&
      html`<div class="table-scroll"><table class="as-cards" aria-label=${t("received")}>
        <thead><tr><th scope="col">${t("template")}</th>${COLUMNS.map((name) => html`<th key=${name} scope="col" class="number">${t(name)}</th>`)}</tr></thead>
        <tbody>${templates.data.map(
          (
            row,
          ) => html`<tr key=${row.templateName ?? ""}><th scope="row" class="mono">${row.templateName ?? t("freeForm")}</th>
            ${COLUMNS.map((name) => html`<td key=${name} class="number" data-label=${t(name)}>${count(row[name], language)}</td>`)}</tr>`,
        )}</tbody>
      </table></div>`
    }
  </section>`;
}
