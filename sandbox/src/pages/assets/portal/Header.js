import { CopyButton } from "../components/CopyButton.js";
import { TextField } from "../components/Field.js";
import { LanguageSwitch } from "../components/LanguageSwitch.js";
import { Notice } from "../components/Notice.js";
import { post } from "../lib/api.js";
import { html, useState } from "../lib/html.js";

/** Which account this is, its base URL, and the mark that none of it is real. */
export function Header({ t, account, accounts, onChoose }) {
  const [adding, setAdding] = useState(false);
  return html`<header class="portal-header">
    <div class="portal-title">
      <strong>${t("title")}</strong>
      <span class="stand-in" title=${t("standInWhy")}>${t("standIn")}</span>
    </div>
    <div class="portal-account">
      <label class="inline-field">
        <span>${t("account")}</span>
        <select value=${account?.key} onChange=${(event) => onChoose(event.currentTarget.value)}>
          ${accounts.map(({ key, name, currency }) => html`<option key=${key} value=${key}>${name} (${currency})</option>`)}
        </select>
      </label>
      <button type="button" aria-expanded=${String(adding)} onClick=${() => setAdding(!adding)}>${t("newAccount")}</button>
    </div>
    <div class="portal-base-url">
      <label class="inline-field">
        <span>${t("baseUrl")}</span>
        <input class="mono" readonly value=${account?.baseUrl ?? ""} onFocus=${(event) => event.currentTarget.select()} />
      </label>
      <${CopyButton} text=${account?.baseUrl ?? ""} label=${t("copyBaseUrl")} />
    </div>
    <${LanguageSwitch} />
    ${
      adding &&
      html`<${AccountForm} t=${t} onClose=${() => setAdding(false)} onAdded=${(key) => {
        setAdding(false);
        onChoose(key);
      }} />`
    }
  </header>`;
}

function AccountForm({ t, onAdded, onClose }) {
  const [name, setName] = useState("");
  const [currency, setCurrency] = useState("BRL");
  const [error, setError] = useState("");
  const submit = async (event) => {
    event.preventDefault();
    try {
      onAdded((await post("/control/accounts", { name: name.trim(), currency })).key);
    } catch (problem) {
      setError(problem.message);
    }
  };
  return html`<form class="account-form" onSubmit=${submit}>
    <${TextField} label=${t("accountName")} value=${name} onValue=${setName} required maxlength="80" autofocus />
    <${TextField}
      label=${t("currency")} value=${currency} onValue=${(text) => setCurrency(text.toUpperCase())}
      required pattern="[A-Z]{3}" maxlength="3" />
    <div class="row">
      <button class="primary">${t("addAccount")}</button>
      <button type="button" onClick=${onClose}>${t("cancel")}</button>
    </div>
    ${error && html`<${Notice} kind="error">${error}<//>`}
  </form>`;
}
