import { Field, TextField } from "../components/Field.js";
import { Notice } from "../components/Notice.js";
import { Pending } from "../components/Pending.js";
import { call, post } from "../lib/api.js";
import { html, useState } from "../lib/html.js";
import { useResource } from "../lib/live.js";
import { Link, navigate } from "../lib/router.js";
import { NewKey } from "./NewKey.js";
import { ALL_SCOPES, CONNECTOR_SCOPES } from "./scopes.js";

const isoDay = (date) => date.toISOString().slice(0, 10);

function inOneYear() {
  const date = new Date();
  date.setUTCFullYear(date.getUTCFullYear() + 1);
  return isoDay(date);
}

/** Create a key; afterwards its secret, once. */
export function KeyForm({ t, account }) {
  const [created, setCreated] = useState(null);
  const create = async (fields) => setCreated(await post(`/control/accounts/${account.key}/keys`, fields));
  if (created) return html`<${NewKey} t=${t} created=${created} />`;
  return html`<${Form} t=${t} title=${t("newKey")} action=${t("createKey")} save=${create} />`;
}

/** Change a key's name, validity, scopes or addresses. Its secret stays. */
export function KeyEdit({ t, account }) {
  const keys = useResource(`/control/accounts/${account.key}/keys`);
  const id = new URLSearchParams(location.search).get("id");
  const entry = keys.data?.find((key) => key.id === id);
  const change = async (fields) => {
    await call("PATCH", `/control/keys/${id}`, fields);
    navigate("/portal/api-keys");
  };
  if (!entry) return html`<${Pending} resource=${keys} />`;
  return html`<${Form} t=${t} title=${t("editKeyTitle")} action=${t("saveKey")} entry=${entry} save=${change} />`;
}

function Form({ t, title, action, entry, save }) {
  const [name, setName] = useState(entry?.name ?? "");
  const [expires, setExpires] = useState(entry ? entry.validTo.slice(0, 10) : inOneYear);
  const [scopes, setScopes] = useState(entry?.scopeGuids ?? []);
  const [addresses, setAddresses] = useState((entry?.allowedIPs ?? []).join("\n"));
  const [problem, setProblem] = useState(null);
  const submit = async (event) => {
    event.preventDefault();
    if (!name.trim()) return setProblem({ field: "name", message: t("keyNameMissing") });
    setProblem(null);
    try {
      await save({
        name: name.trim(),
        ...(expires ? { validTo: `${expires}T23:59:59.000Z` } : {}),
        allowedIPs: addresses.split(/[\s,;]+/).filter(Boolean),
        scopeGuids: scopes,
      });
    } catch (error) {
      setProblem({ field: null, message: error.message });
    }
  };

  return html`<form class="stack key-form" onSubmit=${submit} novalidate>
    <div><${Link} to="/portal/api-keys">← ${t("backToKeys")}<//><h1>${title}</h1></div>
    ${problem && !problem.field && html`<${Notice} kind="error">${problem.message}<//>`}
    <div class="key-basics">
      <${TextField}
        label=${t("keyName")} hint=${t("keyNameHint")} error=${problem?.field === "name" ? problem.message : ""}
        value=${name} onValue=${setName} required maxlength="100" autocomplete="off" />
      <${TextField}
        label=${t("expires")} type="date" value=${expires} onValue=${setExpires}
        hint=${expires && expires < isoDay(new Date()) ? t("pastDate") : ""} />
    </div>
    <${ScopeChoice} t=${t} chosen=${scopes} onChoose=${setScopes} />
    <${Field} label=${t("allowedIps")} hint=${t("allowedIpsHint")} control=${(id, described) =>
      html`<textarea id=${id} rows="2" class="mono" aria-describedby=${described} value=${addresses}
        onInput=${(event) => setAddresses(event.currentTarget.value)}></textarea>`} />
    <div class="row"><button class="primary">${action}</button></div>
  </form>`;
}

function ScopeChoice({ t, chosen, onChoose }) {
  const toggle = (scope) =>
    onChoose(chosen.includes(scope) ? chosen.filter((other) => other !== scope) : [...chosen, scope]);
  return html`<fieldset>
    <legend>${t("scopes")}</legend>
    <div class="row scope-tools">
      <button type="button" onClick=${() => onChoose(CONNECTOR_SCOPES)}>${t("selectSix")}</button>
      <button type="button" class="plain" onClick=${() => onChoose([])}>${t("clearScopes")}</button>
      <span class="muted" role="status">${t("scopesChosen", { n: chosen.length, all: ALL_SCOPES.length })}</span>
    </div>
    <div class="scope-list">
      ${ALL_SCOPES.map(
        (scope) => html`<label key=${scope} class="check mono">
          <input type="checkbox" checked=${chosen.includes(scope)} onChange=${() => toggle(scope)} /> ${scope}
        </label>`,
      )}
    </div>
  </fieldset>`;
}
