import { Notice } from "../components/Notice.js";
import { money } from "../lib/format.js";
import { html } from "../lib/html.js";
import { useLanguage } from "../lib/language.js";
import { Link } from "../lib/router.js";

const CARDS = [
  ["/portal/api-keys", "developerTools", "apiKeys", "homeKeys"],
  ["/portal/logs", "analyze", "logs", "homeLogs"],
  ["/portal/senders", "channels", "senders", "homeSenders"],
  ["/portal/templates", "channels", "templates", "homeTemplates"],
];

export function Home({ t, account }) {
  const language = useLanguage();
  return html`<div class="stack">
    <h1>${account.name}</h1>
    <${Notice}>${t("standInWhy")}<//>
    <dl class="facts">
      <div><dt>${t("accountKey")}</dt><dd class="mono">${account.key}</dd></div>
      <div><dt>${t("balance")}</dt><dd>${money(account.balance, account.currency, language)}</dd></div>
    </dl>
    <p>${t("homeLead")}</p>
    <div class="cards">
      ${CARDS.map(
        ([to, area, name, what]) => html`<${Link} key=${to} to=${to} class="card card-link">
          <span class="muted">${t(area)}</span>
          <h2>${t(name)}</h2>
          <p>${t(what)}</p>
        <//>`,
      )}
    </div>
  </div>`;
}
