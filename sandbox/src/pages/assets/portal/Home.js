import { TextField } from "../components/Field.js";
import { Notice } from "../components/Notice.js";
import { call } from "../lib/api.js";
import { money } from "../lib/format.js";
import { html, useState } from "../lib/html.js";
import { useLanguage } from "../lib/language.js";
import { Link } from "../lib/router.js";

const CARDS = [
  ["/portal/api-keys", "developerTools", "apiKeys", "homeKeys"],
  ["/portal/logs", "analyze", "logs", "homeLogs"],
  ["/portal/senders", "channels", "senders", "homeSenders"],
  ["/portal/templates", "channels", "templates", "homeTemplates"],
];

export function Home({ t, account, onChanged }) {
  const language = useLanguage();
  return html`<div class="stack">
    <h1>${account.name}</h1>
    <${Notice}>${t("standInWhy")}<//>
    <dl class="facts">
      <div><dt>${t("accountKey")}</dt><dd class="mono">${account.key}</dd></div>
      <div><dt>${t("balance")}</dt><dd>${money(account.balance, account.currency, language)} <${Balance} t=${t} account=${account} onChanged=${onChanged} /></dd></div>
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

/** The balance can be anything, also used up. */
function Balance({ t, account, onChanged }) {
  const [open, setOpen] = useState(false);
  const [value, setValue] = useState("");
  const [problem, setProblem] = useState("");
  const start = () => {
    setValue(String(account.balance));
    setOpen(true);
  };
  const submit = async (event) => {
    event.preventDefault();
    try {
      await call("PATCH", `/control/accounts/${account.key}`, { balance: Number(value) });
      setOpen(false);
      await onChanged();
    } catch (error) {
      setProblem(error.message);
    }
  };
  if (!open) return html`<button type="button" onClick=${start}>${t("changeBalance")}</button>`;
  return html`<form class="balance-form" onSubmit=${submit}>
    <${TextField} label=${t("newBalance")} hint=${t("balanceHint")} error=${problem} type="number" step="any" required value=${value} onValue=${setValue} />
    <div class="row"><button class="primary">${t("save")}</button><button type="button" onClick=${() => setOpen(false)}>${t("cancel")}</button></div>
  </form>`;
}
